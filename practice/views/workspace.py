"""The workspace of a question: its editor with all the help there is, and the comparison."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from practice.comparing import NothingToCompareError, compare_draft, nothing_to_compare
from practice.drafting import append_text, start_afresh
from practice.forms import RevealForm
from practice.models import Draft, Rung
from practice.revealing import outline, reveal
from practice.stories.telling import TooLongToAddError, start_from
from practice.views.editor import Editor, answer, desk_at, go, page, saves_first
from prepbank.accounts.candidates import current_candidate
from prepbank.http import HttpRequest

TOO_LONG = "The story does not fit any more: an answer may have up to 50,000 characters."


@require_safe
@never_cache
def workspace(request: HttpRequest, slug: str) -> HttpResponse:
    desk = desk_at(request, slug)
    return page(request, Editor(desk, desk.draft_of(current_candidate(request))))


@saves_first
def reveal_rung(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    form = RevealForm(request.POST)
    if form.is_valid():
        reveal(draft, Rung(form.cleaned_data["rung"]))
    return answer(request, editor, "revealed", anchor="#ladder")


@saves_first
def insert_outline(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    """Put the structure's labels below the text. That shows the structure, so it counts as a hint."""
    if not editor.conflict:
        reveal(draft, Rung.STRUCTURE)
        editor.draft = append_text(draft, outline(editor.desk.question))
    return answer(request, editor, "outlined")


@saves_first
def add_story(request: HttpRequest, editor: Editor, draft: Draft, story: int) -> HttpResponse:
    """Put the outline of one's own story below the text."""
    own = get_object_or_404(draft.candidate.stories, pk=story)
    if editor.conflict:
        return answer(request, editor, "saved", status=409)
    try:
        editor.draft = start_from(own, editor.desk.question)
    except TooLongToAddError:
        editor.problem = TOO_LONG
        return answer(request, editor, "saved", status=422)
    return answer(request, editor, "outlined")


@saves_first
def compare(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    """Compare the draft; sealed, where the candidate is to say first what they believe they covered."""
    if editor.conflict:
        return answer(request, editor, "saved", status=409)
    try:
        attempt = compare_draft(draft, seals="rate_first" in request.POST)
    except NothingToCompareError:
        editor.problem = nothing_to_compare(editor.desk.question)
        return answer(request, editor, "saved", status=422)
    return go(request, attempt.get_absolute_url())


@saves_first
def save_and_begin_afresh(request: HttpRequest, editor: Editor, draft: Draft) -> HttpResponse:
    """Start another answer to the question: an empty editor, and every hint closed again."""
    start_afresh(draft)
    return go(request, editor.desk.get_absolute_url())


@require_POST
def begin_afresh(request: HttpRequest, slug: str) -> HttpResponse:
    """The same from a page without an editor."""
    desk = desk_at(request, slug)
    draft = desk.draft_of(current_candidate(request))
    if draft:
        start_afresh(draft)
    return redirect(desk.get_absolute_url())
