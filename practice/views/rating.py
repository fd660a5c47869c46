"""Rating oneself first: what the candidate believes they covered, before they see a verdict."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practice.models import Attempt
from prepbank.accounts.candidates import current_candidate
from prepbank.http import HttpRequest


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the rating of a sealed attempt, once: after that its verdicts are known."""
    attempts = Attempt.objects.filter(candidate=current_candidate(request), turn=None)
    own = get_object_or_404(attempts.select_related("question").prefetch_related("points"), pk=pk)
    if not own.is_sealed:
        return redirect(own)
    if request.method != "POST":
        return render(request, "practice/rate.html", {"attempt": own})
    if "skip" in request.POST:
        own.unseal()
    else:
        sent = set(request.POST.getlist("believed"))
        own.rate([each.position for each in own.points.all() if str(each.position) in sent])
    return redirect(own)
