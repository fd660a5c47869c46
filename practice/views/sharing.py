"""Whether the answers that a candidate compares may be used to improve the comparison."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from prepbank.accounts.candidates import current_candidate, ensure_candidate
from prepbank.http import HttpRequest


@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """Keep the candidate's word. Who says no and has nothing here yet stays unknown."""
    shares = "shares_texts" in request.POST
    candidate = ensure_candidate(request) if shares else current_candidate(request)
    if candidate:
        candidate.share_texts(shares)
    if not request.htmx:
        return redirect(f"{reverse('practice:home')}#sharing")
    return render(request, "practice/home.html#sharing-kept", {"candidate": candidate})
