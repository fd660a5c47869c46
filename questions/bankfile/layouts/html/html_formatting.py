"""What elements of HTML are in Markdown: marks around words, lists, tables, code, line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from urllib.parse import urlsplit

from questions.bankfile.layouts.fences import Fences
from questions.bankfile.layouts.written_lines import (
    LIST_MARKER,
    Line,
    dedented,
    is_list_item,
    is_structured,
    trimmed,
)

# Stands for <br> until the lines around it are known.
BREAK = "\x1f"
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "dfn": "*", "q": '"'}
_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
MARKING = frozenset({*_MARKS, *_CODE, "a", "sup"})
_INDENT = "    "
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:)-?\s*([\w+#-]{1,20})")
_BACKTICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_IN_WORDS = str.maketrans({"[": "(", "]": ")", "<": "&lt;", "`": "'", "\\": "/"})
_SCHEMES = frozenset({"", "http", "https", "mailto", "ftp"})
_NOT_IN_ADDRESS = re.compile(r"[\s<>()`\\]")


def is_code(name: str) -> bool:
    return name in _CODE


def marked(name: str, text: str, attributes: Mapping[str, str]) -> str:
    """Return ``text`` within the marks of element ``name``; as it is where they would not hold."""
    inner = text.strip()
    if not inner or _BLANK_LINE.search(text) or BREAK in inner:
        return text
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return f"{before}{_wrapped(name, inner, attributes)}{after}"


def _wrapped(name: str, text: str, attributes: Mapping[str, str]) -> str:
    if name in _CODE:
        return code_span(text)
    if name == "a":
        address = web_address(attributes.get("href", ""))
        return f"[{text}]({address})" if address and not text.startswith("[") else text
    if name == "sup":
        return f"^{text}"
    mark = _MARKS[name]
    return text if mark in text or text.startswith(("*", "![")) else f"{mark}{text}{mark}"


def code_span(text: str) -> str:
    """Return ``text`` between as many backticks as it takes."""
    words = " ".join(text.split())
    if len(words) > 2 and words[0] == words[-1] == "`" and words.count("`") == 2:
        return words
    runs = {len(run) for run in _BACKTICKS.findall(words)}
    ticks = next("`" * count for count in range(1, len(runs) + 2) if count not in runs)
    space = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{ticks}{space}{words}{space}{ticks}"


def web_address(href: str) -> str:
    """Return ``href`` as Markdown can hold it; nothing where it is no address of a page."""
    href = "".join(href.split())
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return ""
    if scheme not in _SCHEMES or (not scheme and ":" in href.split("/")[0]):
        return ""
    return _NOT_IN_ADDRESS.sub(lambda sign: f"%{ord(sign[0]):02X}", href)


def picture(attributes: Mapping[str, str]) -> str:
    """Return ``<img>`` as Markdown, or its words where it has no address."""
    address = web_address(attributes.get("src", ""))
    words = " ".join(attributes.get("alt", "").split()).translate(_IN_WORDS)
    return f"![{words or 'image'}]({address})" if address else words


def fenced(content: str, line: int, language: str = "") -> list[Line]:
    """Return code as lines between fences that are longer than any in it."""
    if content.startswith("\n"):
        content, line = content[1:], line + 1
    content = content.rstrip()
    fence = "`" * max([3, *(len(run) + 1 for run in _BACKTICKS.findall(content))])
    code = [Line(text, line + place) for place, text in enumerate(content.split("\n"))]
    return [Line(f"{fence}{language}", line), *code, Line(fence, code[-1].number)]


def language_of(attributes: Mapping[str, str]) -> str:
    match = _LANGUAGE.search(attributes.get("class", "").lower())
    return match[1] if match else ""


def collapsed(text: str) -> str:
    """Return the words of an element on one line, but lines that are more than that as they are."""
    if _BLANK_LINE.search(text) or any(is_structured(line) for line in text.split("\n")[1:]):
        return text
    return BREAK.join(" ".join(part.split()) for part in text.split(BREAK))


def item_lines(lines: Sequence[Line], marker: str) -> Iterator[Line]:
    """Yield the lines of one item of a list; nothing for an empty one."""
    for place, line in enumerate(dedented(trimmed(lines))):
        lead = f"{marker} " if place == 0 else _INDENT
        yield replace(line, text="" if line.is_blank else f"{lead}{line.text}", is_whole=True)


def quoted(lines: Sequence[Line]) -> Iterator[Line]:
    for line in dedented(trimmed(lines)):
        yield replace(line, text=f"> {line.text}".rstrip(), is_whole=True)


def table_lines(rows: Sequence[Sequence[str]], line: int) -> Iterator[Line]:
    """Yield the rows as a table, of which the first is the head."""
    width = max((len(row) for row in rows), default=0)
    columns = [""] * width
    for place, row in enumerate(rows):
        cells = [cell for cell, _ in zip_longest(row, columns, fillvalue="")]
        yield Line(f"| {' | '.join(cells)} |", line)
        if place == 0:
            yield Line(f"|{' --- |' * width}", line)


def cell_text(lines: Iterable[Line]) -> str:
    """Return the lines of a cell or a heading as one; code between fences stands between backticks."""
    fences, texts = Fences(), []
    for line in lines:
        was_open = fences.is_open
        text = line.text if was_open else LIST_MARKER.sub("", line.text, count=1)
        if not fences.takes(text):
            texts.append(line.text.replace(BREAK, " "))
        elif was_open and fences.is_open and text.strip():
            texts.append(code_span(text))
    return " ".join(" ".join(texts).split()).replace("|", "\\|")


def with_breaks(lines: Sequence[Line]) -> list[Line]:
    """Put line breaks in: a new paragraph, within an item a new line, within a table a space."""
    done: list[Line] = []
    for place, line in enumerate(lines):
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        done.extend([line] if BREAK not in line.text else _broken(line, following))
    return done


def _broken(line: Line, following: str) -> Iterator[Line]:
    if line.text.lstrip().startswith("|"):
        yield replace(line, text=line.text.replace(BREAK, " "))
        return
    parts = [part.rstrip() for part in line.text.split(BREAK)]
    is_item = is_list_item(parts[0])
    for place, part in enumerate(filter(None, map(str.rstrip, parts))):
        if place and not is_item:
            yield Line("", line.number)
        lead = _INDENT if place and is_item else ""
        yield replace(line, text=f"{lead}{part.lstrip() if place else part}")
    if not parts[-1].strip() and following.strip() and not is_item:
        yield Line("", line.number)
