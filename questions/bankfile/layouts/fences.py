"""Which lines of a Markdown text are code between fences."""

from __future__ import annotations

import re

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*(.*)")


class Fences:
    """Follows a text line by line. A fence that is never closed runs to the end, as in Markdown."""

    def __init__(self) -> None:
        self._fence = ""

    @property
    def is_open(self) -> bool:
        return bool(self._fence)

    def takes(self, line: str) -> bool:
        """Go on to ``line``, and say whether it is code, or a fence."""
        match = _FENCE.match(line)
        if self._fence:
            if match and match[1].startswith(self._fence) and not match[2].strip():
                self._fence = ""
            return True
        # Backticks after backticks are inline code.
        if match and not ("`" in match[1] and "`" in match[2]):
            self._fence = match[1]
        return self.is_open
