"""How templates show what the bank holds: Markdown, lengths, and what is not given."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from questions.models import Question
from questions.rendering import is_web_address, render_inline, render_markdown
from questions.stating import duration, not_given, provenance

register = template.Library()


@register.filter(name="markdown")
def markdown_filter(text: str | None) -> SafeString:
    """Render a whole text: ``{{ question.notes|markdown }}``."""
    return render_markdown(text or "")


@register.filter
def inline_markdown(text: str | None) -> SafeString:
    """Render one line without a block around it: ``{{ point.text|inline_markdown }}``."""
    return render_inline(text or "")


@register.filter(name="duration")
def duration_filter(shortest: int | None, longest: int | None) -> str:
    """Say how long an answer takes: ``{{ target_min_seconds|duration:target_max_seconds }}``."""
    return duration(shortest, longest)


@register.filter(name="not_given")
def not_given_filter(question: Question) -> list[str]:
    """Name what the author left open: ``{{ question|not_given|join:", " }}``."""
    return not_given(question)


@register.filter(name="provenance")
def provenance_filter(question: Question) -> list[tuple[str, str]]:
    """Say where it is from: ``{% for lead, text in question|provenance %}``."""
    return provenance(question)


@register.filter
def any_suggested(points: Iterable[Any]) -> bool:
    """Say whether a tool suggested one of ``points``: the page then says once what that means."""
    return any(point.is_suggestion for point in points)


@register.filter(name="is_web_address")
def is_web_address_filter(text: str) -> bool:
    """Say whether ``text`` may stand in a link's ``href``."""
    return is_web_address(text)


@register.filter
def clock(seconds: int) -> str:
    """Show seconds as minutes and seconds: 150 is ``2:30``."""
    return f"{seconds // 60}:{seconds % 60:02}"
