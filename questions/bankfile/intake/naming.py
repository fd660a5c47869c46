"""What a file's name says: what it may be, and how it is shown."""

from __future__ import annotations

PROSE = (".md", ".markdown", ".mdx", ".txt")
DATA = (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".yaml", ".yml")
TEXTS = (*PROSE, *DATA)
SPREADSHEETS = (".xlsx",)
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
SUFFIXES = (*TEXTS, *SPREADSHEETS)
_OTHER_ARCHIVES = (".gz", ".bz2", ".xz", ".7z", ".rar", ".tbz2", ".txz", ".zst")
_LONGEST = 300


def is_document(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def is_spreadsheet(name: str) -> bool:
    return name.lower().endswith(SPREADSHEETS)


def is_archive(name: str) -> bool:
    """Is it an archive that can be opened here?"""
    return name.lower().endswith(ARCHIVES)


def is_any_archive(name: str) -> bool:
    return name.lower().endswith((*ARCHIVES, *_OTHER_ARCHIVES))


def is_hidden(part: str) -> bool:
    """Is this part of a path one that file managers do not show, or that one of them left behind?"""
    return part.startswith(".") or part == "__MACOSX"


def printable(name: str) -> str:
    """Return ``name`` on one line; what shows nothing, and bytes that are no text, as their numbers."""
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST]}..."
    return "".join(sign if sign.isprintable() else _number(sign) for sign in name)


def _number(sign: str) -> str:
    byte = ord(sign) - 0xDC00
    if 0x80 <= byte <= 0xFF:
        return f"\\x{byte:02x}"
    return sign.encode("unicode_escape").decode()
