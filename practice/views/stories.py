"""The story bank: one's own stories, each on a page to fill in, and drafts that begin with one."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from practice.models import Story
from practice.stories.forms import MAX_FIGURES, MAX_STORIES
from practice.stories.questions import choices_for, keys_in
from practice.stories.sheet import StorySheet, row_at, row_count
from practice.stories.table import table_for
from practice.stories.telling import TooLongToAddError, start_from
from practice.views.editor import go
from prepbank.accounts.candidates import current_candidate, ensure_candidate
from prepbank.http import HttpRequest, render_page
from questions.models import Question

TEMPLATE = "practice/story.html"
page_to_fill_in = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
def stories(request: HttpRequest) -> HttpResponse:
    own = Story.objects.filter(candidate=current_candidate(request))
    listed = own.with_use().prefetch_related("figures")
    return render(request, "practice/stories.html", {"stories": listed, "limit": MAX_STORIES})


@require_safe
@never_cache
def story_table(request: HttpRequest) -> HttpResponse:
    table = table_for(current_candidate(request))
    return render(request, "practice/story_table.html", {"table": table})


@page_to_fill_in
@never_cache
def new_story(request: HttpRequest) -> HttpResponse:
    """An empty page; ``?question=`` names one that the story is to answer."""
    if request.method == "POST":
        return _receive(request, None)
    asked = Question.objects.published().filter(slug=request.GET.get("question", ""))
    return _page(request, StorySheet.of(_blank(request), asked.values_list("pk", flat=True)))


@page_to_fill_in
@never_cache
def story(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return _receive(request, pk)
    return _page(request, StorySheet.of(_own(request, pk), search=request.GET.get("q", "")))


@page_to_fill_in
@never_cache
def delete_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete. Drafts and attempts that came from the story stay."""
    own = _own(request, pk)
    if request.method == "POST":
        own.delete()
        messages.success(request, f"“{own}” is deleted. The answers that you began with it stay.")
        return redirect("practice:stories")
    return render(request, "practice/story_delete.html", {"story": own})


@require_POST
def start_from_story(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Begin an answer with the story. What the story's page sends along is saved first."""
    asked = get_object_or_404(Question.objects.visible_to(request.user), slug=slug)

    def begin(request: HttpRequest, own: Story) -> HttpResponse:
        return _begin(request, own, asked)

    if "title" in request.POST:
        return _receive(request, pk, begin)
    return begin(request, _own(request, pk))


@require_safe
def figure_row(request: HttpRequest) -> HttpResponse:
    """One more empty row for htmx. Without it the page's own form asks for one."""
    place = row_count(request.GET)
    row = row_at(place) if place < MAX_FIGURES else None
    return render(request, f"{TEMPLATE}#figure-added", {"row": row, "count": place + bool(row)})


@require_safe
@never_cache
def find_questions(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """What a search offers beside what is ticked, for htmx. Else the page's own form searches."""
    own = _own(request, pk) if pk else _blank(request)
    ticked = keys_in(request.GET.getlist("questions"))
    context = {"choices": choices_for(own, ticked, request.GET.get("q", ""))}
    return render(request, f"{TEMPLATE}#searched", context)


def _own(request: HttpRequest, pk: int, *, is_locked: bool = False) -> Story:
    """Return the story if it is this candidate's; someone else's does not exist."""
    stories = Story.objects.select_for_update() if is_locked else Story.objects.all()
    return get_object_or_404(stories, pk=pk, candidate=current_candidate(request))


def _blank(request: HttpRequest) -> Story:
    return Story(candidate=current_candidate(request))


def _page(request: HttpRequest, sheet: StorySheet, status: int = 200) -> HttpResponse:
    context = {"sheet": sheet, "story": sheet.story, "limit": MAX_FIGURES}
    return render_page(request, TEMPLATE, context, fragment="story-form", status=status)


@transaction.atomic
def _receive(
    request: HttpRequest,
    pk: int | None,
    then: Callable[[HttpRequest, Story], HttpResponse] | None = None,
) -> HttpResponse:
    """Save what was typed, then go on. What cannot be saved, or asks for more, comes back whole."""
    is_signed_out = "signed_in" in request.POST and not request.user.is_authenticated
    # Locked, so that of two pages that saw the same version the second is told of the first.
    own = _blank(request) if pk is None or is_signed_out else _own(request, pk, is_locked=True)
    ask = request.POST.get("ask", "")
    if ask in ("row", "find"):
        return _page(request, StorySheet.typed(own, request.POST, with_row=ask == "row"))
    sheet = StorySheet.sent(own, request.POST)
    if not sheet.is_valid():
        return _page(request, sheet, status=422)
    saved = sheet.save(ensure_candidate(request))
    response = _sign_in_again(request, saved) if is_signed_out else (then or _kept)(request, saved)
    # What the browser keeps of the words until then (static/js/story.js) has served.
    return trigger_client_event(response, "story-stored")


def _kept(request: HttpRequest, saved: Story) -> HttpResponse:
    messages.success(request, "Kept.")
    # Enter in the search field sends the whole form: then it is the search that was meant.
    is_save = request.POST.get("ask") == "save"
    search = "" if is_save else request.POST.get("q", "").strip()
    found = f"?{urlencode({'q': search})}#questions" if search else ""
    return go(request, saved.get_absolute_url() + found)


def _begin(request: HttpRequest, own: Story, asked: Question) -> HttpResponse:
    try:
        start_from(own, asked)
    except TooLongToAddError:
        messages.error(request, "Your answer has no room left for this story. Shorten one of them.")
        return go(request, own.get_absolute_url())
    messages.success(
        request, f"The outline of “{own}” stands in your answer, below what was there."
    )
    return go(request, reverse("practice:workspace", args=[asked.slug]))


def _sign_in_again(request: HttpRequest, saved: Story) -> HttpResponse:
    messages.info(
        request,
        "You were signed out. What you typed is kept as a story of its own: sign in and it joins "
        "your account.",
    )
    query = urlencode({"next": saved.get_absolute_url()})
    return go(request, f"{reverse('account_login')}?{query}")
