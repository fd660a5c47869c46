"""What one line of a question's page is: a tag, a round with its minutes, a heading, a bullet."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The values of the choices in ``questions.models``, which needs Django.
CATEGORIES = ("behavioural", "situational", "technical")
DIFFICULTIES = ("easy", "medium", "hard")
ROUNDS = ("phone-screen", "technical", "onsite", "final")

STRUCTURE, SAMPLE_ANSWER = "structure", "sample answer"
KEY_POINTS, MISTAKES, FOLLOW_UPS = "key points", "mistakes", "follow-ups"
LISTS = (KEY_POINTS, MISTAKES, FOLLOW_UPS)

_LONGEST_HEADING = 120
_NAMES = {
    STRUCTURE: r"(?:how\s+(?:to|(?:you\s+)?(?:can|could|should|would)(?:\s+you)?)\s+)?"
    r"structure\s+(?:your|the|an|this)\s+(?:answer|response)|answer\s+structure",
    SAMPLE_ANSWER: r"(?:an?\s+|the\s+)?(?:sample|example|model)\s+(?:answer|response)",
    KEY_POINTS: r"key\s+(?:talking\s+)?points(?:\s+(?:to|you\s+should)\s+"
    r"(?:mention|cover|include|make|hit|remember))?",
    MISTAKES: r"(?:common\s+)?(?:mistakes|pitfalls|errors)\s+to\s+avoid"
    r"|common\s+(?:mistakes|pitfalls|errors)",
    FOLLOW_UPS: r"(?:possible\s+|potential\s+|likely\s+|common\s+)?follow[ -]?up(?:s|\s+questions)",
}
_HEADINGS = {
    part: re.compile(
        rf"[ \t]*(?P<level>\#{{0,6}})[ \t]*(?:[^\w\s#*_>\u2022\u2717-]\ufe0f?[ \t]+)?[*_]{{0,3}}"
        rf"(?:{names})[ \t]*(?P<colon>:?)[ \t]*[*_]{{0,3}}(?P<late>:?)[ \t]*\#*[ \t]*(?P<rest>.*)",
        re.IGNORECASE,
    )
    for part, names in _NAMES.items()
}
_TAG = re.compile(
    r"behaviou?ral|situational|technical|easy|medium|hard|(?P<between>[\s,;|/\u00b7\u2022-]+)"
    r"|(?P<other>[^\W\d_]+?(?=easy$|medium$|hard$))",
    re.IGNORECASE,
)
_TIMING = re.compile(
    r"(?:(?P<round>[^\W\d_][\w /-]{0,40}?)\s*[\u00b7\u2022|,:\u2013\u2014-]\s*)?"
    r"(?P<least>\d{1,4}(?:\.\d)?)(?:\s*(?:-|\u2013|\u2014|to)\s*(?P<most>\d{1,4}(?:\.\d)?))?\s*"
    r"(?P<unit>minutes?|mins?|m|seconds?|secs?|s)\.?",
    re.IGNORECASE,
)
_ROUND_WORDS = re.compile(r"\s+(?:round|interview|stage)$")
_SIGNS = "\u2022\u25e6\u25aa\u25cf\u2023\u00b7\u2717\u2718\u2716\u2715\u274c\u2713\u2714\u2705"
_BULLET = re.compile(
    rf"(?P<indent>[ \t>]*)(?:(?:(?:[-*+]|\d{{1,3}}[.)])(?:[ \t]+|$)|[{_SIGNS}]\ufe0f?[ \t]*)++)"
)
_PLACEHOLDER = re.compile(
    r"[\W_]*(?:to be (?:completed|written|added|done|defined)|tb[acd]|todo|coming soon|n/a"
    r"|none yet|\.{3}|\u2026)[\W_]*",
    re.IGNORECASE,
)
_RULE = re.compile(r"[ \t]*(?:-[ \t]*-[- \t]*-|\*[ \t]*\*[* \t]*\*|_[ \t]*_[_ \t]*_)[ \t]*")
_FOOTER = re.compile(
    r"\W{0,5}(?:\u00a9|\(c\)\s|copyright\b).*|.*\ball rights reserved\W*", re.IGNORECASE
)
_BANNER = re.compile(
    r"\s*[\U0001f300-\U0001faff\u2600-\u26ff]"
    r"|.*\b(?:join the wait ?list|early access|launching soon|sign (?:up|in) (?:for|to|now|free)"
    r"|subscribe (?:to|now)|start (?:your )?free trial)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part. ``level`` is Markdown's, 0 for a plain line; ``rest`` follows a colon."""

    part: str
    level: int
    rest: str


@dataclass(frozen=True, slots=True)
class Tags:
    categories: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """``round`` is as written; seconds are None where the numbers make no range."""

    round: str
    min_seconds: int | None
    max_seconds: int | None


def heading_of(line: str) -> Heading | None:
    """Return which part begins with ``line``; a sentence that only begins so is no heading."""
    # Before these patterns, each blank would be tried in every way.
    line = line.strip(" \t")
    if not line:
        return None
    for part, pattern in _HEADINGS.items():
        match = pattern.match(line[:_LONGEST_HEADING])
        if match and (match["colon"] or match["late"] or not match["rest"]):
            rest = line[match.start("rest") :].strip()
            if rest and part == FOLLOW_UPS:
                return None
            return Heading(part, len(match["level"]), rest)
    return None


def tags_of(line: str) -> Tags | None:
    """Return the tags of a line that holds nothing else, glued together as a page's badges come."""
    words, at, line = [], 0, line.strip().lower()
    if not line or len(line) > 60:
        return None
    while at < len(line):
        match = _TAG.match(line, at)
        if not match or (match["other"] and " " in line):
            return None
        words.append("" if match["between"] else match[0].replace("behavioral", "behavioural"))
        at = match.end()
    return _sorted_tags(list(filter(None, words)))


def _sorted_tags(words: list[str]) -> Tags | None:
    known = [*CATEGORIES, *DIFFICULTIES]
    tags = Tags(
        tuple(word for word in words if word in CATEGORIES),
        tuple(word for word in words if word in DIFFICULTIES),
        tuple(word for word in words if word not in known),
    )
    return tags if words else None


def timing_of(line: str) -> Timing | None:
    """Return the round and how long the answer lasts, of a line such as ``onsite · 3-5 minutes``."""
    match = _TIMING.fullmatch(line.strip().strip("*_").strip()) if len(line) <= 100 else None
    if not match or not (match["round"] or match["most"]):
        return None
    factor = 60 if match["unit"][0] in "mM" else 1
    least = round(float(match["least"]) * factor)
    most = round(float(match["most"] or match["least"]) * factor)
    is_range = 0 < least <= most
    return Timing(match["round"] or "", *((least, most) if is_range else (None, None)))


def round_value(written: str) -> str | None:
    """Return the value of a round's name as a page writes it, or None for one nobody knows."""
    name = _ROUND_WORDS.sub("", " ".join(written.lower().split()))
    name = {"phone": "phone-screen", "on-site": "onsite", "on site": "onsite"}.get(name, name)
    name = name.replace(" ", "-")
    return name if name in ROUNDS else None


def bullet_of(line: str) -> tuple[int, str] | None:
    """Return the indentation and the text of a bullet, however many signs stand before it."""
    match = _BULLET.match(line)
    return (len(match["indent"]), line[match.end() :].strip()) if match else None


def is_placeholder(text: str) -> bool:
    """Does ``text`` only say that something is yet to come?"""
    return len(text) < 80 and _PLACEHOLDER.fullmatch(text) is not None


def is_rule(line: str) -> bool:
    return len(line) < 200 and _RULE.fullmatch(line) is not None


def is_banner(line: str) -> bool:
    """Is this a site's own line, and no part of a question?"""
    return _BANNER.match(line[:300]) is not None


def is_footer(line: str) -> bool:
    """Is this what stands at the bottom of a site's page?"""
    return is_banner(line) or _FOOTER.fullmatch(line[:300].strip()) is not None
