"""What the heading of a section says about the text below it."""

from __future__ import annotations

import re
from enum import Enum

from questions.bankfile.layouts.markdown_blocks import plain
from questions.bankfile.layouts.numbered.answer_labels import is_label, is_placeholder
from questions.bankfile.layouts.pages.page_lines import heading_of
from questions.bankfile.layouts.pages.page_lines import is_placeholder as is_short_placeholder

_LONGEST = 80


class Part(Enum):
    """The field of a question that a section is."""

    QUESTION = "prompt"
    ANSWER = "sample_answer"
    KEY_POINTS = "key_points"
    MISTAKES = "mistakes"
    STRUCTURE = "structure"
    FOLLOW_UPS = "follow_ups"
    NOTES = "notes"


LISTS = frozenset({Part.KEY_POINTS, Part.MISTAKES, Part.FOLLOW_UPS})
_PAGE_PARTS = {
    "structure": Part.STRUCTURE,
    "sample answer": Part.ANSWER,
    "key points": Part.KEY_POINTS,
    "mistakes": Part.MISTAKES,
    "follow-ups": Part.FOLLOW_UPS,
}
_NAMES = {
    Part.QUESTION: r"(?:the\ |interview\ )?question | prompt",
    Part.ANSWER: r"""
        (?:(?:the|an?|view|show|see|reveal|my|full|short|long|detailed|correct|expected|ideal|good|great
        |possible|proposed|sample|model|example|suggested|strong|spoken|toggle|click\ for
        |click\ to\ (?:see|show|reveal|view|expand))\ )*
        (?:answers?|solutions?|response)(?:\ (?:and|&|\+)\ [\w\ ,]{1,40})?
    """,
    Part.KEY_POINTS: r"""
        (?:good|great|nice)\ to\ (?:hear|mention)
        | (?:the\ )?(?:key|main|talking|important|core)\ (?:talking\ )?points
          (?:\ to\ (?:mention|cover|include|make|hit|remember))?
        | key\ takeaways | green\ flags | evaluation\ criteria | should\ mention
        | (?:what|things|points|signs|signals)\ (?:to|we)\ (?:want\ to\ )?(?:listen\ for|look\ for|mention
          |cover|include|hear)
        | points\ to\ make | must\ (?:have|mention|hear)s?
        | what\ (?:a\ )?(?:good|great|strong)(?:\ answers?)?
          \ (?:looks?\ like|includes?|covers?|mentions?|contains?)
        | (?:look|listen|looking|listening)\ for
        | what\ (?:the\ )?interviewers?\ (?:looks?|listens?|wants?|is\ looking|are\ looking)
          (?:\ for|\ to\ hear)?
        | what\ (?:i\ am|we\ are|we're|i'm|you\ are|you're)\ looking\ for
        | (?:good|positive|strong)\ (?:signs|signals|answers?\ (?:includes?|mentions?))
    """,
    Part.MISTAKES: r"""
        (?:common\ |typical\ |frequent\ )?(?:mistakes|pitfalls|errors|traps)(?:\ to\ avoid)?
        | red\ flags? | bad\ to\ hear | (?:bad|negative|warning|weak)\ (?:signs|signals) | anti\ patterns
        | (?:what|things)\ (?:to\ avoid|not\ to\ say|to\ watch\ out\ for)
    """,
    Part.STRUCTURE: r"""
        (?:(?:answer|suggested|recommended)\ )?(?:structure|framework) | answer\ outline
        | how\ to\ (?:structure|frame|approach|organi[sz]e)
          (?:\ (?:it|(?:your|the|an|this)(?:\ (?:answer|response))?))?
    """,
    Part.FOLLOW_UPS: r"""
        (?:possible\ |potential\ |likely\ |typical\ |sample\ )?follow\ ?ups?
          (?:\ (?:questions?|to\ (?:expect|ask)))?
        | (?:further|probing|next)\ questions | probes
    """,
    Part.NOTES: r"""
        (?:(?:additional|useful|external|helpful|related|more)\ )?
          (?:links|resources|reading|references|sources|materials?|information)
        | notes? | further\ reading | read\ more | see\ also | learn\ more | hints? | tips? | background
        | why\ (?:we|i|they|interviewers?)\ asks?(?:\ (?:this|it))? | why\ (?:this|it)\ matters
        | context | meta\ ?data | credits?
    """,
}
_PATTERNS = {part: re.compile(names, re.IGNORECASE | re.VERBOSE) for part, names in _NAMES.items()}
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015_]+")


def part_of(heading: str) -> Part | None:
    """Return which part of a question ``heading`` (inline Markdown) names; None if it names none."""
    if len(heading) > _LONGEST:
        return None
    words = plain(heading)
    name = _BETWEEN.sub(" ", _EDGES.sub("", words)).replace("\u2019", "'")
    for part, pattern in _PATTERNS.items():
        if pattern.fullmatch(name):
            return part
    if is_label(words):
        return Part.ANSWER
    page = heading_of(words)
    return _PAGE_PARTS[page.part] if page and not page.rest else None


def is_yet_to_come(text: str) -> bool:
    """Does ``text`` only say that something is still to be written?"""
    return is_placeholder(text) or is_short_placeholder(text.strip())
