"""Who may import: those who may add and change questions, and nobody else."""

import pytest
from django.test import Client

from questions.import_admin import NEEDED
from questions.models import Import, ImportStatus, Question
from tests.bankfile.importing.samples import ask, previewed
from tests.questions.admin_pages import client_of, make_editor, make_viewer
from tests.questions.imports.import_pages import HTMX, UPLOAD, decide, document, url

pytestmark = pytest.mark.django_db

LIST = "/admin/questions/import/"
ALL_IMPORT = ("add_import", "change_import", "delete_import", "view_import")


@pytest.fixture
def imported():
    return previewed(ask())


def pages(imported):
    found = url("found", imported, "faults")
    return [LIST, UPLOAD, url("change", imported), url("undo", imported), found]


def actions(imported):
    names = ("decide_all", "refresh", "confirm", "undo", "delete")
    return [url("decide", imported, 1), *(url(name, imported) for name in names)]


def test_an_editor_reaches_every_page(imported):
    editor = client_of(make_editor())
    statuses = [editor.get(page).status_code for page in pages(imported)]
    assert statuses == [200, 200, 200, 302, 200]


@pytest.mark.parametrize(
    "codenames",
    [
        (),
        ALL_IMPORT,
        (*ALL_IMPORT, "add_question"),
        (*ALL_IMPORT, "change_question"),
    ],
)
def test_who_lacks_one_of_the_permissions_is_kept_out(imported, codenames):
    viewer = client_of(make_viewer(*codenames))
    for page in pages(imported):
        assert viewer.get(page).status_code == 403, page
    for action in actions(imported):
        assert viewer.post(action, {"decision": "skip"}).status_code == 403, action
    assert viewer.post(UPLOAD, {"documents": document()}).status_code == 403
    assert Import.objects.get().status == ImportStatus.PREVIEWED
    assert not Question.objects.exists()


def test_who_may_only_view_imports_sees_their_list_alone(imported):
    viewer = client_of(make_viewer(*(name.partition(".")[2] for name in NEEDED)))
    statuses = [viewer.get(page).status_code for page in pages(imported)]
    assert statuses == [200, 403, 403, 403, 403]
    assert {viewer.post(action).status_code for action in actions(imported)} == {403}


def test_who_is_logged_out_is_sent_to_the_login(imported):
    for page in pages(imported):
        assert "/login/" in Client().get(page)["Location"]
    for action in actions(imported):
        assert "/login/" in Client().post(action)["Location"]
    assert "/login/" in Client().post(UPLOAD, {"documents": document()})["Location"]


def test_htmx_of_who_was_logged_out_goes_to_a_page_that_asks_for_the_login(imported):
    response = decide(Client(), imported, 1, "skip", headers=HTMX)
    assert response["HX-Redirect"] == imported.get_absolute_url()
    response = Client().post(UPLOAD, {"documents": document()}, headers=HTMX)
    assert "/login/" in response["HX-Redirect"]


def test_a_candidate_is_kept_out(imported, django_user_model):
    candidate = client_of(django_user_model.objects.create_user("ada", password="x"))
    assert candidate.get(url("change", imported)).status_code in {302, 403}
    assert candidate.post(url("confirm", imported)).status_code in {302, 403}
    assert not Question.objects.exists()


def test_a_colleague_confirms_what_another_editor_uploaded(imported):
    Import.objects.update(user=make_editor("first"))
    colleague = client_of(make_editor("second"))
    assert "by first" in colleague.get(url("change", imported)).content.decode()
    colleague.post(url("confirm", imported))
    assert Question.objects.count() == 1


def test_nothing_is_written_without_the_token(imported):
    editor = Client(enforce_csrf_checks=True)
    editor.force_login(make_editor())
    for action in [UPLOAD, *actions(imported)]:
        assert editor.post(action, {"decision": "skip"}).status_code == 403, action
    assert editor.post(UPLOAD, {"documents": document()}).status_code == 403
    imported.refresh_from_db()
    assert Import.objects.count() == 1
    assert imported.status == ImportStatus.PREVIEWED


def test_an_upload_with_its_token_is_taken():
    editor = Client(enforce_csrf_checks=True)
    editor.force_login(make_editor())
    token = editor.get(UPLOAD).context["csrf_token"]
    values = {"documents": document(), "layout": "auto", "csrfmiddlewaretoken": str(token)}
    assert editor.post(UPLOAD, values).status_code == 302
    assert Import.objects.count() == 1


def test_what_writes_takes_no_get(imported):
    editor = client_of(make_editor())
    for action in actions(imported)[:4]:
        assert editor.get(action).status_code == 405, action


def test_looking_writes_nothing(imported, django_assert_max_num_queries):
    editor = client_of(make_editor())
    for page in [*pages(imported), url("delete", imported)]:
        with django_assert_max_num_queries(60) as captured:
            editor.get(page)
        written = [
            query["sql"]
            for query in captured.captured_queries
            if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
        ]
        assert written == [], page


def test_what_was_confirmed_cannot_be_discarded(imported):
    editor = client_of(make_editor())
    editor.post(url("confirm", imported))
    assert editor.post(url("delete", imported)).status_code == 403
    assert Import.objects.exists()


@pytest.mark.parametrize("key", ["0", "999", "x", "1' or 1"])
def test_an_import_that_is_not_there_is_not_found(key):
    editor = client_of(make_editor())
    assert editor.get(f"/admin/questions/import/{key}/change/").status_code == 404
