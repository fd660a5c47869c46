"""``manage.py compare_drafts IN.jsonl --output OUT.jsonl``: compare many drafts, a line each."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import UnsupportedOperation
from typing import Any, BinaryIO, Protocol

from django.core.management.base import BaseCommand, CommandError

from practice.matching import Report, compare

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes. A longer line is passed over without being held in memory."""


class Sink(Protocol):
    """What both a file and the command's own standard output can do."""

    def write(self, text: str, /) -> object: ...

    def flush(self) -> object: ...


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the input, checked; ``question`` is required there but takes no part here."""

    id: str | int
    key_points: list[str]
    draft: str


class Command(BaseCommand):
    help = (
        'Compares drafts with key points. Each line of IN is {"id", "question", "key_points": '
        '[text, ...], "draft"}; each line written is {"id", "points": [{"score", "verdict", '
        '"evidence", "confidence", "reason"}, ...]}, in the same order. Bad lines are reported and left out.'
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("input", metavar="IN", help="a JSONL file in UTF-8; - is stdin")
        parser.add_argument("--output", metavar="OUT", help="where to write; stdout if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        with ExitStack() as stack:
            try:
                source = self._open_input(stack, options["input"])
                sink = self._open_output(stack, options["output"], source)
                lines, skipped = self._compare_all(source, sink)
            except OSError as error:
                raise CommandError(str(error)) from error
        if skipped:
            raise CommandError(f"{skipped} of {lines} lines could not be compared.")

    def _open_input(self, stack: ExitStack, path: str) -> BinaryIO:
        return sys.stdin.buffer if path == "-" else stack.enter_context(open(path, "rb"))

    def _open_output(self, stack: ExitStack, path: str | None, source: BinaryIO) -> Sink:
        if path is None:
            return self.stdout
        if _is_same_file(source, path):
            raise CommandError("The output is the input: it would be emptied before it is read.")
        # Line by line to the disk, so that whatever ends the run leaves whole lines behind.
        return stack.enter_context(open(path, "w", buffering=1, encoding="utf-8", newline="\n"))

    def _compare_all(self, source: BinaryIO, sink: Sink) -> tuple[int, int]:
        """How many lines there were, blank ones aside, and how many of them were bad."""
        lines = skipped = 0
        for number, line in _numbered_lines(source):
            lines += 1
            try:
                result = _result_of(line)
            except (ValueError, RecursionError) as error:
                skipped += 1
                self.stderr.write(f"line {number}: {error}")
            else:
                sink.write(f"{json.dumps(result)}\n")
                sink.flush()
        return lines, skipped


def _is_same_file(source: BinaryIO, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(source.fileno()), os.stat(path))
    except (FileNotFoundError, UnsupportedOperation):
        return False


def _numbered_lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, from 1; of one too long, only its oversized beginning."""
    number = 0
    while line := source.readline(LONGEST_LINE + 1):
        number += 1
        _pass_over_rest(source, line)
        if line.strip():
            yield number, line


def _pass_over_rest(source: BinaryIO, line: bytes) -> None:
    while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
        line = source.readline(LONGEST_LINE + 1)


def _result_of(line: bytes) -> dict[str, Any]:
    """The result for one line. Raises ValueError in words for a person if it is a bad one."""
    if len(line) > LONGEST_LINE:
        raise ValueError(f"longer than {LONGEST_LINE:,} bytes")
    task = _task_of(json.loads(line.decode("utf-8-sig")))
    return {
        "id": task.id,
        "points": _points_of(compare(task.draft, task.key_points)),
    }


def _task_of(value: object) -> Task:
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    missing = {"id", "question", "key_points", "draft"} - value.keys()
    if missing:
        raise ValueError(f"missing: {', '.join(sorted(missing))}")
    if not isinstance(value["id"], str | int) or isinstance(value["id"], bool):
        raise ValueError("id is neither a string nor a whole number")
    if not isinstance(value["question"], str) or not isinstance(value["draft"], str):
        raise ValueError("question and draft must be strings")
    points = value["key_points"]
    if not isinstance(points, list) or not all(isinstance(point, str) for point in points):
        raise ValueError("key_points must be a list of strings")
    return Task(value["id"], points, value["draft"])


def _points_of(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "score": found.score,
            "verdict": found.verdict.value,
            "evidence": found.evidence_text,
            "confidence": found.confidence,
            "reason": found.reason,
        }
        for found in report.points
    ]
