"""The bytes of a file -> a document that keeps to the format, however broken or hostile they are."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from practice.portable.checking import check_references
from practice.portable.errors import BrokenFileError
from practice.portable.schema import check_schema, check_version, place

MOST_BYTES = 20 * 1024 * 1024
MOST_BRACKETS = 300_000
MOST_COMMAS = 2_000_000
MOST_DIGITS = 20

Path = tuple[str | int, ...]


def check_size(content: bytes) -> None:
    """Refuse what would take up too much of a server's memory. An operator's own files may be larger.

    Once parsed, a bracket costs some hundred times the memory of a letter, and a comma some ten times.
    """
    if len(content) > MOST_BYTES:
        raise BrokenFileError(f"This file has more than {MOST_BYTES:,} bytes.")
    brackets = content.count(b"[") + content.count(b"{")
    if brackets > MOST_BRACKETS or content.count(b",") > MOST_COMMAS:
        raise BrokenFileError("This file has far more entries than a practice does.")


def read(content: bytes) -> dict[str, Any]:
    """Return what ``content`` holds; raise BrokenFileError with the first thing that is wrong."""
    document = _parse(content)
    check_version(document)
    _check_texts(document)
    check_schema(document)
    check_references(document)
    return document


def _parse(content: bytes) -> Any:
    try:
        return json.loads(
            content.decode("utf-8-sig"),
            parse_int=_whole,
            parse_float=_finite,
            parse_constant=_refuse_number,
        )
    except UnicodeDecodeError as error:
        raise BrokenFileError(f"This is not text in UTF-8, from byte {error.start} on.") from None
    except json.JSONDecodeError as error:
        raise BrokenFileError(
            f"This is not JSON: {error.msg}, at line {error.lineno}, column {error.colno}."
        ) from None
    except RecursionError:
        raise BrokenFileError("This file is nested too deep to be one of ours.") from None


def _whole(digits: str) -> int:
    return int(digits) if len(digits) <= MOST_DIGITS else _refuse_number(digits)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse_number(text)


def _refuse_number(text: str) -> NoReturn:
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    raise BrokenFileError(f"{shown} is not a number that this format has.")


def _check_texts(document: Any) -> None:
    """Refuse what no database keeps in a text: NUL, and halves of a surrogate pair."""
    for path, text in _texts(document):
        if "\x00" in text:
            raise BrokenFileError(f"{place(path)}: it holds a NUL character.")
        try:
            text.encode()
        except UnicodeEncodeError:
            raise BrokenFileError(f"{place(path)}: it holds half of a character.") from None


def _texts(document: Any) -> Iterator[tuple[Path, str]]:
    """Every text in ``document`` and where it is, names of fields too; by a list and not by calls."""
    waiting: list[tuple[Path, Any]] = [((), document)]
    while waiting:
        path, container = waiting.pop()
        if isinstance(container, dict):
            yield from ((path, name) for name in container)
        for name, value in _within(container):
            if isinstance(value, str):
                yield (*path, name), value
            elif isinstance(value, dict | list):
                waiting.append(((*path, name), value))


def _within(container: Any) -> Iterable[tuple[Any, Any]]:
    return container.items() if isinstance(container, dict) else enumerate(container)
