"""Texts as YAML that every reader takes for these very texts, laid out to be read and compared."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml
from yaml.nodes import ScalarNode

WIDTH = 100
_STRING = "tag:yaml.org,2002:str"
_RESOLVER = yaml.resolver.Resolver()
# Less than YAML allows to stand there without quotes: what needs no second look.
_PLAIN = re.compile(r"[^\W_](?:[\w ,.'()/?!;+=&%$\"-]|:(?=\S)|(?<=\S)#)*")
_PLAIN_WORD = re.compile(r"[^\W_][\w.-]*")
# Other YAML than PyYAML's takes these for yes, no and numbers.
_MISREAD = re.compile(r"[yn]|0o[0-7]+|[0-9][0-9_.:]*(?:e[+-]?[0-9]+)?", re.IGNORECASE)
_BROKEN_LINES = re.compile("[\r\x85\u2028\u2029\ufeff]")
_NO_FOLDING = re.compile("[\n\t]|  |[^\\S ]")


def scalar(text: str) -> str:
    """Return ``text`` on one line: bare where that is safe, in double quotes where it is not."""
    return text if _PLAIN.fullmatch(text) and _reads_as_text(text) else quoted(text)


def word(text: str) -> str:
    """Return a slug as it may stand between ``[`` and ``]``."""
    return text if _PLAIN_WORD.fullmatch(text) and _reads_as_text(text) else quoted(text)


def words(slugs: Iterable[str]) -> str:
    return f"[{', '.join(map(word, slugs))}]"


def quoted(text: str) -> str:
    """Return ``text`` in double quotes, with escapes for whatever YAML cannot hold."""
    written = yaml.dump(text, default_style='"', allow_unicode=True, width=10**9)
    return written.removesuffix("\n")


def folded(text: str, indent: int) -> str:
    """Return a paragraph as a folded block, its lines ``indent`` deep and up to ``WIDTH`` wide."""
    if not text or _NO_FOLDING.search(text) or not _fits_block(text):
        return literal(text, indent)
    return "\n".join([">-", *_indented(_filled(text, WIDTH - indent), indent)])


def literal(text: str, indent: int) -> str:
    """Return ``text`` as a literal block, or in quotes where a block would change it."""
    if not text or not _fits_block(text):
        return quoted(text)
    return "\n".join(["|-", *_indented(text.split("\n"), indent)])


def _reads_as_text(text: str) -> bool:
    """Whether no YAML reads ``text`` as something else, such as a number, a date or yes."""
    is_fit = text == text.strip() and not _MISREAD.fullmatch(text) and _is_printable(text)
    return is_fit and _RESOLVER.resolve(ScalarNode, text, (True, False)) == _STRING


def _fits_block(text: str) -> bool:
    """Whether a block holds ``text`` as it is: printable, cut into lines as here, stripped."""
    is_stripped = text == text.strip() and not text[0].isspace()
    return is_stripped and _is_printable(text) and not _BROKEN_LINES.search(text)


def _is_printable(text: str) -> bool:
    return not yaml.reader.Reader.NON_PRINTABLE.search(text)


def _filled(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for part in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(part) <= width:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines


def _indented(lines: Iterable[str], indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else "" for line in lines]
