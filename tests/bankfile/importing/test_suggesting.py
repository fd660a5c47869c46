"""Key points out of an answer: only its own words."""

from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.importing.suggesting import MAX_ANSWER, MOST, suggest_key_points
from tests.bankfile.importing.samples import ANSWER

LIST = """\
I keep to three things:

- **Stop the writers** before anything else
- Restore beside the damaged table
  - from the newest copy that we tested
- Compare row counts with the ledger

Why so?
"""


def test_the_items_of_a_list_are_taken_in_their_order() -> None:
    assert suggest_key_points(LIST) == (
        "Stop the writers before anything else",
        "Restore beside the damaged table",
        "Compare row counts with the ledger",
    )


def test_prose_gives_its_sentences() -> None:
    points = suggest_key_points(ANSWER)
    assert 1 < len(points) <= MOST
    assert all(point in ANSWER for point in points)
    assert sorted(points, key=ANSWER.index) == list(points)


def test_questions_and_scraps_are_no_points() -> None:
    assert suggest_key_points("Really? Yes. It is. Would that restore the orders table?") == ()


def test_markup_is_no_point() -> None:
    text = (
        "- Write <b>bold</b> words carefully\n- Restore the newest copy\n- Stop the writers first"
    )
    assert suggest_key_points(text) == ("Restore the newest copy", "Stop the writers first")


def test_code_is_no_point() -> None:
    assert suggest_key_points("```\nDROP TABLE orders and carts and users\n```") == ()


def test_the_same_is_said_once() -> None:
    text = (
        "- Stop the database writers\n- Stop the database writers\n- Restore the newest copy beside"
    )
    assert len(suggest_key_points(text)) == 2


def test_an_answer_that_is_too_long_gives_none() -> None:
    assert suggest_key_points("We restored the orders table. " * (MAX_ANSWER // 20)) == ()


@given(st.text())
def test_any_text_gives_few_points(text: str) -> None:
    assert len(suggest_key_points(text)) <= MOST
