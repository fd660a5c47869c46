"""Coverage while typing: the workspace's text, compared as it stands and not saved."""

from threading import BoundedSemaphore

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from practice.comparing import NothingToCompareError, nothing_to_compare
from practice.forms import DraftForm
from practice.live import SealedError, live_coverage
from practice.models import Draft
from prepbank.accounts.candidates import current_candidate
from prepbank.http import HttpRequest
from questions.models import Question

FRAGMENT = "practice/workspace.html#live"

# A long text takes a while to compare, and a worker process has few threads: one of them at most does it
# unasked, so that however many people type, saves get through.
places = BoundedSemaphore(1)


@require_POST
def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer htmx with the coverage of the text that the editor's form holds.

    That is help, which is noted with a draft: there must be one, for this view makes neither a draft
    nor a candidate. So it cannot get in the way of the save that does.
    """
    shown = get_object_or_404(Question.objects.visible_to(request.user), slug=slug)
    if not request.htmx:
        return redirect("practice:workspace", slug)
    form = DraftForm(request.POST)
    if not form.is_valid():
        reasons = [str(error) for errors in form.errors.values() for error in errors]
        return _problem(request, " ".join(reasons))
    if form.cleaned_data["signed_in"] and not request.user.is_authenticated:
        # The next save says so and asks to sign in. Until then this text is nobody's here.
        return HttpResponse(status=204)
    drafts = Draft.objects.working().select_related("question")
    draft = drafts.filter(candidate=current_candidate(request), question=shown).first()
    is_before_first_save = draft is None and form.cleaned_data["text"].strip()
    if is_before_first_save or not places.acquire(blocking=False):
        # The page keeps what it shows, and asks again after the next save.
        return HttpResponse(status=204)
    try:
        if draft is None:
            raise NothingToCompareError
        live = live_coverage(draft, form.cleaned_data["text"])
    except (NothingToCompareError, SealedError) as error:
        return _problem(request, str(error) or nothing_to_compare(shown))
    finally:
        places.release()
    return render(request, FRAGMENT, {"live": live})


def _problem(request: HttpRequest, problem: str) -> HttpResponse:
    return render(request, FRAGMENT, {"problem": problem}, status=422)
