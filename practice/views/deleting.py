"""Taking single things of one's own out for good, after a page that asks."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practice.models import Attempt, Draft, MockInterview
from practice.schedule.cards import rebuild_cards
from prepbank.accounts.candidates import current_candidate
from prepbank.http import HttpRequest

TEMPLATE = "practice/delete.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete_attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one attempt with all that was said of it; when its question comes back is worked out anew."""
    attempts = Attempt.objects.opened() | Attempt.objects.unrated()
    attempts = attempts.select_related("question", "candidate")
    own = get_object_or_404(attempts, pk=pk, candidate=current_candidate(request))
    if request.method != "POST":
        context = {"attempt": own, "kind": "attempt", "back": own.get_absolute_url()}
        return render(request, TEMPLATE, context)
    _delete(own)
    messages.success(request, f"Attempt {own.number} at “{own.question}” is deleted.")
    return redirect("practice:history", own.question.slug)


@transaction.atomic
def _delete(own: Attempt) -> None:
    # The editor of a mock interview's turn holds the same words, and nobody can reach it any more.
    Draft.objects.filter(turn__attempt=own).delete()
    own.delete()
    rebuild_cards(own.candidate, [own.question_id])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete_mock(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one mock interview. Its attempts stay with their questions."""
    own = get_object_or_404(MockInterview, pk=pk, candidate=current_candidate(request))
    if request.method != "POST":
        context = {"interview": own, "kind": "mock", "back": own.get_absolute_url()}
        return render(request, TEMPLATE, context)
    Attempt.objects.filter(turn__interview=own).update(is_sealed=False)
    own.delete()
    messages.success(request, "The mock interview is deleted.")
    return redirect("practice:mocks")
