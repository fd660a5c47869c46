"""Addresses of the desk at which a page's editor stands."""

from django import template

from practice.desk import Desk

register = template.Library()


@register.simple_tag
def desk_url(desk: Desk, name: str, *args: object) -> str:
    """``{% desk_url desk "choose" kept.pk "both" %}``: see ``Desk.url``."""
    return desk.url(name, *args)
