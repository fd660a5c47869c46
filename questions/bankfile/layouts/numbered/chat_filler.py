"""What a chat says around what was asked of it: announcements before, offers after.

Only whole paragraphs are judged, sentence by sentence: an answer may well hold any of these words, and
a candidate may offer something, too. What is certain speaks of questions, answers or their form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from questions.bankfile.layouts.markdown_blocks import Block, plain
from questions.bankfile.layouts.numbered.answer_labels import is_placeholder

_LONGEST = 600
_AGREEMENT = r"(?:sure(?: thing)?|certainly|absolutely|of course|definitely|great|perfect|got it)"
_MORE = r"(?:more|another(?: one| set)?|others|additional ones)"
_CONTENT = (
    r"(?:questions?|answers|(?:sample|model|these|the|each|your) answers?|q ?& ?as?|(?:flash)?cards?|pdf"
    r"|cheat ?sheet|mock interviews?|bullet points|star format|markdown|(?:short|long|simpl)er versions?)"
)
_FORM = r"(?:short|long|simpl|brief|clear|strong)er|more (?:concise|detailed|technical|formal)"
_ADAPTING = r"(?:adapt|adjust|customi[sz]e|modify|tailor|personali[sz]e)"
_OFFERED = (
    rf"(?:\b{_MORE}|\b(?:add|generate|create|write|provide) (?:some |a few |even )?{_MORE}"
    rf"|\b(?:these|them|those) (?:to be )?(?:{_FORM})|\b{_CONTENT}\b[^\n]*|\bme to:?)"
)
_WANTING = r"(?:you(?:'d| would)? (?:like|want|need|prefer)|would you like|(?:do you )?want)"
_SENTENCES = (
    rf"(?:{_AGREEMENT}\W{{1,5}})?(?:here|below) are\b(?:(?!\b(?:i|we|my|our|us)\b)[^\n])*"
    rf"\b(?:questions|q ?& ?as)\b(?:(?!\b(?:i|we|my|our|us)\b)[^\n])*",
    rf"{_AGREEMENT}\W{{1,5}}here are (?:even |some )?more\b(?: of (?:them|these))?",
    rf"(?:would you like|(?:do you )?want)\b(?: me to\b)?(?:[^\n]*?)(?<=[\s]){_OFFERED}",
    rf"would you like me to:?|shall i\b[^\n]*\b{_CONTENT}\b[^\n]*",
    rf"(?:just |please )?let me know (?:if|which|what|whether|how)\b[^\n]*?\b{_WANTING}\b[^\n]*?"
    rf"(?<=\s){_OFFERED}",
    rf"feel free to (?:{_ADAPTING}|use) (?:these|them|any of (?:these|them)|{_CONTENT})\b[^\n]*",
    r"feel free to ask(?: me)?(?: (?:for )?(?:more|any(?:thing| questions?)?)\b[^\n]*)?",
    rf"if {_WANTING}\b[^\n]*\bi (?:can|could)\b[^\n]*\b{_CONTENT}\b[^\n]*",
    rf"i can also\b[^\n]*\b{_CONTENT}\b[^\n]*",
    rf"you can {_ADAPTING} (?:these|them|each)\b[^\n]*",
    r"(?:i )?hope (?:this|these) helps?",
    r"good luck(?: (?:with|on|in|for) your (?:upcoming |next )?(?:interviews?|preparations?|prep))?",
)
_CERTAIN = re.compile(rf"(?:{'|'.join(_SENTENCES)})\W*", re.IGNORECASE)
_POLITE = re.compile(
    rf"(?:{_AGREEMENT}|great question|good question|you're welcome"
    r"|(?:these|they) (?:(?:will|should|can) help you|are designed for)\b[^\n]*)\W*",
    re.IGNORECASE,
)
_LEAD_OF_ANSWER = re.compile(
    rf"{_AGREEMENT}\W{{1,5}}here(?:'s| is) (?:an?|the|your|my)(?: [\w-]+){{0,4}} (?:answer|response|version)"
    r"(?: for you| you can (?:use|adapt|give)| to (?:the|this|that|your) question)?:",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"(?:would you like|(?:do you )?want me to|shall i|(?:just |please )?let me know|feel free to"
    r"|(?:i )?hope (?:this|these|that|it) helps?|good luck|if you(?:'d| would)? (?:like|want|need)"
    r"|i can also|great question)\b",
    re.IGNORECASE,
)
_MARKS_BEFORE = re.compile(r"^[^\w]+")
_AFTER_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def is_filler(text: str) -> bool:
    """Is this paragraph for certain, and all of it, what a chat says to who asked it?"""
    if len(text) > _LONGEST:
        return False
    sentences = _AFTER_SENTENCE.split(_words(text))
    certain = [bool(_CERTAIN.fullmatch(sentence)) for sentence in sentences]
    polite = (bool(_POLITE.fullmatch(sentence)) for sentence in sentences)
    return any(certain) and all(map(max, certain, polite))


def without_filler(blocks: Sequence[Block], *, is_apart: bool = False) -> tuple[Block, ...]:
    """Return ``blocks`` of an answer without what a chat said before and after it.

    What would be all of an answer is one, unless a line stands between (``is_apart``).
    """
    start, end = 0, len(blocks)
    while start < end and _announces(blocks[start]):
        start += 1
    while end > start and (said := _said_last(blocks[start:end])):
        end -= said
    return tuple(blocks[start:end] if end > start or is_apart else blocks)


def filler_among(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield those of the blocks of no question that are filler, with the lists of what is offered."""
    is_offer = False
    for block in blocks:
        is_filling = block.kind == "paragraph" and is_filler(block.text)
        if is_filling or (is_offer and block.kind.endswith("_list")):
            yield block
        is_offer = is_filling


def _announces(block: Block) -> bool:
    return block.kind == "paragraph" and bool(_LEAD_OF_ANSWER.fullmatch(_words(block.text)))


def _said_last(blocks: Sequence[Block]) -> int:
    """How many blocks at the end are filler: a paragraph, or an offer with the list of what it offers."""
    last = blocks[-1]
    if last.kind == "paragraph":
        return int(is_filler(last.text) or _is_below_placeholder(blocks))
    is_listed = len(blocks) > 1 and last.kind.endswith("_list")
    return 2 if is_listed and blocks[-2].kind == "paragraph" and is_filler(blocks[-2].text) else 0


def _is_below_placeholder(blocks: Sequence[Block]) -> bool:
    """Where no answer is written yet, an offer below it is no part of one."""
    first, last = blocks[0], blocks[-1]
    is_yet_to_come = len(blocks) > 1 and first.kind == "paragraph" and is_placeholder(first.text)
    return is_yet_to_come and bool(_OFFER.match(_words(last.text)))


def _words(text: str) -> str:
    words = plain(text[:_LONGEST]).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return _MARKS_BEFORE.sub("", words)
