"""The command that writes overrides as labels in the corpus's format."""

import io
import json
import os
import re
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.evaluation import corpus
from practice.evaluation.engines import JUDGES
from practice.evaluation.judging import judge
from practice.exporting import draft_rows, overridden_attempts, question_rows
from practice.matching import Verdict, lexical
from prepbank.accounts.models import Candidate, User
from tests.factories import ANSWER, POINTS, make_question

pytestmark = pytest.mark.django_db

TEXTS = [text for text, _ in POINTS.values()]


@pytest.fixture
def question():
    return make_question("outage")


@pytest.fixture
def ada():
    return Candidate.objects.create(
        user=User.objects.create_user("ada-lovelace"), shares_texts=True
    )


@pytest.fixture
def bob():
    return Candidate.objects.create(user=User.objects.create_user("bob-the-builder"))


def disagree(candidate, question, text=ANSWER, **overrides):
    """Compare ``text``, then override the points with these keys (``_`` for ``-``)."""
    number = candidate.attempts.filter(question=question).count()
    draft, _ = save_edit(candidate, question, Edit(text, number, "page", number + 1))
    attempt = compare_draft(draft)
    for key, verdict in overrides.items():
        attempt.points.get(key=key.replace("_", "-")).override_with(verdict)
    return attempt


class Run:
    """Runs the command into files of its own; returns the rows of the answers."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "overrides.jsonl"
        self.questions = folder / "questions.jsonl"
        self.stdout = io.StringIO()

    def __call__(self, **options):
        options = {"output": self.output, "questions": self.questions, **options}
        call_command("export_overrides", stdout=self.stdout, **options)
        return rows_of(self.output)


def rows_of(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def run(tmp_path):
    return Run(tmp_path)


# --- What a row holds -----------------------------------------------------------------------------


def test_a_row_is_of_the_corpus_with_who_labelled_what(run, ada, question):
    attempt = disagree(ada, question, finds_cause="partly", tells_people="missing")
    (row,) = run()
    assert set(row) == {"id", "question", "kind", "draft", "engine", "points"}
    assert (row["question"], row["kind"], row["draft"]) == ("outage", "override", ANSWER)
    assert row["engine"] == lexical.NAME
    confidences = list(attempt.points.values_list("confidence", flat=True))
    sentence = "The checkout was failing, so I rolled the release back first and asked why later."
    assert row["points"] == [
        {
            "text": TEXTS[0],
            "label": "covered",
            "evidence": [sentence],
            "labelled_by": "engine",
            "verdict": "covered",
            "confidence": confidences[0],
        },
        {
            "text": TEXTS[1],
            "label": "missing",
            "evidence": [],
            "labelled_by": "candidate",
            "verdict": "covered",
            "confidence": confidences[1],
        },
        {
            "text": TEXTS[2],
            "label": "partly",
            "evidence": [],
            "labelled_by": "candidate",
            "verdict": "missing",
            "confidence": confidences[2],
        },
    ]


def test_without_consent_there_are_verdicts_and_no_words(run, bob, question):
    disagree(bob, question, finds_cause="covered")
    (row,) = run()
    assert row["draft"] is None
    assert [point["evidence"] for point in row["points"]] == [[], [], []]
    labels = [(point["label"], point["labelled_by"]) for point in row["points"]]
    assert labels == [("covered", "engine"), ("covered", "engine"), ("covered", "candidate")]
    assert "rolled the release back" not in run.output.read_text("utf-8")


def test_consent_counts_as_it_stands_at_the_export(run, ada, question):
    disagree(ada, question, finds_cause="covered")
    assert run()[0]["draft"] == ANSWER
    ada.share_texts(False)
    assert run()[0]["draft"] is None


def test_attempts_without_an_override_are_not_in_it(run, ada, bob, question):
    disagree(ada, question, finds_cause="covered")
    disagree(ada, question, "Another text.")
    attempt = disagree(bob, question, finds_cause="covered")
    attempt.points.get(key="finds-cause").override_with("missing")
    assert len(run()) == 1


def test_nothing_leads_back_to_a_person(run, ada, bob, question):
    attempts = [disagree(each, question, finds_cause="covered") for each in (ada, bob)]
    ids = [row["id"] for row in run()]
    text = run.output.read_text("utf-8")
    for attempt in attempts:
        assert attempt.candidate.user.username not in text
        assert not {f"outage/override-{key}" for key in (attempt.pk, attempt.candidate_id)} & set(
            ids
        )
    assert all(re.fullmatch(r"outage/override-[0-9a-f]{16}", each) for each in ids)


def test_ids_stay_and_need_the_private_key(run, ada, question, settings):
    disagree(ada, question, finds_cause="covered")
    first = run()[0]["id"]
    assert run()[0]["id"] == first
    settings.SECRET_KEY = "another" * 10
    assert run()[0]["id"] != first


def test_the_order_is_the_same_each_time_and_not_that_of_time(run, ada, bob, question):
    other = make_question("another")
    for number in range(8):
        disagree(ada, question, f"{ANSWER} {number}", finds_cause="covered")
    disagree(bob, other, finds_cause="covered")
    rows = run()
    assert rows[0]["question"] == "another"
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    written = run.output.read_bytes(), run.questions.read_bytes()
    run()
    assert (run.output.read_bytes(), run.questions.read_bytes()) == written
    assert [row["draft"][-1] for row in rows[1:]] != list("01234567")


def test_many_answers_take_as_many_queries_as_one(ada, question, django_assert_num_queries):
    for number in range(4):
        disagree(ada, question, f"{ANSWER} {number}", finds_cause="covered")
    with django_assert_num_queries(3):
        attempts = overridden_attempts()
        assert len(draft_rows(attempts)) == 4
        assert len(question_rows(attempts)) == 1


# --- Questions as they were asked -----------------------------------------------------------------


def test_a_question_goes_along_as_the_corpus_has_it(run, ada, question):
    disagree(ada, question, finds_cause="covered")
    run()
    assert rows_of(run.questions) == [
        {
            "question": "outage",
            "field": "own",
            "split": "own",
            "prompt": question.prompt,
            "sample_answer": question.sample_answer,
            "points": [{"text": text, "aliases": [alias]} for text, alias in POINTS.values()],
        }
    ]


def test_points_changed_since_make_another_question(run, ada, bob, question):
    disagree(ada, question, finds_cause="covered")
    question.key_points.filter(key="rolls-back").update(text="Reverts at once")
    question.key_points.get(key="tells-people").delete()
    disagree(bob, question, rolls_back="missing", finds_cause="covered")
    names = {row["question"]: [point["text"] for point in row["points"]] for row in run()}
    now, before = sorted(names)
    assert now == "outage"
    assert names[now] == ["Reverts at once", TEXTS[2]]
    assert before.startswith("outage@")
    assert names[before] == TEXTS
    for row in rows_of(run.questions):
        assert [point["text"] for point in row["points"]] == names[row["question"]]
    (old,) = (row for row in rows_of(run.questions) if row["question"] == before)
    assert [point["aliases"] for point in old["points"]] == [
        [],
        [],
        ["the traces showed a bad query"],
    ]


def test_the_corpus_reader_takes_what_has_text(run, ada, bob, question, monkeypatch):
    disagree(ada, question, finds_cause="covered")
    disagree(bob, question, tells_people="missing")
    question.key_points.filter(key="rolls-back").update(text="Reverts at once")
    disagree(ada, question, f"{ANSWER} Again.", finds_cause="partly")
    run(texts_only=True)
    monkeypatch.setattr(corpus, "FOLDER", run.output.parent)
    corpus.questions.cache_clear()
    corpus.drafts.cache_clear()
    try:
        drafts = corpus.drafts("overrides")
        assert {draft.text for draft in drafts} == {ANSWER, f"{ANSWER} Again."}
        assert {draft.kind for draft in drafts} == {"override"}
        labels = {draft.labels[2].verdict for draft in drafts}
        assert labels == {Verdict.COVERED, Verdict.PARTLY}
        for draft in drafts:
            assert len(draft.labels) == len(draft.question.points)
            assert all(each in draft.text for label in draft.labels for each in label.evidence)
        assert len(list(judge(JUDGES["lexical"], drafts))) == 6
    finally:
        corpus.questions.cache_clear()
        corpus.drafts.cache_clear()


# --- Files ----------------------------------------------------------------------------------------


def test_it_says_what_it_wrote_and_lets_nobody_else_read_it(run, ada, bob, question):
    disagree(ada, question, finds_cause="covered", tells_people="missing")
    disagree(bob, question, finds_cause="covered")
    run()
    assert run.stdout.getvalue() == "Answers: 2, with their text: 1. Overrides: 3.\n"
    for path in (run.output, run.questions):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(run.output.parent.iterdir()) == [run.output, run.questions]


def test_the_questions_may_be_left_out(run, ada, question):
    disagree(ada, question, finds_cause="covered")
    run(questions=None)
    assert list(run.output.parent.iterdir()) == [run.output]


def test_an_older_file_is_replaced_also_through_a_link(run, ada, question, tmp_path):
    disagree(ada, question, finds_cause="covered")
    target = tmp_path / "elsewhere.jsonl"
    target.write_text("old\n" * 100)
    run.output.symlink_to(target)
    assert len(run()) == 1
    assert run.output.is_symlink()
    assert len(rows_of(target)) == 1


@pytest.mark.parametrize("texts_only", [False, True])
def test_nothing_to_export_is_said_and_leaves_the_file(run, bob, question, texts_only):
    if texts_only:
        disagree(bob, question, finds_cause="covered")
    run.output.write_text("old\n")
    with pytest.raises(CommandError, match="Nothing to export: nobody"):
        run(texts_only=texts_only)
    assert run.output.read_text() == "old\n"


def test_a_failure_halfway_leaves_every_file_as_it_was(run, ada, question, tmp_path):
    disagree(ada, question, finds_cause="covered")
    run.output.write_text("old\n")
    with pytest.raises(CommandError, match=r"Nothing was written: .*No such file"):
        run(questions=tmp_path / "no-folder" / "questions.jsonl")
    assert run.output.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [run.output]


def test_a_failure_between_two_files_tells_which_is_new(run, ada, question, monkeypatch):
    disagree(ada, question, finds_cause="covered")
    replace = Path.replace

    def replace_all_but_questions(part, path):
        if path == run.questions:
            raise PermissionError(f"{path} is in use")
        return replace(part, path)

    monkeypatch.setattr(Path, "replace", replace_all_but_questions)
    told = f"Nothing but {run.output} was written: {run.questions} is in use"
    with pytest.raises(CommandError, match=f"^{re.escape(told)}$"):
        run()
    assert list(run.output.parent.iterdir()) == [run.output]


@pytest.mark.parametrize("place", [os.devnull, "."])
def test_what_is_no_file_is_not_replaced(run, ada, question, place):
    disagree(ada, question, finds_cause="covered")
    with pytest.raises(CommandError, match="is not a file"):
        run(output=Path(place))


def test_answers_and_questions_do_not_share_a_file(run, ada, question):
    disagree(ada, question, finds_cause="covered")
    with pytest.raises(CommandError, match="need a file each"):
        run(questions=run.output.parent / "." / run.output.name)
