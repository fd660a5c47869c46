import pytest

from practice.matching import Verdict, compare
from practice.matching.negation import negated
from practice.matching.words import tokenise


def negated_words(text: str) -> set[str]:
    words = tokenise(text)
    return {word.text for word, mark in zip(words, negated(text, words), strict=True) if mark}


@pytest.mark.parametrize(
    "text",
    [
        "We never wrote a post-mortem",
        "we didn't write a postmortem",
        "We did not write a post mortem",
        "We had no post-mortem",
        "Nobody wrote the post-mortem",
        "We moved on without a post-mortem",
        "I forgot to write the post-mortem",
        "We failed to hold a post-mortem",
        "We should have written a post-mortem",
        "We should've held a post-mortem",
        "We skipped the post-mortem",
        "I wish we had held a post-mortem",
        "Instead of a post-mortem we had lunch",
        "A post-mortem was never written",
        "The post-mortem wasn't written",
        "The post-mortem never happened",
        "we didnt do a post-mortem",
    ],
)
def test_not_done(text: str) -> None:
    assert negated_words(text) & {"post", "postmortem"}
    (found,) = compare(text, ["Writes a post-mortem"]).points
    assert found.verdict is Verdict.MISSING


@pytest.mark.parametrize(
    "text",
    [
        "We wrote a post-mortem",
        "We not only fixed it but wrote a post-mortem",
        "I didn't hesitate to write a post-mortem",
        "No, we wrote a post-mortem",
        "I didn't sleep, I wrote a post-mortem",
        "I never rest until the post-mortem is written",
        "We never close an incident without a post-mortem",
        "Every service should have a post-mortem",
        "We had no runbook but we wrote a post-mortem",
        "I had no doubt about the post-mortem",
    ],
)
def test_done(text: str) -> None:
    assert not negated_words(text) & {"post", "postmortem"}


def test_a_done_mention_elsewhere_wins() -> None:
    draft = "At first we didn't roll back the release. At noon I rolled back the release."
    (found,) = compare(draft, ["Rolls back the release"]).points
    assert found.verdict is Verdict.COVERED
    assert found.evidence_text == "At noon I rolled back the release."


def test_the_reason_says_that_it_was_not_done() -> None:
    (found,) = compare("We never wrote a post-mortem.", ["Writes a post-mortem"]).points
    assert found.verdict is Verdict.MISSING
    assert "not done" in found.reason


def test_a_negative_point_is_met_by_a_negative_sentence() -> None:
    points = ["Never guesses at the cause"]
    kept, broken = "I never guessed at the cause.", "I guessed at the cause."
    assert compare(kept, points).points[0].verdict is Verdict.COVERED
    assert compare(broken, points).points[0].verdict is not Verdict.COVERED


def test_a_negation_ends_with_its_sentence_but_not_with_a_wrapped_line() -> None:
    point = ["Writes a post-mortem"]
    notes = "- had no runbook\n- wrote a post-mortem"
    assert compare(notes, point).points[0].verdict is Verdict.COVERED
    wrapped = "It was a long incident on that Friday and afterwards we never\nwrote a post-mortem."
    assert compare(wrapped, point).points[0].verdict is Verdict.MISSING
