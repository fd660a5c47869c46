from dataclasses import replace

from questions.bankfile.comparing import Difference, compare
from questions.bankfile.datatypes import EMPTY, Bank, Place, TopicEntry
from tests.bankfile.samples import make_bank, make_question


def one_difference(stored: Bank, wanted: Bank) -> Difference:
    (difference,) = compare(stored, wanted)
    return difference


def test_equal_banks_do_not_differ() -> None:
    elsewhere = make_question(place=Place("another.yaml", 7))
    assert compare(make_bank(), make_bank(elsewhere)) == []


def test_everything_is_new_to_an_empty_bank() -> None:
    bank = make_bank()
    differences = compare(EMPTY, bank)
    assert [difference.after for difference in differences] == list(bank.entries)
    assert all(difference.before is None and not difference.fields for difference in differences)


def test_a_changed_field_is_named_with_both_values() -> None:
    question = make_question()
    difference = one_difference(make_bank(question), make_bank(replace(question, title="New")))
    assert difference.fields == {"title": ("Restoring lost-orders", "New")}
    assert not difference.retires


def test_a_part_differs_by_itself() -> None:
    question = make_question()
    point = replace(question.key_points[0], aliases=("another",))
    changed = replace(question, key_points=(point, *question.key_points[1:]))
    difference = one_difference(make_bank(question), make_bank(changed))
    assert (difference.entry, difference.fields) == (point, {"aliases": (("so",), ("another",))})


def test_a_part_that_left_its_question_is_gone() -> None:
    question = make_question()
    fewer = replace(question, mistakes=question.mistakes[1:])
    difference = one_difference(make_bank(question), make_bank(fewer))
    assert (difference.before, difference.after) == (question.mistakes[0], None)


def test_questions_and_topics_that_are_not_listed_stay() -> None:
    other = Bank((TopicEntry(slug="releases", name="Releases"),), (make_question("carts"),))
    assert all(difference.before is None for difference in compare(make_bank(), other))


def test_retiring() -> None:
    question = make_question()
    retired = replace(question, status="retired")
    assert one_difference(make_bank(question), make_bank(retired)).retires
    assert not one_difference(make_bank(retired), make_bank(question)).retires
