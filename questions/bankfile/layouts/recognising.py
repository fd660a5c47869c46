"""Which layout a document has."""

from __future__ import annotations

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts import numbered_answers, spoken_answers
from questions.bankfile.layouts.found import Document, Layout
from questions.bankfile.layouts.page_sections import PageSections

AUTO = "auto"
LAYOUTS: dict[str, Layout] = {
    layout.name.replace(" ", "-"): layout
    for layout in (PageSections(), numbered_answers, spoken_answers)
}
_LEAST = 0.5
_MARKS = {
    "page-sections": "headings such as 'How to structure your answer' and 'Key points to mention'",
    "numbered-answers": "numbered questions, each followed by 'Answer:'",
    "spoken-answers": "numbered questions, each followed by 'ANSWER (60 seconds):'",
}


def choose(document: Document, layout_name: str = AUTO) -> Layout | Fault:
    """Return the layout called ``layout_name``, or the recognised one; a fault that says what it takes."""
    if layout_name != AUTO:
        return LAYOUTS[layout_name]
    if not document.text.strip():
        return document.fault(0, "the document is empty")
    chosen = _most_likely(document)
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        names = " and ".join(map(name_of, chosen))
        return document.fault(0, f"{names} are equally likely: name the layout")
    marks = "; ".join(f"{name} takes {mark}" for name, mark in _MARKS.items())
    return document.fault(0, f"no layout was recognised. {marks}")


def name_of(layout: Layout) -> str:
    """Return the name under which ``layout`` can be asked for."""
    return next(name for name, known in LAYOUTS.items() if known is layout)


def _most_likely(document: Document) -> list[Layout]:
    likely = {name: layout.likelihood(document) for name, layout in LAYOUTS.items()}
    most = max(likely.values())
    return [LAYOUTS[name] for name in LAYOUTS if likely[name] == most] if most >= _LEAST else []
