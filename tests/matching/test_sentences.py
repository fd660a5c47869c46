from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.matching.draft import read_draft
from practice.matching.sentences import split_sentences
from practice.matching.windows import LONGEST_SENTENCE
from practice.matching.words import tokenise


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        (
            "It was down, e.g. for carts. We fixed it.",
            ["It was down, e.g. for carts.", "We fixed it."],
        ),
        ("Uptime was 99.9 per cent. Good.", ["Uptime was 99.9 per cent.", "Good."]),
        ("The page came at 3 a.m. and I got up.", ["The page came at 3 a.m. and I got up."]),
        ("It came at 3 a.m. I got up.", ["It came at 3 a.m.", "I got up."]),
        ("Well... we waited. Then...", ["Well... we waited.", "Then..."]),
        ("We waited… Then it came.", ["We waited…", "Then it came."]),
        ('He said "stop." We did.', ['He said "stop."', "We did."]),
        ("Mr. Jones and J. Smith came. I left.", ["Mr. Jones and J. Smith came.", "I left."]),
        ("It was I. Then he left.", ["It was I.", "Then he left."]),
        (
            "See no. 4 first. They said no. We left.",
            ["See no. 4 first.", "They said no.", "We left."],
        ),
        ("we rolled back. then we slept", ["we rolled back.", "then we slept"]),
        ("We rolled back.Then we slept", ["We rolled back.", "Then we slept"]),
        ("Wait?! Really?", ["Wait?!", "Really?"]),
        ("我们回滚了。然后写了复盘。", ["我们回滚了。", "然后写了复盘。"]),
    ],
)
def test_prose(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- rolled back\n- told support", ["rolled back", "told support"]),
        ("1. Rolled back\n2) Told support\n(c) Slept", ["Rolled back", "Told support", "Slept"]),
        ("• one\n• • two\n☐ three", ["one", "two", "three"]),
        ("## Result\n\nIt worked", ["Result", "It worked"]),
        ("- [x] done\n- [ ] open", ["done", "open"]),
        (
            "Situation: it broke. Action:\nI fixed it",
            ["Situation:", "it broke.", "Action:", "I fixed it"],
        ),
        ("rolled back\ntold support", ["rolled back", "told support"]),
        ("One\r\n\r\nTwo\rThree", ["One", "Two", "Three"]),
    ],
)
def test_notes(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_wrapped_line_goes_on() -> None:
    text = (
        "We had a long incident on that Friday and nobody on the\nteam knew why. Then\nwe found it."
    )
    assert sentences(text) == [
        "We had a long incident on that Friday and nobody on the\nteam knew why.",
        "Then",
        "we found it.",
    ]


def test_a_blank_line_ends_a_paragraph() -> None:
    text = "We had a long incident on that Friday and nobody knew why\n\nand that was all"
    assert len(sentences(text)) == 2


DICTATED = (
    "so the pager went off at three and i looked at the dashboard and saw errors climbing and then "
    "i rolled back the last release and after that i told support what was going on and in the end "
    "we wrote it all down and went to bed"
)


def test_dictation_falls_into_windows_at_clauses() -> None:
    draft = read_draft(DICTATED)
    windows = [span.of(DICTATED) for span in draft.sentences]
    assert len(windows) == 2
    assert " ".join(windows) == DICTATED
    assert windows[1].split()[0] in {"and", "then", "after"}


@given(st.lists(st.sampled_from(["and", "word", "word,", "it"]), min_size=41, max_size=300))
def test_no_window_is_longer_than_the_longest_sentence(words: list[str]) -> None:
    text = " ".join(words)
    spans = read_draft(text).sentences
    assert all(len(tokenise(span.of(text))) <= LONGEST_SENTENCE for span in spans)
    assert sum(len(tokenise(span.of(text))) for span in spans) == len(words)


@given(st.text(st.sampled_from("ab. !?…\n\r-•1)\"':A\u2028"), max_size=120))
def test_spans_are_ordered_and_leave_out_no_word(text: str) -> None:
    spans = split_sentences(text)
    assert all(span.start < span.end for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)


@given(st.text(max_size=200))
def test_every_letter_outside_a_list_marker_is_in_a_sentence(text: str) -> None:
    plain = "w " + "".join(char if char.isalpha() else " " for char in text)
    kept = "".join(span.of(plain) for span in split_sentences(plain))
    assert kept.replace(" ", "") == plain.replace(" ", "")


def test_a_phrase_does_not_reach_into_the_next_sentence() -> None:
    draft = read_draft("It was on a roll. Back then we slept.")
    assert "rollback" not in draft.postings
