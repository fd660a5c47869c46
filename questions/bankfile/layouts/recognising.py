"""Which layout a document has."""

from __future__ import annotations

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.naming import DATA, SPREADSHEETS
from questions.bankfile.layouts.data import (
    bank_records,
    bank_table,
    django_fixtures,
    other_records,
    tables,
)
from questions.bankfile.layouts.details import details_questions
from questions.bankfile.layouts.found import Document, Layout
from questions.bankfile.layouts.numbered import numbered_answers, spoken_answers
from questions.bankfile.layouts.pages.page_sections import PageSections
from questions.bankfile.layouts.sectioned import own_markdown, question_file
from questions.bankfile.layouts.sectioned.front_matter import read_front_matter
from questions.bankfile.layouts.unmarked import unmarked_answers

AUTO = "auto"
UNRECOGNISED = "no layout was recognised"
_PROSE: tuple[Layout, ...] = (
    PageSections(),
    numbered_answers,
    spoken_answers,
    question_file,
    details_questions,
    own_markdown,
    unmarked_answers,
)
# What programs write, and no Markdown.
_DATA: tuple[Layout, ...] = (bank_records, bank_table, django_fixtures, other_records, tables)
_DATA_NAMES = (*DATA, *SPREADSHEETS)
LAYOUTS: dict[str, Layout] = {layout.name.replace(" ", "-"): layout for layout in (*_PROSE, *_DATA)}
_LEAST = 0.5
MARKS = {
    "page-sections": "headings such as 'How to structure your answer' and 'Key points to mention'",
    "numbered-answers": "numbered questions, each followed by 'Answer:'",
    "spoken-answers": "numbered questions, each followed by 'ANSWER (60 seconds):'",
    "question-files": "a question with sections such as 'Answer' and 'Good to hear', or front matter",
    "details": "questions with their answers in <details>",
    "prepbank-markdown": "front matter with 'format: prepbank-question/1', as PrepBank writes it",
    "unmarked-answers": "headings, bold lines or items that ask",
    "bank-records": "JSON and YAML of PrepBank, as bank.schema.json describes it",
    "bank-table": "the CSV table that PrepBank writes",
    "django-fixtures": "Django's YAML and JSON fixtures of questions",
    "records": "JSON, JSON Lines and YAML: lists of objects with names such as question and answer",
    "table": "tables with a column called Question, in Markdown, CSV, TSV or XLSX",
}


def choose(document: Document, layout_name: str = AUTO) -> Layout | Fault:
    """Return the layout called ``layout_name``, or the recognised one; a fault that says what it takes."""
    if layout_name != AUTO:
        return LAYOUTS[layout_name]
    if not document.text.strip() and not document.rows:
        return document.fault(0, "the document is empty")
    chosen = _most_likely(document)
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        names = " and ".join(map(name_of, chosen))
        return document.fault(0, f"{names} are equally likely: name the layout")
    broken = () if _is_data(document) else read_front_matter(document.text).metadata.faults
    if broken:
        return document.fault(*broken[0])
    marks = "; ".join(f"{name} takes {mark}" for name, mark in MARKS.items())
    return document.fault(0, f"{UNRECOGNISED}. {marks}")


def name_of(layout: Layout) -> str:
    """Return the name under which ``layout`` can be asked for."""
    return next(name for name, known in LAYOUTS.items() if known is layout)


def _is_data(document: Document) -> bool:
    return document.name.lower().endswith(_DATA_NAMES)


def _most_likely(document: Document) -> list[Layout]:
    is_data = _is_data(document)
    likely = {
        name: 0.0 if is_data and layout not in _DATA else layout.likelihood(document)
        for name, layout in LAYOUTS.items()
    }
    most = max(likely.values())
    return [LAYOUTS[name] for name in LAYOUTS if likely[name] == most] if most >= _LEAST else []
