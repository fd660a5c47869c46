"""The engine on the bank itself: sample answers against their own points and everybody else's."""

from collections import Counter

import pytest

from practice.matching import Verdict, compare
from tests.matching.bank import questions

SLUGS = sorted(questions())


def test_the_bank_is_there() -> None:
    assert len(SLUGS) >= 40


def _verdicts_of_own() -> Counter[Verdict]:
    return Counter(
        found.verdict
        for question in questions().values()
        for found in compare(question.sample_answer, question.points).points
    )


def test_sample_answers_make_their_own_points() -> None:
    verdicts = _verdicts_of_own()
    total = verdicts.total()
    assert verdicts[Verdict.COVERED] / total >= 0.80
    assert verdicts[Verdict.MISSING] / total <= 0.02


def test_sample_answers_seldom_make_other_questions_points() -> None:
    verdicts = Counter(
        found.verdict
        for slug, question in questions().items()
        for other in SLUGS[::3]
        if other != slug
        for found in compare(question.sample_answer, questions()[other].points).points
    )
    assert verdicts[Verdict.COVERED] / verdicts.total() <= 0.04
    assert verdicts[Verdict.MISSING] / verdicts.total() >= 0.65


COOKING = """
Start with the stock. Roast the bones for an hour, put them in a large pot with carrots, celery and
an onion, and let it simmer all afternoon. Skim it now and then. For the dough, mix flour, eggs and
a little salt, knead it for ten minutes and leave it in a warm place. Roll it out thinly and cut it
into strips. When the guests arrive, bring the stock to the boil, cook the noodles for three
minutes and serve at once with parsley.
"""

FRENCH = """
Nous avons ouvert un canal, prévenu le support et corrigé la panne en vingt minutes. Le lendemain,
toute l'équipe a relu la chronologie.
"""


@pytest.mark.parametrize("slug", SLUGS)
def test_an_answer_about_something_else_covers_nothing(slug: str) -> None:
    assert not compare(COOKING, questions()[slug].points).covered


@pytest.mark.parametrize("slug", SLUGS[::6])
def test_an_answer_in_another_language_covers_nothing(slug: str) -> None:
    assert not compare(FRENCH, questions()[slug].points).covered


@pytest.mark.parametrize("slug", SLUGS[::4])
def test_a_point_repeated_as_the_answer_is_covered(slug: str) -> None:
    for point in questions()[slug].points:
        (found,) = compare(f"{point.text}.", [point]).points
        assert found.verdict is Verdict.COVERED, point.text


@pytest.mark.parametrize("slug", SLUGS[::4])
def test_each_sentence_alone_covers_no_more_than_the_answer_does(slug: str) -> None:
    question = questions()[slug]
    half = question.sample_answer[: len(question.sample_answer) // 2]
    whole = compare(question.sample_answer, question.points)
    part = compare(half, question.points)
    assert len(part.covered) <= len(whole.covered)
