"""From paths to a bank: which files are read, and those that cannot be."""

from pathlib import Path

import pytest

from questions.bankfile.files import MAX_FILE_BYTES, read_bank
from tests.bankfile.samples import TOPICS, question_yaml, write_bank


def test_a_directory_is_read_with_all_below_it(tmp_path: Path) -> None:
    write_bank(tmp_path, "orders", "carts")
    reading = read_bank([tmp_path])
    assert not reading.faults
    assert [topic.slug for topic in reading.bank.topics] == ["backups", "releases"]
    assert reading.bank.slugs == {"orders", "carts"}


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    topics, orders = write_bank(tmp_path, "orders")
    assert len(read_bank([tmp_path, topics, orders]).bank.questions) == 1


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    write_bank(tmp_path, "orders")
    (tmp_path / "README.md").write_text("Not YAML: at all: here")
    (tmp_path / "more.yml").write_text(question_yaml("carts"))
    assert read_bank([tmp_path]).bank.slugs == {"orders", "carts"}


def test_parts_may_stand_in_another_file_than_their_question(tmp_path: Path) -> None:
    question, parts = question_yaml("orders").split("- model: questions.mistake", 1)
    (tmp_path / "a.yaml").write_text("- model: questions.mistake" + parts)
    (tmp_path / "b.yaml").write_text(question)
    (read,) = read_bank([tmp_path]).bank.questions
    assert len(read.mistakes) == 3


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(question_yaml("orders", title="no"))
    (tmp_path / "b.yaml").write_text("- nothing")
    faults = read_bank([tmp_path]).faults
    assert [Path(fault.file).name for fault in faults] == ["a.yaml", "b.yaml"]


def test_the_line_of_what_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "topics.yaml"
    path.write_bytes(TOPICS.replace("Releases", "Relâches").encode("latin-1"))
    (fault,) = read_bank([path]).faults
    assert (fault.file, fault.line) == (str(path), 10)
    assert fault.message == "the text is not UTF-8"


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "topics.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TOPICS.encode())
    assert not read_bank([path]).faults


def test_a_file_of_windows_lines_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "orders.yaml"
    path.write_bytes(question_yaml("orders").encode())
    plain = read_bank([path]).bank
    path.write_bytes(question_yaml("orders").replace("\n", "\r\n").encode())
    assert read_bank([path]).bank == plain


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    path.write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    (fault,) = read_bank([path]).faults
    assert str(fault) == f"{path}: the file is larger than 1,000,000 bytes"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("nowhere", "No such file or directory", id="missing"),
        pytest.param("", "no YAML files stand here", id="an empty directory"),
    ],
)
def test_paths_that_hold_nothing(tmp_path: Path, name: str, message: str) -> None:
    (fault,) = read_bank([tmp_path / name]).faults
    assert fault.message == message


def test_files_below_the_current_directory_are_named_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.yaml").write_text("- x")
    (fault,) = read_bank([tmp_path.resolve()]).faults
    assert str(fault) == "bad.yaml:1: a row must be a mapping of names to values"
