"""What people see when a request is refused, with what they typed kept in sight."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was out of date, and show the text it sent so that it can be copied.

    The text is only shown, never sent again from here: another site could have posted it.
    """
    context = {"text": request.POST.get("text", ""), "address": request.path}
    return render(request, "403_csrf.html", context, status=403)
