"""From paths to documents: which are read, in which order, and which are refused."""

import os
from pathlib import Path

import pytest

from questions.bankfile.layouts import gathering
from questions.bankfile.layouts.gathering import MAX_FILE_BYTES, Found, read_paths


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of documents in the current one, where names are short."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    return tmp_path


def page(prompt: str) -> str:
    return f"{prompt}\nHow to structure your answer\nBegin with users.\n"


def write(path: str, text: str = "") -> Path:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text or page(f"What broke in {place.stem}?"), encoding="utf-8")
    return place


def faults(found: Found) -> list[str]:
    return [str(fault) for fault in found.faults]


def test_text_files_are_read_in_the_order_of_their_names() -> None:
    for name in ("b.md", "a/z.TXT", "c.markdown", "d.rst", ".hidden/e.md", ".f.md"):
        write(f"docs/{name}")
    found = read_paths([Path("docs")])
    assert [document.name for document in found.documents] == [
        "docs/a/z.TXT",
        "docs/b.md",
        "docs/c.markdown",
    ]
    assert [question.file for question in found.questions] == [doc.name for doc in found.documents]
    assert found.faults == ()


def test_a_file_reached_twice_is_read_once() -> None:
    path = write("docs/a.md")
    os.symlink("a.md", "docs/b.md")
    assert len(read_paths([path, Path("docs"), path]).questions) == 1


def test_links_that_lead_out_are_refused() -> None:
    write("elsewhere/a.md")
    write("docs/own.md")
    os.symlink("../elsewhere/a.md", "docs/link.md")
    os.symlink("../elsewhere", "docs/folder")
    found = read_paths([Path("docs")])
    assert [question.file for question in found.questions] == ["docs/own.md"]
    assert faults(found) == [
        "docs/folder: is a link that leads out of the folder: not read",
        "docs/link.md: is a link that leads out of the folder: not read",
    ]


def test_a_link_in_a_circle_ends() -> None:
    write("docs/a.md")
    os.symlink(".", "docs/again")
    os.symlink("loop.md", "docs/loop.md")
    assert len(read_paths([Path("docs")]).questions) == 1


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("docs/../docs", "docs/../docs: name the place itself, without '..'"),
        ("nowhere.md", "nowhere.md: No such file or directory"),
        ("docs", "docs: no documents stand here (.md, .markdown, .txt)"),
        ("paper.docx", "paper.docx: only text files are read: .md, .markdown, .txt"),
    ],
)
def test_paths_that_hold_nothing(path: str, fault: str) -> None:
    write("paper.docx")
    assert faults(read_paths([Path(path)])) == [fault]


def test_a_pipe_is_not_waited_for() -> None:
    os.mkfifo("docs/pipe.txt")
    assert faults(read_paths([Path("docs")])) == ["docs/pipe.txt: is no file"]


def test_a_huge_file_is_not_read() -> None:
    Path("docs/a.md").write_bytes(b"x" * (MAX_FILE_BYTES + 1))
    assert faults(read_paths([Path("docs")])) == ["docs/a.md: the file is larger than 8 MiB"]


def test_only_so_many_files_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MAX_FILES", 2)
    for name in "cba":
        write(f"docs/{name}.md")
    found = read_paths([Path("docs")])
    assert [document.name for document in found.documents] == ["docs/a.md", "docs/b.md"]
    assert faults(found) == ["docs: holds more than 2 documents: the rest is not read"]


def test_one_bad_file_does_not_keep_the_others_from_being_read() -> None:
    Path("docs/a.md").write_bytes(b"a\n\x00")
    write("docs/b.md")
    write("docs/c.md", "Bread and milk.")
    found = read_paths([Path("docs")])
    assert [question.file for question in found.questions] == ["docs/b.md"]
    assert [fault.split(": ")[0] for fault in faults(found)] == ["docs/a.md:2", "docs/c.md"]
    assert [(document.name, document.layout) for document in found.documents] == [
        ("docs/b.md", "page-sections"),
        ("docs/c.md", ""),
    ]


def test_the_same_question_in_two_places_names_both() -> None:
    write("docs/a.md", page("What broke, and why?"))
    write("docs/b.md", "# Notes\n\n" + page("what broke - and WHY"))
    found = read_paths([Path("docs")])
    assert len(found.questions) == 2
    assert faults(found)[-1] == (
        "docs/b.md:3: prompt: the same question stands at docs/a.md:1; both are kept"
    )


def test_repairs_come_with_their_places() -> None:
    write("docs/a.md", page("What broke in 5\u00a0minutes?"))
    assert [str(repair) for repair in read_paths([Path("docs")]).repairs] == [
        "docs/a.md:1: non-breaking spaces were made plain"
    ]
