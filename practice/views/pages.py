"""Where people arrive: the landing page, and a candidate's own page."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from practice.overview import overview_of
from prepbank.accounts.candidates import current_candidate
from prepbank.http import HttpRequest
from questions.models import PracticeStatus, Question, QuestionQuerySet


@require_safe
@never_cache
def landing(request: HttpRequest) -> HttpResponse:
    candidate = current_candidate(request)
    questions = Question.objects.published().with_status_for(candidate)
    count = questions.count()
    unseen = questions.filter(Q(practice_status=PracticeStatus.NEW))
    return render(
        request,
        "practice/landing.html",
        {
            "question_count": count,
            "question": _question_of_the_day(unseen) or _question_of_the_day(questions),
        },
    )


def _question_of_the_day(questions: QuestionQuerySet) -> Question | None:
    """The same one all day, so that going back finds it again."""
    keys = list(questions.values_list("pk", flat=True))
    if not keys:
        return None
    return questions.get(pk=keys[timezone.localdate().toordinal() % len(keys)])


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    candidate = current_candidate(request)
    overview = overview_of(candidate, request.GET.get("page"))
    context = {"candidate": candidate, "overview": overview}
    return render(request, "practice/home.html", context)
