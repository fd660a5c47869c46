"""How an attempt went: the suggested grade, the candidate's own, and when the question comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from practice.forms import GradeForm
from practice.models import Attempt, Grade
from practice.schedule.grading import Suggestion, grade_attempt, suggested_grade
from practice.schedule.upcoming import Schedule, schedule_of
from practice.schedule.zones import day_name
from prepbank.accounts.candidates import current_candidate
from prepbank.http import HttpRequest
from questions.models import PublicationStatus, Question

TEMPLATE = "practice/attempt_grade.html"
EXPLANATIONS = {
    Grade.AGAIN: "I could not answer it. It comes back soon.",
    Grade.HARD: "I got there, with effort or with much left out.",
    Grade.GOOD: "I answered it well enough.",
    Grade.EASY: "I would say it just like that in an interview.",
}


@dataclass(frozen=True)
class Choice:
    """One answer to "How did it go?", as the form offers it; the value 0 leaves the attempt out."""

    value: int
    label: str
    explanation: str
    is_checked: bool


@dataclass(frozen=True)
class Grading:
    """What the section shows. ``comes_back`` is None where no day is planned for the question.

    ``why_not`` says why there is none, for a graded attempt.
    """

    attempt: Attempt
    suggestion: Suggestion
    comes_back: date | None
    when: str
    why_not: str

    @property
    def choices(self) -> list[Choice]:
        chosen = self.attempt.grade or self.suggestion.grade
        graded = [
            Choice(grade.value, grade.label, EXPLANATIONS[grade], grade == chosen)
            for grade in Grade
        ]
        left_out = "It does not count, and changes nothing about when the question comes back."
        return [*graded, Choice(0, "Leave it out", left_out, False)]


def grade_context(attempt: Attempt) -> dict[str, Any]:
    """Return what practice/attempt_grade.html needs; the plan is made only for a graded attempt."""
    day, when, why_not = None, "", ""
    if attempt.grade:
        schedule = schedule_of(attempt.candidate)
        day = schedule.plan.day_of(attempt.question_id)
        when = day_name(day, schedule.terms.today) if day else ""
        why_not = "" if day else _why_not(attempt.question, schedule)
    return {"grading": Grading(attempt, suggested_grade(attempt), day, when, why_not)}


def _why_not(question: Question, schedule: Schedule) -> str:
    """Why a graded question has no day in ``schedule``."""
    if question.is_retired:
        return "This question has left the bank, so it does not come back"
    if question.status != PublicationStatus.PUBLISHED:
        return "This question is not published, so it does not come back"
    if question.pk in schedule.plan.left_out:
        return "It does not come back before the interview: the days are full"
    return "No day is planned for it"


@require_POST
def grade(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep how the attempt went. A sealed attempt does not exist yet for its candidate either."""
    attempts = Attempt.objects.opened().select_related("question", "candidate")
    attempts = attempts.prefetch_related("points")
    own = get_object_or_404(attempts, pk=pk, candidate=current_candidate(request))
    form = GradeForm(request.POST)
    if form.is_valid():
        grade_attempt(own, form.chosen())
    if request.htmx:
        context = grade_context(own) | {"form": form}
        status = 200 if form.is_valid() else 422
        return render(request, f"{TEMPLATE}#grade-kept", context, status=status)
    if not form.is_valid():
        messages.error(request, "Not kept: choose one of the answers.")
    elif own.grade is None:
        messages.success(request, "Left out: this attempt does not count.")
    return redirect(f"{own.get_absolute_url()}#grade")
