"""What a writer made, file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from questions.bankfile.datatypes import Bank
from questions.bankfile.writers.packing import files_of

Writer = Callable[[Bank], Iterator[tuple[str, bytes]]]


def written(write: Writer, bank: Bank) -> dict[str, bytes]:
    return {name: b"".join(content) for name, content in files_of(write(bank))}


def one_file(write: Writer, bank: Bank) -> str:
    (content,) = written(write, bank).values()
    return content.decode()
