"""Archives of documents: read in memory, and refused as a whole where they are hostile or damaged."""

import gzip
import io
import random
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.intake import archive_members, archives, tar_archives, zip_archives
from questions.bankfile.intake.archives import unpack
from questions.bankfile.intake.gathering import Found, read_paths, read_uploads
from questions.bankfile.intake.limits import MAX_FILE_BYTES, MAX_MEMBERS
from tests.bankfile.layouts.archive_samples import (
    DEVICE,
    LINK,
    PIPE,
    gz,
    overlapping,
    padded,
    renamed,
    tar_header,
    tar_member,
    tar_of,
    zip_of,
    zip_twice,
    zip_with_mode,
)

PAGE = "What broke?\nHow to structure your answer\nBegin with users.\n"
OTHER = PAGE.replace("What", "Who")
NOTHING_READ = ": nothing of this archive was read"
MAKERS = {"bank.zip": zip_of, "bank.tar": tar_of, "bank.tar.gz": lambda files: gz(tar_of(files))}


def read(name: str, content: bytes) -> Found:
    return read_uploads([(name, content)])


def refusal(name: str, content: bytes) -> str:
    found = read(name, content)
    (fault,) = found.faults
    assert fault.refuses
    assert not found.questions
    assert not found.documents
    assert fault.message.endswith(NOTHING_READ)
    assert str(fault).startswith(f"{name}: ")
    return fault.message.removesuffix(NOTHING_READ)


@pytest.mark.parametrize("name", [*MAKERS, "BANK.TGZ"])
def test_documents_of_an_archive_are_read_in_the_order_of_their_names(name: str) -> None:
    make = MAKERS.get(name, MAKERS["bank.tar.gz"])
    content = make(
        {
            "b.md": PAGE,
            "./a/z.TXT": OTHER,
            "picture.png": b"\0",
            ".git/c.md": PAGE,
            "a/.d.md": PAGE,
            "__MACOSX/a/._z.TXT": PAGE,
        }
    )
    found = read(name, content)
    assert [question.file for question in found.questions] == [f"{name}/a/z.TXT", f"{name}/b.md"]
    assert found.faults == ()


@pytest.mark.parametrize("name", MAKERS)
def test_archives_are_read_from_paths_too_and_nothing_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(MAKERS[name]({"a.md": PAGE}))
    assert [question.file for question in read_paths([Path(name)]).questions] == [f"{name}/a.md"]
    assert [path.name for path in tmp_path.rglob("*")] == [name]


@pytest.mark.parametrize("name", MAKERS)
def test_faults_name_the_member_and_its_line(name: str) -> None:
    found = read(name, MAKERS[name]({"a.md": "a\nb\0", "b.md": PAGE, "c.md": "Bread and milk."}))
    assert [(fault.file, fault.line, fault.refuses) for fault in found.faults] == [
        (f"{name}/a.md", 2, True),
        (f"{name}/c.md", 0, False),
    ]
    assert len(found.questions) == 1


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize(
    ("member", "message"),
    [
        ("/etc/a.md", "/etc/a.md: is an absolute path"),
        ("C:/a.md", "C:/a.md: is an absolute path"),
        ("../a.md", "../a.md: leads out of the archive ('..')"),
        ("a/../../b.md", "a/../../b.md: leads out of the archive ('..')"),
        (".hidden/../../a.png", ".hidden/../../a.png: leads out of the archive ('..')"),
        ("..\\a.md", "..\\a.md: has a backslash or a NUL in its name"),
        ("a\\..\\b.md", "a\\..\\b.md: has a backslash or a NUL in its name"),
    ],
)
def test_names_that_lead_elsewhere(name: str, member: str, message: str) -> None:
    content = MAKERS[name]({"good.md": PAGE, member: PAGE})
    assert refusal(name, content) == message


@pytest.mark.parametrize("name", MAKERS)
def test_names_are_shown_on_one_line(name: str) -> None:
    found = read(name, MAKERS[name]({"a\nb\x1b\u202e.md": "a\0"}))
    assert [fault.file for fault in found.faults] == [f"{name}/a\\nb\\x1b\\u202e.md"]


@pytest.mark.parametrize("name", MAKERS)
def test_a_name_that_is_too_long(name: str) -> None:
    message = refusal(name, MAKERS[name]({"a" * 1_100 + ".md": PAGE}))
    assert message == f"{'a' * 300}...: has a name longer than 1,000 characters"


def test_a_nul_in_a_name_hides_nothing() -> None:
    content = renamed(zip_of({"a.mdX..": PAGE}), "a.mdX", "a.md\0")
    assert "NUL in its name" in refusal("bank.zip", content)


@pytest.mark.parametrize("mode", [LINK, DEVICE, PIPE])
def test_links_and_devices_in_a_zip_file(mode: int) -> None:
    assert refusal("bank.zip", zip_with_mode("a.md", mode)) == "a.md: is a link or a device"


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (tarfile.SYMTYPE, "is a link"),
        (tarfile.LNKTYPE, "is a link"),
        (tarfile.GNUTYPE_LONGLINK, "is a link"),
        (tarfile.CHRTYPE, "is a device"),
        (tarfile.BLKTYPE, "is a device"),
        (tarfile.FIFOTYPE, "is a pipe"),
        (tarfile.GNUTYPE_SPARSE, "is neither a file nor a folder"),
        (b"V", "is neither a file nor a folder"),
    ],
)
def test_links_and_devices_in_a_tar_file(kind: bytes, message: str) -> None:
    content = tar_of({"good.md": PAGE})[:1024] + tar_member("a.md", kind, "/etc/passwd")
    assert refusal("bank.tar", content) == f"a.md: {message}"


def test_a_sparse_file_of_pax() -> None:
    record = b"22 GNU.sparse.major=1\n"
    content = tar_header("x", len(record), tarfile.XHDTYPE) + padded(record)
    content += tar_header("a.md", 0) + bytes(1024)
    assert refusal("bank.tar", content) == "x: is a sparse file"


def test_an_encrypted_member() -> None:
    content = bytearray(zip_of({"a.md": PAGE}))
    entry = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[entry + 8] |= 1
    assert refusal("bank.zip", bytes(content)) == "a.md: is encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_packing_that_may_take_any_amount_of_memory(method: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("a.md", PAGE)
    assert refusal("bank.zip", file.getvalue()) == "a.md: is packed in a way that is not read here"


@pytest.mark.parametrize("inner", ["b.zip", "b.tar.gz", "b.TGZ", "b.7z", "b.md.gz"])
def test_an_archive_within_an_archive_is_passed_over(inner: str) -> None:
    found = read("bank.zip", zip_of({"a.md": PAGE, inner: zip_of({"c.md": PAGE})}))
    assert len(found.questions) == 1
    assert [(str(fault), fault.refuses) for fault in found.faults] == [
        (f"bank.zip: {inner}: is an archive within an archive: not read", False)
    ]


@pytest.mark.parametrize("name", MAKERS)
def test_two_members_of_one_name(name: str) -> None:
    content = zip_twice("a.md", PAGE)
    if name != "bank.zip":
        one = tar_of({"a.md": PAGE})[:1024]
        content = one + tar_of({"./a.md": PAGE})
    assert refusal(name, content).endswith("a.md: stands in the archive twice")


def test_a_folder_may_be_stated_twice() -> None:
    folder = tar_member("a", tarfile.DIRTYPE)[:512]
    found = read("bank.tar", folder + folder + tar_of({"a/b.md": PAGE}))
    assert len(found.questions) == 1


@pytest.mark.parametrize("name", MAKERS)
def test_too_many_members(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    content = MAKERS[name]({f"{number}.png": b"" for number in range(3)})
    assert refusal(name, content) == "holds more than 2 members"


def test_too_many_members_are_refused_before_the_archive_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = zip_of({f"{number}": b"" for number in range(MAX_MEMBERS + 1)}, packed=False)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refusal("bank.zip", content) == "holds more than 10,000 members"


BOMB = b"a\n" * (MAX_FILE_BYTES // 2) + b"a"


@pytest.mark.parametrize("name", ["bank.zip", "bank.tar.gz"])
def test_a_bomb_is_stopped_by_its_ratio(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    add = archive_members.Meter.add

    def counting(meter: archive_members.Meter, chunk: bytes) -> None:
        counted.append(len(chunk))
        add(meter, chunk)

    monkeypatch.setattr(archive_members.Meter, "add", counting)
    content = zip_of({"a.md": BOMB}) if name == "bank.zip" else gz(gz(tar_of({"a.md": BOMB})))
    if name == "bank.tar.gz":
        content = gzip.compress(tar_of({"a.md": BOMB}), 9)
    message = refusal(name, content)
    assert message.endswith("unpacks to more than 500 times its size")
    assert sum(counted) < len(BOMB)


@pytest.mark.parametrize("name", ["bank.zip", "bank.tar.gz"])
def test_a_bomb_is_stopped_by_its_size(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (zip_archives, tar_archives):
        monkeypatch.setattr(module, "MAX_FILE_BYTES", 2**20)
    monkeypatch.setattr(tar_archives, "MAX_ALL_BYTES", 2**21)
    monkeypatch.setattr(archive_members, "MAX_RATIO", 10_000)
    message = refusal(name, MAKERS[name]({"a.md": BOMB[: 2**20 + 1]}))
    assert message in {"a.md: unpacks to more than 1 MiB", "a.md: is larger than 1 MiB"}
    found = read(name, MAKERS[name]({"a.md": BOMB[: 2**20]}))
    assert not any(fault.message.endswith(NOTHING_READ) for fault in found.faults)


def test_a_tar_file_is_not_inflated_beyond_what_may_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tar_archives, "MAX_ALL_BYTES", 2**20)
    noise = random.Random(1).randbytes(2**20)
    assert refusal("bank.tgz", gz(tar_of({"a.png": noise}))) == "unpacks to more than 1 MiB"


@pytest.mark.parametrize("name", MAKERS)
def test_all_members_together_are_too_large(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ALL_BYTES", 2 * len(PAGE))
    content = MAKERS[name]({f"{letter}.md": PAGE for letter in "abc"})
    assert refusal(name, content) == "unpacks to more than 0 MiB"


def test_sizes_that_a_header_states_are_not_believed() -> None:
    """A member that says it is small is damaged; what it says never lets more through."""
    content = bytearray(zip_of({"a.md": BOMB[:1_000]}))
    entry = content.index(b"PK\x01\x02")
    content[22:26] = content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert refusal("bank.zip", bytes(content)) == "a.md: is damaged"


def test_members_that_share_their_bytes() -> None:
    message = refusal("bank.zip", overlapping(100, BOMB[: 2**20]))
    assert message == "a0001.md: shares its bytes with another member"


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.75])
def test_an_archive_that_is_cut_off(name: str, part: float) -> None:
    noise = random.Random(1).randbytes(20_000)
    whole = MAKERS[name]({"a.md": PAGE + noise.hex()})
    assert refusal(name, whole[: int(len(whole) * part)]).endswith(("is damaged", "is cut off"))


@pytest.mark.parametrize("name", MAKERS)
def test_a_file_that_is_no_archive(name: str) -> None:
    assert refusal(name, PAGE.encode() * 20) == "is damaged"


def test_bytes_that_were_changed() -> None:
    content = zip_of({"a.md": PAGE}, packed=False)
    assert refusal("bank.zip", content.replace(b"users", b"Users")) == "a.md: is damaged"
    packed = bytearray(gz(tar_of({"a.md": PAGE})))
    packed[-5] ^= 1
    assert refusal("bank.tgz", bytes(packed)) == "is damaged"
    member = tar_of({"a.md": PAGE})
    broken = member[:1024] + b"x" * 512 + member[1024:]
    assert refusal("bank.tar", broken) == "is damaged"


@pytest.mark.parametrize("name", MAKERS)
def test_an_archive_without_documents(name: str) -> None:
    (fault,) = read(name, MAKERS[name]({"a.png": b"a"})).faults
    assert str(fault).startswith(f"{name}: no documents stand here (")
    assert fault.refuses


@pytest.mark.parametrize("kind", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT])
def test_long_names_of_every_kind_of_tar_file(kind: int) -> None:
    name = "/".join(["folder-" + "x" * 30] * 5) + "/a.md"
    found = read("bank.tar", tar_of({name: PAGE, "b.md": OTHER}, kind))
    assert [question.file for question in found.questions] == ["bank.tar/b.md", f"bank.tar/{name}"]


def test_what_pax_states_of_all_members_is_passed_over() -> None:
    record = b"17 comment=abcdef\n"
    content = tar_header("pax_global_header", len(record), tarfile.XGLTYPE) + padded(record)
    assert len(read("bank.tar", content + tar_of({"a.md": PAGE})).questions) == 1


def test_the_size_that_pax_states() -> None:
    data = PAGE.encode()
    record = b"12 size=%03d\n" % len(data)
    content = tar_header("x", len(record), tarfile.XHDTYPE) + padded(record)
    content += tar_header("a.md", 0) + padded(data) + bytes(1024)
    assert [question.file for question in read("bank.tar", content).questions] == ["bank.tar/a.md"]


@pytest.mark.parametrize(
    "record",
    [b"1 a=b\n", b"99 path=b\n", b"path=b\n", b"9 path=b\n1", b"12 size=-12\n", b"12 size=1e9\n"],
)
def test_records_of_pax_that_make_no_sense(record: bytes) -> None:
    content = tar_header("x", len(record), tarfile.XHDTYPE) + padded(record)
    content += tar_header("a.md", 0) + bytes(1024)
    assert refusal("bank.tar", content) == "x: is damaged"


def test_a_tar_file_that_is_cut_off_between_members() -> None:
    content = tar_of({"a.md": PAGE, "b.md": OTHER})
    assert refusal("bank.tar", content[:1024]) == "is cut off"


def test_headers_without_end() -> None:
    """Neither a chain of headers nor their length takes more than they are long."""
    chain = (tar_header("x", 1, tarfile.GNUTYPE_LONGNAME) + padded(b"a")) * 5_000
    assert refusal("bank.tar", chain + tar_member("b", tarfile.SYMTYPE)) == "a: is a link"
    long = tar_header("x", 70_000, tarfile.XHDTYPE) + padded(b"a" * 70_000)
    assert refusal("bank.tar", long + bytes(1024)) == "x: has a header that is too long"


def test_a_negative_size_leads_nowhere() -> None:
    header = bytearray(tar_header("a.md", 0))
    header[124:136] = b"\xff" * 10 + b"\xfe\x00"
    header[148:156] = b"        "
    header[148:156] = b"%06o\0 " % sum(header)
    assert refusal("bank.tar", bytes(header) + bytes(1024)) == "a.md: is cut off"


SAMPLES = [zip_of({"a.md": PAGE, "b/c.txt": OTHER}), tar_of({"a.md": PAGE, "b/c.txt": OTHER})]


@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255)), max_size=8),
    st.integers(0, 4_000),
)
def test_any_damage_is_a_fault_or_harmless(
    whole: bytes, changes: list[tuple[int, int]], end: int
) -> None:
    content = bytearray(whole)
    for at, byte in changes:
        content[at % len(content)] = byte
    for name in ("bank.zip", "bank.tar"):
        unpacked = unpack(name, bytes(content[: max(end, 1)]))
        assert bool(unpacked.documents) <= (not any(fault.refuses for fault in unpacked.faults))


@given(st.sampled_from(["bank.zip", "bank.tar", "bank.tgz"]), st.binary(max_size=2_000))
def test_any_bytes_are_a_fault(name: str, content: bytes) -> None:
    assert not unpack(name, content).documents
