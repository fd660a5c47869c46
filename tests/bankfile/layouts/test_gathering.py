"""From paths to documents: which are read, in which order, and which are refused."""

import os
import tracemalloc
from pathlib import Path

import pytest

from questions.bankfile.intake import limits
from questions.bankfile.intake.gathering import (
    MAX_FILE_BYTES,
    SUFFIXES,
    Found,
    read_paths,
    read_uploads,
)
from questions.bankfile.layouts.found import Document, Finding, FoundQuestion, FoundTopic, Passage

KINDS = ", ".join(SUFFIXES)


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
    for name in ("b.md", "a/z.TXT", "c.markdown", "d.mdx", "d.rst", ".hidden/e.md", ".f.md"):
        write(f"docs/{name}")
    found = read_paths([Path("docs")])
    assert [document.name for document in found.documents] == [
        "docs/a/z.TXT",
        "docs/b.md",
        "docs/c.markdown",
        "docs/d.mdx",
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
        ("nowhere.md", "nowhere.md: No such file or directory"),
        ("docs", f"docs: no documents stand here ({KINDS})"),
        ("paper.docx", f"paper.docx: only these are read: {KINDS}, and archives of them"),
    ],
)
def test_paths_that_hold_nothing(path: str, fault: str) -> None:
    write("paper.docx")
    found = read_paths([Path(path)])
    assert faults(found) == [fault]
    assert found.faults[0].refuses


def test_a_pipe_is_not_waited_for() -> None:
    os.mkfifo("docs/pipe.txt")
    assert faults(read_paths([Path("docs")])) == ["docs/pipe.txt: is no file"]


def test_a_huge_file_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("docs/a.md").open("wb") as file:
        file.truncate(1024**3)
    monkeypatch.setattr("builtins.open", None)
    found = read_paths([Path("docs")])
    assert faults(found) == ["docs/a.md: the file is larger than 32 MiB"]
    assert found.faults[0].refuses


def test_only_so_many_files_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILES", 2)
    for name in "cba":
        write(f"docs/{name}.md")
    found = read_paths([Path("docs")])
    assert [document.name for document in found.documents] == ["docs/a.md", "docs/b.md"]
    assert faults(found) == ["docs: holds more than 2 documents: the rest is not read"]
    assert found.faults[0].refuses


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
    write("docs/b.md", "# Notes\n\n" + page("**what  broke, and WHY**"))
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


def upload(name: str, text: str = "") -> tuple[str, bytes]:
    return name, (text or page(f"What broke in {name}?")).encode()


def test_uploads_are_read_as_files_are() -> None:
    write("docs/a.md", page("What broke in 5\u00a0minutes?"))
    write("docs/b.md", "Bread and milk.")
    paths = read_paths([Path("docs/a.md"), Path("docs/b.md")])
    files = [(name, Path(name).read_bytes()) for name in ("docs/a.md", "docs/b.md")]
    assert read_uploads(files) == paths
    assert len(paths.questions) == len(paths.repairs) == len(paths.faults) == 1


def test_uploads_keep_their_order_and_are_told_apart() -> None:
    found = read_uploads([upload("b.md"), upload("a.md"), upload("b.md", page("Another?"))])
    assert [question.file for question in found.questions] == ["b.md", "a.md", "b (2).md"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.docx", b"a", f"a.docx: only these are read: {KINDS}, and archives of them"),
        ("a.md", b"x" * (MAX_FILE_BYTES + 1), "a.md: the file is larger than 32 MiB"),
        ("a.md", b"", "a.md: the document is empty"),
        ("a.md", b"a\nb\x00", "a.md:2: a NUL byte: "),
        ("a.md", b"Bread and milk.", "a.md: no layout was recognised. "),
        ("", b"a", "upload: only these are read: "),
        ("a\nb\x1b[2K\u202e.md", b"", "a\\nb\\x1b[2K\\u202e.md: the document is empty"),
    ],
)
def test_uploads_that_cannot_be_read_are_refused(name: str, content: bytes, message: str) -> None:
    (fault,) = read_uploads([(name, content)]).faults
    assert str(fault).startswith(message)
    assert fault.refuses


def test_in_a_folder_what_holds_no_questions_refuses_nothing() -> None:
    write("docs/a.md")
    write("docs/README.md", "Bread and milk.")
    Path("docs/empty.md").touch()
    Path("docs/old.zip").touch()
    Path("docs/picture.png").touch()
    found = read_paths([Path("docs")])
    assert [str(fault).split(". ")[0] for fault in found.faults] == [
        "docs/old.zip: is an archive within a folder: name it itself to read it",
        "docs/README.md: no layout was recognised",
        "docs/empty.md: the document is empty",
    ]
    assert not any(fault.refuses for fault in found.faults)


def test_in_a_folder_what_is_damaged_is_refused() -> None:
    write("docs/a.md")
    Path("docs/b.md").write_bytes(b"\x00")
    (fault,) = read_paths([Path("docs")]).faults
    assert fault.file == "docs/b.md"
    assert fault.refuses


def test_a_named_file_stays_named_when_its_folder_is_named_too() -> None:
    named = write("docs/a.md", "Bread and milk.")
    write("docs/b.md", "Bread and milk.")
    found = read_paths([Path("docs"), named])
    assert [(fault.file, fault.refuses) for fault in found.faults] == [
        ("docs/a.md", True),
        ("docs/b.md", False),
    ]


def test_more_than_fits_is_refused_from_where_it_does_not_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uploads = [upload(name) for name in ("a.md", "b.md", "c.md", "d.md")]
    monkeypatch.setattr("questions.bankfile.intake.sources.MAX_ALL_BYTES", 2 * len(uploads[0][1]))
    found = read_uploads(uploads)
    assert [question.file for question in found.questions] == ["a.md", "b.md"]
    (fault,) = found.faults
    assert fault.file == "c.md"
    assert fault.refuses
    assert "read less at a time" in fault.message


def test_too_many_questions_are_refused_with_the_document_that_has_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MAX_QUESTIONS", 2)
    two = upload("b.md", page("One?") + "\n" + page("Two?"))
    found = read_uploads([upload("a.md"), two, upload("c.md")])
    assert [question.file for question in found.questions] == ["a.md"]
    (fault,) = found.faults
    assert str(fault).startswith("b.md: its 2 questions are too many: an import holds up to 2, ")
    assert fault.refuses
    assert "split it" in fault.message


def test_progress_counts_bytes_and_ends_with_all_of_them() -> None:
    told: list[tuple[int, int]] = []
    uploads = [upload("a.md"), upload("b.md", "Bread and milk."), upload("c.md", "\0")]
    read_uploads(uploads, progress=lambda done, total: told.append((done, total)))
    total = sum(len(content) for _, content in uploads)
    assert told == sorted(told)
    assert told[-1] == (total, total)
    assert len({done for done, _ in told}) == len(uploads)


def test_progress_is_told_within_a_long_document() -> None:
    told: list[int] = []
    text = "".join(f"### {at}. Why {at}?\n\nAnswer: So.\n\n" for at in range(3_000))
    read_uploads([upload("a.md", text)], progress=lambda done, _: told.append(done))
    assert told == sorted(told)
    assert len(set(told)) > 5


class Stub:
    """A layout that finds what a test tells it to."""

    name = "stub"

    def __init__(self, *findings: Finding, reads_as_written: bool = False) -> None:
        self.findings, self.documents = list(findings), list[Document]()
        self.reads_as_written = reads_as_written

    def likelihood(self, document: Document) -> float:
        return 1.0

    def read(self, document: Document) -> Finding:
        self.documents.append(document)
        return self.findings.pop(0)


def use(monkeypatch: pytest.MonkeyPatch, layout: Stub) -> Stub:
    monkeypatch.setattr("questions.bankfile.layouts.recognising.LAYOUTS", {"stub": layout})
    return layout


def test_topics_of_all_documents_come_together(monkeypatch: pytest.MonkeyPatch) -> None:
    use(
        monkeypatch,
        Stub(
            Finding(topics=(FoundTopic("dns", 2), FoundTopic("disks", 3, "Disks", ""))),
            Finding(topics=(FoundTopic("dns", 4, "Names", "Who is where"),)),
            Finding(topics=(FoundTopic("disks", 5, "Disks", None), FoundTopic("dns", 6, "DNS"))),
            Finding(topics=(FoundTopic("disks", 7, "Disks", "Full"),)),
        ),
    )
    found = read_uploads([upload(f"{name}.md") for name in "abcd"])
    assert found.topics == (
        FoundTopic("dns", 2, "Names", "Who is where"),
        FoundTopic("disks", 3, "Disks", ""),
    )
    assert faults(found) == [
        "c.md:6: topics.dns: this topic is stated differently at a.md:2, which is taken",
        "d.md:7: topics.disks: this topic is stated differently at a.md:3, which is taken",
    ]


NOTHING = Finding(topics=(FoundTopic("dns", 1),))


@pytest.mark.parametrize(("as_written", "repairs"), [(False, 3), (True, 0)])
def test_repairs_concern_those_who_read_the_repaired_text(
    monkeypatch: pytest.MonkeyPatch, as_written: bool, repairs: int
) -> None:
    stub = use(monkeypatch, Stub(NOTHING, reads_as_written=as_written))
    text = "\ufeff\u2022 - a\r\n"
    found = read_uploads([upload("a.md", text)])
    assert len(found.repairs) == repairs
    (document,) = stub.documents
    assert document.text == "\u2022 a\n"
    assert document.written == ("\u2022 - a\r\n" if as_written else None)


def test_the_encoding_is_told_to_everyone(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Stub(NOTHING, reads_as_written=True))
    found = read_uploads([("a.md", "Sp\u00e4t".encode("utf-16"))])
    assert [str(repair) for repair in found.repairs] == ["a.md:1: the text was read as UTF-16"]


def test_a_document_without_anything_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Stub(Finding()))
    found = read_uploads([upload("a.md")])
    assert faults(found) == ["a.md: no question was found in this document"]


def test_faults_are_counted_where_they_are_too_many_to_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MAX_FAULTS", 2)
    document = Document("a.md", "")
    many = [document.fault(line, "odd") for line in range(1, 6)]
    use(monkeypatch, Stub(Finding(faults=(*many, document.refusal(9, "broken")))))
    assert faults(read_uploads([upload("a.md")])) == [
        "a.md:1: odd",
        "a.md:2: odd",
        "a.md:9: broken",
        "a.md: 4 more faults in this document are not listed",
    ]


def test_a_reader_that_nests_too_deeply_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = use(monkeypatch, Stub(NOTHING))

    def deeper(document: Document) -> float:
        return deeper(document) + 1

    monkeypatch.setattr(stub, "likelihood", deeper)
    (fault,) = read_uploads([upload("a.md")]).faults
    assert str(fault) == "a.md: is nested too deeply to be read"
    assert fault.refuses


def test_what_was_decoded_is_let_go_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the text takes memory while a layout reads: neither bytes nor what was repaired."""
    stub = use(monkeypatch, Stub(NOTHING))
    size = 1_000_000
    held: list[int] = []
    read = stub.read
    monkeypatch.setattr(
        stub,
        "read",
        lambda document: held.append(tracemalloc.get_traced_memory()[0]) or read(document),
    )
    tracemalloc.start()
    try:
        read_uploads((name, b"a\r\n" * (size // 3)) for name in ["a.md"])
    finally:
        tracemalloc.stop()
    assert held[0] < size


def found_question(file: str) -> FoundQuestion:
    return FoundQuestion(file=file, line=1, prompt=Passage("Why?", 1))


def test_spreadsheets_come_as_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    spreadsheets = pytest.importorskip("questions.bankfile.intake.spreadsheets")
    rows = Document("a.xlsx", "", rows=(("Question",), ("Why?",)))
    monkeypatch.setattr(spreadsheets, "read_rows", lambda name, content: rows)
    stub = use(monkeypatch, Stub(Finding((found_question("a.xlsx"),))))
    assert len(read_uploads([("a.xlsx", b"PK")], "stub").questions) == 1
    assert stub.documents == [rows]


def test_what_layouts_take_is_told_once() -> None:
    for name in "abc":
        write(f"bank/{name}/README.md", "Nothing is asked here.\n")
    first, *others = (fault.message for fault in read_paths([Path("bank")]).faults)
    assert first.startswith("no layout was recognised. ")
    assert others == ["no layout was recognised"] * 2
