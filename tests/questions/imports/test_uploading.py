"""The page on which documents are sent: what it takes, and what it says where it takes nothing."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from questions.bankfile.intake import limits
from questions.import_pages import uploading
from questions.models import Import, Question
from tests.questions.admin_pages import client_of, make_editor
from tests.questions.imports.import_pages import ANSWERS, HTMX, UPLOAD, document, numbered, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return client_of(make_editor())


def errors(response):
    return response.context["form"].errors


def test_the_page_says_what_it_does_and_that_nothing_is_written_yet(editor):
    page = editor.get(UPLOAD).content.decode()
    assert "Nothing is written to the bank before that" in page
    assert 'enctype="multipart/form-data"' in page
    assert "multiple" in page
    assert ".md" in page


def test_each_layout_can_be_named(editor):
    choices = dict(editor.get(UPLOAD).context["form"]["layout"].field.choices)
    assert "auto" in choices
    assert choices["numbered-answers"].startswith("Numbered answers: ")


def test_a_document_becomes_a_preview_and_the_bank_stays_as_it_is(editor):
    response = upload(editor)
    imported = Import.objects.get()
    assert response.status_code == 302
    assert response["Location"] == imported.get_absolute_url()
    assert imported.items.count() == len(ANSWERS)
    assert str(imported.user) == "ed"
    assert not Question.objects.exists()


def test_htmx_is_sent_to_the_preview(editor):
    response = upload(editor, headers=HTMX)
    assert response["HX-Redirect"] == Import.objects.get().get_absolute_url()


def test_several_documents_are_one_import(editor):
    more = numbered({"What is an error budget for?": "It says when to stop shipping and mend."})
    upload(editor, document(), document(more, "budget.md"))
    assert [source["name"] for source in Import.objects.get().sources] == ["week.md", "budget.md"]
    assert Import.objects.get().items.count() == len(ANSWERS) + 1


def test_an_archive_is_read(editor):
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("bank/week.md", numbered(ANSWERS))
    upload(editor, SimpleUploadedFile("bank.zip", archive.getvalue()))
    assert Import.objects.get().sources[0]["name"] == "bank.zip/bank/week.md"


def test_wishes_reach_every_question(editor):
    upload(
        editor,
        source="The runbook",
        licence="CC0 1.0",
        attribution="Ada",
        suggests_key_points="",
    )
    for item in Import.objects.get().items.all():
        assert item.found["source"]["text"] == "The runbook"
        assert item.found["licence"]["text"] == "CC0 1.0"
        assert item.found["attribution"]["text"] == "Ada"
        assert "key_points" not in item.found


def test_key_points_are_suggested_unless_that_is_unticked(editor):
    upload(editor)
    points = Import.objects.get().items.first().found["key_points"]
    assert points
    assert all(point["is_suggestion"] for point in points)


def test_the_named_layout_is_used(editor):
    upload(editor, layout="numbered-answers")
    assert Import.objects.get().sources[0]["layout"] == "numbered-answers"


def test_no_document_is_refused_by_its_field_and_the_rest_stays(editor):
    response = editor.post(UPLOAD, {"layout": "spoken-answers", "source": "The runbook"})
    assert response.status_code == 422
    assert errors(response) == {"documents": ["Choose at least one document."]}
    page = response.content.decode()
    assert 'value="The runbook"' in page
    assert "Choose the files again" in page
    form = response.context["form"]
    assert form["layout"].value() == "spoken-answers"
    assert form["suggests_key_points"].value() is False


def test_htmx_gets_the_form_alone_with_its_files_preserved(editor):
    response = editor.post(UPLOAD, {"layout": "auto"}, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 422
    assert page.strip().startswith('<form id="upload"')
    assert "hx-preserve" in page
    assert "Choose the files again" not in page
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.md"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\1", "photo.md"),
        (b"Nothing is asked here.", "letter.md"),
        (b"MZ\0\0", "setup.exe"),
        (b"PK\x03\x04broken", "bank.zip"),
    ],
)
def test_where_nothing_is_found_each_document_is_named_with_the_reason(editor, content, name):
    response = upload(editor, SimpleUploadedFile(name, content))
    assert response.status_code == 422
    assert name in [fault["file"] for fault in response.context["faults"]]
    assert name in response.content.decode()
    assert not Import.objects.exists()


def test_a_long_licence_is_refused_by_its_field(editor):
    response = upload(editor, licence="x" * 101)
    assert list(errors(response)) == ["licence"]
    assert not Import.objects.exists()


def test_an_unknown_layout_is_refused(editor):
    assert list(errors(upload(editor, layout="runes"))) == ["layout"]


def test_too_much_is_refused_and_the_rest_of_the_form_stays(editor, monkeypatch):
    monkeypatch.setattr(uploading, "MAX_ALL_BYTES", 1_000)
    big = document("x" * 600, "one.md"), document("y" * 600, "two.md")
    response = upload(editor, *big, source="The runbook")
    assert response.status_code == 422
    assert errors(response) == {"documents": [uploading.TOO_MUCH]}
    assert response.context["form"]["source"].value() == "The runbook"


def test_of_too_much_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(uploading, "MAX_ALL_BYTES", 100)
    handler = uploading.CappedUpload()
    handler.new_file("documents", "big.md", "text/plain", None)
    for _ in range(5):
        assert handler.receive_data_chunk(b"x" * 60, 0) is None
    assert handler.is_exceeded
    assert handler.content.getvalue() == b""
    assert handler.file_complete(300) is None


def test_the_limit_is_the_readers_own():
    assert uploading.MAX_ALL_BYTES == limits.MAX_ALL_BYTES


def test_too_many_files_are_refused_in_words(editor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    response = upload(editor, *(document(name=f"{number}.md") for number in range(3)))
    assert response.status_code == 422
    assert errors(response) == {"documents": [uploading.TOO_MANY]}
    assert response.context["form"]["suggests_key_points"].value() is True
    assert not Import.objects.exists()


def test_a_hostile_name_is_shown_as_text(editor):
    upload(editor, document(name="<img src=x>.md"))
    page = editor.get(Import.objects.get().get_absolute_url()).content.decode()
    assert "<img src=x>" not in page
    assert "&lt;img src=x&gt;.md" in page
