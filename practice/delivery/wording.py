"""Words that the remarks are made of."""

from __future__ import annotations

from collections.abc import Sequence

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_LONGEST_QUOTE = 48
"""Code points."""


def number(count: int) -> str:
    """ "three", and "12" from ten on."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, noun: str, plural: str = "") -> str:
    """ "one figure", "three figures"."""
    return f"{number(count)} {noun if count == 1 else plural or f'{noun}s'}"


def opened(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def quoted(text: str) -> str:
    """``text`` in quotation marks, on one line, shortened."""
    line = " ".join(text.split())
    short = line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "\u2026"
    return f"\u201c{short}\u201d"


def minutes(seconds: int) -> str:
    """Seconds as they are read: "45 seconds", "2 min 10 s"."""
    whole, rest = divmod(seconds, 60)
    if not whole:
        return f"{rest} second{'' if rest == 1 else 's'}"
    if not rest:
        return f"{whole} minute{'' if whole == 1 else 's'}"
    return f"{whole} min {rest} s"
