"""The bank in admin: the list, the question's page and its previews."""

import pytest
from django.test import Client
from django.urls import reverse

from questions.models import KeyPoint, Question, StructureStep
from tests.factories import make_bare_question, make_question, make_topic
from tests.questions.admin_pages import (
    LIST,
    admin_url,
    change_url,
    client_of,
    history_counts,
    make_editor,
    make_viewer,
    posted_by,
    save,
)

pytestmark = pytest.mark.django_db

PREVIEW = "/admin/questions/question/preview/"


@pytest.fixture
def editor():
    return client_of(make_editor())


@pytest.fixture
def question():
    return make_question("outage", title="An outage", topics=("on-call",))


# --- The list -----------------------------------------------------------------------------------


def test_the_list_shows_questions_in_the_bank_s_order(editor):
    make_bare_question("second", position=20, title="Second")
    make_bare_question("first", position=10, title="First")
    rows = editor.get(LIST).context["cl"].result_list
    assert [row.title for row in rows] == ["First", "Second"]


def test_the_list_counts_points_also_when_searched_by_them(editor, question):
    (row,) = editor.get(LIST, {"q": "rolls back"}).context["cl"].result_list
    assert (row, row.point_total) == (question, 3)


@pytest.mark.parametrize("text", ["an outage", "outage", "rolled it back", "root cause"])
def test_search_finds_title_slug_answer_and_points(editor, question, text):
    make_bare_question("other", sample_answer="Nothing alike.", prompt="Why?")
    found = editor.get(LIST, {"q": text}).context["cl"].result_list
    assert list(found) == [question]


@pytest.mark.parametrize(
    "filters",
    [
        {"status__exact": "published"},
        {"category__exact": "behavioural"},
        {"difficulty__exact": "medium"},
        {"round__exact": "onsite"},
        {"topics__slug": "on-call"},
    ],
)
def test_filters_narrow_the_list(editor, question, filters):
    make_bare_question(
        status="draft", category="technical", difficulty="hard", round="final", topics=("alerting",)
    )
    if "topics__slug" in filters:
        filters = {"topics__id__exact": question.topics.get().pk}
    assert list(editor.get(LIST, filters).context["cl"].result_list) == [question]


def test_the_list_asks_as_much_of_many_questions_as_of_one(
    editor, question, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20) as of_one:
        editor.get(LIST)
    for _ in range(5):
        make_question(topics=("on-call",))
    with django_assert_max_num_queries(len(of_one)):
        assert len(editor.get(LIST).context["cl"].result_list) == 6


def test_topics_are_listed_with_their_number_of_questions(editor, question):
    (row,) = editor.get("/admin/questions/topic/").context["cl"].result_list
    assert row.question_total == 1


@pytest.mark.parametrize("field", ["topics", "related"])
def test_topics_and_related_questions_complete_what_is_typed(editor, question, field):
    model = "topic" if field == "topics" else "question"
    asked = {"term": "o", "app_label": "questions", "model_name": "question", "field_name": field}
    results = editor.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [row["text"] for row in results] == ["On-call" if model == "topic" else "An outage"]


def test_no_list_has_a_button_in_it_that_is_no_item(editor, question):
    question.related.set([make_bare_question()])
    page = editor.get(change_url(question)).content.decode()
    assert page.count('data-allow-clear="false"') == 2
    assert 'data-allow-clear="true"' not in page


# --- The question's page ------------------------------------------------------------------------


def test_saving_an_untouched_page_changes_nothing(editor, question):
    question.notes = "## Two\n\nlines"
    question.save()
    question.key_points.first().history.first()
    KeyPoint.objects.filter(position=1).update(aliases="one\ntwo")
    before = history_counts(question)
    assert save(editor, question).status_code == 200
    assert history_counts(question) == before
    assert Question.objects.get().notes == "## Two\n\nlines"


def test_a_question_is_added_with_its_parts(editor):
    page = editor.get(admin_url(Question, "add"))
    assert page.context["adminform"].form.initial["position"] == 10
    data = posted_by(page) | {
        "title": "A new one",
        "slug": "a-new-one",
        "prompt": "What happened?",
        "category": "technical",
        "difficulty": "easy",
        "round": "final",
        "target_min_seconds": 60,
        "target_max_seconds": 120,
        "sample_answer": "This.",
        "topics": [make_topic().pk],
        "key_points-TOTAL_FORMS": 2,
        "key_points-0-text": "Rolls back",
        "key_points-1-text": "Rolls back",
    }
    assert editor.post(admin_url(Question, "add"), data).status_code == 302
    points = KeyPoint.objects.values_list("position", "key")
    assert list(points) == [(1, "rolls-back"), (2, "rolls-back-2")]
    assert Question.history.first().history_user.username == "ed"


def test_the_slug_follows_the_title_while_a_question_is_made(editor):
    assert b"prepopulated-fields-constants" in editor.get(admin_url(Question, "add")).content


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ({0: 3}, "bca"),
        ({2: 1}, "cab"),
        ({0: 2, 1: 1}, "bac"),
        ({1: 1}, "bac"),
        ({0: 9}, "bca"),
        ({1: ""}, "abc"),
    ],
)
def test_parts_make_room_for_the_one_that_moves(editor, question, moves, expected):
    for point, key in zip(question.key_points.all(), "abc", strict=True):
        KeyPoint.objects.filter(pk=point.pk).update(key=key)
    save(editor, question, **{f"key_points-{row}-position": to for row, to in moves.items()})
    points = list(question.key_points.values_list("position", "key"))
    assert points == list(enumerate(expected, start=1))


def test_a_new_part_comes_last_or_where_it_is_put(editor, question):
    save(editor, question, **{"mistakes-2-text": "Third"})
    save(editor, question, **{"mistakes-3-text": "Now first", "mistakes-3-position": 1})
    texts = list(question.mistakes.values_list("position", "text"))
    assert [texts[0], texts[3]] == [(1, "Now first"), (4, "Third")]


def test_a_deleted_part_leaves_no_gap(editor, question):
    save(editor, question, **{"key_points-0-DELETE": "on"})
    assert list(question.key_points.values_list("position", flat=True)) == [1, 2]


def test_a_key_lasts_whatever_is_posted(editor, question):
    save(editor, question, **{"key_points-0-key": "renamed", "key_points-0-text": "Reworded"})
    assert question.key_points.get(text="Reworded").key == "rolls-back"


def test_a_key_that_is_taken_is_refused(editor, question):
    page = save(editor, question, **{"key_points-3-text": "New", "key_points-3-key": "rolls-back"})
    assert page.context["errors"]
    assert question.key_points.count() == 3


def test_a_question_is_not_related_to_itself(editor, question):
    page = save(editor, question, related=[question.pk])
    assert page.context["adminform"].form.errors["related"]


def test_the_page_links_to_the_site(editor, question):
    assert editor.get(change_url(question)).context["absolute_url"] == question.get_absolute_url()


def test_parts_have_pages_that_lead_back_and_are_not_in_the_index(editor, question):
    point = question.key_points.first()
    assert editor.get(change_url(point)).status_code == 200
    data = posted_by(editor.get(change_url(point))) | {"text": "Reworded"}
    assert editor.post(change_url(point), data).url == change_url(question)
    assert editor.get(admin_url(KeyPoint, "add")).status_code == 403
    assert editor.get(admin_url(KeyPoint, "changelist")).status_code == 200
    gone = editor.post(admin_url(point, "delete", point.pk), {"post": "yes"})
    assert gone.url == change_url(question)


def test_the_page_asks_as_much_of_many_parts_as_of_few(
    editor, question, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as few:
        editor.get(change_url(question))
    for number in range(4, 9):
        KeyPoint.objects.create(question=question, position=number, text=f"Point {number}")
        StructureStep.objects.create(question=question, position=number, label=f"Step {number}")
    with django_assert_max_num_queries(len(few)):
        editor.get(change_url(question))


# --- The preview --------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["prompt", "sample_answer", "notes"])
def test_a_preview_is_rendered_as_candidates_get_it(editor, field):
    answer = editor.post(PREVIEW, {field: "## Two\n\n<script>"})
    assert answer.content.decode() == "<h3>Two</h3>\n<p>&lt;script&gt;</p>"


def test_the_page_shows_the_saved_text_rendered_without_a_script(editor, question):
    Question.objects.update(notes="**bold**")
    content = editor.get(change_url(question)).content.decode()
    assert "<p><strong>bold</strong></p></div>" in content
    assert f'hx-post="{PREVIEW}"' in content


def test_a_preview_of_nothing_known_is_a_bad_request(editor):
    assert editor.post(PREVIEW, {"title": "x"}).status_code == 400


def test_a_preview_is_posted(editor):
    assert editor.get(PREVIEW).status_code == 405


def test_a_preview_needs_the_permission_to_write():
    assert Client().post(PREVIEW, {"notes": "x"}).status_code == 403
    assert client_of(make_viewer()).post(PREVIEW, {"notes": "x"}).status_code == 403
    adder = make_editor("adder")
    adder.is_staff = False
    adder.save()
    assert client_of(adder).post(PREVIEW, {"notes": "x"}).status_code == 403


def test_a_preview_needs_the_form_s_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())
    assert client.post(PREVIEW, {"notes": "x"}).status_code == 403


def test_pages_hold_no_inline_script_or_style(editor, question):
    point = question.key_points.first()
    for url in (
        LIST,
        change_url(question),
        admin_url(Question, "add"),
        admin_url(question, "history", question.pk),
        admin_url(point, "history", point.pk),
        admin_url(question, "simple_history", question.pk, question.history.first().pk),
    ):
        content = editor.get(url).content.decode()
        assert "<style" not in content
        assert ' style="' not in content
        assert "onclick=" not in content
