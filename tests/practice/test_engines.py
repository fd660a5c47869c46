"""Which engine compared, and that every page says so."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from practice import checks, comparing
from practice.checks import check_comparison
from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.matching import Point, Question, Report, lexical
from practice.matching.trained.engine import Engine
from tests.factories import ANSWER
from tests.practice.conftest import HTMX

BY_WORDS = "Found by matching words and their other forms, not meaning"
BY_MODEL = "Read by a small language model that runs on this server"


@pytest.fixture
def draft(candidate, question):
    return save_edit(candidate, question, Edit(ANSWER, 0, "page", 1))[0]


def attempt_page(visitor, draft):
    return visitor.get(compare_draft(draft).get_absolute_url()).content.decode()


def test_the_page_says_that_words_were_compared(visitor, draft):
    page = attempt_page(visitor, draft)
    assert f"{BY_WORDS} ({lexical.NAME})" in page
    assert BY_MODEL not in page


@pytest.mark.trained
def test_the_page_says_that_a_model_read_it(visitor, draft):
    page = attempt_page(visitor, draft)
    assert f"{BY_MODEL} ({Engine.name})" in page
    assert page.count("your verdict counts") == 1
    assert BY_WORDS not in page


def test_coverage_while_typing_says_that_words_were_compared(visitor, question, draft):
    edit = {"text": ANSWER, "version": 1, "writer": "page", "sequence": 2}
    answer = visitor.post(reverse("practice:live", args=[question.slug]), edit, headers=HTMX)
    assert "Found by matching words, not meaning." in answer.content.decode()


def test_the_engine_is_told_all_that_the_bank_knows(draft, question, monkeypatch):
    told = []

    def compare(text: str, points: list[Point], asked: Question) -> Report:
        told.append((text, points, asked))
        return Report(lexical.judge(text, points), lexical.NAME)

    monkeypatch.setattr(comparing, "compare", compare)
    compare_draft(draft)
    ((text, points, asked),) = told
    assert text == ANSWER
    assert asked == Question(question.sample_answer)
    assert points == [
        Point(point.text, tuple(point.alias_list)) for point in question.key_points.all()
    ]


def test_an_operator_is_warned_where_the_runtime_is_missing(monkeypatch, capsys):
    assert check_comparison() == []
    monkeypatch.setattr(checks, "find_spec", lambda name: None if name == "tokenizers" else name)
    (warning,) = check_comparison()
    assert warning.id == "practice.W001"
    assert "tokenizers is not installed" in warning.msg
    call_command("check")
    assert "practice.W001" in capsys.readouterr().err


def test_an_operator_is_told_that_weights_are_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(checks, "WEIGHTS", tmp_path)
    (error,) = check_comparison()
    assert error.id == "practice.E001"
    assert "encoder.onnx" in error.msg


def test_a_reason_may_be_long(visitor, candidate, question):
    word = "w" * 300
    point = question.key_points.first()
    point.text = f"Says {word}"
    point.save()
    draft = save_edit(candidate, question, Edit(f"I said {word} and went home.", 0, "page", 1))[0]
    kept = compare_draft(draft).points.get(key=point.key)
    assert word in kept.reason


def test_what_the_engine_did_not_take_for_evidence_is_none(draft):
    point = compare_draft(draft).points.exclude(verdict="missing").first()
    assert point.evidence
    point.override_with("missing")
    assert point.evidence == ""
    type(point).objects.filter(pk=point.pk).update(verdict="missing", override="covered")
    point.refresh_from_db()
    assert point.evidence == ""
