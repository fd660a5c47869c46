"""Chosen questions as a download, in each format, from the list in admin."""

from __future__ import annotations

import tempfile
from functools import partial
from typing import Any

from django.contrib.admin.options import IS_POPUP_VAR
from django.http import FileResponse, HttpRequest
from django.utils import timezone

from questions.bankfile.writers.choosing import bank_of
from questions.bankfile.writers.formats import FORMATS, Format
from questions.bankfile.writers.packing import write_zip
from questions.models import QuestionQuerySet
from questions.part_admin import HistoryAdmin


class ExportingAdmin(HistoryAdmin):
    """An admin of questions with an action for each format, for whoever may view them."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if IS_POPUP_VAR not in request.GET and self.has_view_permission(request):
            actions |= {f"export_{name}": _action(one) for name, one in _offered().items()}
        return actions


def _offered() -> dict[str, Format]:
    return {name: one for name, one in FORMATS.items() if one.is_available()}


def _action(chosen: Format) -> tuple[Any, str, str]:
    return partial(_download, chosen), f"export_{chosen.name}", f"Export as {chosen.title}"


def _download(chosen: Format, _: Any, __: HttpRequest, questions: QuestionQuerySet) -> FileResponse:
    """Return the export as an attachment: written before it is sent, so that no half of one is."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    pieces = chosen.write(bank_of(questions))
    if chosen.is_many:
        write_zip(pieces, file)
    else:
        file.writelines(piece for _, piece in pieces)
    file.seek(0)
    media_type = "application/zip" if chosen.is_many else chosen.media_type
    return FileResponse(
        file, as_attachment=True, filename=file_name(chosen), content_type=media_type
    )


def file_name(chosen: Format) -> str:
    """Return the download's name, such as ``prepbank-markdown-2026-02-28.zip``."""
    suffix = ".zip" if chosen.is_many else chosen.suffix
    return f"prepbank-{chosen.name}-{timezone.localdate()}{suffix}"
