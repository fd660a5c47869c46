"""What shall become of each question of a preview, and of all of them."""

import pytest

from questions.bankfile.layouts.found import Passage
from questions.import_pages.rows import rows_of
from questions.import_pages.sums import sums
from questions.models import Import, Question
from tests.bankfile.importing.samples import ANSWER, LOST_ORDERS, ask, previewed
from tests.factories import make_question
from tests.questions.admin_pages import client_of, make_editor, messages
from tests.questions.imports.import_pages import HTMX, decide, url

pytestmark = pytest.mark.django_db

LIKE = "A table of all orders is gone. What do you do now?"


@pytest.fixture
def editor():
    return client_of(make_editor())


@pytest.fixture
def there():
    """A question of the bank that ``ask(LIKE)`` may repeat."""
    return make_question("lost-orders", title="Lost orders", prompt=LOST_ORDERS)


def choices(imported, number=1):
    row = rows_of(imported.items.filter(number=number))[0]
    return [(choice.value, choice.is_chosen) for choice in row.choices]


def test_a_likely_duplicate_waits_with_its_reason_and_its_choices(editor, there):
    imported = previewed(ask(LIKE))
    page = editor.get(url("change", imported)).content.decode()
    assert "It may be there already" in page
    assert f"/admin/questions/question/{there.pk}/change/" in page
    assert "telling words are the same" in page
    assert choices(imported) == [
        ("add", False),
        ("update:lost-orders", False),
        ("skip", False),
    ]


def test_another_question_of_the_same_import_cannot_be_changed(editor):
    imported = previewed(ask(), ask(LIKE))
    assert [value for value, _ in choices(imported, 2)] == ["add", "skip"]
    assert "in this import" in editor.get(url("change", imported)).content.decode()


def test_what_has_errors_cannot_be_chosen(editor):
    imported = previewed(ask(category=Passage("nonsense", 2)))
    assert choices(imported) == []
    page = editor.get(url("change", imported)).content.decode()
    assert "It cannot be written" in page
    assert 'type="radio"' not in page


def test_what_somebody_edited_here_waits_and_says_so(editor, there):
    imported = previewed(ask())
    imported.items.update(is_edited_here=True, decision="")
    assert (
        "Somebody edited this question in admin"
        in editor.get(url("change", imported)).content.decode()
    )
    assert [value for value, _ in choices(imported)] == ["update", "skip"]


@pytest.mark.parametrize(
    ("wanted", "decision", "target"),
    [
        ("add", "add", ""),
        ("update:lost-orders", "update", "lost-orders"),
        ("skip", "skip", ""),
    ],
)
def test_a_decision_is_kept(editor, there, wanted, decision, target):
    imported = previewed(ask(LIKE))
    response = decide(editor, imported, 1, wanted)
    item = imported.items.get()
    assert (item.decision, item.target) == (decision, target)
    assert response["Location"].endswith("#question-1")
    assert (wanted, True) in choices(imported)


def test_a_plain_decision_comes_back_to_the_same_page(editor):
    imported = previewed(*(ask(f"Which of {n} comes first?") for n in range(3)))
    address = url("decide", imported, 2) + "?show=new&page=2"
    response = editor.post(address, {"decision": "skip"})
    assert response["Location"] == url("change", imported) + "?show=new&page=2#question-2"


def test_htmx_gets_what_a_decision_changes_and_not_the_control(editor, there):
    imported = previewed(ask(LIKE))
    page = decide(editor, imported, 1, "update:lost-orders", headers=HTMX).content.decode()
    assert page.split("<")[0].strip() == "Saved: Change “Lost orders”"
    for name in ("sums", "confirm", "state-1", "body-1"):
        assert f'id="{name}"' in page
    assert page.count("hx-swap-oob") == 4
    assert 'type="radio"' not in page
    assert "Change 1 question" in page


@pytest.mark.parametrize("wanted", ["", "update", "update:elsewhere", "burn", "add:lost-orders"])
def test_what_cannot_become_of_it_is_refused(editor, there, wanted):
    imported = previewed(ask(LIKE))
    response = decide(editor, imported, 1, wanted, headers=HTMX)
    assert response.status_code == 422
    assert "That cannot become of this question" in response.content.decode()
    assert "cannot become" in messages(decide(editor, imported, 1, wanted, follow=True))[0]
    assert imported.items.get().decision == ""


@pytest.mark.parametrize("first", [LIKE, LOST_ORDERS])
def test_two_questions_cannot_change_the_same_one(editor, there, first):
    imported = previewed(ask(first), ask("A table of all the orders is gone! What do you do now?"))
    if first == LIKE:
        decide(editor, imported, 1, "update:lost-orders")
    response = decide(editor, imported, 2, "update:lost-orders", headers=HTMX)
    assert response.status_code == 422
    assert "changes that one already" in response.content.decode()
    assert imported.items.get(number=2).decision == ""
    decide(editor, imported, 1, "skip")
    decide(editor, imported, 2, "update:lost-orders")
    assert imported.items.get(number=2).target == "lost-orders"


def test_one_decision_for_all_that_wait(editor, there):
    imported = previewed(ask(LIKE), ask("How do you test a restore?"))
    response = editor.post(url("decide_all", imported), {"decision": "skip"}, follow=True)
    assert messages(response) == ["Decided for 1 question."]
    assert list(imported.items.values_list("decision", flat=True)) == ["skip", "add"]


def test_all_that_wait_are_not_decided_by_another_word(editor, there):
    imported = previewed(ask(LIKE))
    editor.post(url("decide_all", imported), {"decision": "burn"})
    assert imported.items.get().decision == ""


def test_an_item_that_is_not_there_is_not_found(editor):
    assert decide(editor, previewed(ask()), 9, "skip").status_code == 404


def test_a_stale_preview_is_compared_again(editor, there):
    imported = previewed(ask())
    Question.objects.update(sample_answer=ANSWER)
    response = editor.post(url("refresh", imported), follow=True)
    assert "Compared again" in messages(response)[0]
    counts = {one.name: one.count for one in sums(imported).filters if one.count}
    assert counts == {"all": 1, "unchanged": 1}


def test_a_preview_can_be_discarded(editor):
    imported = previewed(ask())
    assert "1 question of this preview go" in editor.get(
        url("delete", imported)
    ).content.decode().replace("goes", "go")
    response = editor.post(url("delete", imported), follow=True)
    assert "discarded" in messages(response)[0]
    assert not Import.objects.exists()
