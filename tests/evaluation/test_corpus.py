"""What holds for every row of the labelled corpus, and how large it is."""

import json
from collections import Counter
from functools import cache

import pytest

from practice.evaluation.corpus import FOLDER, KINDS, NATURAL, PARTS, drafts, questions
from practice.matching import Verdict


@cache
def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def all_rows() -> list[dict]:
    return [row for part in PARTS for row in rows(part)]


@pytest.mark.parametrize("part", PARTS)
def test_evidence_stands_word_for_word_in_the_draft(part: str) -> None:
    for draft in drafts(part):
        for label in draft.labels:
            assert all(text and text in draft.text for text in label.evidence), draft.id


@pytest.mark.parametrize("part", PARTS)
def test_what_is_not_missing_has_evidence(part: str) -> None:
    for draft in drafts(part):
        for label in draft.labels:
            assert bool(label.evidence) is (label.verdict is not Verdict.MISSING), draft.id


@pytest.mark.parametrize("part", PARTS)
def test_the_points_are_the_questions(part: str) -> None:
    for row in rows(part):
        asked = [point.text for point in questions()[row["question"]].points]
        assert [point["text"] for point in row["points"]] == asked, row["id"]


@pytest.mark.parametrize("part", PARTS)
def test_a_draft_lies_in_its_questions_part(part: str) -> None:
    assert {draft.question.part for draft in drafts(part)} == {part}


def test_no_question_or_text_is_in_two_places() -> None:
    assert len(questions()) == len(rows("questions"))
    for field in ("id", "draft"):
        values = Counter(row[field] for row in all_rows())
        assert values.most_common(1)[0][1] == 1


def test_each_question_has_its_points_and_a_sample_answer() -> None:
    for question in questions().values():
        assert question.sample_answer.strip()
        texts = [point.text for point in question.points]
        assert len(texts) == len(set(texts)) >= 6


def test_the_corpus_is_large_enough() -> None:
    assert len(questions()) >= 80
    assert sum(len(row["points"]) for row in all_rows()) >= 4_000
    kinds = Counter(row["kind"] for row in all_rows())
    assert set(kinds) == set(KINDS)
    assert kinds[NATURAL] >= 600
    assert all(kinds[kind] >= 60 for kind in KINDS)


def test_each_snippet_belongs_to_a_point_of_a_question_of_train() -> None:
    texts = []
    for row in rows("snippets"):
        question = questions()[row["question"]]
        assert question.part == "train"
        assert [point["text"] for point in row["points"]] == [each.text for each in question.points]
        assert len(row["asides"]) >= 2
        for point in row["points"]:
            for verdict in Verdict:
                assert point[verdict.value]
                texts += point[verdict.value]
    assert len(texts) >= 14_000
    assert all(text.strip() == text for text in texts)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_every_kind_and_label(part: str) -> None:
    assert {draft.kind for draft in drafts(part)} == set(KINDS)
    labels = {label.verdict for draft in drafts(part) for label in draft.labels}
    assert labels == set(Verdict)


def test_a_fifth_of_the_natural_drafts_was_labelled_twice() -> None:
    natural = [draft for part in PARTS for draft in drafts(part) if draft.kind == NATURAL]
    twice = [draft for draft in natural if draft.labels[0].second]
    assert len(twice) >= len(natural) / 5


def test_a_second_reader_labelled_a_draft_whole() -> None:
    for part in PARTS:
        for draft in drafts(part):
            assert len({label.second is None for label in draft.labels}) == 1, draft.id
