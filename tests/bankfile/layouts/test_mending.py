"""What copying broke: repaired where that is certain, and left alone where it may be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.decoding import read_text
from questions.bankfile.intake.mending import Mended, mend


def mended(text: str) -> str:
    return mend("notes.md", text).document.text


def repairs(text: str) -> list[str]:
    return [f"{repair.line}: {repair.message}" for repair in mend("notes.md", text).repairs]


def misread(text: str, encoding: str) -> str:
    return text.encode().decode(encoding)


RESTORED = "UTF-8 that was read in a wrong encoding was restored"


@pytest.mark.parametrize("encoding", ["cp1252", "cp1250"])
@pytest.mark.parametrize(
    "sign",
    [
        pytest.param("\u2019", id="apostrophe"),
        pytest.param("\u201c", id="quotation mark"),
        pytest.param("\u2013", id="en dash"),
        pytest.param("\u2014", id="em dash"),
        pytest.param("\u2022", id="bullet"),
        pytest.param("\u2192", id="arrow"),
        pytest.param("\u2717", id="cross"),
        pytest.param("\u2713", id="tick"),
        pytest.param("\u2026", id="ellipsis"),
        pytest.param("\u00e9", id="accent"),
        pytest.param("\u00b7", id="middle dot"),
        pytest.param("\u00fc", id="umlaut"),
    ],
)
def test_what_was_read_in_a_wrong_encoding(sign: str, encoding: str) -> None:
    text = f"caught{misread(sign, encoding)}early"
    assert mended(text) == f"caught{sign}early"
    assert repairs(text) == [f"1: {RESTORED}"]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        pytest.param("- \u00e2\u015b\u2014 No owner", "- \u2717 No owner", id="cross as cp1250"),
        pytest.param("\u00e2\u20ac\x9d", "\u201d", id="a byte that cp1252 does not know"),
        pytest.param("\u00e2\x80\x99", "\u2019", id="latin-1"),
        pytest.param("5\u00c2\u00a0min", "5 min", id="a space that was non-breaking"),
        pytest.param("\u00f0\u0178\u0161\u20ac Go", "\U0001f680 Go", id="emoji"),
        pytest.param("caf\u00c3\u0192\u00c2\u00a9", "caf\u00e9", id="twice"),
        pytest.param("b\u00c4\u2026d \u00c5\u203a", "b\u0105d \u015b", id="Polish as cp1252"),
    ],
)
def test_more_that_was_misread(broken: str, whole: str) -> None:
    assert mended(broken) == whole


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("na\u00efve caf\u00e9, fa\u00e7ade, \u00c0 la carte", id="French"),
        pytest.param(
            "\u00ab C\u2019est d\u00e9j\u00e0 \u00bb, CAF\u00c9\u2019S", id="French quotes"
        ),
        pytest.param("Za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105 ja\u017a\u0144", id="Polish"),
        pytest.param("SP\u00d3\u0141KA, STÓŁ, MĘŻCZYZNA, RÓŻA, KSIĄŻKA", id="Polish capitals"),
        pytest.param(
            "P\u0159\u00edli\u0161 \u017elu\u0165ou\u010dk\u00fd k\u016f\u0148", id="Czech"
        ),
        pytest.param("MŮŽE ÚŽASNÝ, DEVÄŤ, PÄŤ", id="Czech and Slovak capitals"),
        pytest.param("\u0102\u015ftia spun da, \u00een p\u0103m\u00e2nt", id="Romanian"),
        pytest.param("h\u00e2l\u00e2\u2026\u201d dedi", id="Turkish before quotation marks"),
        pytest.param("IRM\u00c3\u201d, MANH\u00c3\u2026", id="Portuguese before quotation marks"),
        pytest.param("Gr\u00f6\u00dfe: \u00c4\u201c, \u00d6\u201c", id="German"),
        pytest.param("20 \u00b5s at 30 \u00b0C \u00b1 2", id="units"),
        pytest.param("\u969c\u5bb3 \u0430\u0432\u0430\u0440\u0438\u044f", id="other alphabets"),
        pytest.param("\U0001f469\u200d\U0001f4bb on call", id="an emoji of two"),
        pytest.param("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", id="a joiner in Persian"),
        pytest.param("3\u20135 minutes \u2014 \u201csure\u201d", id="dashes and quotes"),
        pytest.param("- - nested\n* * *\n- -1\n\u2022 \u2022", id="bullets that may be meant"),
        pytest.param("a\n\n  b\n\tc  ", id="white space"),
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert mended(text) == text
    assert repairs(text) == []


@pytest.mark.parametrize(
    ("text", "whole", "note"),
    [
        pytest.param("\ufeffHi", "Hi", "1: a byte order mark was taken off", id="BOM"),
        pytest.param("a\nb\r\nc", "a\nb\nc", "2: Windows line ends were made plain", id="Windows"),
        pytest.param("a\rb\rc", "a\nb\nc", "1: old Mac line ends were made plain", id="Mac"),
        pytest.param(
            "x\non\u2011call", "x\non-call", "2: non-breaking hyphens were made plain", id="hyphen"
        ),
        pytest.param("3\u00a0min", "3 min", "1: non-breaking spaces were made plain", id="space"),
        pytest.param(
            "ro\u200bll", "roll", "1: invisible characters were taken out", id="zero width"
        ),
        pytest.param("- \u2022 x", "- x", "1: a doubled bullet was made one", id="hyphen, dot"),
        pytest.param(
            "  \u2022 \u2022 x", "  \u2022 x", "1: a doubled bullet was made one", id="dots"
        ),
    ],
)
def test_each_repair_has_its_line(text: str, whole: str, note: str) -> None:
    assert mended(text) == whole
    assert repairs(text) == [note]


def test_code_stays_but_for_line_ends() -> None:
    text = "\ufeff- \u2022 a\r\n```\r\n- \u2022 b\u00a0\u2011\r\n```\r\n- \u2022 c"
    assert mended(text) == "- a\n```\n- \u2022 b\u00a0\u2011\n```\n- c"


def test_a_shorter_fence_does_not_end_code() -> None:
    text = "~~~~\n~~~\na\u00a0b\n~~~~\na\u00a0b"
    assert mended(text) == "~~~~\n~~~\na\u00a0b\n~~~~\na b"


# Signs that make repairs likely, and meet one another.
SIGNS = (
    "\r\n\ufeff\u00a0\u2011\u200b\u200d\u00e2\u20ac\u2122\u00c3\u00a9\u00c2\u0102\u2022\u0192"
    "-`~> ab\x9d\u2717"
)
TEXTS = st.text() | st.text(alphabet=SIGNS, max_size=60)


@given(TEXTS)
def test_lines_stay_where_they_are(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert mended(text).count("\n") == plain.count("\n")


@given(TEXTS)
def test_what_was_mended_is_whole(text: str) -> None:
    once = mended(text)
    again = mend("notes.md", once)
    assert (again.document.text, again.repairs) == (once, ())


@given(
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="`~"))
)
def test_plain_text_is_left_alone(text: str) -> None:
    assert mended(text) == text


@given(st.binary(max_size=80))
def test_any_bytes_are_a_text_or_a_fault(content: bytes) -> None:
    assert isinstance(read_text("notes.md", content), Mended | Fault)


def test_bytes_of_utf8_and_utf16() -> None:
    for content in (
        "caf\u00e9".encode(),
        "caf\u00e9".encode("utf-8-sig"),
        "caf\u00e9".encode("utf-16"),
    ):
        read = read_text("notes.md", content)
        assert isinstance(read, Mended)
        assert read.document.text == "caf\u00e9"


def test_bytes_of_windows_where_they_can_be_nothing_else() -> None:
    read = read_text("notes.md", "It\u2019s a caf\u00e9 \u2013 \u201copen\u201d".encode("cp1252"))
    assert isinstance(read, Mended)
    assert read.document.text == "It\u2019s a caf\u00e9 \u2013 \u201copen\u201d"
    assert [str(note) for note in read.decoding] == [
        "notes.md:1: the text was read as Windows-1252"
    ]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        pytest.param("a\nb\u0105d".encode("cp1250"), "notes.md:2", id="Polish"),
        pytest.param(
            "\n\n\u0430\u0432\u0430\u0440\u0438\u044f".encode("cp1251"), "notes.md:3", id="Cyrillic"
        ),
        pytest.param("caf\u00e9".encode("mac-roman"), "notes.md:1", id="old Mac"),
        pytest.param("caf\u00e9".encode("cp850"), "notes.md:1", id="DOS"),
        pytest.param(b"a\n\nb\x00c", "notes.md:3", id="NUL"),
        pytest.param(b"PK\x03\x04\xff\xfe", "notes.md:1", id="archive"),
        pytest.param("a\nb\0".encode("utf-16"), "notes.md:2", id="NUL in UTF-16"),
        pytest.param(b"\xff\xfea", "notes.md", id="half of UTF-16"),
    ],
)
def test_bytes_that_are_no_certain_text(content: bytes, place: str) -> None:
    fault = read_text("notes.md", content)
    assert isinstance(fault, Fault)
    assert str(fault).startswith(f"{place}: ")
    assert "save" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\u00e2" * 2_000_000, id="one line of leads"),
        pytest.param("\u2022 " * 2_000_000, id="one line of bullets"),
        pytest.param("\u200b" * 2_000_000, id="one line of nothing to see"),
        pytest.param("- \u2022 x\n" * 100_000, id="many lines"),
        pytest.param(" " * 4_000_000, id="one line of spaces"),
    ],
)
def test_hostile_texts_are_mended(text: str) -> None:
    mended(text)
