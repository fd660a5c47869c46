"""Bytes of a file -> its text, or what keeps it from being one."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.limits import MAX_LINES
from questions.bankfile.intake.mending import Mended, mend
from questions.bankfile.layouts.found import Document

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_TEXT = "this is no text: save the document as plain text (UTF-8)"
_UNKNOWN = "the text is not UTF-8, and what else it is cannot be told: save it as UTF-8"
_ACCENTED = "[^\\W\\d_a-zA-Z]"
# What another encoding's letters look like in these: whole words of them, a capital or an opening
# quotation mark inside a word, a lone letter.
_DOUBTFUL = re.compile(
    f"{_ACCENTED}{{3}}|(?<![a-zA-Z]){_ACCENTED}(?![a-zA-Z])|[a-z](?![a-z]){_ACCENTED}(?<=[A-Z\u00c0-\u00de\u0160\u017d])"
    "|\\w[\u201a\u201e\u201c\u2018\u2039]|[\u201d\u203a]\\w|[\u20ac\u2020-\u2022\u2030][a-z]|\\w[\u2020-\u2022]"
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_text(name: str, content: bytes) -> Mended | Fault:
    """Decode ``content`` where its encoding is certain and mend the text; a fault where it is not."""
    if content.startswith(_UTF16_MARKS):
        return _in_utf16(name, content)
    if (nul := content.find(b"\x00")) >= 0:
        return _fault(name, content, nul, f"a NUL byte: {_NO_TEXT}")
    try:
        return _mended(name, content.decode())
    except UnicodeDecodeError as error:
        return _in_windows(name, content, error.start)


def _in_utf16(name: str, content: bytes) -> Mended | Fault:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError:
        return Document(name, "").refusal(0, "the text is damaged UTF-16: save it as UTF-8")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return Document(name, "").refusal(line, f"a NUL character: {_NO_TEXT}")
    return _mended(name, text, "the text was read as UTF-16")


def _in_windows(name: str, content: bytes, first_byte: int) -> Mended | Fault:
    """Decode where the two encodings agree on every byte, and the outcome reads as words."""
    if control := _CONTROL.search(content):
        return _fault(name, content, control.start(), f"control characters: {_NO_TEXT}")
    western, central = (content.decode(name_, "replace") for name_ in ("cp1252", "cp1250"))
    if western != central or "\ufffd" in western:
        pairs = enumerate(zip(western, central, strict=True))
        at = next(at for at, (one, other) in pairs if one != other or one == "\ufffd")
        return _fault(name, content, at, _UNKNOWN)
    if doubt := _DOUBTFUL.search(western):
        return _fault(name, content, max(doubt.start(), first_byte), _UNKNOWN)
    return _mended(name, western, "the text was read as Windows-1252")


def _mended(name: str, text: str, note: str = "") -> Mended | Fault:
    if max(text.count("\n"), text.count("\r")) >= MAX_LINES:
        message = f"more than {MAX_LINES:,} lines: split the document"
        return Document(name, "").refusal(MAX_LINES + 1, message)
    mended = mend(name, text)
    return replace(mended, decoding=(mended.document.fault(1, note),)) if note else mended


def _fault(name: str, content: bytes, at: int, message: str) -> Fault:
    before = content[:at]
    line = before.count(b"\n") or before.count(b"\r")
    return Document(name, "").refusal(line + 1, message)
