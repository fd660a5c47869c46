"""How templates show what the bank holds: Markdown, and how long an answer is meant to be."""

from django import template
from django.utils.safestring import SafeString

from questions.rendering import render_inline, render_markdown

register = template.Library()


@register.filter(name="markdown")
def markdown_filter(text: str | None) -> SafeString:
    """Render a whole text: ``{{ question.notes|markdown }}``."""
    return render_markdown(text or "")


@register.filter
def inline_markdown(text: str | None) -> SafeString:
    """Render one line without a block around it: ``{{ point.text|inline_markdown }}``."""
    return render_inline(text or "")


@register.filter
def duration(shortest: int, longest: int) -> str:
    """Say how long an answer takes: ``{{ target_min_seconds|duration:target_max_seconds }}``.

    It reads in minutes where the longest is two or more and both are whole or half minutes.
    """
    in_minutes = longest >= 120 and shortest >= 60 and not (shortest % 30 or longest % 30)
    low, high = (_halves(n) if in_minutes else str(n) for n in (shortest, longest))
    unit = "minutes" if in_minutes else "seconds"
    return f"{high} {unit}" if low == high else f"{low} to {high} {unit}"


def _halves(seconds: int) -> str:
    return f"{seconds // 60}{'½' if seconds % 60 else ''}"


@register.filter
def clock(seconds: int) -> str:
    """Show seconds as minutes and seconds: 150 is ``2:30``."""
    return f"{seconds // 60}:{seconds % 60:02}"
