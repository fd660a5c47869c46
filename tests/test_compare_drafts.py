"""The command that compares a file of drafts, line by line."""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from practice.management.commands import compare_drafts

TASK = {
    "id": "a-1",
    "question": "Tell me about an incident.",
    "key_points": ["Rolls back the release", "Calls the vendor"],
    "draft": "The errors began at noon. I rolled back the release.",
}


def line(**changes: Any) -> bytes:
    return json.dumps(TASK | changes).encode() + b"\n"


class Run:
    """Runs the command on an input of bytes, into a file; keeps what came out."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "in.jsonl"
        self.output = folder / "out.jsonl"
        self.stderr = io.StringIO()

    def __call__(self, content: bytes) -> list[dict[str, Any]]:
        self.source.write_bytes(content)
        call_command(
            "compare_drafts", str(self.source), output=str(self.output), stderr=self.stderr
        )
        return self.results()

    def failing(self, content: bytes, match: str) -> list[dict[str, Any]]:
        with pytest.raises(CommandError, match=match):
            self(content)
        return self.results()

    def results(self) -> list[dict[str, Any]]:
        return [json.loads(each) for each in self.output.read_text("utf-8").splitlines()]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def test_a_line_becomes_a_line(run: Run) -> None:
    (result,) = run(line())
    assert result["id"] == "a-1"
    assert set(result) == {"id", "points"}
    covered, missing = result["points"]
    assert covered["verdict"] == "covered"
    assert covered["evidence"] == "I rolled back the release."
    assert 0 < covered["score"] <= 1
    assert 0 < covered["confidence"] <= 1
    assert covered["reason"]
    assert (missing["score"], missing["verdict"], missing["evidence"]) == (0.0, "missing", "")
    assert set(missing) == {"score", "verdict", "evidence", "confidence", "reason"}


def test_order_and_ids_are_kept(run: Run) -> None:
    ids = [3, "x", 1, "1", -7, 10**30, ""]
    assert [result["id"] for result in run(b"".join(line(id=each) for each in ids))] == ids


def test_no_key_points_give_an_empty_list(run: Run) -> None:
    assert run(line(key_points=[])) == [{"id": "a-1", "points": []}]


def test_an_empty_draft_misses_every_point(run: Run) -> None:
    (result,) = run(line(draft=""))
    assert {point["verdict"] for point in result["points"]} == {"missing"}


def test_an_empty_file_gives_an_empty_file(run: Run) -> None:
    assert run(b"") == []


def test_the_last_line_needs_no_line_end_and_blank_ones_are_no_lines(run: Run) -> None:
    assert len(run(line() + b"\n \r\n" + line().strip())) == 2


def test_windows_line_ends_and_a_byte_order_mark(run: Run) -> None:
    assert len(run(b"\xef\xbb\xbf" + line().replace(b"\n", b"\r\n") * 2)) == 2


def test_lone_surrogates_pass_through(run: Run) -> None:
    (result,) = run(line(draft="I rolled back the release \ud800."))
    assert result["points"][0]["evidence"] == "I rolled back the release \ud800."


BAD_LINES = {
    "not JSON": b"{oops\n",
    "not an object": b"[1, 2]\n",
    "null": b"null\n",
    "missing": b'{"id": 1, "draft": ""}\n',
    "id": line(id=None),
    "id of true": line(id=True),
    "id of a fraction": line(id=1.5),
    "question": line(question=3),
    "draft": line(draft=None),
    "key_points": line(key_points="Rolls back"),
    "a key point": line(key_points=["Rolls back", 4]),
    "invalid UTF-8": b'{"id": "\xff"}\n',
    "too deep": b"[" * 100_000 + b"\n",
    "a number too long": b'{"id": ' + b"9" * 10_000 + b"}\n",
    "a draft too long": line(draft="a" * 1_000_001),
}


@pytest.mark.parametrize("bad", BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_reported_by_number_and_left_out(run: Run, bad: bytes) -> None:
    results = run.failing(line(id=1) + b"\n" + bad + line(id=4), match="1 of 3 lines")
    assert [result["id"] for result in results] == [1, 4]
    (report,) = run.stderr.getvalue().splitlines()
    assert report.startswith("line 3: ")


def test_a_line_past_all_measure_is_passed_over(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare_drafts, "LONGEST_LINE", 1_000)
    endless = b"x" * 5_000 + b"\n"
    results = run.failing(endless + line(id=2) + endless + line(id=4), match="2 of 4 lines")
    assert [result["id"] for result in results] == [2, 4]
    assert "line 3: longer than 1,000 bytes" in run.stderr.getvalue()


def test_a_line_of_just_the_greatest_length_is_read(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare_drafts, "LONGEST_LINE", len(line()))
    assert len(run(line() + line())) == 2


def test_dash_is_stdin_and_no_output_is_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line() + line(id=2))))
    stdout = io.StringIO()
    call_command("compare_drafts", "-", stdout=stdout)
    assert [json.loads(each)["id"] for each in stdout.getvalue().splitlines()] == ["a-1", 2]


def test_each_result_is_written_before_the_next_line_is_read(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    seen = []

    class Watched(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            seen.append(output.read_text("utf-8").count("\n"))
            return super().readline(size)

    with output.open("w", buffering=1, encoding="utf-8") as sink:
        compare_drafts.Command()._compare_all(Watched(line() * 3), sink)
    assert seen == [0, 1, 2, 3]


@pytest.mark.parametrize("link", [None, os.link, os.symlink])
def test_the_input_is_never_overwritten(run: Run, link: Any) -> None:
    if link:
        run.source.touch()
        link(run.source, run.output)
    else:
        run.output = run.source
    with pytest.raises(CommandError, match="output is the input"):
        run(line())
    assert run.source.read_bytes() == line()


def test_an_older_output_is_replaced(run: Run) -> None:
    run.output.write_text("old\n" * 100)
    assert len(run(line())) == 1


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("compare_drafts", str(tmp_path / "none.jsonl"))
    run.output = tmp_path / "no-folder" / "out.jsonl"
    with pytest.raises(CommandError, match="No such file"):
        run(line())


def test_a_folder_for_input(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Is a directory"):
        call_command("compare_drafts", str(tmp_path))
