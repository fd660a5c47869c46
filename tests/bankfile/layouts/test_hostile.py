"""Whatever comes in through the one way in: a fault that names the file, no exception, bounded work."""

import os
import sys
import tracemalloc
from pathlib import Path
from types import FrameType

import pytest

from questions.bankfile.intake import limits
from questions.bankfile.intake.gathering import MAX_FILE_BYTES, Found, read_paths, read_uploads
from questions.bankfile.layouts.found import Document
from questions.bankfile.layouts.pages.page_lines import heading_of
from questions.bankfile.layouts.recognising import AUTO, LAYOUTS
from tests.bankfile.layouts.hostile_samples import MANY, NO_QUESTIONS, hostile, many

SMALL = hostile(300)
LARGE = hostile(MANY)


def assert_sound(found: Found, name: str, content: bytes) -> None:
    """Every line that is named is there, and every file is the one that was given."""
    text = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines = max(text.count(b"\n"), text.decode("utf-16", "ignore").count("\n")) + 1
    assert found.questions or found.faults
    assert len(found.faults) <= limits.MAX_FAULTS + 1
    for fault in found.faults:
        assert fault.file == name
        assert 0 <= fault.line <= lines
        assert fault.message
        assert len(str(fault)) < 1_000
    for question in found.questions:
        assert question.file == name
        assert 1 <= question.line <= lines
        assert question.prompt.text.strip()


@pytest.mark.parametrize("name", NO_QUESTIONS)
def test_what_holds_no_questions_is_refused_with_its_name(name: str) -> None:
    found = read_uploads([(name, NO_QUESTIONS[name])])
    assert_sound(found, name, NO_QUESTIONS[name])
    assert found.questions == ()
    assert found.topics == ()


@pytest.mark.parametrize("layout", [AUTO, *LAYOUTS])
@pytest.mark.parametrize("name", NO_QUESTIONS)
def test_no_layout_chokes_on_what_is_not_its_own(name: str, layout: str) -> None:
    assert_sound(read_uploads([(name, NO_QUESTIONS[name])], layout), name, NO_QUESTIONS[name])


@pytest.mark.parametrize("layout", [AUTO, *LAYOUTS])
@pytest.mark.parametrize("name", SMALL)
def test_hostile_files_are_read_or_refused(name: str, layout: str) -> None:
    assert_sound(read_uploads([(name, SMALL[name])], layout), name, SMALL[name])


@pytest.mark.parametrize("name", LARGE)
def test_large_hostile_files_are_read_or_refused(name: str) -> None:
    assert_sound(read_uploads([(name, LARGE[name])]), name, LARGE[name])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_how_likely_a_layout_is_stays_between_0_and_1(layout: str) -> None:
    for name, content in SMALL.items():
        likelihood = LAYOUTS[layout].likelihood(Document(name, content.decode()))
        assert 0 <= likelihood <= 1


def calls(content: bytes, name: str) -> int:
    """How many calls reading takes, of Python and of C."""
    count = 0

    def counting(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    # The first reading fills caches and imports modules.
    read_uploads([(name, content)])
    sys.setprofile(counting)
    try:
        read_uploads([(name, content + b"\n")])
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", many(1))
def test_twice_the_entries_are_twice_the_work(name: str) -> None:
    # More lines than a piece has.
    half, whole = (calls(many(count)[name], name) for count in (600, 1_200))
    assert whole < 2.6 * half


@pytest.mark.parametrize("name", SMALL)
def test_twice_the_hostility_is_twice_the_work(name: str) -> None:
    half, whole = (calls(hostile(count)[name], name) for count in (1_000, 2_000))
    assert whole < 2.8 * half + 2_000


@pytest.mark.parametrize("name", many(1))
def test_more_entries_than_an_import_may_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in list(sys.modules.values()):
        if module.__name__.startswith("questions.") and hasattr(module, "MAX_QUESTIONS"):
            monkeypatch.setattr(module, "MAX_QUESTIONS", 20)
    assert len(read_uploads([(name, many(20)[name])]).questions) == 20
    found = read_uploads([(name, many(21)[name])])
    assert found.questions == ()
    (fault,) = [fault for fault in found.faults if fault.refuses]
    assert fault.file == name
    assert "split" in fault.message


def test_memory_stays_near_the_size_of_the_text() -> None:
    content = many(1_500)["numbered.md"]
    tracemalloc.start()
    try:
        read_uploads([("numbered.md", content)])
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # A parse of all of it at once takes half as much again.
    assert most < 100 * len(content)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def only_fault(path: str) -> str:
    found = read_paths([Path(path)])
    (fault,) = found.faults
    assert fault.refuses
    assert found.questions == ()
    return str(fault)


def test_a_gigabyte_is_refused_unread(here: Path) -> None:
    with Path("a.md").open("wb") as file:
        file.truncate(1024**3)
    tracemalloc.start()
    try:
        assert only_fault("a.md") == "a.md: the file is larger than 32 MiB"
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


def test_a_file_that_grows_is_not_read_to_its_end(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("a.md").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    monkeypatch.setattr("questions.bankfile.intake.sources.size_of", lambda name, path: 1)
    assert only_fault("a.md") == "a.md: the file is larger than 32 MiB"


def test_a_file_that_vanishes(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("questions.bankfile.intake.sources.size_of", lambda name, path: 1)
    assert only_fault("a.md") == "a.md: No such file or directory"


def test_a_file_that_became_a_pipe(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo("a.md")
    monkeypatch.setattr("questions.bankfile.intake.sources.size_of", lambda name, path: 1)
    assert only_fault("a.md") == "a.md: is no file"


@pytest.mark.parametrize("path", ["pipe.md", "pipe.zip", "device.md"])
def test_pipes_and_devices_are_not_opened(
    path: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if path == "device.md":
        Path(path).symlink_to("/dev/zero")
    else:
        os.mkfifo(path)
    monkeypatch.setattr(os, "open", None)
    assert only_fault(path) == f"{path}: is no file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission(here: Path) -> None:
    Path("a.md").write_text("a")
    Path("a.md").chmod(0)
    assert only_fault("a.md") == "a.md: Permission denied"


def test_a_file_that_may_not_be_opened(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    Path("a.md").write_text("a")
    monkeypatch.setattr(os, "open", refuse)
    assert only_fault("a.md") == "a.md: Permission denied"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb: forged.md", "a\\nb: forged.md"),
        (b"caf\xe9.md", "caf\\xe9.md"),
        (b"\x1b[2J.md", "\\x1b[2J.md"),
        ("a\u202eb.md".encode(), "a\\u202eb.md"),
    ],
)
def test_names_of_any_bytes(name: bytes, shown: str, here: Path) -> None:
    path = Path(os.fsdecode(name))
    path.write_bytes(b"\0")
    for given in (str(path), "."):
        assert only_fault(given).startswith(f"{shown}:1: a NUL byte")
    path.write_text("What broke?\nHow to structure your answer\nBegin with users.\n")
    (question,) = read_paths([Path()]).questions
    assert question.file == shown


@pytest.mark.parametrize("path", ["a\0b.md", "a" * 300 + ".md", "/".join(["a"] * 3_000) + "/b.md"])
def test_paths_that_no_file_can_have(path: str, here: Path) -> None:
    assert only_fault(path)


def test_blanks_in_a_line_are_not_tried_in_every_way() -> None:
    """What follows no heading's words is told at once, however it is indented."""
    assert heading_of(" " * 60 + "\t" * 50 + "Sample answer: so") == heading_of("Sample answer: so")
    assert heading_of(" " * 120) is None
