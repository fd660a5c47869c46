"""One tag of HTML at a time, read by the standard library's parser."""

from __future__ import annotations

from html.parser import HTMLParser

MAX_TAG = 2_000
MAX_TAG_ENDS = 8
# What stands in these is not Markdown: in the first it is code, in the others no text.
CODE_BLOCK = "pre"
_WITHOUT_TEXT = ("script", "style", "iframe", "noscript", "object", "svg", "template", "textarea")
RAW = (CODE_BLOCK, *_WITHOUT_TEXT)


class TagParser(HTMLParser):
    """Reads one tag at a time. ``broken`` counts what looked like one and was none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.broken = 0
        self.name = ""
        self.is_opening = False
        self.attributes: dict[str, str] = {}

    def read(self, text: str, start: int, limit: int) -> int:
        """Return where the tag that begins at ``start`` ends, 0 if none does; ``name`` may be empty."""
        self.reset()
        self.name, self._is_done, self._is_text = "", False, False
        end = start
        for _ in range(MAX_TAG_ENDS):
            found = text.find(">", end, limit)
            if found < 0:
                break
            self.feed(text[end : found + 1])
            end = found + 1
            if self._is_done:
                return 0 if self._is_text else end
        self.broken += end > start
        return 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._take(tag, is_opening=True)
        self.attributes = {name: value or "" for name, value in attrs}

    def handle_endtag(self, tag: str) -> None:
        self._take(tag, is_opening=False)
        self.attributes = {}

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in RAW:
            self.name = ""

    def handle_data(self, data: str) -> None:
        self._is_done = self._is_text = True

    def handle_comment(self, data: str) -> None:
        self._is_done = True

    def _take(self, name: str, *, is_opening: bool) -> None:
        self._is_done, self.name, self.is_opening = True, name, is_opening
