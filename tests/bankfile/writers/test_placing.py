"""Files reach their places whole, and archives are the same for the same files."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from questions.bankfile.writers.packing import files_of, write_zip
from questions.bankfile.writers.placing import ForeignFileError, whole_file, write_folder

OURS = (b"# ours",)
PIECES = [("a/one.md", b"# ours\n"), ("a/one.md", b"more\n"), ("two.md", b"# ours too\n")]


def all_files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def broken() -> Iterator[tuple[str, bytes]]:
    yield from PIECES
    raise OSError(28, "No space left on device")


def test_pieces_make_files() -> None:
    assert [(name, b"".join(content)) for name, content in files_of(PIECES)] == [
        ("a/one.md", b"# ours\nmore\n"),
        ("two.md", b"# ours too\n"),
    ]


# --- Archives -------------------------------------------------------------------------------------


def test_an_archive_holds_the_files_in_their_order() -> None:
    file = BytesIO()
    write_zip(PIECES, file)
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["a/one.md", "two.md"]
        assert archive.read("a/one.md") == b"# ours\nmore\n"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_archive_is_the_same_for_the_same_files() -> None:
    one, other = BytesIO(), BytesIO()
    write_zip(PIECES, one)
    write_zip(iter(PIECES), other)
    assert one.getvalue() == other.getvalue()


# --- One file -------------------------------------------------------------------------------------


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"before")
    with whole_file(path) as file:
        file.write(b"after")
        assert path.read_bytes() == b"before"
    assert all_files(tmp_path) == {"a.json": b"after"}


def test_a_file_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"before")
    with pytest.raises(OSError, match="No space"), whole_file(tmp_path / "a.json") as file:
        file.writelines(piece for _, piece in broken())
    assert all_files(tmp_path) == {"a.json": b"before"}


# --- Folders --------------------------------------------------------------------------------------


def test_a_folder_is_made_and_filled(tmp_path: Path) -> None:
    write_folder(PIECES, tmp_path / "new" / "bank", OURS)
    assert all_files(tmp_path) == {
        "new/bank/a/one.md": b"# ours\nmore\n",
        "new/bank/two.md": b"# ours too\n",
    }


def test_files_of_the_same_format_are_replaced_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "two.md").write_bytes(b"# ours, older\n")
    (tmp_path / "notes.txt").write_bytes(b"mine")
    write_folder(PIECES, tmp_path, OURS)
    assert all_files(tmp_path)["two.md"] == b"# ours too\n"
    assert all_files(tmp_path)["notes.txt"] == b"mine"


def test_a_foreign_file_keeps_everything_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "two.md").write_bytes(b"# mine\n")
    with pytest.raises(ForeignFileError, match=r"two\.md was not written by this format"):
        write_folder(PIECES, tmp_path, OURS)
    assert all_files(tmp_path) == {"two.md": b"# mine\n"}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    target, folder = tmp_path / "target", tmp_path / "bank"
    target.write_bytes(b"# ours")
    folder.mkdir()
    (folder / "two.md").symlink_to(target)
    with pytest.raises(ForeignFileError, match="no plain file"):
        write_folder(PIECES, folder, OURS)
    assert target.read_bytes() == b"# ours"


def test_a_folder_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "two.md").write_bytes(b"# ours, older\n")
    with pytest.raises(OSError, match="No space"):
        write_folder(broken(), tmp_path, OURS)
    assert all_files(tmp_path) == {"two.md": b"# ours, older\n"}
    assert list(tmp_path.parent.glob(".*.part")) == []
