"""Publishing, retiring and putting back to draft, from the list and on the question's page."""

import pytest
from django.test import Client

from questions.admin_messages import MOST_LINES
from questions.bankfile.writers.formats import FORMATS
from questions.models import KeyPoint, Question
from tests.factories import make_bare_question, make_question, make_topic
from tests.questions.admin_pages import (
    LIST,
    client_of,
    make_editor,
    make_viewer,
    messages,
    save,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return client_of(make_editor())


@pytest.fixture
def question():
    return make_question("outage", topics=("on-call",))


def act(client: Client, action: str, *questions: Question):
    data = {"action": action, "_selected_action": [row.pk for row in questions]}
    return client.post(LIST, data, follow=True)


def status_of(question: Question) -> str:
    return Question.objects.get(pk=question.pk).status


@pytest.mark.parametrize(
    ("action", "before", "after", "said"),
    [
        ("publish", "draft", "published", "2 questions published."),
        ("publish", "retired", "published", "2 questions published."),
        ("retire", "published", "retired", "2 questions retired."),
        ("back_to_draft", "published", "draft", "2 questions put back to draft."),
    ],
)
def test_actions_move_questions_and_say_how_many(editor, action, before, after, said):
    questions = [make_question(status=before), make_question(status=before)]
    assert messages(act(editor, action, *questions)) == [said]
    assert {status_of(question) for question in questions} == {after}


def test_an_action_is_written_into_the_history(editor, question):
    act(editor, "retire", question)
    latest = question.history.first()
    assert (latest.status, latest.history_user.username) == ("retired", "ed")


def test_what_has_the_status_already_is_left_alone(editor, question):
    versions = question.history.count()
    assert messages(act(editor, "publish", question)) == ["1 question already published."]
    assert question.history.count() == versions


def test_publishing_refuses_what_is_not_complete_and_says_why(editor):
    ready = make_question(status="draft")
    bare = make_bare_question(status="draft", title="Bare", sample_answer=" ")
    said = messages(act(editor, "publish", ready, bare))
    assert said == [
        "1 question published.",
        "“Bare” was not published: it has no sample answer and no key points.",
    ]
    assert (status_of(ready), status_of(bare)) == ("published", "draft")


@pytest.mark.parametrize("action", ["publish", "retire", "back_to_draft"])
def test_actions_need_the_permission_to_change(question, action):
    viewer = client_of(make_viewer())
    act(viewer, action, question)
    assert status_of(question) == "published"
    assert question.history.count() == Question.history.filter(history_user=None).count()


def test_many_questions_are_never_deleted_at_once(question):
    root = client_of(make_editor())
    offered = root.get(LIST).context["action_form"].fields["action"].choices
    assert {name for name, _ in offered if name} == {
        "publish",
        "retire",
        "back_to_draft",
        "approve",
        *(f"export_{name}" for name in FORMATS),
    }


def test_publishing_on_the_page_is_refused_without_parts(editor):
    bare = make_bare_question(status="draft")
    said = messages(save(editor, bare, status="published", topics=[make_topic().pk]))
    assert "not published: it has no key points." in said[0]
    assert status_of(bare) == "draft"


def test_publishing_on_the_page_sees_the_parts_that_come_with_it(editor):
    bare = make_bare_question(status="draft", topics=("on-call",))
    said = messages(save(editor, bare, status="published", **{"key_points-0-text": "Rolls back"}))
    assert f"“{bare}” is published without a structure." in said
    assert status_of(bare) == "published"


def test_publishing_warns_of_what_candidates_see_to_be_unfinished(editor):
    question = make_bare_question(status="draft", title="Imported")
    KeyPoint.objects.create(question=question, text="Rolls back", is_suggestion=True)
    KeyPoint.objects.create(question=question, text="Tells", is_suggestion=True)
    assert messages(act(editor, "publish", question)) == [
        "1 question published.",
        "“Imported” is published without a structure and with 2 suggested key points: "
        "candidates are told so.",
    ]
    assert status_of(question) == "published"


def test_publishing_a_whole_bank_says_so_in_some_lines(editor):
    many = [make_bare_question(status="draft") for _ in range(MOST_LINES + 3)]
    for question in many:
        KeyPoint.objects.create(question=question, text="Rolls back")
    said = messages(act(editor, "publish", *many))
    assert len(said) == 1 + MOST_LINES + 1
    assert said[-1].endswith("for 3 more.")


def test_a_published_question_is_not_warned_of_at_every_save(editor):
    question = make_bare_question(topics=("on-call",))
    KeyPoint.objects.create(question=question, text="Rolls back", is_suggestion=True)
    assert not [text for text in messages(save(editor, question)) if "is published" in text]


def test_a_published_question_that_loses_its_points_stays_and_warns(editor, question):
    deletions = {f"key_points-{number}-DELETE": "on" for number in range(3)}
    said = messages(save(editor, question, **deletions))
    assert "Candidates see this question, and it has no key points." in said
    assert status_of(question) == "published"
