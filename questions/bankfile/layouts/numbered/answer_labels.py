"""The words that mark a question and its answer: numbers, ``Answer:``, and what stands for no answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from questions.bankfile.layouts.markdown_blocks import marked_lead, plain, unwrapped

_NAMED = re.compile(
    r"(?:question|q)\.?[ \t]*#?[0-9]{1,4}[ \t]*(?:[.):]+|[-\u2013\u2014](?=\s)|$)\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(r"#?[0-9]{1,4}\\?[.):](?:\s+(.*))?", re.DOTALL)
_LABEL = (
    r"(?:(?:sample|model|example|suggested|spoken|short|strong|my)[ ])?answer(?:[ ][0-9]{1,4})?"
    r"[ ]*(?:\((?P<aside>[^()\n]{1,60})\))?"
)
_LABEL_ALONE = re.compile(rf"(?:{_LABEL}[ ]*:?|a[0-9]{{0,4}}:)", re.IGNORECASE)
_LABEL_BEFORE = re.compile(rf"(?:{_LABEL}[ ]*|a[0-9]{{0,4}}):(?=\s|$)[ \t]*", re.IGNORECASE)
_AFTER_LABEL = re.compile(r"[ \t]*(?::[ \t]*)?(?=\n|$)|[ \t]*:[ \t]*")
_TIME = re.compile(
    r"(?:about|around|approx\.?|~)?\s*([0-9]{1,4}(?:\.5)?)\s*(?:(?:-|\u2013|\u2014|to)\s*([0-9]{1,4}))?"
    r"[\s-]*(?:(?P<seconds>s|secs?|seconds?)|m|mins?|minutes?)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"(?:|(?:tbd|tba|tbc|todo|to do|wip|fixme|to be (?:added|answered|completed|decided|defined|determined"
    r"|done|filled in|provided|written))\b.{0,40}|na|n a|pending|placeholder|coming soon|empty"
    r"|(?:(?:write|insert|add) )?(?:(?:your|the) )?answer (?:goes )?here)",
)


@dataclass(frozen=True, slots=True)
class Label:
    """The mark of an answer, with the time it gives for speaking it."""

    min_seconds: int | None = None
    max_seconds: int | None = None

    @property
    def is_timed(self) -> bool:
        return self.max_seconds is not None


def split_number(text: str) -> str | None:
    """Return the question after the number with which a heading begins; None if it has no number."""
    for whole in (text, unwrapped(text, "strong"), _unmarked(text)):
        match = whole and (_NAMED.fullmatch(whole) or _BARE.fullmatch(whole))
        if match:
            return _one_line(match[1] or "")
    return None


def split_paragraph_number(text: str) -> tuple[str, str] | None:
    """Return the question that a paragraph is, if it is bold or named one, and the lines after it."""
    bold = unwrapped(text, "strong")
    lead = None if bold else marked_lead(text)
    if lead and (after := lead[1].lstrip(" \t\\")).startswith("\n"):
        first, rest = lead[0], after[1:]
    else:
        first, rest = _first_question(bold or (lead and "".join(lead)) or text)
    match = _NAMED.fullmatch(first) or ((bold or lead) and _BARE.fullmatch(first))
    return (_one_line(match[1] or ""), rest) if match else None


def split_label(text: str) -> tuple[Label, str] | None:
    """Return the mark of an answer with which ``text`` begins, and the source after it."""
    if lead := marked_lead(text):
        match = _LABEL_ALONE.fullmatch(plain(lead[0]))
        after = _after_words(lead) if match else None
    else:
        match = _LABEL_BEFORE.match(text)
        after = text[match.end() :] if match else None
    if match is None or after is None:
        return None
    return _timed(match["aside"] or ""), after


def is_label(text: str) -> bool:
    """Is a heading nothing but the mark of an answer?"""
    return bool(_LABEL_ALONE.fullmatch(plain(text)))


def label_of_heading(text: str) -> Label:
    match = _LABEL_ALONE.fullmatch(plain(text))
    return _timed((match and match["aside"]) or "")


def is_placeholder(text: str) -> bool:
    """Does ``text`` only say that there is no answer yet?"""
    words = " ".join(re.sub(r"[\W_]+", " ", text).split()).casefold()
    return bool(_PLACEHOLDER.fullmatch(words))


def _after_words(lead: tuple[str, str]) -> str | None:
    words, after = lead
    if words.endswith(":"):
        return after.lstrip(" \t")
    match = _AFTER_LABEL.match(after)
    return after[match.end() :] if match else None


def _unmarked(text: str) -> str | None:
    lead = marked_lead(text)
    return lead and "".join(lead)


def _first_question(text: str) -> tuple[str, str]:
    """A question mark at the end of the first line ends the question."""
    line, _, rest = text.partition("\n")
    return (line, rest) if line.rstrip().endswith("?") else (text, "")


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return unwrapped(line, "strong") or line


def _timed(aside: str) -> Label:
    match = _TIME.search(aside)
    if match is None:
        return Label()
    unit = 1 if match["seconds"] else 60
    times = sorted(int(float(number) * unit) for number in match.groups()[:2] if number)
    return Label(times[0] if len(times) == 2 else None, times[-1] or None)
