"""The workspace: where an answer is written. Whatever its form sends, the text in it is saved first."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from practice.comparing import NothingToCompareError, compare_draft
from practice.drafting import append_text, choose_text, new_writer, save_edit, start_afresh
from practice.forms import DraftForm, RevealForm
from practice.models import Draft, KeptText, Rung
from practice.pacing import Pace
from practice.revealing import ladder_for, outline, reveal
from prepbank.accounts.candidates import current_candidate, ensure_candidate
from prepbank.http import HttpRequest
from questions.models import Question

TEMPLATE = "practice/workspace.html"
View = Callable[..., HttpResponse]


@dataclass
class Editor:
    """What one request to the workspace is about: the draft as it now stands, and what happened."""

    question: Question
    draft: Draft | None
    form: DraftForm | None = None
    conflict: KeptText | None = None
    problem: str = ""

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

    def context(self) -> dict[str, Any]:
        return {
            "editor": self,
            "question": self.question,
            "draft": self.draft,
            "kept_texts": list(self.draft.kept_texts.all()) if self.draft else [],
            "ladder": ladder_for(self.question, self.draft),
            "pace": Pace.of(self.text, self.question),
        }


@require_safe
@never_cache
def workspace(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Question.objects.visible_to(request.user), slug=slug)
    draft = Draft.objects.filter(candidate=current_candidate(request), question=shown).first()
    return _page(request, Editor(shown, draft))


def saves_first(view: View) -> View:
    """Save what the workspace's form holds, then let ``view`` go on with the editor and its draft.

    ``view`` is left out when the text could not be saved: the answer then says why and keeps it.
    """

    @require_POST
    @wraps(view)
    def saving_view(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        shown = get_object_or_404(Question.objects.visible_to(request.user), slug=slug)
        form = DraftForm(request.POST)
        if not form.is_valid():
            return _not_saved(request, shown, form)
        is_signed_out = form.cleaned_data["signed_in"] and not request.user.is_authenticated
        if is_signed_out and form.cleaned_data["leaving"]:
            # The words of somebody who has just logged out are not for whoever comes next. They
            # wait on the device for their owner.
            return HttpResponse(status=409)
        draft, conflict = save_edit(ensure_candidate(request), shown, form.edit())
        if is_signed_out:
            return _sign_in_again(request, shown)
        response = view(request, Editor(shown, draft, form, conflict), draft, **kwargs)
        return trigger_client_event(response, "draft-stored")

    return saving_view


@saves_first
def save(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    return _answer(request, editor, "saved")


@saves_first
def reveal_rung(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    form = RevealForm(request.POST)
    if form.is_valid():
        reveal(draft, Rung(form.cleaned_data["rung"]))
    return _answer(request, editor, "revealed", anchor="#ladder")


@saves_first
def insert_outline(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    """Put the structure's labels below the text. That shows the structure, so it counts as a hint."""
    if not editor.conflict:
        reveal(draft, Rung.STRUCTURE)
        editor.draft = append_text(draft, outline(editor.question))
    return _answer(request, editor, "outlined")


@saves_first
def compare(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    if editor.conflict:
        return _answer(request, editor, "saved", status=409)
    try:
        attempt = compare_draft(draft)
    except NothingToCompareError:
        editor.problem = "There is nothing to compare yet: write an answer first."
        return _answer(request, editor, "saved", status=422)
    return _go(request, attempt.get_absolute_url())


@saves_first
def choose(
    request: HttpRequest, editor: Editor, draft: Draft, kept: int, choice: str
) -> HttpResponse:
    """Settle a conflict as the candidate chose: ``saved``, ``kept`` or ``both``."""
    choose_text(get_object_or_404(draft.kept_texts, pk=kept), choice)
    return _go(request, _address(editor.question))


@saves_first
def save_and_begin_afresh(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    """Start another answer to the question: an empty editor, and every hint closed again."""
    start_afresh(draft)
    return _go(request, _address(editor.question))


@require_POST
def begin_afresh(request: HttpRequest, slug: str) -> HttpResponse:
    """The same from a page without an editor."""
    shown = get_object_or_404(Question.objects.visible_to(request.user), slug=slug)
    draft = Draft.objects.filter(candidate=current_candidate(request), question=shown).first()
    if draft:
        start_afresh(draft)
    return redirect(_address(shown))


def _answer(
    request: HttpRequest, editor: Editor, fragment: str, *, status: int = 200, anchor: str = ""
) -> HttpResponse:
    """Answer htmx with ``fragment``, and a browser with the workspace again."""
    if request.htmx:
        return render(request, f"{TEMPLATE}#{fragment}", editor.context(), status=status)
    if editor.problem:
        return _page(request, editor, status=status)
    if editor.conflict:
        messages.warning(request, "Another page changed this answer. Both texts are kept below.")
    else:
        messages.success(request, "Saved.")
    return redirect(_address(editor.question) + anchor)


def _page(request: HttpRequest, editor: Editor, status: int = 200) -> HttpResponse:
    context = editor.context() | {"writer": new_writer()}
    return render(request, TEMPLATE, context, status=status)


def _not_saved(request: HttpRequest, shown: Question, form: DraftForm) -> HttpResponse:
    draft = Draft.objects.filter(candidate=current_candidate(request), question=shown).first()
    reasons = [str(error) for errors in form.errors.values() for error in errors]
    editor = Editor(shown, draft, form, problem=" ".join(reasons))
    return _answer(request, editor, "saved", status=422)


def _sign_in_again(request: HttpRequest, shown: Question) -> HttpResponse:
    messages.info(
        request,
        "You were signed out. What you typed is kept: sign in and it joins your account.",
    )
    query = urlencode({"next": _address(shown)})
    return _go(request, f"{reverse('account_login')}?{query}")


def _address(shown: Question) -> str:
    return reverse("practice:workspace", args=[shown.slug])


def _go(request: HttpRequest, address: str) -> HttpResponse:
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
