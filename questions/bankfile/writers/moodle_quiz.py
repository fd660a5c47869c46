"""The bank as Moodle XML: an essay a question, with what helps its grader, in a category of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from questions.bankfile.datatypes import Bank, QuestionEntry
from questions.bankfile.writers.answer_html import (
    bullets,
    credits_of,
    key_points,
    prose,
    steps,
    titled,
)

FILE = "questions.xml"
CATEGORY = "$course$/top/PrepBank"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SETTINGS = """\
    <defaultgrade>1</defaultgrade>
    <penalty>0</penalty>
    <hidden>0</hidden>
    <responseformat>editor</responseformat>
    <responserequired>1</responserequired>
    <responsefieldlines>15</responsefieldlines>
    <attachments>0</attachments>
    <attachmentsrequired>0</attachmentsrequired>
"""


def write(bank: Bank) -> Iterator[tuple[str, bytes]]:
    """Yield the quiz question by question."""
    yield FILE, b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    yield (
        FILE,
        f'  <question type="category">\n{_text("category", CATEGORY)}  </question>\n'.encode(),
    )
    names = {topic.slug: topic.name for topic in bank.topics}
    for question in bank.questions:
        tags = [names.get(slug, slug) for slug in question.topics]
        yield FILE, "".join(_essay(question, tags)).encode()
    yield FILE, b"</quiz>\n"


def losses(bank: Bank) -> Iterator[str]:
    """Say what of ``bank`` XML cannot hold."""
    lost = sum(len(_ILLEGAL.findall(text)) for entry in bank.entries for text in _texts(entry))
    if lost:
        signs = "1 control character was" if lost == 1 else f"{lost} control characters were"
        yield f"{signs} left out: XML cannot hold them."


def _texts(entry: object) -> Iterator[str]:
    values = getattr(entry, "values", {}).values()
    yield from (value for value in values if isinstance(value, str))


def _essay(question: QuestionEntry, tags: Iterable[str]) -> Iterator[str]:
    yield '  <question type="essay">\n'
    yield _text("name", question.title)
    yield _html("questiontext", prose(question.prompt))
    yield _html("generalfeedback", titled("Sample answer", prose(question.sample_answer)))
    yield f"    <idnumber>{_plain(question.slug)}</idnumber>\n"
    yield _SETTINGS
    yield _html("graderinfo", _for_graders(question))
    yield _html("responsetemplate", "")
    yield "    <tags>\n"
    for tag in tags:
        yield f"      <tag><text>{_plain(tag)}</text></tag>\n"
    yield "    </tags>\n  </question>\n"


def _for_graders(question: QuestionEntry) -> str:
    pieces = (
        titled("Key points", key_points(question.key_points)),
        titled("Mistakes", bullets(mistake.text for mistake in question.mistakes)),
        titled("Structure", steps(question.structure_steps)),
        titled("Follow-ups", bullets(follow_up.text for follow_up in question.follow_ups)),
        titled("Sample answer", prose(question.sample_answer)),
        titled("Notes", prose(question.notes)),
        credits_of(question),
    )
    return "".join(pieces)


def _text(name: str, text: str) -> str:
    return f"    <{name}><text>{_plain(text)}</text></{name}>\n"


def _html(name: str, markup: str) -> str:
    # A section of character data ends at the first "]]>": one that holds it is made two.
    safe = _ILLEGAL.sub("", markup).replace("]]>", "]]]]><![CDATA[>")
    content = f"<![CDATA[{safe}]]>" if safe else ""
    return f'    <{name} format="html"><text>{content}</text></{name}>\n'


def _plain(text: str) -> str:
    return escape(_ILLEGAL.sub("", text))
