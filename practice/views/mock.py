"""Mock interviews: choosing one, its turns one page each, and the report at the end."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from practice.desk import Desk
from practice.forms import MockInterviewForm
from practice.interviews.holding import (
    TooFewQuestionsError,
    begin_interview,
    current_turn,
    finish,
    interruption_of,
    settle,
    start,
    two_texts_in,
)
from practice.interviews.reporting import report_on_interview
from practice.models import ClockAction, Draft, MockInterview, Turn
from practice.views.editor import Editor, answer, desk_at, go, page, saves_first
from prepbank.accounts.candidates import current_candidate, ensure_candidate
from prepbank.http import HttpRequest

A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mocks(request: HttpRequest) -> HttpResponse:
    """Earlier interviews, and the form that begins one."""
    form = MockInterviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            interview = begin_interview(ensure_candidate(request), **form.choice())
        except TooFewQuestionsError as error:
            form.add_error(None, f"{error} Choose more topics, another round, or fewer questions.")
        else:
            return redirect(interview)
    return _mocks(request, form)


def _mocks(request: HttpRequest, form: MockInterviewForm) -> HttpResponse:
    own = MockInterview.objects.filter(candidate=current_candidate(request)).with_counts()
    unfinished_first = own.order_by(F("finished_at").desc(nulls_first=True), "-pk")
    interviews = Paginator(unfinished_first.prefetch_related("topics"), A_PAGE)
    context = {"form": form, "page": interviews.get_page(request.GET.get("page"))}
    return render(request, "practice/mocks.html", context, status=422 if form.errors else 200)


def _own_interview(request: HttpRequest, pk: int) -> MockInterview:
    """Return the interview if it is this candidate's; someone else's does not exist."""
    interviews = MockInterview.objects.select_related("candidate")
    return get_object_or_404(interviews, pk=pk, candidate=current_candidate(request))


@require_safe
@never_cache
def mock(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the interview has come to, or its report when it is over."""
    interview = _own_interview(request, pk)
    if interview.finished_at is None:
        turn = current_turn(interview)
        waiting = {"interview": interview}
        return redirect(turn) if turn else render(request, "practice/mock_over.html", waiting)
    report = report_on_interview(interview, interview.candidate)
    context = {"interview": interview, "report": report}
    return render(request, "practice/mock_report.html", context)


@require_safe
@never_cache
def turn(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    desk = desk_at(request, pk=pk, position=position)
    asked = _turn_of(desk)
    if asked.is_over:
        return redirect(asked.interview)
    return page(request, Editor(desk, desk.draft_of(current_candidate(request))))


def _turn_of(desk: Desk) -> Turn:
    if desk.turn is None:
        raise Http404
    return desk.turn


@saves_first
def turn_interrupted(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    """Stop the question's clock and go to what interrupts it."""
    turn = _turn_of(editor.desk)
    if _is_undecided(editor, draft):
        return answer(request, editor, "saved", status=409)
    draft.tell_clock(ClockAction.STOP)
    return _go_to(request, interruption_of(turn) or turn)


@saves_first
def turn_done(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    """Go on: to what still interrupts this answer, back from it, to the next question, or to the end."""
    turn = _turn_of(editor.desk)
    if _is_undecided(editor, draft):
        return answer(request, editor, "saved", status=409)
    interruption = interruption_of(turn)
    if interruption:
        draft.tell_clock(ClockAction.STOP)
        messages.info(request, "Before you go on, the interviewer has one more question.")
        return _go_to(request, interruption)
    settle(turn)
    return _go_on(request, turn.interview)


@saves_first
def turn_end(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    """End the interview here. What was written so far is compared."""
    if _is_undecided(editor, draft):
        return answer(request, editor, "saved", status=409)
    return _end(request, _turn_of(editor.desk).interview)


@require_POST
def mock_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The same from a page without an editor."""
    return _end(request, _own_interview(request, pk))


def _end(request: HttpRequest, interview: MockInterview) -> HttpResponse:
    undecided = two_texts_in(interview)
    if undecided:
        messages.warning(request, "Before it ends, choose between the two texts of this answer.")
        return go(request, undecided.get_absolute_url())
    finish(interview)
    return go(request, interview.get_absolute_url())


def _is_undecided(editor: Editor, draft: Draft) -> bool:
    """Whether there are two texts of this answer; then the page says so."""
    if editor.conflict is None and draft.kept_texts.exists():
        editor.problem = "There are two texts of this answer. Choose above, then go on."
    return bool(editor.conflict or editor.problem)


def _go_on(request: HttpRequest, interview: MockInterview) -> HttpResponse:
    # Another page may have ended it meanwhile.
    interview.refresh_from_db()
    following = current_turn(interview)
    if following and interview.finished_at is None:
        return _go_to(request, following)
    return _end(request, interview)


def _go_to(request: HttpRequest, turn: Turn) -> HttpResponse:
    start(turn)
    return go(request, turn.get_absolute_url())
