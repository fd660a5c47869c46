"""How long a text takes to say aloud."""

WORDS_PER_MINUTE = 140


def count_words(text: str) -> int:
    """Count what would be spoken: Markdown's own signs, standing alone, are no words."""
    return sum(any(map(str.isalnum, token)) for token in text.split())


def spoken_seconds(text: str, words_per_minute: int = WORDS_PER_MINUTE) -> int:
    """Return how many seconds ``text`` lasts, to the nearest one."""
    return round(count_words(text) * 60 / words_per_minute)
