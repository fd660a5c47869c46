r"""What our own Markdown files look like: for their writer and for their reader.

A question is a file with front matter and sections. A line of a text that would read as the heading
of a section has a backslash before it, and one that has backslashes there has one more.
"""

from __future__ import annotations

import re

QUESTION_FORMAT = "prepbank-question/1"
TOPICS_FORMAT = "prepbank-topics/1"
FENCE = "---"
# Headings, and the fields of ``QuestionEntry`` below them, in the order of a file.
SECTIONS = {
    "Prompt": "prompt",
    "Structure": "structure_steps",
    "Sample answer": "sample_answer",
    "Key points": "key_points",
    "Mistakes": "mistakes",
    "Follow-ups": "follow_ups",
    "Notes": "notes",
}
LISTS = frozenset({"structure_steps", "key_points", "mistakes", "follow_ups"})
# Names in front matter after ``format``, as those fields are called.
TEXTS = (
    "slug",
    "title",
    "status",
    "category",
    "difficulty",
    "round",
    "framework",
    "source",
    "licence",
    "attribution",
)
NUMBERS = ("position", "target_min_seconds", "target_max_seconds")
SLUGS = ("topics", "related")
HEADING = re.compile(rf"## ({'|'.join(SECTIONS)})[ \t]*")
_LIKE_HEADING = re.compile(rf"^(\\*)(?={HEADING.pattern}$)", re.MULTILINE)


def escaped(text: str) -> str:
    """Return ``text`` with no line in it that reads as the heading of a section."""
    return _LIKE_HEADING.sub(r"\1\\", text)


def unescaped(text: str) -> str:
    return re.sub(rf"^\\(?=\\*{HEADING.pattern}$)", "", text, flags=re.MULTILINE)
