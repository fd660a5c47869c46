"""What the network is shown: every example says what its sources say."""

from collections import Counter
from random import Random

import pytest

from practice.evaluation import corpus
from practice.evaluation.argkp import Pair
from practice.matching import Verdict
from practice.matching.trained import WEIGHTS
from practice.matching.trained.pieces import Pieces
from practice.training import arguments, examples, snippets
from practice.training.examples import Example
from practice.training.lessons import Teacher
from practice.training.recipe import Recipe
from practice.training.snippets import WORDS_IN_COMPANY, SnippetQuestion, read_snippets

STRANGERS = [f"Stranger number {number} said nothing of use." for number in range(30)]


@pytest.fixture(scope="module")
def question() -> SnippetQuestion:
    return read_snippets()[0]


def labels_of(found: list[Example]) -> Counter[Verdict]:
    return Counter(example.label for example in found)


def test_a_labelled_draft_gives_an_example_a_point_with_its_evidence() -> None:
    draft = corpus.drafts("train")[0]
    found = list(examples.of_draft(Random(1), draft))
    assert [example.label for example in found] == [label.verdict for label in draft.labels]
    for example, label in zip(found, draft.labels, strict=True):
        assert example.evidence is not None
        shown = {example.sentences[place] for place in example.evidence}
        assert shown == set(label.evidence)


def test_points_are_shown_with_and_without_what_helps_to_know_them() -> None:
    draft = corpus.drafts("train")[0]
    random = Random(1)
    found = [each for _ in range(20) for each in examples.of_draft(random, draft)]
    assert {bool(each.phrasings) for each in found} == {True, False}
    assert all(each.point not in each.phrasings for each in found)


def test_a_sample_answer_makes_its_points_and_is_not_shown_itself() -> None:
    asked = next(each for each in corpus.questions().values() if each.part == "train")
    found = list(examples.of_sample_answer(Random(1), asked))
    assert labels_of(found) == {Verdict.COVERED: len(asked.points)}
    assert all(each.evidence is None and not each.sample_answer for each in found)


def test_what_answers_another_question_makes_nothing() -> None:
    questions = [each for each in corpus.questions().values() if each.part == "train"][:5]
    texts = [f"Answer to {each.slug}." for each in questions]
    found = list(examples.foreign(Random(1), questions, texts, 40))
    assert labels_of(found) == {Verdict.MISSING: 40}
    for example in found:
        (owner,) = [each for each in questions if example.point in [p.text for p in each.points]]
        assert example.sentences != (f"Answer to {owner.slug}.",)


def test_a_snippet_stands_among_others_so_that_its_length_tells_nothing(question) -> None:
    found = list(snippets.in_company(Random(1), question, STRANGERS))
    own = [text for point in question.points for each in point.snippets.values() for text in each]
    assert len(found) == len(own)
    lengths = {
        verdict: [
            sum(len(sentence.split()) for sentence in each.sentences)
            for each in found
            if each.label is verdict
        ]
        for verdict in Verdict
    }
    for each in lengths.values():
        assert max(each) > WORDS_IN_COMPANY[1] / 2
    for example in found:
        assert bool(example.evidence) is (example.label is not Verdict.MISSING)


def test_an_assembled_draft_is_labelled_by_what_it_was_put_together_from(question) -> None:
    random = Random(3)
    for _ in range(10):
        found = list(snippets.assembled(random, question, STRANGERS))
        assert len(found) == len(question.points)
        assert len({example.sentences for example in found}) == 1
        for example, point in zip(found, question.points, strict=True):
            shown = " ".join(example.sentences[place] for place in sorted(example.evidence or ()))
            told = {" ".join(each.split()) for each in point.snippets[example.label]}
            assert (example.label is Verdict.MISSING) is (not shown)
            assert not shown or " ".join(shown.split()) in told


def test_the_company_is_of_other_questions() -> None:
    questions = read_snippets()[:12]
    recipe, own = Recipe(questions, []), questions[0]
    said = {text for point in own.points for each in point.snippets.values() for text in each}
    for seed in range(20):
        strangers = recipe._strangers(Random(seed), own)
        assert strangers
        assert said.isdisjoint(strangers)


def pair(matches: bool | None, number: int = 0) -> Pair:
    return Pair("Zoos", "1", f"a{number}", "Animals suffer. They do.", "Zoos are cruel", matches)


def test_as_many_arguments_that_match_as_not() -> None:
    pairs = [pair(True), pair(True), *[pair(False)] * 9, pair(None)]
    chosen = arguments.balanced(Random(1), pairs, 100)
    assert Counter(each.matches for each in chosen) == {True: 2, False: 2}
    assert arguments.balanced(Random(1), [], 100) == []


def test_an_argument_is_an_example() -> None:
    assert arguments.example_of(pair(True)).label is Verdict.COVERED
    assert arguments.example_of(pair(True)).evidence == {0, 1}
    assert arguments.example_of(pair(False)).evidence == set()


def test_a_lesson_marks_the_sentences_that_show_the_point() -> None:
    sentences = ("We slept.", "I told the users.", "It rained.")
    example = Example(
        "tells users",
        ("mailed them",),
        "Each got a mail.",
        sentences,
        Verdict.PARTLY,
        frozenset({1}),
    )
    lesson = Teacher(Pieces.load(WEIGHTS)).lesson(example)
    assert lesson.rank == 1
    assert lesson.reading.sentences == (0, 1, 2)
    assert lesson.shows == (0, 1, 0)


def test_an_epoch_is_the_same_for_the_same_seed_and_never_of_dev_or_test() -> None:
    recipe = Recipe(read_snippets()[:3], [pair(True), pair(False)])
    one, again = (list(recipe.long(Random(5))) for _ in range(2))
    assert one == again
    kept_apart = {
        point.text
        for question in corpus.questions().values()
        if question.part != "train"
        for point in question.points
    }
    shown = {example.point for example in [*one, *recipe.short(Random(5))]}
    assert shown.isdisjoint(kept_apart)
