"""Archives, read in memory: the documents in them, or why the whole archive is refused.

Nothing that an archive says of itself is believed: sizes are counted while it is unpacked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.archive_members import Member, RefusedError
from questions.bankfile.intake.limits import MAX_ALL_BYTES, MAX_MEMBERS, mebibytes
from questions.bankfile.intake.naming import is_any_archive, is_document, is_hidden, printable
from questions.bankfile.intake.tar_archives import read_tar
from questions.bankfile.intake.zip_archives import read_zip
from questions.bankfile.layouts.found import Document

_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST_NAME = 1_000


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The documents of an archive, with their names in it; none where it is refused."""

    documents: tuple[tuple[str, bytes], ...] = ()
    faults: tuple[Fault, ...] = ()


def unpack(name: str, content: bytes) -> Unpacked:
    """Return the documents of the archive ``content``, in the order of their names."""
    members = read_zip(content) if name.lower().endswith(".zip") else read_tar(content)
    archive = Document(name, "")
    try:
        return _documents(archive, _checked(members))
    except RefusedError as refused:
        member = refused.member and f"{printable(refused.member)}: "
        message = f"{member}{refused.message}: nothing of this archive was read"
        return Unpacked(faults=(archive.refusal(0, message),))


def _checked(members: Iterable[Member]) -> dict[str, Member]:
    """Look at the names of all members before any is unpacked."""
    checked: dict[str, Member] = {}
    for number, member in enumerate(members, start=1):
        if number > MAX_MEMBERS:
            raise RefusedError(f"holds more than {MAX_MEMBERS:,} members")
        name = "/".join(_parts(member.name))
        if name and name in checked and not (member.is_folder and checked[name].is_folder):
            raise RefusedError("stands in the archive twice", member.name)
        checked[name] = member
    return checked


def _parts(name: str) -> list[str]:
    """Return the parts of a member's path that leads nowhere else."""
    parts = [part for part in name.split("/") if part not in {"", "."}]
    if name.startswith("/") or _DRIVE.match(name):
        raise RefusedError("is an absolute path", name)
    if "\\" in name or "\0" in name:
        raise RefusedError("has a backslash or a NUL in its name", name)
    if ".." in parts:
        raise RefusedError("leads out of the archive ('..')", name)
    if len(name) > _LONGEST_NAME:
        raise RefusedError(f"has a name longer than {_LONGEST_NAME:,} characters", name)
    return parts


def _documents(archive: Document, members: dict[str, Member]) -> Unpacked:
    documents, faults, left = [], [], MAX_ALL_BYTES
    for name, member in sorted(members.items()):
        if member.is_folder or any(map(is_hidden, name.split("/"))):
            continue
        if is_document(name):
            content = member.read()
            left -= len(content)
            if left < 0:
                raise RefusedError(f"unpacks to more than {mebibytes(MAX_ALL_BYTES)}")
            documents.append((name, content))
        elif is_any_archive(name):
            message = f"{printable(name)}: is an archive within an archive: not read"
            faults.append(archive.fault(0, message))
    return Unpacked(tuple(documents), tuple(faults))
