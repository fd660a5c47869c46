"""The document: all of one candidate, nobody else, always the same, in few queries."""

import json
import re

import pytest
from django.conf import settings

from practice import models
from practice.portable import columns
from practice.portable.collecting import collect
from practice.portable.schema import PATH, check_schema
from practice.stories.forms import MAX_FIGURES
from prepbank.accounts.models import Candidate
from questions.models import KEY_LENGTH, Round
from tests.practice.portable.conftest import at, fill, make_attempt, make_user

pytestmark = pytest.mark.django_db
SCHEMA = json.loads(PATH.read_text("utf-8"))


def test_the_document_keeps_to_its_schema(everything):
    check_schema(everything)


def test_a_candidate_who_did_nothing_has_a_document_too(bob):
    document = collect(bob)
    check_schema(document)
    assert document["attempts"] == []
    assert document["preferences"]["words_per_minute"] == 140


def test_the_same_state_is_the_same_text(ada):
    assert json.dumps(collect(ada)) == json.dumps(collect(Candidate.objects.get(pk=ada.pk)))


def test_nothing_of_anybody_else_is_in_it(ada, bob, outage, rollback):
    before = collect(ada)
    fill(bob, outage, rollback)
    bob.stories.update(title="Bob's own")
    assert collect(ada) == before
    assert "Bob" not in json.dumps(before)


def test_neither_the_account_nor_any_key_of_the_database_is_in_it(ada, everything):
    text = json.dumps(everything)
    assert "correct-horse" not in text
    assert ada.user.password not in text
    assert '"pk"' not in text
    assert '"ada"' not in text


def test_rows_refer_to_each_other_by_names_of_the_file(everything):
    first, sealed, other = everything["attempts"]
    assert [first["id"], sealed["id"], other["id"]] == ["a1", "a2", "a3"]
    assert (first["question"], first["story"]) == ("outage", "s1")
    done, running = everything["mock_interviews"]
    assert [turn["attempt"] for turn in done["turns"]] == ["a3", None]
    assert [turn["interrupts"] for turn in done["turns"]] == [None, 1]
    assert done["turns"][1]["draft"]["story"] == "s1"
    assert done["topics"] == ["alerting", "on-call"]
    assert running["turns"][0]["attempt"] == "a2"
    assert [draft["question"] for draft in everything["drafts"]] == ["outage", "rollback"]
    (opinion, unanswered) = first["second_opinions"]
    assert [verdict["point"] for verdict in opinion["verdicts"]] == ["rolls-back", "finds-cause"]
    assert unanswered["verdicts"] == []


def test_times_are_utc_with_microseconds(everything):
    assert everything["began_at"] == "2025-03-01T09:30:15.123456Z"
    assert everything["review_cards"][0]["due_at"] == "2025-03-10T09:30:15.123457Z"
    assert everything["preferences"]["interview_on"] == "2199-04-01"


@pytest.mark.parametrize("size", [1, 12])
def test_any_size_takes_as_many_queries(ada, outage, django_assert_num_queries, size):
    for number in range(size):
        make_attempt(ada, outage, 3 + number, at(20 + number))
    with django_assert_num_queries(16):
        assert len(collect(ada)["attempts"]) == 3 + size


# --- The format against the models ----------------------------------------------------------------

NAMED_OTHERWISE = {
    models.Story: {"candidate"},
    models.StoryFigure: {"story"},
    models.Draft: {"candidate", "question", "story", "turn"},
    models.Reveal: {"draft"},
    models.KeptText: {"draft"},
    models.Attempt: {"candidate", "question", "story"},
    models.AttemptPoint: {"attempt"},
    models.AttemptMistake: {"attempt"},
    models.SecondOpinion: {"attempt"},
    models.SecondVerdict: {"opinion", "point"},
    models.ReviewCard: {"candidate", "question"},
    models.MockInterview: {"candidate"},
    models.Turn: {"interview", "question", "interrupts", "attempt"},
    Candidate: {"user", "created_at"},
}
COLUMNS = {
    models.Story: columns.STORY,
    models.StoryFigure: columns.FIGURE,
    models.Draft: columns.DRAFT,
    models.Reveal: columns.REVEAL,
    models.KeptText: columns.KEPT_TEXT,
    models.Attempt: columns.ATTEMPT,
    models.AttemptPoint: columns.POINT,
    models.AttemptMistake: columns.MISTAKE,
    models.SecondOpinion: columns.OPINION,
    models.SecondVerdict: columns.SECOND_VERDICT,
    models.ReviewCard: columns.CARD,
    models.MockInterview: columns.INTERVIEW,
    models.Turn: columns.TURN,
    Candidate: columns.PREFERENCES,
}
DEFINITIONS = {
    models.Story: "story",
    models.StoryFigure: "figure",
    models.Draft: "draft",
    models.Attempt: "attempt",
    models.AttemptPoint: "point",
    models.AttemptMistake: "mistake",
    models.SecondOpinion: "second_opinion",
    models.ReviewCard: "review_card",
    models.MockInterview: "mock_interview",
    models.Turn: "turn",
    Candidate: "preferences",
}


@pytest.mark.parametrize("model", COLUMNS, ids=lambda model: model.__name__)
def test_every_column_is_in_the_file(model):
    """A new column breaks this test: add it to columns.py and the schema, with a new version."""
    fields = {field.name for field in model._meta.concrete_fields if not field.primary_key}
    assert set(COLUMNS[model]) | NAMED_OTHERWISE[model] == fields


@pytest.mark.parametrize("model", DEFINITIONS, ids=lambda model: model.__name__)
def test_the_schema_and_the_columns_agree(model):
    definition = SCHEMA["$defs"][DEFINITIONS[model]]
    assert definition["additionalProperties"] is False
    later = {"is_suggestion"} if model is models.AttemptPoint else set()
    assert set(definition["required"]) | later == set(definition["properties"])
    assert set(COLUMNS[model]) <= set(definition["properties"])
    for name in COLUMNS[model]:
        rule = definition["properties"][name]
        rule = SCHEMA["$defs"][rule["$ref"].rsplit("/", 1)[1]] if "$ref" in rule else rule
        field = model._meta.get_field(name)
        if field.choices:
            kept = {value for value in rule["enum"] if value not in ("", None)}
            assert kept == {value for value, _ in field.choices}, name
        elif field.max_length and field.get_internal_type() == "CharField":
            assert rule["maxLength"] == field.max_length, name


def test_the_schema_has_room_for_what_the_pages_take():
    rules = SCHEMA["$defs"]
    assert rules["answer"]["maxLength"] > 2 * models.MAX_DRAFT_LENGTH
    assert rules["story"]["properties"]["figures"]["maxItems"] == MAX_FIGURES
    assert rules["key"]["maxLength"] == KEY_LENGTH
    assert set(rules["rung"]["enum"]) == set(models.Rung.values)
    assert set(rules["mock_interview"]["properties"]["round"]["enum"]) == {"", *Round.values}


def test_a_visitor_has_a_document_like_everybody(outage, rollback):
    visitor = fill(Candidate.objects.create(), outage, rollback)
    assert collect(visitor) == collect(
        fill(Candidate.objects.create(user=make_user("eve")), outage, rollback)
    )


def test_every_field_of_the_format_is_documented():
    text = (settings.BASE_DIR / "docs/export-format.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_]+)(?:\[\])?`", text))
    rules = [SCHEMA, *SCHEMA["$defs"].values()]
    fields = {field for rule in rules for field in _fields(rule)}
    assert fields - named == set()


def _fields(rule):
    for name, below in rule.get("properties", {}).items():
        yield name
        yield from _fields(below)
    if "items" in rule:
        yield from _fields(rule["items"])
