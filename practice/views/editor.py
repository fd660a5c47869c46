"""Every page with an editor: what it shows, and that the text in its form is saved before all else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.validators import slug_re
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from django_htmx.http import (
    HttpResponseClientRedirect,
    reselect,
    reswap,
    retarget,
    trigger_client_event,
)

from practice.desk import Desk
from practice.drafting import choose_text, new_writer, save_edit
from practice.forms import ClockForm, DraftForm
from practice.interviews.holding import interruption_of, start
from practice.models import Draft, KeptText, Turn
from practice.pacing import Pace
from practice.revealing import ladder_for
from practice.stories.confidential import statements_in
from practice.stories.telling import stories_for
from practice.timing import Clock
from prepbank.accounts.candidates import current_candidate, ensure_candidate
from prepbank.accounts.models import Candidate
from prepbank.http import HttpRequest
from questions.models import Question

View = Callable[..., HttpResponse]

GONE = "That mock interview is not here any more. What you typed for it is kept in this workspace."
OVER = "That answer was already handed in. What you typed since is kept in this workspace."


@dataclass
class Editor:
    """What one request to a desk is about: the draft as it now stands, and what happened."""

    desk: Desk
    draft: Draft | None
    form: DraftForm | None = None
    conflict: KeptText | None = None
    problem: str = ""

    @property
    def page(self) -> str:
        """The name of the open page that sent this, as its ``Edit`` has it."""
        return self.form.cleaned_data["writer"] if self.form else ""

    @property
    def state(self) -> str:
        if self.problem:
            return "failed"
        if self.conflict:
            return "conflict"
        return "saved" if self.draft and self.draft.saved_at else "idle"

    @property
    def version(self) -> int:
        """The version that the page's text began from: on a conflict, still the one it sent."""
        if self.conflict and self.form:
            return self.form.edit().base_version
        return self.draft.version if self.draft else 0

    @property
    def text(self) -> str:
        """The text of the page: what it sent where that was not saved, else the draft's."""
        if self.form and (self.problem or self.conflict):
            return self.form["text"].value() or ""
        return self.draft.text if self.draft else ""

    @property
    def template(self) -> str:
        return "practice/turn.html" if self.desk.turn else "practice/workspace.html"

    def context(self, candidate: Candidate | None) -> dict[str, Any]:
        desk = self.desk
        context = {
            "editor": self,
            "desk": desk,
            "question": desk.question,
            "turn": desk.turn,
            "draft": self.draft,
            "kept_texts": list(self.draft.kept_texts.all()) if self.draft else [],
            "pace": Pace.of(self.text, desk, candidate),
            "clock": Clock.of(self.draft, desk),
        }
        # A mock interview gives no help.
        if desk.turn:
            is_shown = self.form is not None and "interrupted" in self.form.data
            context["is_interruption_shown"] = is_shown
            return context | turn_context(desk.turn, self.draft)
        context |= self._confidential(candidate)
        context["stories"] = stories_for(candidate, desk.question)
        return context | {"ladder": ladder_for(desk.question, self.draft)}

    def _confidential(self, candidate: Candidate | None) -> dict[str, Any]:
        """What the text states that a story keeps to itself, and whether the page knows it already."""
        story = self.draft.story_id if self.draft else None
        statements = statements_in(self.text, candidate, story)
        stated = " | ".join(statement.quote for statement in statements)
        is_known = self.form is not None and self.form.data.get("stated", "") == stated
        return {"statements": statements, "stated": stated, "is_stated_known": is_known}


def turn_context(turn: Turn, draft: Draft | None) -> dict[str, Any]:
    """What a turn's page shows beside its editor: where the interview stands, and what interrupts it."""
    questions = [each.pk for each in turn.interview.turns.all() if not each.is_interruption]
    interruption = interruption_of(turn)
    seconds = draft.clock_seconds if draft else 0
    return {
        "number": questions.index(turn.interrupts_id or turn.pk) + 1,
        "question_count": len(questions),
        "interruption": interruption,
        "is_interrupted": interruption and seconds >= (interruption.interrupts_after or 0),
    }


def desk_at(
    request: HttpRequest, slug: str = "", pk: int | None = None, position: int | None = None
) -> Desk:
    """Return the workspace of the question ``slug``, or the turn of this candidate's interview ``pk``."""
    if pk is None:
        return Desk(get_object_or_404(Question.objects.visible_to(request.user), slug=slug))
    turns = Turn.objects.select_related("interview", "question")
    own = turns.filter(interview__candidate=current_candidate(request))
    turn = get_object_or_404(own, interview__pk=pk, position=position)
    return Desk(turn.question, turn)


def saves_first(view: View) -> View:
    """Save what the editor's form holds, then let ``view`` go on with the editor and its draft.

    ``view`` is left out when the text could not be saved: the answer then says why and keeps it.
    """

    @require_POST
    @wraps(view)
    def saving_view(
        request: HttpRequest,
        slug: str = "",
        pk: int | None = None,
        position: int | None = None,
        **kwargs: Any,
    ) -> HttpResponse:
        form = DraftForm(request.POST)
        if form.data.get("signed_in") and not request.user.is_authenticated:
            return _keep_for_owner(request, form, slug or _slug_sent(form))
        try:
            desk = desk_at(request, slug, pk, position)
        except Http404:
            return _keep_in_workspace(request, form, GONE)
        if not form.is_valid():
            return _not_saved(request, desk, form)
        if desk.turn and desk.turn.is_over:
            return _keep_after_the_end(request, form, desk.turn)
        candidate = ensure_candidate(request)
        draft, conflict = save_edit(candidate, desk.question, form.edit(), desk.turn)
        response = view(request, Editor(desk, draft, form, conflict), draft, **kwargs)
        return trigger_client_event(response, "draft-stored")

    return saving_view


@saves_first
def save(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    return answer(request, editor, "saved")


@saves_first
def clock(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    form = ClockForm(request.POST)
    if form.is_valid():
        draft.tell_clock(form.cleaned_data["clock"], editor.page)
    return answer(request, editor, "clocked")


@require_POST
def tell_time(
    request: HttpRequest, slug: str = "", pk: int | None = None, position: int | None = None
) -> HttpResponse:
    """Do what a page tells the clock of itself: go on when it opens, stop when it is left.

    No text comes with that: a page that has just opened may show an older one than its draft is about
    to hold, and a page that is left saves its own.
    """
    desk = desk_at(request, slug, pk, position)
    form = ClockForm(request.POST)
    draft = desk.draft_of(current_candidate(request))
    is_over = desk.turn is not None and desk.turn.is_over
    if desk.turn and draft is None and not is_over:
        # Its clock begins with its page, where nobody came to it by a button.
        draft = start(desk.turn)
    if draft and form.is_valid() and not is_over:
        draft.tell_clock(form.cleaned_data["clock"], request.POST.get("writer", "")[:36])
    return render(request, "practice/editor/clock.html", {"clock": Clock.of(draft, desk)})


@saves_first
def choose(
    request: HttpRequest, editor: Editor, draft: Draft, kept: int, choice: str
) -> HttpResponse:
    """Settle a conflict as the candidate chose: ``saved``, ``kept`` or ``both``."""
    choose_text(get_object_or_404(draft.kept_texts, pk=kept), choice)
    return go(request, editor.desk.get_absolute_url())


def page(request: HttpRequest, editor: Editor, status: int = 200) -> HttpResponse:
    context = editor.context(current_candidate(request)) | {"writer": new_writer()}
    return render(request, editor.template, context, status=status)


def answer(
    request: HttpRequest, editor: Editor, fragment: str, *, status: int = 200, anchor: str = ""
) -> HttpResponse:
    """Answer htmx with ``fragment``, and a browser with the page again.

    A refusal is always about saving: it goes to the page's word on that, whatever was to change, and
    never into the place of the editor.
    """
    if request.htmx:
        context = editor.context(current_candidate(request))
        fragment = fragment if status == 200 else "saved"
        response = render(request, f"{editor.template}#{fragment}", context, status=status)
        return response if status == 200 else _beside_the_editor(response)
    if editor.problem:
        return page(request, editor, status=status)
    if editor.conflict:
        messages.warning(request, "Another page changed this answer. Both texts are kept below.")
    else:
        messages.success(request, "Saved.")
    return redirect(editor.desk.get_absolute_url() + anchor)


def _beside_the_editor(response: HttpResponse) -> HttpResponse:
    return reselect(reswap(retarget(response, "#save-state"), "innerHTML"), "unset")


def go(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _not_saved(request: HttpRequest, desk: Desk, form: DraftForm) -> HttpResponse:
    reasons = [str(error) for errors in form.errors.values() for error in errors]
    draft = desk.draft_of(current_candidate(request))
    editor = Editor(desk, draft, form, problem=" ".join(reasons))
    return answer(request, editor, "saved", status=422)


def _keep_for_owner(request: HttpRequest, form: DraftForm, slug: str) -> HttpResponse:
    """Keep what somebody typed whose session has ended, and ask them to sign in again.

    It becomes a visitor's answer in the workspace, which signing in claims; for a turn of a mock
    interview too, because a visitor has no part in that.
    """
    desk = desk_at(request, slug)
    if not form.is_valid():
        return _not_saved(request, desk, form)
    if form.cleaned_data["leaving"]:
        # The words of somebody who has just logged out are not for whoever comes next. They
        # wait on the device for their owner.
        return HttpResponse(status=409)
    save_edit(ensure_candidate(request), desk.question, form.edit())
    messages.info(
        request,
        "You were signed out. What you typed is kept: sign in and it joins your account.",
    )
    query = urlencode({"next": desk.get_absolute_url()})
    return go(request, f"{reverse('account_login')}?{query}")


def _keep_in_workspace(request: HttpRequest, form: DraftForm, why: str) -> HttpResponse:
    """Keep what was typed for a turn that takes it no longer, in the question's workspace.

    Raises Http404 where the form names no question: then nobody wrote it here.
    """
    desk = desk_at(request, _slug_sent(form))
    if not form.is_valid():
        return _not_saved(request, desk, form)
    if form.cleaned_data["text"].strip():
        # As a page of its own, so that it never takes the place of what stands there.
        edit = replace(form.edit(), base_version=0, writer=new_writer())
        save_edit(ensure_candidate(request), desk.question, edit)
    messages.warning(request, why)
    response = go(request, desk.get_absolute_url())
    return trigger_client_event(response, "draft-stored")


def _keep_after_the_end(request: HttpRequest, form: DraftForm, turn: Turn) -> HttpResponse:
    """Go on from a page that was still open. Words that the interview has not got are kept."""
    draft = getattr(turn, "draft", None)
    given = turn.attempt.text if turn.attempt else draft.text if draft else ""
    if form.cleaned_data["text"].strip() in ("", given.strip()):
        return go(request, turn.interview.get_absolute_url())
    return _keep_in_workspace(request, form, OVER)


def _slug_sent(form: DraftForm) -> str:
    slug = form.data.get("question", "")
    return slug if slug_re.fullmatch(slug) else ""
