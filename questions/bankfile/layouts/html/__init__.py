"""Markdown with HTML in it -> Markdown without."""
