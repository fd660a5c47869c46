"""What a chat says around what was asked of it: announcements before, offers after.

Only whole paragraphs are judged, by how they begin: an answer may well hold any of these words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from questions.bankfile.layouts.markdown_blocks import Block, plain

_LONGEST = 600
_AGREEMENT = r"(?:sure(?: thing)?|certainly|absolutely|of course|definitely|great|perfect|got it)"
_ANNOUNCING = r"(?:here(?:'s| are| is)|below (?:are|is)|the following (?:are|is))\b"
_CONTENT = r"\b(?:questions?|answers?|q&a|responses?|versions?)\b"
_LEAD = re.compile(
    rf"(?:{_AGREEMENT}\b\W{{1,5}})?{_ANNOUNCING}[^\n]*{_CONTENT}|{_AGREEMENT}\b\W{{1,5}}{_ANNOUNCING}",
    re.IGNORECASE,
)
_LEAD_OF_ANSWER = re.compile(
    rf"{_AGREEMENT}\b\W{{1,5}}{_ANNOUNCING}[^\n]*{_CONTENT}[^\n]*:$", re.IGNORECASE
)
_OFFER = re.compile(
    r"would you like (?:me|more|to|another|these|this|additional)\b|(?:do you )?want me to\b|shall i\b"
    r"|(?:just |please )?let me know (?:if|which|what|whether|how|when)\b"
    r"|tell me (?:if|which|whether) you\b"
    r"|feel free to (?:ask|adapt|adjust|customi[sz]e|modify|use|tailor|reach|let|add|change)\b"
    r"|(?:i )?hope (?:this|these|that|it) helps?\b|good luck\b"
    r"|if you(?:'d| would)? (?:like|want|need)\b[^.\n]*\b(?:i can|i could|i'll|let me|just (?:say|ask))\b"
    r"|i can also\b[^.\n]*\b(?:if you|for you|you'd|let me)\b"
    r"|you can (?:customi[sz]e|adapt|tailor|personali[sz]e) (?:these|this|them|each)\b"
    r"|(?:these|they) (?:will|should|can) help you\b",
    re.IGNORECASE,
)
_MARKS_BEFORE = re.compile(r"^[^\w]+")


def is_offer(text: str) -> bool:
    """Is this paragraph what a chat says when it is done?"""
    return bool(_OFFER.match(_words(text)))


def is_filler(text: str) -> bool:
    """Is this paragraph an announcement or an offer, and so no part of an answer before it?"""
    words = _words(text)
    return bool(_OFFER.match(words) or _LEAD.match(words))


def without_filler(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return ``blocks`` of an answer without what a chat said before and after it."""
    start, end = 0, len(blocks)
    while start < end and _announces(blocks[start]):
        start += 1
    while end > start and (said := _said_last(blocks[start:end])):
        end -= said
    return tuple(blocks[start:end])


def _announces(block: Block) -> bool:
    return block.kind == "paragraph" and bool(_LEAD_OF_ANSWER.match(_words(block.text)))


def _said_last(blocks: Sequence[Block]) -> int:
    """How many blocks at the end are filler: a paragraph, or an offer with the list of what it offers."""
    last = blocks[-1]
    if last.kind == "paragraph":
        return int(is_filler(last.text))
    offers = len(blocks) > 1 and last.kind.endswith("_list") and is_offer(blocks[-2].text)
    return 2 if offers else 0


def _words(text: str) -> str:
    words = plain(text[:_LONGEST]).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return _MARKS_BEFORE.sub("", words)
