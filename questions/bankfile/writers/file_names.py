"""Names of questions' files, of which none replaces another on any system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from questions.bankfile.datatypes import QuestionEntry

_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{name}{n}" for name in ("com", "lpt") for n in range(10)),
}


FOLDER = "questions"


def question_files(
    questions: Iterable[QuestionEntry], suffix: str
) -> Iterator[tuple[str, QuestionEntry]]:
    """Yield each question after the path of its file, in the order of the paths."""
    by_slug = {question.slug: question for question in questions}
    names = file_names(sorted(by_slug))
    for path, slug in sorted((f"{FOLDER}/{names[slug]}{suffix}", slug) for slug in names):
        yield path, by_slug[slug]


def file_names(slugs: Iterable[str]) -> dict[str, str]:
    """Return the name of the file of each slug, without its suffix: the slug itself where it can be.

    One gets a number that differs from another by case alone, or is the name of a device on Windows.
    """
    slugs = list(slugs)
    taken = {slug.casefold() for slug in slugs}
    names: dict[str, str] = {}
    used: set[str] = set(_DEVICES)
    for slug in slugs:
        names[slug] = slug if slug.casefold() not in used else _numbered(slug, taken | used)
        used.add(names[slug].casefold())
    return names


def _numbered(slug: str, taken: set[str]) -> str:
    return next(name for n in count(2) if (name := f"{slug}-{n}").casefold() not in taken)
