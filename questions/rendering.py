"""Markdown to safe HTML: the one place where text becomes markup that templates trust.

Markdown is rendered with raw HTML switched off, then sanitised with bleach against an allow-list,
so that each of the two stands when the other fails. bleach 6.4 is its last release: ``_sanitise``
and ``_MarkLinks`` alone know it, and are what to write again over nh3 when it must go.

python-markdown takes time that grows with the square of some characters' number (8,000 ``[`` take
13 seconds) and recurses once a level of nesting. ``is_costly`` recognises such text before anything
is rendered; it is then shown as it was written, escaped, in ``<pre>`` (or bare where inline).
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from bleach.html5lib_shim import Filter  # type: ignore[attr-defined]
from bleach.sanitizer import Cleaner
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown import Markdown

from questions.markdown_dialect import Dialect, OneParagraph

MAX_LENGTH = 20_000
MAX_COUNTS = {"[": 150, "`": 1_000, "\\": 1_000, "*": 2_000, "_": 2_000, "<": 1_000}
MAX_BLOCK_LINES = 300
MAX_NESTING = 8
MAX_INDENT = 60

_BLOCK_LINE = re.compile(r"^[ >]*(?:#|[=\-*_][ \t=\-*_]*$)", re.MULTILINE)
_LINE_START = re.compile(r"^[ \t>*+\-\d.]+", re.MULTILINE)
_MARKER = re.compile(r">|[-+*](?=\s|$)|\d\.(?=\s|$)")

INLINE_TAGS = frozenset({"a", "br", "code", "em", "strong"})
BLOCK_TAGS = INLINE_TAGS.union(
    ("h3", "h4", "h5", "h6", "p", "hr", "pre", "blockquote", "ol", "ul", "li"),
    ("table", "thead", "tbody", "tr", "th", "td"),
)
LINK_REL = "noopener nofollow"
_WEB_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f]+\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"language-[\w+#-]+\Z", re.ASCII)


@lru_cache(maxsize=512)
def render_markdown(text: str) -> SafeString:
    """Return ``text`` as safe blocks of HTML: paragraphs, lists, tables, code, headings from h3.

    Text that ``is_costly``, or nested too deep for the parser, comes back escaped in ``<pre>``.
    """
    try:
        markup = None if is_costly(text) else _sanitise(_blocks(text), BLOCK_TAGS)
    except RecursionError:
        markup = None
    return mark_safe(f"<pre>{escape(text)}</pre>" if markup is None else markup)  # noqa: S308


@lru_cache(maxsize=2048)
def render_inline(text: str) -> SafeString:
    """Return ``text`` as one safe run of HTML without a block around it, for points and labels.

    Text that ``is_costly`` comes back escaped and otherwise as it was written.
    """
    try:
        markup = None if is_costly(text) else _sanitise(_line(text), INLINE_TAGS)
    except RecursionError:
        markup = None
    return mark_safe(escape(text) if markup is None else markup)  # noqa: S308


def is_costly(text: str) -> bool:
    """Say whether rendering ``text`` could take seconds or exhaust the stack, by counting alone."""
    return (
        len(text) > MAX_LENGTH
        or any(text.count(character) > most for character, most in MAX_COUNTS.items())
        or sum(1 for _ in _BLOCK_LINE.finditer(text)) > MAX_BLOCK_LINES
        or any(_is_deep(start.group()) for start in _LINE_START.finditer(text))
    )


def _is_deep(line_start: str) -> bool:
    indent = len(line_start.expandtabs(4)) - len(line_start.expandtabs(4).lstrip())
    return indent > MAX_INDENT or len(_MARKER.findall(line_start)) > MAX_NESTING


def _blocks(text: str) -> str:
    return Markdown(
        extensions=["tables", "fenced_code", "sane_lists", Dialect()],
        extension_configs={"tables": {"use_align_attribute": True}},
    ).convert(text)


def _line(text: str) -> str:
    paragraph = Markdown(extensions=[Dialect(), OneParagraph()]).convert(" ".join(text.split()))
    return paragraph.removeprefix("<p>").removesuffix("</p>")


def _sanitise(markup: str, tags: frozenset[str]) -> str:
    # A cleaner holds a parser's state and may not be shared between threads.
    return Cleaner(tags=tags, attributes=_is_allowed, filters=[_MarkLinks]).clean(markup)


def _is_allowed(tag: str, attribute: str, value: str) -> bool:
    match tag, attribute:
        case "a", "href":
            return is_web_address(value)
        case "th" | "td", "align":
            return value in {"left", "center", "right"}
        case "code", "class":
            return _LANGUAGE.match(value) is not None
        case "ul" | "ol", "class":
            return value == "checklist"
        case _:
            return False


def is_web_address(value: str) -> bool:
    """Say whether an attribute's ``value`` is an http, https or mailto address to every browser.

    The scheme must stand there literally: an entity, space or control character in it, which
    browsers resolve or skip over, is refused and not repaired. The resolved rest is checked too.
    """
    return all(_WEB_ADDRESS.match(form) for form in (value, html.unescape(value)))


class _MarkLinks(Filter):
    """Give every link the ``rel`` that keeps a foreign page at a distance."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for token in super().__iter__():
            if token["type"] == "StartTag" and token["name"] == "a" and token["data"]:
                token["data"][(None, "rel")] = LINK_REL
            yield token
