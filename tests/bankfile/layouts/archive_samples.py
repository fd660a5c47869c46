"""Archives that tests build in memory, also such as no tool would write."""

import gzip
import io
import stat
import tarfile
import warnings
import zipfile

Contents = dict[str, str | bytes]


def zip_of(contents: Contents, *, packed: bool = True) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(
        file, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    ) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


def zip_with_mode(name: str, mode: int) -> bytes:
    """A zip file with one member that is a link, a device..."""
    info = zipfile.ZipInfo(name)
    info.external_attr = (mode | 0o644) << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    return file.getvalue()


def zip_twice(name: str, content: str) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, content)
        archive.writestr(name, content + content)
    return file.getvalue()


def renamed(archive: bytes, before: str, after: str) -> bytes:
    """Put another name of the same length into every header."""
    assert len(before) == len(after)
    return archive.replace(before.encode(), after.encode())


def overlapping(count: int, content: bytes) -> bytes:
    """A zip file whose members all share the bytes of the first."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a0000.md", content)
        first = archive.infolist()[0]
        for number in range(1, count):
            info = zipfile.ZipInfo(f"a{number:04}.md")
            info.header_offset, info.compress_type = first.header_offset, first.compress_type
            info.CRC, info.file_size = first.CRC, first.file_size
            info.compress_size = first.compress_size
            archive.filelist.append(info)
    return file.getvalue()


def tar_of(contents: Contents, kind: int = tarfile.PAX_FORMAT) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=kind) as archive:
        for name, content in contents.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def tar_member(name: str, kind: bytes, target: str = "") -> bytes:
    """A tar file with one member of a kind, which has no content."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info.tobuf() + bytes(1024)


def tar_header(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(format=tarfile.GNU_FORMAT)


def padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % tarfile.BLOCKSIZE)


def gz(content: bytes) -> bytes:
    return gzip.compress(content, 1, mtime=0)


LINK, DEVICE, PIPE = stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO
