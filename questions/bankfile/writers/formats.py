"""The formats in which the bank can be taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from questions.bankfile.datatypes import Bank
from questions.bankfile.writers import (
    anki_deck,
    csv_table,
    fixtures,
    html_page,
    json_file,
    markdown_files,
    moodle_quiz,
)


def _nothing(_: Bank) -> Iterable[str]:
    return ()


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Format:
    """A way to write the bank down.

    ``write`` yields pieces of files, each with its file's name; a format of ``is_many`` files has a
    folder below it. ``losses`` says what of a bank the format cannot hold. ``first_lines`` are the
    beginnings by which files of this format are known, where it has many.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    write: Callable[[Bank], Iterator[tuple[str, bytes]]]
    first_lines: tuple[bytes, ...] = ()
    losses: Callable[[Bank], Iterable[str]] = _nothing
    is_available: Callable[[], bool] = _always

    @property
    def is_many(self) -> bool:
        return bool(self.first_lines)


_ALL = (
    Format(
        "fixtures",
        "Django fixtures",
        ".yaml",
        "application/yaml",
        fixtures.write,
        first_lines=(b"- model: questions.", b"# The vocabulary that questions are filed under."),
    ),
    Format("json", "JSON", ".json", "application/json", json_file.write),
    Format(
        "markdown",
        "Markdown files",
        ".md",
        "text/markdown; charset=utf-8",
        markdown_files.write,
        first_lines=(b"---\nformat: prepbank-", b"---\r\nformat: prepbank-"),
    ),
    Format("csv", "CSV table", ".csv", "text/csv; charset=utf-8", csv_table.write),
    Format("html", "page to print", ".html", "text/html; charset=utf-8", html_page.write),
    Format(
        "anki",
        "Anki deck",
        ".apkg",
        "application/octet-stream",
        anki_deck.write,
        is_available=anki_deck.is_available,
    ),
    Format(
        "moodle", "Moodle XML", ".xml", "text/xml", moodle_quiz.write, losses=moodle_quiz.losses
    ),
)
FORMATS = {one.name: one for one in _ALL}
