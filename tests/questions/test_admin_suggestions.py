"""Key points that a tool suggested, in admin: finding them, approving one or all; and sources."""

import pytest

from questions.admin import APPROVE
from questions.models import KeyPoint, Question
from tests.factories import UNSTATED, make_bare_question, make_question
from tests.questions.admin_pages import (
    LIST,
    admin_url,
    change_url,
    client_of,
    make_editor,
    make_viewer,
    messages,
    save,
)

pytestmark = pytest.mark.django_db
BUTTON = 'value="Save and approve all 2 suggested key points"'


@pytest.fixture
def editor():
    return client_of(make_editor())


@pytest.fixture
def question():
    """A question of whose three points a tool suggested the second and the third."""
    question = make_question("outage", topics=("on-call",))
    for point in question.key_points.exclude(position=1):
        point.is_suggestion = True
        point.save()
    return question


def suggested(question: Question) -> list[int]:
    points = question.key_points.filter(is_suggestion=True)
    return list(points.values_list("position", flat=True))


def page_of(client, question: Question) -> str:
    return client.get(change_url(question)).content.decode()


# --- The list -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "titles"), [("yes", ["Has"]), ("no", ["Has not"]), ("", None)])
def test_the_list_is_filtered_by_suggestions(editor, question, value, titles):
    question.title = "Has"
    question.save()
    make_question(title="Has not")
    rows = editor.get(LIST, {"suggested": value}).context["cl"].result_list
    assert [row.title for row in rows] == (titles or ["Has", "Has not"])


def test_the_list_counts_suggestions_beside_the_points(editor, question):
    (row,) = editor.get(LIST, {"q": "root cause"}).context["cl"].result_list
    assert (row.point_total, row.suggestion_total) == (3, 2)


def test_the_suggestions_of_the_chosen_questions_are_approved_together(editor, question):
    other, bare = make_question(), make_bare_question()
    KeyPoint.objects.filter(question=other, position=1).update(is_suggestion=True)
    data = {"action": "approve", "_selected_action": [question.pk, other.pk, bare.pk]}
    said = messages(editor.post(LIST, data, follow=True))
    assert said == ["3 suggested key points of 2 questions approved."]
    assert not KeyPoint.objects.filter(is_suggestion=True).exists()


def test_approving_is_written_into_the_history(editor, question):
    point = question.key_points.get(position=2)
    approved = question.key_points.get(position=1)
    versions = approved.history.count()
    editor.post(LIST, {"action": "approve", "_selected_action": [question.pk]})
    latest = point.history.first()
    assert (latest.is_suggestion, latest.history_user.username) == (False, "ed")
    assert approved.history.count() == versions, "what was approved already has no new version"
    page = editor.get(admin_url(question, "history", question.pk)).content.decode()
    assert "Changed: suggested by a tool" in page


def test_nothing_to_approve_is_said(editor):
    data = {"action": "approve", "_selected_action": [make_question().pk]}
    said = messages(editor.post(LIST, data, follow=True))
    assert said == ["There was no suggested key point to approve."]


@pytest.mark.parametrize("granted", [(), ("change_question",), ("change_keypoint",)])
def test_approving_needs_the_permission_to_change_both(question, granted):
    viewer = client_of(make_viewer(*granted))
    viewer.post(LIST, {"action": "approve", "_selected_action": [question.pk]})
    assert suggested(question) == [2, 3]
    assert BUTTON not in page_of(viewer, question)


# --- The question's page ------------------------------------------------------------------------


def test_one_is_approved_by_unticking_it(editor, question):
    page = editor.get(change_url(question))
    assert "changing its text alone does not" in page.content.decode()
    save(editor, question, **{"key_points-1-is_suggestion": ""})
    assert suggested(question) == [3]


def test_changing_the_text_alone_approves_nothing(editor, question):
    save(editor, question, **{"key_points-1-text": "Reworded"})
    assert question.key_points.get(position=2).text == "Reworded"
    assert suggested(question) == [2, 3]


def test_all_are_approved_with_what_was_typed(editor, question):
    assert BUTTON in page_of(editor, question)
    response = save(editor, question, **{"key_points-1-text": "Reworded", APPROVE: "1"})
    assert messages(response) == ["2 suggested key points of 1 question approved."]
    assert response.redirect_chain[0][0] == change_url(question)
    assert suggested(question) == []
    assert question.key_points.get(position=2).text == "Reworded"


def test_where_nothing_is_suggested_nothing_is_offered(editor):
    page = page_of(editor, make_question())
    assert "Save and approve" not in page
    assert "candidates are told so. Untick" not in page.split("inline-group")[0]


def test_whoever_may_not_approve_cannot_by_the_button_s_name(question):
    changer = client_of(make_viewer("change_question"))
    response = save(changer, question, **{APPROVE: "1"})
    assert response.status_code == 403
    assert suggested(question) == [2, 3]


def test_a_point_s_own_page_approves_it_too(editor, question):
    point = question.key_points.get(position=2)
    page = editor.get(change_url(point)).content.decode()
    assert "Suggested by a tool" in page
    values = {"position": 2, "text": point.text, "aliases": point.aliases}
    editor.post(change_url(point), values)
    assert suggested(question) == [3]


# --- Where it is from ---------------------------------------------------------------------------


def test_where_a_question_is_from_is_kept(editor, question):
    assert "Where it is from" in page_of(editor, question)
    values = {"source": "https://example.org/q", "licence": "CC BY 4.0", "attribution": "Ada"}
    save(editor, question, **values)
    question.refresh_from_db()
    assert (question.source, question.licence, question.attribution) == tuple(values.values())


def test_an_editor_may_leave_open_what_nobody_stated(editor, question):
    empty = dict.fromkeys(UNSTATED, "")
    response = save(editor, question, **empty, topics=[])
    assert response.redirect_chain
    question.refresh_from_db()
    assert (question.difficulty, question.target_max_seconds) == ("", None)


def test_an_earlier_version_is_not_published_without_an_answer(editor, question):
    question.status = "draft"
    question.save()
    version = question.history.first()
    url = admin_url(question, "simple_history", question.pk, version.pk)
    form = editor.get(url).context["adminform"].form
    data = {field.html_name: field.value() for field in form if field.value() is not None}
    answer = editor.post(url, data | {"status": "published", "sample_answer": " "})
    assert "cannot be published without sample answer" in answer.content.decode()
    assert Question.objects.get().status == "draft"
