"""The trained engine: what it reads, what it says, and what holds for any input."""

import json
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.evaluation import corpus
from practice.evaluation.figures import figures
from practice.evaluation.judging import judge
from practice.matching import Point, Question, Verdict, compare, comparison, lexical
from practice.matching.calibration import Calibration, Curve
from practice.matching.limits import MAX_POINTS, MAX_SAMPLE_ANSWER_LENGTH
from practice.matching.trained import RUNTIME, WEIGHT_FILES, WEIGHTS
from practice.matching.trained.engine import Engine
from practice.matching.trained.nearness import Searchable
from practice.matching.trained.pieces import Pieces
from practice.matching.trained.reading import (
    LONGEST_ASKED,
    LONGEST_PASSAGE,
    SAMPLE_SENTENCES,
    Asked,
    Reader,
    Reading,
    nearest_sentences,
)
from practice.matching.trained.scoring import Scoring, Weights

pytestmark = pytest.mark.trained

MEGABYTE = 1_000_000
ROLLBACK = Point("Rolls back the release before looking for the cause")
DRAFT = (
    "It was a Tuesday. I put the previous version live again within four minutes, and only then did "
    "we start reading logs. Lunch was late."
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load()


@pytest.fixture(scope="module")
def pieces(engine: Engine) -> Pieces:
    return engine.finder.pieces


def test_the_weights_are_small_enough_for_a_repository() -> None:
    sizes = {path.name: path.stat().st_size for path in WEIGHTS.iterdir()}
    assert set(sizes) == {*WEIGHT_FILES, "README.md"}
    assert sum(sizes.values()) <= 25 * MEGABYTE


def test_the_weights_tell_nothing_of_the_machine_that_made_them() -> None:
    for name in WEIGHT_FILES:
        held = (WEIGHTS / name).read_bytes()
        assert not any(path in held for path in (b"/home/", b"/root/", b"site-packages", b".py"))


# --- pieces and nearness


def test_the_name_of_a_special_piece_is_read_as_words(pieces: Pieces) -> None:
    (ids,) = pieces.encode(["[MASK] [SEP]"])
    assert pieces.id_of("[MASK]") not in ids
    assert pieces.id_of("[SEP]") not in ids


def test_half_a_character_is_read_as_something(pieces: Pieces) -> None:
    whole, half = pieces.encode(["a b", "a \ud800 b"])
    assert set(whole) <= set(half)


def test_a_long_text_is_neither_cut_nor_padded(pieces: Pieces) -> None:
    short, long = pieces.encode(["word", "word " * 700])
    assert (len(short), len(long)) == (1, 700)


def searchable(pieces: Pieces, *sentences: str) -> Searchable:
    return Searchable(pieces, pieces.encode(sentences))


def test_the_sentence_that_says_it_is_nearest(pieces: Pieces) -> None:
    draft = searchable(pieces, "Lunch was late.", "We reverted the deployment.", "The sun shone.")
    (phrasing,) = pieces.encode(["rolled the release back"])
    (near,) = draft.nearness([phrasing])
    assert near.argmax() == 1
    assert near.max() <= 1


def test_the_same_words_are_as_near_as_can_be(pieces: Pieces) -> None:
    (phrasing,) = pieces.encode(["told the customers"])
    near = searchable(pieces, "We told the customers at once.").nearness([phrasing])
    assert near == pytest.approx(np.array([[1.0]]), abs=1e-3)


def test_what_has_no_words_is_near_to_nothing(pieces: Pieces) -> None:
    (phrasing,) = pieces.encode(["told the customers"])
    assert searchable(pieces, "", "told").nearness([phrasing])[0, 0] == 0
    assert not searchable(pieces, "", "").nearness([phrasing]).any()
    assert searchable(pieces).nearness([phrasing]).shape == (1, 0)
    assert not searchable(pieces, "told").nearness([np.zeros(0, np.int32)]).any()


# --- reading


def read(
    pieces: Pieces, sentences: list[str], phrasings: list[str], hints: Sequence[str] = ()
) -> Reading:
    point, *others = pieces.encode(phrasings)
    asked = Asked(point, others, pieces.encode(hints))
    return Reader(pieces).read(asked, searchable(pieces, *sentences))


def decoded(pieces: Pieces, ids: np.ndarray) -> str:
    return pieces.tokenizer.decode(ids.tolist(), skip_special_tokens=False)


def test_a_reading_is_the_point_and_a_marked_passage(pieces: Pieces) -> None:
    reading = read(pieces, ["We slept.", "I told users."], ["tells users", "status page"])
    assert decoded(pieces, reading.ids) == (
        "[CLS] tells users [SEP] status page [SEP] [MASK] we slept. [MASK] i told users. [SEP]"
    )
    assert decoded(pieces, reading.ids[reading.passage_from :]).startswith("[MASK] we slept")
    assert [reading.ids[place] for place in reading.markers] == [pieces.id_of("[MASK]")] * 2
    assert reading.sentences == (0, 1)


def test_a_long_draft_is_read_where_it_comes_near_and_in_its_order(pieces: Pieces) -> None:
    idle = [
        f"On day {number} the weather was mild and the coffee was weak." for number in range(90)
    ]
    telling = ["I told the users on the status page.", "Every customer had a mail from me."]
    reading = read(pieces, [*idle[:40], telling[0], *idle[40:], telling[1]], ["tells all users"])
    assert {40, 91} <= set(reading.sentences)
    assert list(reading.sentences) == sorted(reading.sentences)
    assert len(reading.ids) - reading.passage_from <= LONGEST_PASSAGE


def test_no_text_makes_a_reading_too_long(pieces: Pieces) -> None:
    long = "word " * 3_000
    reading = read(pieces, [long, long], [long, long], [long])
    assert reading.passage_from <= LONGEST_ASKED
    assert len(reading.ids) <= LONGEST_ASKED + LONGEST_PASSAGE


def test_an_empty_draft_leaves_the_passage_empty(pieces: Pieces) -> None:
    reading = read(pieces, [], ["tells users"])
    assert (reading.markers, reading.sentences) == ((), ())
    assert decoded(pieces, reading.ids) == "[CLS] tells users [SEP] [SEP]"


def test_a_hint_helps_to_find_and_is_not_read(pieces: Pieces) -> None:
    idle = [
        f"On day {number} the weather was mild and the coffee was weak." for number in range(90)
    ]
    drafts = [*idle[:40], "Each subscriber had a letter.", *idle[40:]]
    hinted = read(pieces, drafts, ["informs everybody"], ["I wrote each subscriber a letter."])
    assert 40 in hinted.sentences
    assert "i wrote each" not in decoded(pieces, hinted.ids)


def test_the_sample_answers_nearest_sentences_are_the_hints(pieces: Pieces) -> None:
    answer = searchable(pieces, "Lunch was late.", "I mailed each user.", "The page went green.")
    nearest = nearest_sentences(answer, pieces.encode(["tells users"]))
    assert len(nearest) == SAMPLE_SENTENCES
    assert "i mailed each user." in [decoded(pieces, each) for each in nearest]
    assert nearest_sentences(searchable(pieces), pieces.encode(["tells users"])) == []


# --- scoring


def test_scoring_is_read_as_it_was_written(tmp_path: Path) -> None:
    calibration = Calibration(Curve(1.5, -0.5), Curve(2.0, -1.0), 0.1, 0.9)
    scoring = Scoring(Weights(1.0, 2.0, 0.5, -1.0), calibration)
    scoring.save(tmp_path / "scoring.json")
    assert Scoring.load(tmp_path / "scoring.json") == scoring
    assert set(json.loads((tmp_path / "scoring.json").read_text())) == {"weights", "calibration"}


# --- the engine


def test_what_speaks_for_a_point_is_its_evidence(engine: Engine) -> None:
    point = Point(ROLLBACK.text, ("restored the previous version first", "investigated afterwards"))
    (found,) = engine.judge(DRAFT, [point])
    assert found.verdict is not Verdict.MISSING
    assert found.evidence_text.startswith("I put the previous version live again")
    assert found.evidence is not None
    assert found.evidence.of(DRAFT) == found.evidence_text
    assert 0 < found.confidence <= 1


def test_it_tells_most_covered_points_of_dev_from_missing_ones(engine: Engine) -> None:
    drafts = [draft for draft in corpus.drafts("dev") if draft.kind == "natural"][::8]
    judged = [each.judgement for each in judge(engine.judge, drafts)]
    measured = figures(judged)
    assert measured.points > 80
    assert measured.auc is not None
    assert measured.auc > 0.75


def test_it_does_not_find_what_is_not_there(engine: Engine) -> None:
    (found,) = engine.judge("We had lunch, and I fed the cat.", [ROLLBACK])
    assert found.verdict is Verdict.MISSING
    assert found.evidence_text == ""
    assert found.reason == "Nothing in your draft speaks of this."


def test_a_denial_is_said_to_be_one(engine: Engine) -> None:
    (found,) = engine.judge("We never rolled back the release.", [Point("Rolls back the release")])
    assert found.verdict is Verdict.MISSING
    assert "not done" in found.reason


@pytest.mark.parametrize("draft", ["", " \n\t ", "\x00", "\ud800"])
def test_a_draft_without_words_makes_no_point(engine: Engine, draft: str) -> None:
    (found,) = engine.judge(draft, [ROLLBACK])
    assert (found.verdict, found.evidence) == (Verdict.MISSING, None)


@pytest.mark.parametrize(
    "draft",
    [
        "yes",
        "\U0001f642 \U0001f525\U0001f525",
        "def f(x):\n    return x + 1\n",
        "Wir haben die alte Version wieder eingespielt und die Kunden informiert.",
        "\u4f60\u597d\u3002\u6211\u4eec\u56de\u6eda\u4e86\u3002",
        "[MASK] [SEP] [CLS]",
        "word " * 5_000,
        "x" * 20_000,
    ],
)
def test_any_draft_gets_a_sane_report(engine: Engine, draft: str) -> None:
    (found,) = engine.judge(draft, [ROLLBACK])
    assert 0 <= found.score <= 1
    assert 0 <= found.confidence <= 1
    assert found.evidence_text in draft


@settings(max_examples=25)
@given(draft=st.text(max_size=300), text=st.text(min_size=1, max_size=60))
def test_any_text_gets_a_report_with_its_own_words_as_evidence(draft: str, text: str) -> None:
    (found,) = compare(draft, [Point(text, (text[::-1],))], Question(draft)).points
    assert found.evidence_text in draft
    assert found.reason
    if found.evidence:
        assert found.evidence.of(draft) == found.evidence_text


def test_a_point_of_one_character_and_one_of_none(engine: Engine) -> None:
    reports = engine.judge(DRAFT, [Point("x"), Point("\u2026"), Point("")])
    assert len(reports) == 3


def test_company_changes_nothing(engine: Engine) -> None:
    other = Point("Tells the customers what is going on")
    alone = engine.judge(DRAFT, [other])[0].score
    assert engine.judge(DRAFT, [ROLLBACK, other])[1].score == pytest.approx(alone, abs=0.02)


def test_threads_get_the_same_answers(engine: Engine) -> None:
    start = threading.Barrier(4)

    def judge(number: int) -> list[float]:
        start.wait()
        return [found.score for found in engine.judge(f"{DRAFT} {number % 2}", [ROLLBACK])]

    with ThreadPoolExecutor(4) as pool:
        one, two, three, four = pool.map(judge, range(4))
    assert (one, two) == (three, four)


# --- the way in


def test_the_best_engine_there_is_compares() -> None:
    assert compare(DRAFT, [ROLLBACK]).engine == Engine.name
    assert not comparison.is_by_words(Engine.name)


def test_the_model_is_loaded_once() -> None:
    assert comparison.trained_engine() is comparison.trained_engine()


@pytest.mark.parametrize("missing", RUNTIME)
def test_without_its_runtime_words_alone_are_compared(
    missing: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(name: str) -> None:
        raise ModuleNotFoundError(f"No module named '{missing}'")

    monkeypatch.setattr(comparison, "import_module", refuse)
    monkeypatch.setattr(comparison, "_load", comparison._load.__wrapped__)
    report = compare(DRAFT, [ROLLBACK])
    assert report.engine == lexical.NAME
    assert comparison.is_by_words(report.engine)
    assert missing in caplog.text


def test_missing_weights_are_an_error_and_no_fallback(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"pieces\.npz"):
        Engine.load(tmp_path)


def test_as_many_points_as_are_allowed() -> None:
    report = compare("I told them.", [f"Tells person {number}" for number in range(200)])
    assert len(report.points) == 200
    with pytest.raises(ValueError, match="at most"):
        compare("I told them.", ["x"] * (MAX_POINTS + 1))


def test_a_question_out_of_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than"):
        compare(DRAFT, [ROLLBACK], Question("x" * (MAX_SAMPLE_ANSWER_LENGTH + 1)))
    with pytest.raises(TypeError, match="string"):
        compare(DRAFT, [ROLLBACK], Question(None))  # type: ignore[arg-type]
