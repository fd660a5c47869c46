"""The rules one by one: words, stems, spelling, synonyms, frequencies, phrasings, windows."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.matching.frequencies import is_known, weight
from practice.matching.phrasing import (
    LEAST_MASS,
    LEAST_MASS_A_WORD,
    MOST_STRETCH,
    NUMBER_SHARE,
    read_phrasing,
    subject_of,
)
from practice.matching.spelling import corrections, distance, slips_allowed
from practice.matching.stemming import stem
from practice.matching.stopwords import STOP_WORDS
from practice.matching.synonyms import GROUPS, concepts
from practice.matching.terms import read_terms
from practice.matching.words import fold, tokenise


def keys(text: str) -> list[str]:
    return [term.key for term in read_terms(text)]


def words(text: str) -> list[str]:
    return [word.text for word in tokenise(text)]


def test_words_carry_their_place() -> None:
    text = "The ﬁx: Zoë\u2019s SEV-1, 99.9%!"
    assert [(word.text, text[word.start : word.end]) for word in tokenise(text)] == [
        ("the", "The"),
        ("fix", "ﬁx"),
        ("zoë", "Zoë\u2019s"),
        ("sev", "SEV"),
        ("1", "1"),
        ("99.9", "99.9"),
    ]


def test_an_accent_of_its_own_stays_with_its_letter() -> None:
    assert words("cafe\u0301 noir") == ["café", "noir"]


def test_apostrophes_fold_into_one() -> None:
    assert words("didn\u2019t didn't didn\u02bct") == ["didn't"] * 3
    assert fold("TEAM\u2019S") == "team"


@given(st.text(max_size=100))
def test_words_are_slices_in_order(text: str) -> None:
    found = tokenise(text)
    assert all(fold(text[word.start : word.end]) == word.text for word in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wrote", "writing"),
        ("told", "tells"),
        ("prioritised", "prioritizing"),
        ("analysed", "analyze"),
        ("behaviour", "behaviors"),
        ("cancelled", "canceled"),
        ("deployments", "deployed"),
        ("held", "holds"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("rolled", "role"), ("called", "calendar"), ("four", "for")]
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["k8s", "99.9", "x" * 41 + "ing", "\ud800", ""])
def test_what_is_no_word_is_left_as_it_is(word: str) -> None:
    assert stem(word) == word


def test_slips_depend_on_length() -> None:
    assert [
        slips_allowed(word) for word in ("page", "alert", "alerting", "alertings", "sev12")
    ] == [
        0,
        1,
        1,
        2,
        0,
    ]


@pytest.mark.parametrize(
    ("suspect", "target"),
    [
        ("comunicate", "communicate"),
        ("stakehodlers", "stakeholders"),
        ("aletr", "alert"),
        ("remidiaton", "remediation"),
    ],
)
def test_a_misspelling_is_read_as_the_word_meant(suspect: str, target: str) -> None:
    assert corrections([suspect], [target, "unrelated"]) == {suspect: target}


@pytest.mark.parametrize(
    ("suspect", "target"),
    [
        ("cat", "cut"),
        ("most", "cost"),
        ("2024x", "2025x"),
        ("leader", "header"),
        ("alert", "plane"),
    ],
)
def test_other_words_are_no_misspellings(suspect: str, target: str) -> None:
    assert corrections([suspect], [target]) == {}


@pytest.mark.parametrize("word", ["alter", "contract", "casual", "severe", "trail"])
def test_real_words_near_the_fields_own_are_known(word: str) -> None:
    assert is_known(stem(word))


LETTERS = st.text("abc", max_size=8)


@given(LETTERS, LETTERS)
def test_distance_is_symmetric_and_bounded(left: str, right: str) -> None:
    full = distance(left, right, 20)
    assert full == distance(right, left, 20)
    assert (full == 0) == (left == right)
    assert distance(left, right, 1) == min(full, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rolled it back", "reverted it"),
        ("the roll-back", "rollback"),
        ("post-mortem", "retrospective"),
        ("postmortem", "RCA"),
        ("SEV-1", "p1"),
        ("MTTR", "mean time to recovery"),
        ("customers", "users"),
        ("comms", "communication"),
        ("fifteen", "15"),
        ("on-call", "oncall"),
        ("no blame", "blameless"),
    ],
)
def test_synonyms_share_a_key(one: str, other: str) -> None:
    assert set(keys(one)) & set(keys(other))


def test_a_separable_verb_reaches_over_a_few_words_only() -> None:
    assert "rollback" in keys("we rolled the release back")
    assert "rollback" not in keys("we rolled a die to see who would have to come back")


def test_a_phrase_spans_all_its_words() -> None:
    text = "We had a post-mortem."
    (concept,) = [each for each in concepts(tokenise(text)) if each.key.startswith("post")]
    assert concept.last - concept.first == 2


def test_no_phrase_stands_in_two_groups() -> None:
    phrasings = [phrasing for group in GROUPS for phrasing in group.split(" | ")]
    seen = [
        " ".join(words(phrasing.replace("…", ""))) for phrasing in phrasings if "…" not in phrasing
    ]
    twice = {phrasing for phrasing in seen if seen.count(phrasing) > 2}
    assert not twice


@pytest.mark.parametrize("word", sorted(STOP_WORDS))
def test_a_stop_word_is_no_term(word: str) -> None:
    assert keys(word) == []


def test_stop_words_leave_no_terms() -> None:
    assert keys("the of and it was") == []


def test_rare_words_weigh_most() -> None:
    assert weight(stem("zyzzyva")) == 1.0
    assert 0.0 < weight(stem("make")) < weight(stem("team")) < weight(stem("snapshot")) <= 1.0


def test_an_opening_rubric_verb_counts_little() -> None:
    opening, *_ = read_phrasing("Names the missing timeout and retry").terms
    alone, *_ = read_phrasing("named the missing timeout and retry").terms
    assert opening.weight < alone.weight


def test_a_number_counts_less_than_a_word() -> None:
    by_key = {term.key: term.weight for term in read_phrasing("updates every 17 minutes").terms}
    assert by_key["17"] <= NUMBER_SHARE


def test_slight_phrasings_need_more_than_they_hold() -> None:
    assert read_phrasing("team").mass == LEAST_MASS
    chatty = read_phrasing("they all knew what it was that they were to look at and when")
    own = sum(term.weight for term in chatty.terms)
    assert own < chatty.mass <= max(LEAST_MASS, MOST_STRETCH * own, LEAST_MASS_A_WORD * 14)


def test_terms_of_a_phrasing_are_distinct() -> None:
    terms = read_phrasing("rollback, revert and roll back again").terms
    assert len({term.key for term in terms}) == len(terms)


def test_polarity_binds_only_a_phrasing_that_is_negative_as_a_whole() -> None:
    negative = read_phrasing("never guesses")
    mixed = read_phrasing("gives each alert a named owner, not a shared channel")
    assert {term.polarity for term in negative.terms} == {False}
    assert {term.polarity for term in mixed.terms} == {True, None}


def test_the_subject_is_what_most_points_share() -> None:
    points = ["uniforms cost money", "uniforms limit expression", "uniforms look smart"]
    assert subject_of(points) == {stem("uniforms")}
    assert subject_of(points[:2]) == frozenset()
    assert subject_of(["the same point"] * 10) == frozenset()
