"""Today: what to do next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from practice.models import MockInterview
from practice.schedule.today import today_for
from prepbank.accounts.candidates import current_candidate
from prepbank.http import HttpRequest


@require_safe
@never_cache
def today(request: HttpRequest) -> HttpResponse:
    candidate = current_candidate(request)
    shown = today_for(candidate)
    context = {
        "today": shown,
        "terms": shown.schedule.terms,
        "unfinished": MockInterview.objects.unfinished().filter(candidate=candidate).first(),
    }
    return render(request, "practice/today.html", context)
