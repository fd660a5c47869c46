"""What a candidate's attempts add up to."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from practice.progress.by_question import by_question
from practice.progress.by_topic import by_topic
from practice.progress.calendar import practice_calendar
from practice.progress.calibration import calibration
from practice.progress.help import help_compared
from practice.progress.missed import missed_most
from prepbank.accounts.candidates import current_candidate
from prepbank.accounts.models import Candidate
from prepbank.http import HttpRequest


@require_safe
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    candidate = current_candidate(request)
    context = _pictures(candidate, request.GET.get("page")) if candidate else {}
    return render(request, "practice/progress.html", context)


def _pictures(candidate: Candidate, page: str | None) -> dict[str, Any]:
    questions = by_question(candidate, page)
    if not questions.attempts:
        return {}
    return {
        "questions": questions,
        "topics": by_topic(candidate),
        "calendar": practice_calendar(candidate),
        "missed": missed_most(candidate),
        "help": help_compared(candidate),
        "calibration": calibration(candidate),
    }
