"""Numbered questions with marked answers, written down or to be spoken."""
