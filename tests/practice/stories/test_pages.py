"""The pages of the story bank: every interaction as a plain form and by htmx."""

import html
import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practice.models import Attempt, Draft, Story
from practice.stories.questions import MOST_OFFERED
from practice.stories.telling import outline_of
from prepbank.accounts.models import Candidate
from tests.factories import make_bare_question, make_story
from tests.practice.conftest import HTMX
from tests.practice.stories.test_telling import filled

EITHER_WAY = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
STORIES = reverse("practice:stories")
NEW = reverse("practice:new-story")


def body(response):
    return html.unescape(response.content.decode())


def address(response):
    """Where the response sends to, either way."""
    return response.get("HX-Redirect") or response.get("Location")


def ticked(page):
    return re.findall(r'name="questions"\s+value="(\d+)"\s+autocomplete="off"\s+checked', page)


def offered(page):
    found = re.findall(r'name="questions"\s+value="(\d+)"', page)
    return [key for key in found if key not in ticked(page)]


@pytest.fixture
def story(candidate, question):
    return make_story(candidate, question)


# --- The list -----------------------------------------------------------------------------------


def test_an_empty_list_says_what_to_do(client, db):
    page = body(client.get(STORIES))
    assert "No story yet" in page
    assert NEW in page
    assert not Candidate.objects.exists()


def test_the_list_shows_what_a_story_is_there_for(visitor, story):
    page = body(visitor.get(STORIES))
    assert story.title in page
    assert "SEV-1" in page
    assert "1 question linked" in page
    assert "used in 0 attempts" in page
    assert "Time to mitigate: 14 minutes (estimated)" in page
    assert "Orders lost: 2,300 orders (confidential)" in page


def test_questions_and_attempts_are_each_counted_once(visitor, candidate, question):
    story = make_story(candidate, question, make_bare_question(), make_bare_question(), title="B")
    make_story(candidate, title="A")
    for number in (1, 2):
        Attempt.objects.create(
            candidate=candidate, question=question, number=number, engine="x", story=story
        )
    page = body(visitor.get(STORIES))
    assert "3 questions linked" in page
    assert "used in 2 attempts" in page
    assert page.index(">A</a>") < page.index(">B</a>")


@pytest.mark.parametrize("stories", [1, 4])
def test_the_list_costs_the_same_at_every_size(
    visitor, candidate, question, stories, django_assert_num_queries
):
    for _ in range(stories):
        make_story(candidate, question)
    with django_assert_num_queries(4):
        visitor.get(STORIES)


def test_a_full_bank_says_so(visitor, story, monkeypatch):
    monkeypatch.setattr("practice.views.stories.MAX_STORIES", 1)
    page = body(visitor.get(STORIES))
    assert "as many as are kept" in page
    assert f'href="{NEW}"' not in page


def test_every_page_of_the_stories_says_that_it_is_one(visitor, story):
    links = {"page": [STORIES], "true": [NEW, story.get_absolute_url()]}
    links["true"].append(reverse("practice:story-table"))
    links["true"].append(reverse("practice:delete-story", args=[story.pk]))
    for current, urls in links.items():
        for url in urls:
            page = body(visitor.get(url))
            assert f'<a href="{STORIES}" aria-current="{current}">Stories</a>' in page
            assert (
                page.split('class="section-nav"')[1].split("</nav>")[0].count("aria-current") == 1
            )


# --- Writing one --------------------------------------------------------------------------------


def test_opening_a_new_page_writes_nothing(client, question):
    page = body(client.get(NEW))
    assert question.title in page
    assert "Time to resolve" in page
    assert not Candidate.objects.exists()
    assert not Story.objects.exists()


@EITHER_WAY
def test_a_visitor_writes_a_story(client, question, headers):
    data = filled(situation="It was late.", figures__1__value="14 minutes", questions=[question.pk])
    response = client.post(NEW, data, headers=headers)
    story = Story.objects.get()
    assert address(response) == story.get_absolute_url()
    assert response.status_code == (200 if headers else 302)
    page = body(client.get(story.get_absolute_url()))
    assert "It was late." in page
    assert 'value="14 minutes"' in page
    assert ticked(page) == [str(question.pk)]
    assert "Kept." in page


def test_an_account_writes_a_story(client, user, db):
    client.force_login(user)
    client.post(NEW, {**filled().dict(), "signed_in": "1"})
    assert Story.objects.get().candidate.user == user


@EITHER_WAY
def test_what_cannot_be_saved_comes_back_whole(client, question, headers):
    data = filled(
        title="",
        situation="S" * 20_001,
        result="It held.",
        figures__3__label="Orders lost",
        questions=[question.pk],
    )
    response = client.post(NEW, data, headers=headers)
    page = body(response)
    assert response.status_code == 422
    assert ("<html" in page) is not bool(headers)
    assert "Not saved yet" in page
    assert "Give the story a name" in page
    assert "up to 20000 characters, and it has 20001" in page
    assert "Give the figure" in page
    assert "S" * 20_001 in page
    assert "It held." in page
    assert 'value="Orders lost"' in page
    assert ticked(page) == [str(question.pk)]
    assert not Story.objects.exists()
    assert not Candidate.objects.exists()


def test_a_story_is_shown_as_text(visitor, candidate):
    story = make_story(candidate, title="<b>bold</b>", situation="</textarea><img src=x>")
    for url in (
        STORIES,
        story.get_absolute_url(),
        reverse("practice:delete-story", args=[story.pk]),
    ):
        raw = visitor.get(url).content.decode()
        assert "<b>bold" not in raw
        assert "<img src=x" not in raw


@EITHER_WAY
def test_a_story_is_changed(visitor, story, headers):
    data = filled(title="Renamed", figures__0__value="5 minutes")
    visitor.post(story.get_absolute_url(), data, headers=headers)
    story.refresh_from_db()
    assert story.title == "Renamed"
    assert [str(figure) for figure in story.figures.all()] == ["Time to detect: 5 minutes"]
    assert not story.questions.exists()


def test_the_heading_stays_what_is_saved(visitor, story):
    page = body(visitor.post(story.get_absolute_url(), filled(title="x" * 121)))
    assert f"<h1>{story.title}</h1>" in page


@EITHER_WAY
def test_a_story_that_another_page_saved_asks_again(visitor, story, headers):
    seen = re.search(r'name="seen" value="([^"]+)"', body(visitor.get(story.get_absolute_url())))[1]
    visitor.post(story.get_absolute_url(), filled(title="The other page's"))
    data = filled(title="This page's", seen=seen)
    response = visitor.post(story.get_absolute_url(), data, headers=headers)
    assert response.status_code == 422
    assert "Another page saved this story" in body(response)
    assert 'value="This page' in response.content.decode()
    assert Story.objects.get().title == "The other page's"
    data["seen"] = re.search(r'name="seen" value="([^"]+)"', body(response))[1]
    visitor.post(story.get_absolute_url(), data, headers=headers)
    assert Story.objects.get().title == "This page's"


@pytest.mark.skipif("not connection.features.has_select_for_update", reason="nothing to lock")
def test_of_two_pages_at_once_the_second_waits(visitor, story):
    with CaptureQueriesContext(connection) as queries:
        visitor.post(story.get_absolute_url(), filled())
    stories = [each["sql"] for each in queries if 'FROM "practice_story"' in each["sql"]]
    assert "FOR UPDATE" in stories[0]


def test_the_browser_is_told_what_the_server_holds(visitor, story):
    """It then forgets what it kept of the words (static/js/story.js)."""
    url = story.get_absolute_url()
    assert "story-stored" in visitor.post(url, filled(), headers=HTMX)["HX-Trigger"]
    for fields in ({"title": ""}, {"ask": "row"}):
        assert "HX-Trigger" not in visitor.post(url, filled(**fields), headers=HTMX)


@EITHER_WAY
@pytest.mark.parametrize("was_saved", [True, False])
def test_signed_out_in_the_meantime_loses_nothing(client, user, headers, was_saved):
    """The words become a visitor's story, which signing in claims."""
    owner = Candidate.objects.create(user=user)
    story = make_story(owner, title="As saved")
    url = story.get_absolute_url() if was_saved else NEW
    response = client.post(url, filled(title="Typed", signed_in="1"), headers=headers)
    typed = Story.objects.get(title="Typed")
    assert typed.candidate.user is None
    assert address(response).startswith(reverse("account_login"))
    assert address(response).endswith(quote(typed.get_absolute_url(), safe=""))
    story.refresh_from_db()
    assert story.title == "As saved"


def test_an_out_of_date_csrf_token_shows_what_was_typed(client, db):
    client.handler.enforce_csrf_checks = True
    data = filled(title="Titled", actions="Rolled back", figures__3__label="Lost", seen="7.0")
    response = client.post(NEW, {**data.dict(), "password": "secret"})
    assert response.status_code == 403
    shown = body(response).split("<textarea", 1)[1].split("</textarea>", 1)[0]
    assert "Titled\n\n" in shown
    assert "Rolled back" in shown
    assert "Lost" in shown
    assert "secret" not in shown
    assert "7.0" not in shown


# --- Figures ------------------------------------------------------------------------------------


def test_htmx_gets_one_more_row(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(
            reverse("practice:figure-row"), {"figures-TOTAL_FORMS": "5"}, headers=HTMX
        )
    page = body(response)
    assert 'name="figures-5-value"' in page
    assert 'name="figures-6-value"' not in page
    assert re.search(r'name="figures-TOTAL_FORMS"\s+value="6"', page)
    assert "autofocus" in page
    assert "<form" not in page


def test_the_twentieth_row_is_the_last(client, db):
    url = reverse("practice:figure-row")
    page = body(client.get(url, {"figures-TOTAL_FORMS": "20"}, headers=HTMX))
    assert "as many figures as a story may have" in page
    assert "figures-20-value" not in page


@pytest.mark.parametrize("count", ["", "x", "-1", "9" * 30])
def test_a_row_is_asked_for_in_vain(client, db, count):
    response = client.get(reverse("practice:figure-row"), {"figures-TOTAL_FORMS": count})
    assert response.status_code == 200


def test_a_plain_form_gets_one_more_row_and_keeps_what_was_typed(visitor, story, question):
    data = filled(title="", situation="Typed", figures__3__label="Lost", ask="row", seen="7")
    data.setlist("questions", [str(question.pk)])
    response = visitor.post(story.get_absolute_url(), data)
    page = body(response)
    assert response.status_code == 200
    assert 'name="figures-5-value"' in page
    assert 'value="Lost"' in page
    assert "Typed" in page
    assert "Not saved yet" not in page
    assert 'name="seen" value="7"' in page
    assert ticked(page) == [str(question.pk)]
    story.refresh_from_db()
    assert story.situation != "Typed"


# --- Its questions ------------------------------------------------------------------------------


def test_htmx_searches_and_keeps_what_is_ticked(visitor, story, question):
    zebra = make_bare_question(title="Zebra")
    url = reverse("practice:find-questions", args=[story.pk])
    page = body(visitor.get(url, {"q": "zebra", "questions": [question.pk]}, headers=HTMX))
    assert ticked(page) == [str(question.pk)]
    assert offered(page) == [str(zebra.pk)]
    assert "<form" not in page
    assert "Found for “zebra”" in page


def test_a_new_story_searches_as_well(client, question):
    zebra = make_bare_question(title="Zebra")
    url = reverse("practice:find-questions")
    page = body(client.get(url, {"q": "\x00zebra", "questions": ["x"]}, headers=HTMX))
    assert ticked(page) == []
    assert offered(page) == [str(zebra.pk)]
    assert "No other question matches" in body(client.get(url, {"q": "yak"}, headers=HTMX))


def test_a_plain_form_searches_and_keeps_what_was_typed(client, question):
    zebra = make_bare_question(title="Zebra")
    data = filled(situation="Typed", q="zebra", ask="find", questions=[question.pk])
    page = body(client.post(NEW, data))
    assert "Typed" in page
    assert ticked(page) == [str(question.pk)]
    assert offered(page) == [str(zebra.pk)]
    assert not Story.objects.exists()


@EITHER_WAY
def test_enter_in_the_search_field_saves_and_then_searches(visitor, story, headers):
    response = visitor.post(story.get_absolute_url(), filled(q="zebra"), headers=headers)
    assert address(response) == f"{story.get_absolute_url()}?q=zebra#questions"
    zebra = make_bare_question(title="Zebra")
    assert offered(body(visitor.get(story.get_absolute_url(), {"q": "zebra"}))) == [str(zebra.pk)]
    saved = visitor.post(story.get_absolute_url(), filled(q="zebra", ask="save"), headers=headers)
    assert address(saved) == story.get_absolute_url()


def test_a_question_in_the_address_is_ticked(client, question):
    hidden = make_bare_question(status="draft")
    assert ticked(body(client.get(NEW, {"question": question.slug}))) == [str(question.pk)]
    assert ticked(body(client.get(NEW, {"question": hidden.slug}))) == []


def test_a_retired_question_stays_where_it_is_linked(visitor, candidate):
    retired = make_bare_question(status="retired")
    page = body(visitor.get(make_story(candidate, retired).get_absolute_url()))
    assert ticked(page) == [str(retired.pk)]
    assert "has left the bank" in page
    assert str(retired.pk) not in offered(body(visitor.get(NEW)))


@pytest.mark.parametrize("size", [2, 3 * MOST_OFFERED])
def test_a_story_costs_the_same_at_every_size(visitor, candidate, size, django_assert_num_queries):
    questions = [make_bare_question() for _ in range(size)]
    story = make_story(candidate, *questions[: size // 2])
    with django_assert_num_queries(7):
        page = body(visitor.get(story.get_absolute_url()))
    assert len(offered(page)) <= MOST_OFFERED


# --- Drafts that begin with it ------------------------------------------------------------------


def start(story, question):
    return reverse("practice:start-from-story", args=[story.pk, question.slug])


@EITHER_WAY
def test_a_draft_begins_with_a_story(visitor, story, question, headers):
    response = visitor.post(start(story, question), headers=headers)
    assert address(response) == reverse("practice:workspace", args=[question.slug])
    draft = Draft.objects.get()
    assert draft.story == story
    assert draft.text == outline_of(story)
    assert outline_of(story) in body(visitor.get(address(response)))


@EITHER_WAY
def test_the_page_is_saved_before_its_draft_begins(visitor, story, question, headers):
    data = filled(title=story.title, situation="Typed just now", questions=[question.pk])
    visitor.post(start(story, question), data, headers=headers)
    assert "Typed just now" in Draft.objects.get().text
    assert Story.objects.get().situation == "Typed just now"


@EITHER_WAY
def test_a_page_that_cannot_be_saved_begins_no_draft(visitor, story, question, headers):
    data = filled(title="", situation="Typed just now")
    response = visitor.post(start(story, question), data, headers=headers)
    assert response.status_code == 422
    assert "Typed just now" in body(response)
    assert not Draft.objects.exists()


def test_signed_out_in_the_meantime_begins_no_draft(client, user, question):
    story = make_story(Candidate.objects.create(user=user), question)
    response = client.post(start(story, question), filled(title="Typed", signed_in="1"))
    assert response["Location"].startswith(reverse("account_login"))
    assert Story.objects.filter(title="Typed", candidate__user=None).exists()
    assert not Draft.objects.exists()


@EITHER_WAY
def test_a_full_draft_says_so(visitor, candidate, story, question, headers):
    Draft.objects.create(candidate=candidate, question=question, text="a" * 49_999)
    response = visitor.post(start(story, question), headers=headers)
    assert address(response) == story.get_absolute_url()
    assert "no room left" in body(visitor.get(address(response)))
    assert Draft.objects.get().text == "a" * 49_999


def test_a_draft_is_begun_by_post_alone(visitor, story, question):
    assert visitor.get(start(story, question)).status_code == 405
    assert (
        visitor.post(reverse("practice:start-from-story", args=[story.pk, "none"])).status_code
        == 404
    )


# --- Deleting, and whose it is ------------------------------------------------------------------


def test_deleting_asks_first(visitor, story):
    url = reverse("practice:delete-story", args=[story.pk])
    assert "Delete this story" in body(visitor.get(url))
    assert Story.objects.exists()
    assert "is deleted" in body(visitor.post(url, follow=True))
    assert not Story.objects.exists()


@pytest.mark.parametrize("stranger", ["visitor", "user"])
def test_what_is_anothers_is_not_there(client, visitor, story, question, user, stranger):
    client.cookies.clear()
    if stranger == "user":
        client.force_login(user)
    urls = {
        story.get_absolute_url(): ["get", "post"],
        reverse("practice:delete-story", args=[story.pk]): ["get", "post"],
        reverse("practice:find-questions", args=[story.pk]): ["get"],
        start(story, question): ["post"],
    }
    for url, methods in urls.items():
        for method in methods:
            assert getattr(client, method)(url).status_code == 404
    assert client.post(start(story, question), filled()).status_code == 404
    assert client.post(story.get_absolute_url(), filled(ask="row")).status_code == 404
    assert story.title not in body(client.get(STORIES))
    assert Story.objects.get().title == story.title
    assert not Draft.objects.exists()


def test_pages_are_not_cached(visitor, story):
    for url in (STORIES, NEW, story.get_absolute_url(), reverse("practice:story-table")):
        assert "no-store" in visitor.get(url)["Cache-Control"]
    assert "HX-Request" in visitor.get(story.get_absolute_url())["Vary"]


# --- Figures of a story that was imported -------------------------------------------------------


def posted(page):
    """What the page's form would send."""
    fields = re.findall(
        r'<input type="(?:hidden|text)" name="(figures-[^"]+)"(?: value="([^"]*)")?', page
    )
    chosen = re.findall(
        r'name="(figures-\d+-certainty)".*?<option value="(\w+)" selected', page, re.DOTALL
    )
    return dict(fields + chosen)


@pytest.mark.parametrize(
    "figures",
    [
        [("other", f"Count {number}", f"{number}") for number in range(20)],
        [("detect", "", "4 minutes"), ("detect", "", "5 minutes"), ("other", "Orders", "2")],
        [("resolve", "", f"{number} hours") for number in range(20)],
    ],
    ids=["no time", "a time twice", "one time twenty times"],
)
def test_no_figure_is_lost_by_saving(visitor, candidate, figures):
    story = Story.objects.create(candidate=candidate, title="Imported")
    for place, (kind, label, value) in enumerate(figures, start=1):
        story.figures.create(position=place, kind=kind, label=label, value=value)
    sent = posted(visitor.get(story.get_absolute_url()).content.decode())
    response = visitor.post(story.get_absolute_url(), {"title": "Imported", **sent})
    assert response.status_code == 302
    kept = story.figures.values_list("kind", "label", "value")
    assert list(kept) == figures


def test_a_full_story_asks_for_no_row_and_takes_no_further_figure(visitor, candidate):
    story = Story.objects.create(candidate=candidate, title="Imported")
    for place in range(1, 21):
        story.figures.create(position=place, kind="other", label=f"Count {place}", value="1")
    page = body(visitor.get(story.get_absolute_url()))
    assert "as many figures as a story may have" in page
    sent = posted(page) | {"title": "Imported", "figures-0-value": "4 minutes"}
    response = visitor.post(story.get_absolute_url(), sent)
    assert response.status_code == 422
    assert "up to 20 figures" in body(response)
    assert 'value="4 minutes"' in body(response)
    assert story.figures.count() == 20
