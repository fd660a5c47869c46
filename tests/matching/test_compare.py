"""The way in: shapes, bad input, hostile input, and what holds for any input."""

import dataclasses
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.matching import Point, Report, Span, Verdict, compare, lexical
from practice.matching.limits import (
    MAX_DRAFT_LENGTH,
    MAX_PHRASING_LENGTH,
    MAX_PHRASINGS,
    MAX_POINTS,
)
from practice.matching.thresholds import CALIBRATION
from tests.matching.bank import questions

ROLLBACK = Point("Rolls back the release", aliases=("reverted the deploy",))
DRAFT = "The errors began at noon. I rolled back the release. Then we wrote a post-mortem."


def test_a_report_has_one_entry_a_point_in_order() -> None:
    report = compare(DRAFT, [ROLLBACK, "Writes a post-mortem", "Calls the vendor"])
    assert report.engine == lexical.NAME
    assert [found.point.text for found in report.points] == [
        "Rolls back the release",
        "Writes a post-mortem",
        "Calls the vendor",
    ]
    assert [found.verdict for found in report.points] == ["covered", "covered", "missing"]
    assert report.counts == {"covered": 2, "partly": 0, "missing": 1}
    assert report.coverage == pytest.approx(2 / 3)


def test_evidence_is_the_sentence_and_the_words_that_speak() -> None:
    (found,) = compare(DRAFT, [ROLLBACK]).points
    assert found.evidence_text == "I rolled back the release."
    assert found.evidence == Span(26, 52)
    assert found.matched == ("rolled back", "release")
    assert "“rolled back”" in found.reason


def test_reports_are_frozen() -> None:
    report = compare(DRAFT, [ROLLBACK])
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.engine = "other"  # type: ignore[misc]
    assert hash(report.points[0].point) == hash(Point(ROLLBACK.text, ["reverted the deploy"]))


def test_no_points() -> None:
    assert compare(DRAFT, []) == Report((), lexical.NAME)
    assert compare(DRAFT, []).coverage == 0.0


@pytest.mark.parametrize("draft", ["", " \n\t ", "yes", "…", "🙂🙂🙂", "\x00\x00", "\ud800 \udfff"])
def test_a_draft_that_says_nothing_misses_every_point(draft: str) -> None:
    (found,) = compare(draft, [ROLLBACK]).points
    assert found.verdict is Verdict.MISSING
    assert found.reason == "Nothing in your draft speaks of this."


@pytest.mark.parametrize("text", ["", " ", "x", "the of and", "?!", "\ud83d"])
def test_a_point_that_says_nothing_is_missing_and_says_so(text: str) -> None:
    (found,) = compare(DRAFT, [text]).points
    assert found.verdict is Verdict.MISSING
    assert found.evidence is None
    assert "no words" in found.reason or "speaks of this" in found.reason


def test_alias_counts_where_the_text_is_empty() -> None:
    (found,) = compare(DRAFT, [Point("", ["rolled back the release"])]).points
    assert found.verdict is Verdict.COVERED


@pytest.mark.parametrize(
    "draft",
    [
        "for (i = 0; i < n; i++) { rollback(release); }",
        "SELECT * FROM releases WHERE state = 'rolled back';",
        "\x00rolled\x00back\x00the\x00release\x00",
        "我们回滚了发布。 rolled back the release 然后写了复盘。",
        "\uff52\uff4f\uff4c\uff4c\uff45\uff44 back the release",
        "ROLLED BACK THE RELEASE",
        "\ud800rolled back the release\udc00",
    ],
)
def test_odd_text_is_read_all_the_same(draft: str) -> None:
    (found,) = compare(draft, [ROLLBACK]).points
    assert found.evidence is not None
    assert found.evidence_text == draft[found.evidence.start : found.evidence.end]


def test_too_much_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="characters"):
        compare("a" * (MAX_DRAFT_LENGTH + 1), [ROLLBACK])
    with pytest.raises(ValueError, match="key points"):
        compare(DRAFT, ["a"] * (MAX_POINTS + 1))
    with pytest.raises(ValueError, match="longer than"):
        compare(DRAFT, ["a" * (MAX_PHRASING_LENGTH + 1)])
    with pytest.raises(ValueError, match="phrasings"):
        compare(DRAFT, [Point("a", ["b"] * MAX_PHRASINGS)])


def test_what_is_not_text_is_refused() -> None:
    with pytest.raises(TypeError, match="draft"):
        compare(None, [ROLLBACK])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="strings"):
        compare(DRAFT, [Point(3)])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="one string"):
        Point("a", "b")


def test_two_hundred_points() -> None:
    points = [f"Point {number}: rolls back release {number}" for number in range(200)]
    assert len(compare(DRAFT, points).points) == 200


def test_a_word_that_most_points_share_tells_little() -> None:
    others = ["Uniforms save parents money", "Uniforms limit expression", "Uniforms look smart"]
    alone, *_ = compare("Uniforms are itchy.", ["Uniforms reduce bullying"]).points
    among, *_ = compare("Uniforms are itchy.", ["Uniforms reduce bullying", *others]).points
    assert among.score < alone.score


def test_the_same_words_in_other_points_do_not_change_a_verdict_below_three() -> None:
    alone = compare(DRAFT, [ROLLBACK]).points[0]
    assert compare(DRAFT, [ROLLBACK, "Announces the rollback"]).points[0] == alone


def test_another_phrasing_adds_to_the_best_one() -> None:
    draft = "I told support. Later the merchants got a short note."
    plain = Point("Tells support what is happening and when to expect news")
    aliased = dataclasses.replace(plain, aliases=("sent the merchants a short note",))
    one, more = (compare(draft, [point]).points[0] for point in (plain, aliased))
    assert more.score > one.score


def test_threads_share_nothing() -> None:
    question = next(iter(questions().values()))
    alone = compare(question.sample_answer, question.points)
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(compare, question.sample_answer, question.points) for _ in range(24)]
    assert all(job.result() == alone for job in jobs)


def test_the_package_imports_without_django() -> None:
    program = "import sys, practice.matching; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_verdicts_follow_the_thresholds() -> None:
    covered_from, partly_from = CALIBRATION.covered_from, CALIBRATION.partly_from
    assert CALIBRATION.verdict(covered_from) is Verdict.COVERED
    assert CALIBRATION.verdict(partly_from) is Verdict.PARTLY
    assert CALIBRATION.verdict(partly_from - 0.001) is Verdict.MISSING


PIECES = """I we rolled back the release never told customers . , - : ; not and but e.g. SEV-1 …
post-mortem 3 a.m. didn't ﬁx é"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])
TEXTS = st.one_of(
    st.text(st.characters(), max_size=200), st.lists(WORDS, max_size=60).map(" ".join)
)


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_evidence_is_a_slice_of_the_draft(draft: str, texts: list[str]) -> None:
    for found in compare(draft, [ROLLBACK, *texts]).points:
        assert 0.0 <= found.score <= 1.0
        assert 0.0 <= found.confidence <= 1.0
        assert found.verdict is CALIBRATION.verdict(found.score)
        assert found.reason
        if found.evidence is None:
            assert (found.evidence_text, found.matched, found.score) == ("", (), 0.0)
        else:
            assert 0 <= found.evidence.start < found.evidence.end <= len(draft)
            assert found.evidence_text == draft[found.evidence.start : found.evidence.end]
            assert all(word in draft for word in found.matched)


@given(TEXTS)
def test_the_same_input_gives_the_same_report(draft: str) -> None:
    assert compare(draft, [ROLLBACK]) == compare(draft, [ROLLBACK])


@pytest.mark.parametrize(
    "draft",
    [
        " ".join(random.Random(1).choices(DRAFT.split(), k=100_000)),
        "." * 500_000 + "x",
        "not " * 100_000,
        "roll x " * 100_000,
        "- " * 300_000,
        "\n" * 500_000,
        "e.g. " * 150_000,
        "a" * 900_000,
        "a" + " " * 900_000 + "b",
        '."' * 300_000,
    ],
    ids=lambda draft: repr(draft[:8]),
)
def test_a_hostile_draft_gets_a_report(draft: str) -> None:
    """Work that grew faster than the draft would keep the run here for hours."""
    report = compare(draft, [ROLLBACK] * 8)
    assert len(report.points) == 8
    assert all(found.reason for found in report.points)
