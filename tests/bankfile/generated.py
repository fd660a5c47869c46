"""Banks of odd but legal values, made by hypothesis: what every format must carry unharmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from questions.bankfile.datatypes import (
    Bank,
    FollowUpEntry,
    KeyPointEntry,
    MistakeEntry,
    PartEntry,
    QuestionEntry,
    StructureStepEntry,
    TopicEntry,
)

FRAGMENTS = (
    "a",
    "The rollback failed",
    " ",
    "   ",
    "\n",
    "\n\n",
    "\t",
    '"',
    "'",
    "|",
    "\\",
    ",",
    ";",
    ":",
    ": ",
    " #",
    "%",
    "@",
    "`",
    "*",
    "&",
    "!",
    "?",
    ">",
    "<",
    "]]>",
    "<script>",
    "&amp;",
    "{",
    "}",
    " {#x}",
    "{}",
    "{{",
    "- ",
    "\n- ",
    "1. ",
    "\n  - also: ",
    "\n\\- also: ",
    "\n## Prompt\n",
    "\n\\## Prompt",
    "\n## Key points",
    "\n---\n",
    "\n...\n",
    "\n```\n",
    "\n    code",
    "=1+1",
    "+",
    "-",
    "~",
    "no",
    "null",
    "1:30",
    "2024-01-01",
    "0x1F",
    "1e3",
    "\N{NO-BREAK SPACE}",
    "\N{NON-BREAKING HYPHEN}",
    "\N{ZERO WIDTH SPACE}",
    "\N{SOFT HYPHEN}",
    "\N{BYTE ORDER MARK}",
    "\N{LINE SEPARATOR}",
    "\N{PARAGRAPH SEPARATOR}",
    "\x85",
    "\N{HEBREW LETTER ALEF}\N{RIGHT-TO-LEFT MARK}",
    "\N{FIRE ENGINE}",
    "\N{REPLACEMENT CHARACTER}",
    "Ĺ \u00e2\u20ac\u2122",
    "\N{LATIN SMALL LETTER E WITH ACUTE}",
    "e\N{COMBINING ACUTE ACCENT}",
    "x" * 130,
    "word " * 30,
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def texts(least: int = 0, most: int = 2_000) -> st.SearchStrategy[str]:
    """Any text that a stripped field can hold, of one line or many."""
    odd = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
    other = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=40)
    stripped = st.one_of(odd, odd, other).map(str.strip)
    return stripped.filter(lambda text: (_says_something(text) or not least) and len(text) <= most)


def lines(least: int = 0, most: int = 60) -> st.SearchStrategy[str]:
    """Any text of one line, as every program understands lines."""
    joined = texts().map(lambda text: " ".join(text.split())[:most].strip())
    return joined.filter(lambda text: _says_something(text) or not least)


def _says_something(text: str) -> bool:
    """JSON Schema takes a byte order mark for space, too."""
    return bool(text.replace("\ufeff", " ").strip())


def slugs(most: int = 20) -> st.SearchStrategy[str]:
    signs = LETTERS + LETTERS.upper() + "0123456789_"
    begun = st.sampled_from(signs)
    return st.builds(str.__add__, begun, st.text(f"{signs}-", max_size=most - 1))


SECONDS = st.one_of(
    st.just((None, None)),
    st.tuples(st.integers(10, 3600), st.none()),
    st.tuples(st.none(), st.integers(10, 3600)),
    st.tuples(st.integers(10, 600), st.integers(600, 3600)),
)
LONGER: dict[str, Any] = {
    "status": st.sampled_from(["draft", "published", "retired"]),
    "title": lines(1, 120),
    "prompt": texts(1),
    "category": st.sampled_from(["", "behavioural", "situational", "technical"]),
    "difficulty": st.sampled_from(["", "easy", "medium", "hard"]),
    "round": st.sampled_from(["", "phone-screen", "technical", "onsite", "final"]),
    "framework": lines(0, 60),
    "sample_answer": texts(),
    "notes": texts(),
    "source": lines(0, 300),
    "licence": lines(0, 100),
    "attribution": lines(0, 300),
    "position": st.integers(0, 999_999_999),
}


@st.composite
def parts(
    draw: st.DrawFn, part: type[PartEntry], question: str, **values: st.SearchStrategy[Any]
) -> tuple[Any, ...]:
    """Parts of one question in their order, which may leave out positions."""
    keys = draw(st.lists(slugs(), max_size=3, unique_by=str.casefold))
    places = st.lists(st.integers(1, 9), min_size=len(keys), max_size=len(keys), unique=True)
    positions = sorted(draw(places))
    return tuple(
        part(
            question=question,
            key=key,
            position=position,
            **{name: draw(strategy) for name, strategy in values.items()},
        )
        for key, position in zip(keys, positions, strict=True)
    )


@st.composite
def questions(
    draw: st.DrawFn, slug: str, topics: Sequence[str] = (), others: Sequence[str] = ()
) -> QuestionEntry:
    shortest, longest = draw(SECONDS)
    aliases = st.lists(lines(1, 40), max_size=3).map(tuple)
    return QuestionEntry(
        slug=slug,
        target_min_seconds=shortest,
        target_max_seconds=longest,
        topics=draw(_some_of(topics)),
        related=draw(_some_of([other for other in others if other != slug])),
        structure_steps=draw(parts(StructureStepEntry, slug, label=lines(1), guidance=texts(1))),
        key_points=draw(
            parts(KeyPointEntry, slug, text=texts(1), aliases=aliases, is_suggestion=st.booleans())
        ),
        mistakes=draw(parts(MistakeEntry, slug, text=texts(1))),
        follow_ups=draw(parts(FollowUpEntry, slug, text=texts(1))),
        **{name: draw(strategy) for name, strategy in LONGER.items()},
    )


@st.composite
def banks(draw: st.DrawFn) -> Bank:
    """A bank that may be loaded: slugs, names and keys that differ, references that lead somewhere."""
    names = st.lists(lines(1), max_size=3, unique_by=str.casefold)
    topics = tuple(
        TopicEntry(slug=slug, name=name, description=draw(lines(0, 200)))
        for slug, name in zip(
            sorted(draw(st.lists(slugs(), min_size=3, max_size=3, unique_by=str.casefold))),
            draw(names),
            strict=False,
        )
    )
    taken = draw(st.lists(slugs(), max_size=3, unique_by=str.casefold))
    filed = [topic.slug for topic in topics]
    made = [draw(questions(slug, filed, taken)) for slug in taken]
    return Bank(topics, tuple(sorted(made, key=lambda made: (made.position, made.slug))))


def _some_of(slugs: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    if not slugs:
        return st.just(())
    return st.lists(st.sampled_from(slugs), unique=True).map(lambda some: tuple(sorted(some)))
