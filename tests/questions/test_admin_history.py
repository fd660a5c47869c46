"""Going back: earlier versions of questions, topics and parts, and parts that were deleted."""

import pytest

from questions.models import FollowUp, KeyPoint, Question, Topic
from questions.restoring import PART_MODELS, part_changes
from tests.factories import make_question, make_topic
from tests.questions.admin_pages import (
    admin_url,
    change_url,
    client_of,
    make_editor,
    make_viewer,
    messages,
    posted_by,
    save,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return client_of(make_editor())


@pytest.fixture
def question():
    return make_question("outage", title="An outage", topics=("on-call",))


def version_url(row, version) -> str:
    return admin_url(row, "simple_history", row.pk, version.pk)


def revert(client, row, version):
    url = version_url(row, version)
    return client.post(url, {**posted_by(client.get(url)), "_save": "Revert"}, follow=True)


def history_page(client, question):
    return client.get(admin_url(question, "history", question.pk))


def restore(client, question, record, model=None):
    part = (model or type(record.instance))._meta.model_name
    url = admin_url(question, "restore", question.pk, part, record.history_id)
    return client.post(url, follow=True)


def deletion_of(row):
    return type(row).history.filter(id=row.pk, history_type="-").first()


def delete(row):
    copy = type(row).objects.get(pk=row.pk)
    row.delete()
    return deletion_of(copy)


def test_an_editor_brings_back_an_earlier_question(editor, question):
    version = question.history.first()
    save(editor, question, title="Worse", sample_answer="Worse.", topics=[make_topic("dns").pk])
    assert Question.objects.get().title == "Worse"
    revert(editor, question, version)
    restored = Question.objects.get()
    assert (restored.title, restored.sample_answer) == ("An outage", question.sample_answer)
    assert [topic.slug for topic in restored.topics.all()] == ["on-call"]
    latest = Question.history.first()
    assert (latest.title, latest.history_user.username) == ("An outage", "ed")


def test_an_editor_brings_back_related_questions(editor, question):
    question.related.add(make_question("other"))
    version = question.history.first()
    save(editor, question, related=[])
    assert not question.related.exists()
    revert(editor, question, version)
    assert [other.slug for other in question.related.all()] == ["other"]


def test_an_editor_brings_back_an_earlier_part(editor, question):
    point = question.key_points.first()
    version = point.history.first()
    save(editor, question, **{"key_points-0-text": "Worse"})
    page = revert(editor, point, version)
    assert KeyPoint.objects.get(pk=point.pk).text == version.text
    assert page.redirect_chain[-1][0] == change_url(question)


def test_an_editor_brings_back_an_earlier_topic(editor):
    topic = make_topic("on-call", description="Better")
    version = topic.history.first()
    topic.description = "Worse"
    topic.save()
    revert(editor, topic, version)
    assert Topic.objects.get().description == "Better"


def test_a_version_is_published_again_only_with_points(editor, question):
    version = question.history.first()
    Question.objects.update(status="draft")
    question.key_points.all().delete()
    page = revert(editor, question, version)
    errors = page.context["adminform"].form.errors
    assert errors["status"] == ["It cannot be published without key points."]
    assert Question.objects.get().status == "draft"


def test_who_may_only_view_looks_at_versions_and_reverts_none(question):
    version = question.history.first()
    Question.objects.update(title="Today")
    viewer = client_of(make_viewer())
    page = viewer.get(version_url(question, version))
    assert b'value="Revert"' not in page.content
    data = posted_by(client_of(make_editor()).get(version_url(question, version)))
    assert viewer.post(version_url(question, version), data).status_code == 403
    assert Question.objects.get().title == "Today"


def test_the_history_lists_what_happened_to_the_parts(editor, question):
    save(editor, question, **{"mistakes-0-text": "Reworded", "mistakes-1-DELETE": "on"})
    changes = history_page(editor, question).context["part_changes"]
    told = [(change.kind, change.record.history_type, change.fields) for change in changes]
    assert ("mistake", "~", ["text"]) in told
    assert ("mistake", "-", []) in told
    assert told.count(("structure step", "+", [])) == 2
    dates = [change.record.history_date for change in changes]
    assert dates == sorted(dates, reverse=True)


def test_every_kind_of_part_links_to_a_history_that_works(editor, question):
    content = history_page(editor, question).content.decode()
    for model in PART_MODELS:
        part = model.objects.filter(question=question).first()
        url = admin_url(part, "history", part.pk)
        assert url in content
        assert editor.get(url).status_code == 200


def test_other_questions_parts_are_not_listed(question):
    make_question("other")
    assert {change.record.question_id for change in part_changes(question)} == {question.pk}


def test_a_deleted_part_keeps_its_history(editor, question):
    point = question.key_points.first()
    url = admin_url(point, "history", point.pk)
    delete(point)
    assert editor.get(url).status_code == 200


def test_only_the_last_deletion_of_a_part_can_be_restored(editor, question):
    follow_up = question.follow_ups.get()
    first = delete(FollowUp.objects.get())
    restore(editor, question, first)
    second = delete(FollowUp.objects.get(pk=follow_up.pk))
    offered = [change.record.pk for change in part_changes(question) if change.can_restore]
    assert offered == [second.pk]


@pytest.mark.parametrize("model", PART_MODELS)
def test_a_deleted_part_is_restored_as_it_was(editor, question, model):
    part = model.objects.filter(question=question).first()
    was = model.objects.filter(pk=part.pk).values().get()
    record = delete(part)
    button = f"/restore/{model._meta.model_name}/{record.history_id}/"
    assert button in history_page(editor, question).content.decode()
    said = messages(restore(editor, question, record))
    assert said[0].startswith("Restored: ")
    assert model.objects.filter(pk=was["id"]).values().get() == was
    assert model.history.first().history_user.username == "ed"


def test_a_restored_part_finds_its_place_again(editor, question):
    record = deletion_of_first_point(editor, question)
    restore(editor, question, record)
    keys = list(question.key_points.values_list("position", "key"))
    assert keys == [(1, "rolls-back"), (2, "tells-people"), (3, "finds-cause")]


def deletion_of_first_point(editor, question):
    point = question.key_points.first()
    save(editor, question, **{"key_points-0-DELETE": "on"})
    return deletion_of(point)


def test_a_part_whose_key_was_taken_is_not_restored(editor, question):
    record = delete(question.key_points.get(key="rolls-back"))
    KeyPoint.objects.create(question=question, key="rolls-back", text="Another", position=4)
    said = messages(restore(editor, question, record))
    assert said == ["It was not restored: another part has taken its key, “rolls-back”."]
    assert question.key_points.get(key="rolls-back").text == "Another"


def test_restoring_needs_permission_and_a_post(editor, question):
    record = delete(question.key_points.first())
    url = admin_url(question, "restore", question.pk, "keypoint", record.history_id)
    assert editor.get(url).status_code == 405
    for user in (make_viewer(), make_viewer_who_changes()):
        assert client_of(user).post(url).status_code == 403
    assert question.key_points.count() == 2


def make_viewer_who_changes():
    user = make_editor("changer")
    user.groups.clear()
    user.user_permissions.set(
        make_editor("model")
        .groups.get()
        .permissions.filter(codename__in=["change_question", "view_question", "change_keypoint"])
    )
    return user


def test_only_a_deletion_of_this_question_s_own_part_is_restored(editor, question):
    other = make_question("other")
    elsewhere = delete(other.key_points.first())
    living = question.key_points.first().history.first()
    for record in (elsewhere, living):
        assert restore(editor, question, record).status_code == 404
    gone = delete(question.key_points.first())
    assert restore(editor, question, gone, model=FollowUp).status_code == 404
    assert restore(editor, question, gone, model=Topic).status_code in {403, 404}


def test_the_history_asks_as_much_of_many_changes_as_of_few(
    editor, question, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as few:
        history_page(editor, question)
    for point in question.key_points.all():
        for number in range(5):
            point.text = f"{point.text} {number}"
            point.save()
    with django_assert_max_num_queries(len(few)):
        assert len(history_page(editor, question).context["part_changes"]) == 23
