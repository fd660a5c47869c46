"""Chosen questions as a download from the list in admin."""

import csv
import io
import json
import zipfile

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.utils import timezone

from questions.bankfile.writers import anki_deck
from questions.bankfile.writers.formats import FORMATS
from questions.export_admin import ExportingAdmin, file_name
from questions.models import Question
from tests.factories import make_question
from tests.questions.admin_pages import make_editor, make_viewer

pytestmark = pytest.mark.django_db


class ExportAdmin(ExportingAdmin):
    """The least admin with the actions: they need nothing else of the real one."""


@pytest.fixture
def exporting() -> ExportAdmin:
    make_question("first", position=20, topics=("backups",))
    make_question("second", position=10)
    return ExportAdmin(Question, admin.AdminSite())


def request_of(user: object, query: str = "") -> object:
    request = RequestFactory().get(f"/{query}")
    request.user = user
    return request


def download(exporting: ExportAdmin, name: str, *slugs: str) -> tuple[object, bytes]:
    request = request_of(make_viewer())
    action, *_ = exporting.get_actions(request)[f"export_{name}"]
    response = action(exporting, request, Question.objects.filter(slug__in=slugs))
    return response, b"".join(response.streaming_content)


def test_an_action_for_each_format(exporting: ExportAdmin) -> None:
    actions = exporting.get_actions(request_of(make_editor()))
    offered = {name: text for name, (_, _, text) in actions.items() if "export" in name}
    assert offered["export_json"] == "Export as JSON"
    assert list(offered) == [f"export_{name}" for name in FORMATS]


@pytest.mark.parametrize("name", FORMATS)
def test_a_download_is_an_attachment_with_a_name(exporting: ExportAdmin, name: str) -> None:
    response, content = download(exporting, name, "first")
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="{file_name(FORMATS[name])}"'
    )
    assert int(response.headers["Content-Length"]) == len(content) > 0


def test_one_file_is_sent_as_it_is(exporting: ExportAdmin) -> None:
    response, content = download(exporting, "csv", "first")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert [(row["record"], row["slug"]) for row in rows] == [
        ("topic", "backups"),
        ("question", "first"),
    ]


def test_many_files_are_sent_in_an_archive(exporting: ExportAdmin) -> None:
    response, content = download(exporting, "markdown", "first", "second")
    assert response.headers["Content-Type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert names == ["questions/first.md", "questions/second.md", "topics.md"]


def test_questions_come_in_the_bank_s_order(exporting: ExportAdmin) -> None:
    _, content = download(exporting, "json", "first", "second")
    assert [one["slug"] for one in json.loads(content)["questions"]] == ["second", "first"]


def test_names_of_files_say_format_and_day() -> None:
    today = timezone.localdate().isoformat()
    assert file_name(FORMATS["fixtures"]) == f"prepbank-fixtures-{today}.zip"
    assert file_name(FORMATS["anki"]) == f"prepbank-anki-{today}.apkg"


def test_who_may_not_view_may_not_export(exporting: ExportAdmin) -> None:
    nobody = make_viewer()
    nobody.user_permissions.clear()
    nobody.groups.clear()
    nobody = type(nobody).objects.get(pk=nobody.pk)
    assert exporting.get_actions(request_of(nobody)) == {}


def test_a_window_that_picks_a_question_offers_none(exporting: ExportAdmin) -> None:
    assert exporting.get_actions(request_of(make_editor(), "?_popup=1")) == {}


def test_a_format_without_its_package_is_not_offered(
    exporting: ExportAdmin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anki_deck, "find_spec", lambda name: None)
    assert "export_anki" not in exporting.get_actions(request_of(make_editor()))
