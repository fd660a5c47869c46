"""Every rule with what it finds, and with what it lets pass."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from questions.bankfile.checking import find_editorial_faults, find_errors
from questions.bankfile.datatypes import Bank, Fault, Place, TopicEntry
from tests.bankfile.samples import make_bank, make_points, make_question


def pairs(faults: Iterable[Fault]) -> list[tuple[str, str]]:
    return [(fault.field, fault.message) for fault in faults]


def errors_of(**changes: Any) -> list[tuple[str, str]]:
    return pairs(find_errors(make_bank(make_question(**changes))))


def editorial(**changes: Any) -> list[tuple[str, str]]:
    return pairs(find_editorial_faults(make_bank(make_question(**changes))))


def test_the_sample_is_clean() -> None:
    assert errors_of() == []
    assert editorial() == []


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        pytest.param(
            {"topics": ("bakcups",)}, "topics", "there is no topic 'bakcups'", id="unknown topic"
        ),
        pytest.param(
            {"topics": ("backups", "backups")},
            "topics",
            "'backups' stands there twice",
            id="topic twice",
        ),
        pytest.param(
            {"related": ("carts",)},
            "related",
            "there is no question 'carts'",
            id="unknown question",
        ),
        pytest.param(
            {"related": ("lost-orders",)},
            "related",
            "a question may not be related to itself",
            id="itself",
        ),
        pytest.param(
            {"target_min_seconds": 61},
            "target_max_seconds",
            "is shorter than target_min_seconds",
            id="no range",
        ),
    ],
)
def test_errors_of_a_question(changes: dict[str, Any], field: str, message: str) -> None:
    assert (field, message) in errors_of(**changes)


def test_five_topics_are_too_many() -> None:
    topics = tuple(TopicEntry(slug=f"t{n}", name=f"T{n}") for n in range(5))
    question = make_question(topics=tuple(topic.slug for topic in topics))
    bank = Bank(topics, (question,))
    assert find_errors(bank) == []
    assert pairs(find_editorial_faults(bank)) == [("topics", "1 to 4 are wanted, and there are 5")]


def test_a_target_of_one_length_is_a_range() -> None:
    assert errors_of(target_min_seconds=60, target_max_seconds=60) == []


def test_names_that_the_database_holds_are_known() -> None:
    there = make_bank(make_question("carts"))
    question = make_question(related=("carts",))
    assert find_errors(Bank((), (question,)), there) == []


def test_keys_and_positions_are_unique_in_their_question_and_kind() -> None:
    points = make_points("lost-orders", "One", "Two")
    twins = (points[0], replace(points[1], key="point-1", position=1))
    assert errors_of(key_points=twins) == [
        ("key_points.point-1.key", "is the same as that of key_points.point-1"),
        ("key_points.point-1.position", "is the same as that of key_points.point-1"),
    ]


def test_a_part_without_a_key_is_named_by_its_position() -> None:
    question = make_question()
    mistakes = (question.mistakes[0], replace(question.mistakes[1], key=""), question.mistakes[2])
    assert errors_of(mistakes=mistakes) == [
        ("mistakes.2.key", "is missing: what candidates do with the row hangs on it")
    ]


def test_two_kinds_may_share_a_key_and_so_may_two_questions() -> None:
    question = make_question()
    mistakes = tuple(
        replace(mistake, key=f"point-{n}") for n, mistake in enumerate(question.mistakes, 1)
    )
    bank = make_bank(replace(question, mistakes=mistakes), make_question("carts"))
    assert find_errors(bank) == []


def test_a_repeated_slug_names_the_first_place() -> None:
    first = make_question(place=Place("a.yaml", 1, {"slug": 3}))
    second = make_question(place=Place("b.yaml", 1, {"slug": 4}))
    (fault, *_) = find_errors(make_bank(first, second))
    assert str(fault) == "b.yaml:4: lost-orders: slug: is the same as a.yaml:3"


@pytest.mark.parametrize("name", ["Backups", "backups", " BACKUPS "])
def test_topics_may_not_share_a_name(name: str) -> None:
    twin = TopicEntry(slug="copies", name=name)
    bank = make_bank()
    expected = [("topics.copies.name", "is the same as that of topics.backups")]
    assert pairs(find_errors(Bank((*bank.topics, twin), bank.questions))) == expected
    assert pairs(find_errors(Bank((twin,)), known=bank)) == expected


def test_a_topic_that_is_renamed_may_keep_its_letters() -> None:
    renamed = TopicEntry(slug="backups", name="BACKUPS")
    assert find_errors(Bank((renamed,)), known=make_bank()) == []


POINT = "key_points.point-2"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        pytest.param(
            {"structure_steps": ()}, "structure_steps", "there are none", id="no structure"
        ),
        pytest.param(
            {"mistakes": ()}, "mistakes", "3 to 6 are wanted, and there are 0", id="no mistakes"
        ),
        pytest.param(
            {"follow_ups": ()},
            "follow_ups",
            "2 to 4 are wanted, and there are 0",
            id="no follow-ups",
        ),
        pytest.param(
            {"key_points": make_points("x", "Ask", "Stop", "Copy", "Tell")},
            "key_points",
            "5 to 8 are wanted, and there are 4",
            id="four points",
        ),
        pytest.param(
            {
                "key_points": make_points(
                    "x", "Ask", "Stop", "Copy", "Tell", "Look", "Run", "Sit", "Go", "Eat"
                )
            },
            "key_points",
            "5 to 8 are wanted, and there are 9",
            id="nine points",
        ),
        pytest.param(
            {"prompt": "It broke. It broke again. You were alone. What now?"},
            "prompt",
            "has 4 sentences: three is the most",
            id="long prompt",
        ),
        pytest.param(
            {"sample_answer": "word " * 10},
            "sample_answer",
            "lasts 4 s at 140 words a minute: the target is 20 to 60 s",
            id="short answer",
        ),
        pytest.param(
            {"sample_answer": "word " * 280},
            "sample_answer",
            "lasts 120 s at 140 words a minute: the target is 20 to 60 s",
            id="long answer",
        ),
        pytest.param({"category": ""}, "category", "is not given", id="no category"),
        pytest.param(
            {"target_max_seconds": None}, "target_max_seconds", "is not given", id="no length"
        ),
        pytest.param({"topics": ()}, "topics", "1 to 4 are wanted, and there are 0", id="no topic"),
        pytest.param(
            {"title": "The postmortem"},
            "title",
            "a spelling other than post-mortem, at 'The postmortem'",
            id="spoiled text",
        ),
    ],
)
def test_editorial_faults(changes: dict[str, Any], field: str, message: str) -> None:
    assert editorial(**changes) == [(field, message)]


def test_near_duplicate_points_name_each_other() -> None:
    texts = (
        "Restores backups to another server",
        "Restored the backup on another server",
        "Ask",
        "Tell",
        "Look",
    )
    assert editorial(key_points=make_points("x", *texts)) == [
        (f"{POINT}.text", "says nearly the same as key_points.point-1")
    ]


def test_a_point_without_aliases() -> None:
    points = list(make_question().key_points)
    points[1] = replace(points[1], aliases=())
    assert editorial(key_points=tuple(points)) == [
        (f"{POINT}.aliases", "there are no other ways of saying it")
    ]


def test_a_point_that_a_tool_suggested() -> None:
    points = list(make_question().key_points)
    points[1] = replace(points[1], is_suggestion=True)
    assert editorial(key_points=tuple(points)) == [
        (f"{POINT}.is_suggestion", "was suggested by a tool: approve or reword it")
    ]


def test_spoiled_text_is_found_in_every_field() -> None:
    question = make_question()
    point = replace(question.key_points[0], aliases=("fine", "not \u201cfine\u201d"))
    step = replace(question.structure_steps[0], guidance="Say\u00a0it.")
    faults = editorial(
        key_points=(point, *question.key_points[1:]),
        structure_steps=(step, *question.structure_steps[1:]),
        notes="```\nopen",
    )
    assert [field for field, _ in faults] == [
        "key_points.point-1.aliases",
        "notes",
        "structure_steps.extent.guidance",
    ]


def test_spoiled_text_is_found_in_a_topic() -> None:
    topic = TopicEntry(slug="backups", name="Backups", description="Caf\u00c3\u00a9")
    (fault,) = find_editorial_faults(Bank((topic,)))
    assert fault.field == "topics.backups.description"


@pytest.mark.parametrize("field", ["title", "prompt"])
def test_questions_may_not_share_a_title_or_a_prompt(field: str) -> None:
    one, other = make_question(), make_question("carts")
    twin = replace(other, **{field: f" {getattr(one, field).upper()}"})
    (fault,) = find_editorial_faults(make_bank(one, twin))
    assert (fault.question, fault.field) == ("carts", field)
    assert fault.message == "is the same as that of lost-orders"


def test_a_retired_question_is_left_in_peace() -> None:
    retired = make_question("carts", status="retired", title="Restoring lost-orders", key_points=())
    assert find_editorial_faults(make_bank(make_question(), retired)) == []


def test_faults_come_in_the_order_of_files_and_lines() -> None:
    late = make_question("a", place=Place("b.yaml", 9), topics=("x",))
    early = make_question("b", place=Place("b.yaml", 2), topics=("x",))
    first = make_question("c", place=Place("a.yaml", 30), topics=("x",))
    assert [fault.question for fault in find_errors(make_bank(late, early, first))] == [
        "c",
        "b",
        "a",
    ]
