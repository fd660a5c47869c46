"""Bytes of an .xlsx as rows, or a refusal. What needs openpyxl is left out where it is missing."""

import builtins
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake import spreadsheets
from questions.bankfile.intake.spreadsheets import read_rows
from questions.bankfile.layouts.found import Document
from questions.bankfile.layouts.recognising import choose


@pytest.fixture
def openpyxl() -> Any:
    pytest.importorskip("defusedxml")
    return pytest.importorskip("openpyxl")


def book(openpyxl: Any, *sheets: Sequence[Sequence[object]]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for rows in sheets:
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append(list(row))
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def with_member(content: bytes, name: str, data: bytes) -> bytes:
    """Return the archive with one member in another's place."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            new.writestr(member, data if member == name else old.read(member))
    return changed.getvalue()


def rows_of(content: bytes) -> tuple[tuple[str, ...], ...]:
    document = read_rows("a.xlsx", content)
    assert isinstance(document, Document), document
    return document.rows


def refusal(content: bytes) -> str:
    fault = read_rows("a.xlsx", content)
    assert isinstance(fault, Fault)
    assert fault.refuses
    return str(fault)


def test_without_openpyxl_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import_module = builtins.__import__

    def refuse(name: str, *args: Any) -> Any:
        if name == "openpyxl":
            raise ImportError(name)
        return import_module(name, *args)

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert "make install-xlsx" in refusal(b"PK")


def test_cells_are_texts_as_they_are_shown(openpyxl: Any) -> None:
    content = book(
        openpyxl,
        [
            ("Question", "Answer", "When"),
            ("Why?", "It\nbroke.", date(2024, 1, 2)),
            (1, 2.0, 2.5),
            (True, None, datetime(2024, 1, 2, 3, 4)),
        ],
    )
    assert rows_of(content) == (
        ("Question", "Answer", "When"),
        ("Why?", "It\nbroke.", "2024-01-02"),
        ("1", "2", "2.5"),
        ("true", "", "2024-01-02T03:04:00"),
    )


def test_blank_rows_keep_their_numbers(openpyxl: Any) -> None:
    content = book(openpyxl, [("Question",), (), (None,), ("Why?",), (), ("",)])
    document = read_rows("a.xlsx", content)
    assert isinstance(document, Document)
    assert document.rows == (("Question",), (), (), ("Why?",))
    layout = choose(document)
    assert not isinstance(layout, Fault)
    assert [question.line for question in layout.read(document).questions] == [4]


def test_the_sheet_of_questions_is_read_and_otherwise_the_first(openpyxl: Any) -> None:
    about, asked = [("About", "x")], [("Question",), ("Why?",)]
    assert rows_of(book(openpyxl, about, asked)) == (("Question",), ("Why?",))
    assert rows_of(book(openpyxl, about, about)) == (("About", "x"),)


def test_formulas_are_not_worked_out(openpyxl: Any) -> None:
    content = book(openpyxl, [("Question", "Answer"), ("Why?", "=1+1")])
    assert rows_of(content) == (("Question", "Answer"), ("Why?",))


def test_what_a_sheet_says_of_its_size_is_not_believed(openpyxl: Any) -> None:
    name = "xl/worksheets/sheet1.xml"
    content = book(openpyxl, [("Question",), ("Why?",)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(name)
    assert b'ref="A1:A2"' in sheet
    huge = with_member(content, name, sheet.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"'))
    assert rows_of(huge) == (("Question",), ("Why?",))


@pytest.mark.parametrize("limit", ["MAX_ROWS", "MAX_CELLS", "MAX_LENGTH"])
def test_what_is_too_large_is_refused(
    openpyxl: Any, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheets, limit, 3)
    assert "split the spreadsheet" in refusal(book(openpyxl, [("Question",)] * 4))


def test_columns_beyond_the_most_are_not_read(
    openpyxl: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_COLUMNS", 2)
    assert rows_of(book(openpyxl, [("Question", "b", "c")])) == (("Question", "b"),)


def test_a_bomb_is_refused_before_it_is_opened(
    openpyxl: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_args, **_kwargs: pytest.fail("opened"))
    content = book(openpyxl, [("Question",)])
    bomb = with_member(content, "xl/styles.xml", bytes(spreadsheets.MAX_UNPACKED + 1))
    assert len(bomb) < 200_000
    assert "unpacks to more" in refusal(bomb)
    monkeypatch.setattr(spreadsheets, "MAX_MEMBERS", 3)
    assert "unpacks to more" in refusal(content)


def test_entities_are_not_expanded(openpyxl: Any) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"):
        content = with_member(book(openpyxl, [("Question", "Why?")]), name, bomb)
        assert "damaged" in refusal(content)


def test_what_is_no_spreadsheet_is_refused(openpyxl: Any) -> None:
    whole = book(openpyxl, [("Question",)])
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.md", "# Why?")
    for content in (
        b"",
        b"PK\x03\x04",
        b"Question\n",
        whole[:500],
        whole[:-30],
        archive.getvalue(),
    ):
        assert "damaged" in refusal(content)
    assert "is empty" in refusal(book(openpyxl, [()]))
