"""The page of one question: its prompt and facts, and the rest rung by rung as it is asked for."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from practice.forms import RevealForm
from practice.models import Attempt, Draft, Rung
from practice.revealing import ladder_for, reveal
from prepbank.accounts.candidates import current_candidate, ensure_candidate
from prepbank.http import HttpRequest
from questions.models import Question


@require_safe
@never_cache
def question(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(
        Question.objects.visible_to(request.user).prefetch_related("topics", "follow_ups"),
        slug=slug,
    )
    candidate = current_candidate(request)
    attempts = Attempt.objects.opened().filter(candidate=candidate, question=shown).with_coverage()
    draft = Draft.objects.working().filter(candidate=candidate, question=shown).first()
    context = {
        "question": shown,
        "draft": draft,
        "ladder": ladder_for(shown, draft),
        "latest_attempt": attempts.first(),
        "related": shown.related.published(),
    }
    return render(request, "practice/question.html", context)


@require_POST
def reveal_rung(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the next rung from the question's page. The workspace has its own, which saves first."""
    shown = get_object_or_404(Question.objects.visible_to(request.user), slug=slug)
    form = RevealForm(request.POST)
    draft, _ = Draft.objects.get_or_create(
        candidate=ensure_candidate(request), question=shown, turn=None
    )
    if form.is_valid():
        reveal(draft, Rung(form.cleaned_data["rung"]))
    if not request.htmx:
        return redirect(f"{shown.get_absolute_url()}#ladder")
    context = {"question": shown, "ladder": ladder_for(shown, draft)}
    return render(request, "practice/question.html#ladder", context)
