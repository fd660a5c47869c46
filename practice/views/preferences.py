"""How a candidate practises: pace, time zone, questions a day, and the day of the interview."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practice.schedule.preferences import PreferencesForm
from prepbank.accounts.candidates import current_candidate, ensure_candidate
from prepbank.accounts.models import Candidate
from prepbank.http import HttpRequest


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def preferences(request: HttpRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    known = current_candidate(request) or Candidate()
    form = PreferencesForm(request.POST if is_sent else None, instance=known)
    if is_sent and form.is_valid():
        form.save_for(ensure_candidate(request))
        messages.success(request, "Kept. Your days are planned by it from now on.")
        return redirect("practice:preferences")
    context = {"form": form}
    return render(request, "practice/preferences.html", context, status=422 if is_sent else 200)
