"""The parts of a question as safe HTML, for formats that take one text and not many fields."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from questions.bankfile.datatypes import KeyPointEntry, QuestionEntry, StructureStepEntry
from questions.rendering import is_web_address, render_inline, render_markdown
from questions.stating import SUGGESTED, provenance

_NOTHING = SafeString("")


def titled(title: str, content: SafeString) -> SafeString:
    """Return ``content`` below its title, or nothing where there is none."""
    return format_html("<h3>{}</h3>{}", title, content) if content else _NOTHING


def bullets(texts: Iterable[str]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((render_inline(text),) for text in texts))
    return format_html("<ul>{}</ul>", items) if items else _NOTHING


def steps(found: Iterable[StructureStepEntry]) -> SafeString:
    rows = ((step.label, render_inline(step.guidance)) for step in found)
    items = format_html_join("", "<li><strong>{}</strong> {}</li>", rows)
    return format_html("<ol>{}</ol>", items) if items else _NOTHING


def key_points(points: Iterable[KeyPointEntry]) -> SafeString:
    """Return the points as a list; one that no editor has approved says so."""
    rows = ((render_inline(point.text), _mark(point)) for point in points)
    items = format_html_join("", "<li>{}{}</li>", rows)
    return format_html("<ul>{}</ul>", items) if items else _NOTHING


def prose(text: str) -> SafeString:
    return render_markdown(text) if text else _NOTHING


def credits_of(question: QuestionEntry) -> SafeString:
    """Return where the question is from, its licence and whom to name, as far as that is known."""
    # An entry has the fields that are asked for here.
    known = provenance(question)  # type: ignore[arg-type]
    leads = [lead if place else lead.capitalize() for place, (lead, _) in enumerate(known)]
    rows = zip(leads, (_linked(text) for _, text in known), strict=True)
    said = format_html_join(", ", "{} {}", rows)
    return format_html("<p><small>{}</small></p>", said) if said else _NOTHING


def _mark(point: KeyPointEntry) -> SafeString:
    return format_html(" <em>({})</em>", SUGGESTED) if point.is_suggestion else _NOTHING


def _linked(text: str) -> SafeString:
    pattern = '<a href="{0}" rel="noopener nofollow">{0}</a>' if is_web_address(text) else "{0}"
    return format_html(pattern, text)
