"""The page of one's own data: downloads, and the import of what was downloaded."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from practice.models import Story
from practice.portable import anki, reading
from practice.portable.collecting import collect
from practice.portable.downloads import DECKS, OF_ONES_OWN
from practice.views import data
from prepbank.accounts.candidates import SESSION_KEY
from prepbank.accounts.models import Candidate
from questions.models import Question

pytestmark = pytest.mark.django_db
PAGE = reverse("practice:data")


def address(name):
    return reverse("practice:download", args=[name])


@pytest.fixture
def signed_in(client, ada):
    client.force_login(ada.user)
    return client


def upload(client, content, **fields):
    if not isinstance(content, bytes):
        content = json.dumps(content).encode()
    file = SimpleUploadedFile("prepbank-practice.json", content, "application/json")
    return client.post(PAGE, {"file": file, **fields})


def told(response):
    return [str(message) for message in response.wsgi_request._messages]


def errors_of(response):
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


# --- Downloads ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "file", "content_type"),
    [
        ("json", "prepbank-practice-{}.json", "application/json"),
        ("markdown", "prepbank-practice-{}.md", "text/markdown; charset=utf-8"),
        ("attempts", "prepbank-attempts-{}.csv", "text/csv; charset=utf-8"),
        ("due", "prepbank-due-{}.csv", "text/csv; charset=utf-8"),
        ("calendar", "prepbank-calendar-{}.ics", "text/calendar; charset=utf-8"),
        ("anki", "prepbank-key-points-{}.apkg", "application/octet-stream"),
        ("anki-all", "prepbank-all-key-points-{}.apkg", "application/octet-stream"),
    ],
)
def test_each_file_is_an_attachment_that_nobody_keeps(
    signed_in, name, file, content_type, monkeypatch
):
    monkeypatch.setattr(timezone, "localdate", lambda *args, **options: date(2025, 3, 9))
    response = signed_in.get(address(name))
    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="{file.format("2025-03-09")}"'
    assert "no-store" in response["Cache-Control"]
    assert response.content


def test_the_json_is_the_document(signed_in, ada):
    content = signed_in.get(address("json")).content
    assert json.loads(content) == collect(ada)
    assert "zurück. 🙂" in content.decode(), "as it is written, not escaped"


def test_the_page_links_every_file(signed_in):
    page = signed_in.get(PAGE).content.decode()
    for name in [*OF_ONES_OWN, *DECKS]:
        assert f'href="{address(name)}"' in page
    assert "2 drafts, 3 attempts, 2 stories, 2 mock interviews and 1 planned review" in page


@pytest.mark.parametrize("name", ["everything", "json2", "JSON"])
def test_other_files_there_are_not(signed_in, name):
    assert signed_in.get(f"/practice/data/{name}/").status_code == 404


@pytest.mark.parametrize("name", [*OF_ONES_OWN, "anki"])
def test_who_has_nothing_downloads_nothing(client, ada, name):
    assert client.get(address(name)).status_code == 404


def test_without_genanki_the_page_says_how_to_get_it(signed_in, monkeypatch):
    monkeypatch.setattr(anki, "find_spec", lambda name: None)
    page = signed_in.get(PAGE).content.decode()
    assert "make install-anki" in page
    assert address("anki") not in page
    for name in DECKS:
        assert signed_in.get(address(name)).status_code == 404


def test_reading_makes_nobody_a_candidate(client, outage):
    for path in (PAGE, address("anki-all"), reverse("practice:delete-all")):
        assert client.get(path).status_code == 200
    assert not Candidate.objects.exists()
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize("name", OF_ONES_OWN)
def test_a_file_costs_a_bounded_number_of_queries(signed_in, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        signed_in.get(address(name))


def test_a_file_is_only_read(signed_in):
    assert signed_in.post(address("json")).status_code == 405


# --- Import ---------------------------------------------------------------------------------------


def test_an_account_with_nothing_imports_without_a_tick(client, everything, bob):
    client.force_login(bob.user)
    response = upload(client, everything)
    assert response.status_code == 302
    assert response["Location"] == PAGE
    bob.refresh_from_db()
    assert collect(bob) == everything
    assert told(response) == [
        "Imported: 2 drafts, 3 attempts, 2 stories, 2 mock interviews and 1 planned review."
    ]


def test_an_account_that_never_practised_gets_its_candidate(client, everything, django_user_model):
    user = django_user_model.objects.create_user("new")
    client.force_login(user)
    upload(client, everything)
    assert collect(Candidate.objects.get(user=user)) == everything


def test_a_visitor_becomes_a_candidate(client, everything):
    assert upload(client, everything).status_code == 302
    visitor = Candidate.objects.get(pk=client.session[SESSION_KEY])
    assert visitor.user is None
    assert collect(visitor) == everything
    assert client.get(address("json")).json() == everything


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"format": "prepbank-practice", "version": 9}'])
def test_a_refused_file_leaves_a_visitor_unknown(client, everything, content):
    known = Candidate.objects.count()
    response = upload(client, content)
    assert response.status_code == 422
    assert errors_of(response)[0].startswith("Nothing was imported. This ")
    assert Candidate.objects.count() == known
    assert SESSION_KEY not in client.session


def test_what_is_here_is_replaced_only_with_a_tick(signed_in, ada, everything):
    Story.objects.create(candidate=ada, title="Since then")
    response = upload(signed_in, everything)
    assert response.status_code == 422
    assert "only if you say so" in errors_of(response)[0]
    assert ada.stories.count() == 3
    assert upload(signed_in, everything, replace="on").status_code == 302
    assert collect(ada) == everything


def test_missing_questions_are_listed_and_may_be_left_out(client, everything, ada, bob, rollback):
    ada.user.delete()
    rollback.delete()
    client.force_login(bob.user)
    response = upload(client, everything)
    assert response.status_code == 422
    assert errors_of(response) == ["Nothing was imported. These are not in this bank: rollback."]
    assert "<code>rollback</code>" in response.content.decode()
    response = upload(client, everything, skip_missing="on")
    assert told(response)[0] == "Imported: 1 draft, 2 attempts, 2 stories and 1 planned review."
    assert told(response)[1] == (
        "Left out: 1 draft, 1 attempt and 2 mock interviews, and the links of stories, that belong "
        "to what this server does not have: rollback."
    )


def test_no_file_is_said_to_be_none(client):
    response = client.post(PAGE, {})
    assert response.status_code == 422
    assert errors_of(response) == ["Choose the file first."]
    assert errors_of(upload(client, b"")) == ["This file is empty."]


def test_a_file_that_is_too_large_is_refused_with_a_way_out(client, monkeypatch):
    monkeypatch.setattr("practice.portable.forms.MOST_BYTES", 100)
    response = upload(client, b" " * 101)
    assert response.status_code == 422
    assert "manage.py import_user NAME FILE" in errors_of(response)[0]


def test_too_many_entries_are_refused_before_they_are_read(client, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BRACKETS", 100)
    response = upload(client, b"[" * 101)
    assert errors_of(response) == [
        "Nothing was imported. This file has far more entries than a practice does."
    ]


def test_imports_go_one_after_the_other(client, everything, monkeypatch):
    monkeypatch.setattr(data, "LONGEST_WAIT", 0.01)
    with data.places:
        response = upload(client, everything)
    assert errors_of(response)[0].startswith("Nothing was imported. Somebody else's import")
    assert upload(client, everything).status_code == 302
    assert upload(client, b"[]").status_code == 422
    assert data.places.acquire(blocking=False)
    data.places.release()


def test_what_a_file_says_is_escaped(client, everything):
    everything["stories"][0]["title"] = 7
    everything["<script>alert(1)</script>"] = 1
    page = upload(client, everything).content.decode()
    assert "<script>alert" not in page


def test_a_form_without_its_token_is_refused(ada):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada.user)
    assert strict.post(PAGE, {}).status_code == 403


def test_the_page_works_where_there_is_nothing_at_all(client, db):
    Question.objects.all().delete()
    assert "Nothing of yours is here yet" in client.get(PAGE).content.decode()
    assert client.get(address("anki-all")).status_code == 200
