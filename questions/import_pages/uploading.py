"""What an editor sends to have questions imported: documents, and wishes for all that they hold."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from questions.bankfile.importing.previewing import Wishes
from questions.bankfile.intake.gathering import ARCHIVES, SUFFIXES
from questions.bankfile.intake.limits import MAX_ALL_BYTES, mebibytes
from questions.bankfile.layouts.recognising import AUTO, LAYOUTS, MARKS
from questions.models import Question

MOST_FILES = settings.DATA_UPLOAD_MAX_NUMBER_FILES
TOO_MANY = f"More than {MOST_FILES} files came, so nothing of the form was read. Put them into one .zip file."
TOO_MUCH = (
    f"These files are larger than {mebibytes(MAX_ALL_BYTES)} together, so none was read. "
    "Send fewer at a time."
)


class CappedUpload(FileUploadHandler):
    """Keeps the files of one request in memory, up to ``MAX_ALL_BYTES``; above that, none of them."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0

    @property
    def is_exceeded(self) -> bool:
        return self.received > MAX_ALL_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.is_exceeded:
            self.content = BytesIO()
        else:
            self.content.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.is_exceeded:
            return None
        self.content.seek(0)
        return InMemoryUploadedFile(
            self.content,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )


def refusal(request: Any) -> str:
    """Say why the files of ``request`` were not taken; empty where they were."""
    handlers = request.upload_handlers
    is_too_much = any(isinstance(one, CappedUpload) and one.is_exceeded for one in handlers)
    return TOO_MUCH if is_too_much else ""


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files. An empty one is for the reader to report, which names it."""

    widget = SeveralFilesInput(attrs={"accept": ",".join((*SUFFIXES, *ARCHIVES))})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [super(SeveralFilesField, self).clean(one, initial) for one in data or [None]]


def _layouts() -> list[tuple[str, str]]:
    """Return each layout with a sentence that says what it looks like."""
    named = [(name, f"{_named(name)}: {MARKS[name]}") for name in LAYOUTS if name in MARKS]
    others = [(name, _named(name)) for name in LAYOUTS if name not in MARKS]
    return [(AUTO, "Recognise it, document by document"), *named, *others]


def _named(layout: str) -> str:
    return layout.replace("-", " ").capitalize()


def _stated_nowhere(name: str) -> forms.CharField:
    """Return a field for what questions shall say of themselves where their document does not."""
    field: Any = Question._meta.get_field(name)
    return forms.CharField(required=False, max_length=field.max_length, help_text=field.help_text)


class UploadForm(forms.Form):
    documents = SeveralFilesField(
        allow_empty_file=True,
        error_messages={"required": "Choose at least one document."},
    )
    layout = forms.ChoiceField(choices=_layouts, widget=forms.RadioSelect, initial=AUTO)
    suggests_key_points = forms.BooleanField(
        required=False,
        initial=True,
        label="Suggest key points where a document has none",
        help_text=(
            "They are taken from the sample answer and marked as suggestions, which candidates are told, "
            "until an editor approves them."
        ),
    )
    creates_topics = forms.BooleanField(
        required=False,
        initial=True,
        label="Create topics that are new",
        help_text="Otherwise a topic that the bank does not have is left out.",
    )
    source = _stated_nowhere("source")
    licence = _stated_nowhere("licence")
    attribution = _stated_nowhere("attribution")

    def __init__(self, *args: Any, refusal: str = "", **kwargs: Any) -> None:
        """``refusal`` says why none of the files that were sent was taken."""
        super().__init__(*args, **kwargs)
        self.refusal = refusal
        for name, field in self.fields.items():
            if name != "layout":
                field.widget.attrs["aria-describedby"] = f"id_{name}_help id_{name}_errors"

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        if self.refusal:
            self.errors.pop("documents", None)
            self.add_error("documents", self.refusal)

    @property
    def contents(self) -> Iterator[tuple[str, bytes]]:
        """The name and the content of each file, one at a time."""
        for file in self.cleaned_data["documents"]:
            yield file.name, file.read()

    @property
    def wishes(self) -> Wishes:
        names = ("suggests_key_points", "creates_topics", "source", "licence", "attribution")
        return Wishes(**{name: self.cleaned_data[name] for name in names})
