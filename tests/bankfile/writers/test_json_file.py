import json

import pytest
from hypothesis import given, settings

from questions.bankfile.datatypes import Bank, TopicEntry
from questions.bankfile.records import question_record, topic_record
from questions.bankfile.writers import json_file
from tests.bankfile.generated import banks
from tests.bankfile.samples import make_bank, make_question
from tests.bankfile.writers.written import one_file


def expected(bank: Bank) -> str:
    document = {
        "format": "prepbank-bank",
        "version": 1,
        "topics": [topic_record(topic) for topic in bank.topics],
        "questions": [question_record(question) for question in bank.questions],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


@settings(max_examples=50)
@given(banks())
def test_a_record_at_a_time_is_the_same_as_the_whole(bank: Bank) -> None:
    assert one_file(json_file.write, bank) == expected(bank)


@pytest.mark.parametrize("bank", [Bank(), Bank((TopicEntry(slug="a", name="A"),)), make_bank()])
def test_whatever_of_a_bank_is_empty(bank: Bank) -> None:
    assert one_file(json_file.write, bank) == expected(bank)


def test_signs_that_python_takes_for_line_ends_stay_in_their_text() -> None:
    question = make_question("a", notes="one\N{LINE SEPARATOR}two\x85three")
    record = json.loads(one_file(json_file.write, make_bank(question)))["questions"][0]
    assert record["notes"] == "one\N{LINE SEPARATOR}two\x85three"


def test_no_piece_holds_two_questions() -> None:
    bank = make_bank(*(make_question(f"question-{number}") for number in range(50)))
    sizes = [len(piece) for _, piece in json_file.write(bank)]
    assert max(sizes) * 20 < sum(sizes)
