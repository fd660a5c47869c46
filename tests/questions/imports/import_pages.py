"""What the tests of the import pages share: a document, and ways to send it."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from questions.models import Import

UPLOAD = "/admin/questions/import/add/"
ANSWERS = {
    "The queue grows and nobody reads it. What do you do?": (
        "I stopped the producer, looked at what the consumers were waiting for, and drained the queue "
        "by hand. Then I added an alert on its age."
    ),
    "How do you hand over at the end of an on-call week?": (
        "I write down what broke, what I silenced and what I would watch, and walk the next person "
        "through it for a quarter of an hour."
    ),
}
HTMX = {"HX-Request": "true"}


def numbered(answers: dict[str, str]) -> str:
    """Return a document in which each numbered question is followed by its answer."""
    return "\n\n".join(
        f"## {number}. {prompt}\n\nAnswer: {answer}"
        for number, (prompt, answer) in enumerate(answers.items(), start=1)
    )


def document(text: str = "", name: str = "week.md") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (text or numbered(ANSWERS)).encode())


def upload(client: Client, *files: Any, **changes: Any) -> Any:
    """Send ``files`` with the form as it stands before anybody changes it, but for ``changes``."""
    form = {"layout": "auto", "suggests_key_points": "on", "creates_topics": "on"}
    headers = changes.pop("headers", {})
    values = {"documents": files or [document()], **form, **changes}
    return client.post(UPLOAD, values, headers=headers)


def url(page: str, imported: Import, *args: Any) -> str:
    return reverse(f"admin:questions_import_{page}", args=[imported.pk, *args])


def decide(client: Client, imported: Import, number: int, decision: str, **request: Any) -> Any:
    return client.post(url("decide", imported, number), {"decision": decision}, **request)
