"""Attempts: what a comparison found, what the candidate says of it, and how answers moved."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from practice.coverage import coverage_of
from practice.delivering import delivery_of
from practice.forms import DifferenceForm, OverrideForm
from practice.highlighting import highlight
from practice.history import history_of
from practice.matching import Verdict
from practice.models import Attempt, AttemptQuerySet
from practice.pacing import Pace
from practice.rating import rating_of
from practice.stories.confidential import confidential_values
from practice.views.grading import grade_context
from practice.views.opinion import opinion_on
from prepbank.accounts.candidates import current_candidate
from prepbank.http import HttpRequest
from questions.differences import difference
from questions.models import Question

TEMPLATE = "practice/attempt.html"


def _own_attempts(request: HttpRequest) -> AttemptQuerySet:
    """Return this candidate's attempts: someone else's do not exist."""
    attempts = Attempt.objects.filter(candidate=current_candidate(request))
    return attempts.select_related("question").prefetch_related("points", "mistakes")


@require_safe
@never_cache
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    own = get_object_or_404(_own_attempts(request).select_related("candidate"), pk=pk)
    if own.is_sealed:
        return redirect(own.unsealing_url)
    candidate = own.candidate
    context = _verdicts(own) | opinion_on(own)
    context |= {
        "hints": own.hint_labels(),
        "pace": Pace.of(own.text, own.question, candidate),
        "delivery": delivery_of(own, candidate, confidential_values(candidate)),
        "verdicts": [verdict.value for verdict in Verdict],
        "ticked_count": sum(mistake.ticked for mistake in own.mistakes.all()),
    }
    return render(request, TEMPLATE, context)


def _verdicts(own: Attempt) -> dict[str, Any]:
    """What of the page changes with a verdict."""
    points = list(own.points.all())
    return {
        "attempt": own,
        "points": points,
        "rating": rating_of(points),
        "coverage": coverage_of(points),
        "segments": highlight(own.text, points),
        **grade_context(own),
    }


@require_POST
def override(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Keep the candidate's own verdict on one point beside the engine's."""
    own = get_object_or_404(_own_attempts(request).opened(), pk=pk)
    points = {point.position: point for point in own.points.all()}
    if position not in points:
        raise Http404
    form = OverrideForm(request.POST)
    if form.is_valid():
        points[position].override_with(form.cleaned_data["verdict"])
    if not request.htmx:
        return redirect(f"{own.get_absolute_url()}#point-{position}")
    context = _verdicts(own) | {"point": points[position]}
    return render(request, f"{TEMPLATE}#settled", context)


@require_POST
def tick_mistakes(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep which common mistakes the candidate found in this answer."""
    own = get_object_or_404(_own_attempts(request).opened(), pk=pk)
    sent = set(request.POST.getlist("mistake"))
    ticked = [each.position for each in own.mistakes.all() if str(each.position) in sent]
    own.tick_mistakes(ticked)
    if not request.htmx:
        return redirect(f"{own.get_absolute_url()}#mistakes")
    return render(request, f"{TEMPLATE}#mistakes-kept", {"ticked_count": len(ticked)})


@require_safe
@never_cache
def history(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Question.objects.visible_to(request.user), slug=slug)
    candidate = current_candidate(request)
    context = {
        "question": shown,
        "history": history_of(candidate, shown, request.GET.get("page")) if candidate else None,
    }
    return render(request, "practice/history.html", context)


@require_safe
@never_cache
def attempt_difference(request: HttpRequest, slug: str) -> HttpResponse:
    """Two attempts at one question, word by word."""
    form = DifferenceForm(request.GET)
    candidate = current_candidate(request)
    if not form.is_valid() or candidate is None:
        raise Http404
    attempts = Attempt.objects.opened().filter(candidate=candidate, question__slug=slug)
    attempts = attempts.select_related("question")
    before = get_object_or_404(attempts, number=form.cleaned_data["before"])
    after = get_object_or_404(attempts, number=form.cleaned_data["after"])
    context = {
        "question": before.question,
        "before": before,
        "after": after,
        "changes": difference(before.text, after.text),
    }
    return render(request, "practice/difference.html", context)
