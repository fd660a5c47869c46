"""What people see when a request is refused, with what they typed kept in sight."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TYPED = (
    "text",
    "title",
    "severity",
    "situation",
    "affected",
    "role",
    "actions",
    "result",
    "prevention",
    "-label",
    "-value",
)
"""How the names of fields end that people write in: no password's does."""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was out of date, and show the text it sent so that it can be copied.

    The text is only shown, never sent again from here: another site could have posted it.
    """
    typed = [str(value) for name, value in request.POST.items() if name.endswith(TYPED) and value]
    context = {"text": "\n\n".join(typed), "address": request.path}
    return render(request, "403_csrf.html", context, status=403)
