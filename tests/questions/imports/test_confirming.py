"""From the preview into the bank, and back: confirm, what came of it, undo."""

import pytest
from django.contrib.admin.models import LogEntry

from questions.bankfile.importing.previewing import preview
from questions.bankfile.intake.gathering import Found
from questions.bankfile.layouts.found import FoundTopic, Passage
from questions.import_pages import results
from questions.import_pages.results import forecast, named
from questions.import_pages.sums import Sums, sums
from questions.models import Import, ImportStatus, Question, Topic
from tests.bankfile.importing.samples import LOST_ORDERS, ask, previewed
from tests.factories import make_question
from tests.questions.admin_pages import client_of, make_editor, messages
from tests.questions.imports.import_pages import HTMX, decide, url

pytestmark = pytest.mark.django_db

NEW = "How do you test a restore?"
CHANGED = Passage("I stopped the writers and told support.", 8)


@pytest.fixture
def editor():
    return client_of(make_editor())


@pytest.fixture
def there():
    return make_question("lost-orders", title="Lost orders", prompt=LOST_ORDERS)


@pytest.fixture
def imported(there):
    """A preview that adds one question and changes another."""
    return previewed(ask(NEW), ask(sample_answer=CHANGED))


def confirm(client, imported):
    return client.post(url("confirm", imported), follow=True)


def undo(client, imported):
    return client.post(url("undo", imported), follow=True)


def states(client, imported):
    rows = client.get(url("change", imported)).context["results"]
    return {result.item.prompt: result.state for result in rows}


def log():
    return [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("added", "updated", "order"),
    [
        (12, 3, "Import 12 new questions and change 3"),
        (1, 0, "Import 1 new question"),
        (0, 1, "Change 1 question"),
        (1_200, 0, "Import 1,200 new questions"),
    ],
)
def test_the_button_says_the_sums(added, updated, order):
    assert Sums((), 0, added, updated).order == order


def test_confirming_writes_all_of_it(editor, imported, there):
    assert (
        "Import 1 new question and change 1" in editor.get(url("change", imported)).content.decode()
    )
    response = confirm(editor, imported)
    assert messages(response) == ["1 question was added and 1 changed."]
    there.refresh_from_db()
    assert there.sample_answer == CHANGED.text
    assert Question.objects.get(prompt=NEW).status == "draft"
    assert log() == ["Imported: 1 question was added and 1 changed."]


def test_what_became_of_it_is_listed_with_links(editor, imported, there):
    page = confirm(editor, imported).content.decode()
    assert states(editor, imported) == {NEW: "added", LOST_ORDERS: "changed"}
    assert f"/admin/questions/question/{there.pk}/change/" in page
    assert "/admin/questions/question/?status__exact=draft" in page
    assert url("undo", imported) in page
    drafts = editor.get("/admin/questions/question/?status__exact=draft")
    assert NEW in drafts.content.decode()


@pytest.mark.parametrize(("show", "count"), [("added", 1), ("updated", 1), ("left", 1), ("all", 3)])
def test_what_became_of_it_can_be_filtered(editor, there, show, count):
    imported = previewed(ask(NEW), ask(sample_answer=CHANGED), ask("What is left out?"))
    decide(editor, imported, 3, "skip")
    confirm(editor, imported)
    page = editor.get(url("change", imported), {"show": show})
    assert len(page.context["results"]) == count


def test_nothing_is_confirmed_while_a_decision_waits(editor, there):
    imported = previewed(ask(NEW), ask("A table of all orders is gone. What do you do now?"))
    page = editor.get(url("change", imported)).content.decode()
    assert "1 question waits for your decision" in page
    assert url("confirm", imported) not in page
    response = confirm(editor, imported)
    assert messages(response) == ["Nothing was imported. 1 question waits for your decision."]
    assert Question.objects.get() == there


def test_a_stale_preview_is_refused_and_compared_again(editor, imported, there):
    there.sample_answer = "Edited in the meantime."
    there.save()
    response = confirm(editor, imported)
    assert "edited since this preview was made" in messages(response)[0]
    assert "Compare again with the bank" in response.content.decode()
    assert Question.objects.count() == 1
    editor.post(url("refresh", imported))
    imported.items.filter(decision="").update(decision="update")
    assert messages(confirm(editor, imported))[-1] == "1 question was added and 1 changed."


def test_nothing_to_import_has_no_button(editor):
    imported = previewed(ask(NEW))
    decide(editor, imported, 1, "skip")
    page = editor.get(url("change", imported)).content.decode()
    assert "There is nothing to import" in page
    assert url("confirm", imported) not in page


def test_topics_alone_can_be_imported(editor):
    imported = preview(Found(topics=(FoundTopic("backups", 1, "Backups", "Restoring"),)))
    assert "Import the topics" in editor.get(url("change", imported)).content.decode()
    confirm(editor, imported)
    assert Topic.objects.get().name == "Backups"


def test_confirming_twice_writes_once(editor, imported):
    confirm(editor, imported)
    assert "imported already" in messages(confirm(editor, imported))[0]
    assert Question.objects.count() == 2
    assert len(log()) == 1


def test_what_was_confirmed_is_not_decided_again(editor, imported):
    confirm(editor, imported)
    assert "no longer a preview" in messages(decide(editor, imported, 1, "skip", follow=True))[0]
    response = decide(editor, imported, 1, "skip", headers=HTMX)
    assert response["HX-Redirect"] == imported.get_absolute_url()
    for action in ("decide_all", "refresh"):
        response = editor.post(url(action, imported), {"decision": "skip"}, follow=True)
        assert "no longer a preview" in messages(response)[-1]
    assert imported.items.get(number=1).decision == "add"


# --- Undoing --------------------------------------------------------------------------------------


def test_undoing_says_first_what_it_will_do(editor, imported):
    confirm(editor, imported)
    page = " ".join(editor.get(url("undo", imported)).content.decode().split())
    assert "<strong>1</strong> question that it added will be removed" in page
    assert "<strong>1</strong> question that it changed will be as it was before" in page
    assert Question.objects.count() == 2


def test_undoing_takes_it_back(editor, imported, there):
    before = there.sample_answer
    confirm(editor, imported)
    response = undo(editor, imported)
    assert messages(response) == [
        "The import was undone: 1 question removed, 1 question put back as before."
    ]
    there.refresh_from_db()
    assert there.sample_answer == before
    assert Question.objects.get() == there
    assert states(editor, imported) == {NEW: "no longer there", LOST_ORDERS: "as it was before"}
    assert log()[-1].startswith("Undone: 1 question removed")
    assert Import.objects.get().status == ImportStatus.UNDONE
    assert url("undo", imported) not in response.content.decode()


def test_what_was_edited_since_stays_and_is_named(editor, imported, there):
    confirm(editor, imported)
    there.refresh_from_db()
    there.notes = "Mine."
    there.save()
    assert states(editor, imported)[LOST_ORDERS] == "edited since"
    foreseen = forecast(imported)
    assert (foreseen.removed, foreseen.restored, foreseen.edited) == (1, 0, 1)
    assert (
        "1</strong> question was edited since" in editor.get(url("undo", imported)).content.decode()
    )
    said = messages(undo(editor, imported))
    assert said[1] == "Left alone, because somebody edited it since: lost-orders."
    assert states(editor, imported)[LOST_ORDERS] == "edited since"


def test_of_very_many_questions_undoing_says_only_the_sums(editor, imported, there, monkeypatch):
    monkeypatch.setattr(results, "MOST_COMPARED", 1)
    confirm(editor, imported)
    there.refresh_from_db()
    there.save()
    assert forecast(imported) == results.Forecast(1, 1, is_exact=False)
    assert "edited since stay as they are" in editor.get(url("undo", imported)).content.decode()


def test_what_is_gone_is_said(editor, imported):
    confirm(editor, imported)
    Question.objects.filter(prompt=NEW).delete()
    assert states(editor, imported)[NEW] == "no longer there"
    assert forecast(imported).gone == 1


def test_undoing_twice_changes_nothing(editor, imported):
    confirm(editor, imported)
    undo(editor, imported)
    assert "nothing to undo" in messages(undo(editor, imported))[0]
    assert editor.get(url("undo", imported))["Location"] == imported.get_absolute_url()


def test_a_preview_has_nothing_to_undo(editor, imported):
    assert "nothing to undo" in messages(undo(editor, imported))[0]
    assert Import.objects.get().status == ImportStatus.PREVIEWED


def test_many_names_are_cut_short():
    assert named(["a", "b"]) == "a, b"
    assert named([str(n) for n in range(23)]).endswith("18, 19 and 3 more")


# --- The list -------------------------------------------------------------------------------------


def test_the_list_says_who_brought_what(editor, imported):
    Import.objects.update(user=make_editor("ada"))
    page = editor.get("/admin/questions/import/").content.decode()
    for words in ("ada", "bank.md", "1 new, 1 changed", "Waiting for you", "Import questions"):
        assert words in page
    assert "Add import" not in page


def test_the_list_takes_as_many_queries_for_one_import_as_for_ten(
    editor, imported, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(40) as captured:
            editor.get("/admin/questions/import/")
        return len(captured.captured_queries)

    queries()
    one = queries()
    for _ in range(9):
        previewed(ask())
    assert queries() == one


def test_an_import_of_the_command_line_has_no_user(editor, imported):
    assert "the command line" in editor.get("/admin/questions/import/").content.decode()


@pytest.mark.parametrize("page", ["/admin/", "/admin/questions/question/"])
def test_the_way_to_the_upload_is_offered_where_editors_are(editor, page):
    assert "/admin/questions/import/add/" in editor.get(page).content.decode()


def test_the_sums_are_one_query(imported, django_assert_num_queries):
    with django_assert_num_queries(1):
        counted = sums(imported)
    assert (counted.total, counted.added, counted.updated, counted.waiting) == (2, 1, 1, 0)
