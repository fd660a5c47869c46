"""Text copied from the pages of questions."""
