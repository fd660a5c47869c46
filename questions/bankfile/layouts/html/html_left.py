"""The last look at a text: nothing in it may be HTML to a parser of Markdown.

Where code begins and ends is the parser's to say, so what it takes for HTML after all is written so
that it cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from questions.bankfile.layouts.fences import Fences
from questions.bankfile.layouts.markdown_blocks import MAX_INLINE

_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def without_html(text: str) -> str:
    """Return ``text``, with ``&lt;`` for what opens tags where a parser would take any for HTML."""
    if not _OPENING.search(text):
        return text
    if len(text) > MAX_INLINE:
        return "\n".join(_lines_without(text))
    return _OPENING.sub("&lt;", text) if _has_html(text) else text


def _lines_without(text: str) -> Iterator[str]:
    """Yield the lines of a text that takes long to read; only what stands between fences is code."""
    fences = Fences()
    for line in text.split("\n"):
        yield line if fences.takes(line) else _OPENING.sub("&lt;", line)


def _has_html(text: str) -> bool:
    tokens = _MARKDOWN.parse(text)
    inner = (child for token in tokens for child in token.children or ())
    return any(token.type.startswith("html") for token in (*tokens, *inner))
