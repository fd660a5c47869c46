"""Figures that a story keeps to itself: found in a text, and said in the workspace."""

import html

import pytest
from django.urls import reverse

from practice.models import StoryFigure
from practice.stories.confidential import (
    Statement,
    confidential_values,
    statements_in,
)
from practice.stories.telling import start_from
from prepbank.accounts.models import Candidate
from tests.factories import make_story
from tests.practice.conftest import HTMX

SAYING = "This draft says “2,300”, which your story “The rollback” marks confidential."


@pytest.fixture
def story(candidate, question):
    return make_story(candidate, question, title="The rollback")


@pytest.fixture
def save(visitor, question):
    def save(text, action="save", headers=HTMX, **fields):
        editor = {"text": text, "version": 0, "writer": "page", "sequence": save.sequence}
        save.sequence += 1
        url = reverse(f"practice:{action}", args=[question.slug])
        return html.unescape(
            visitor.post(url, editor | fields, headers=headers, follow=True).content.decode()
        )

    save.sequence = 1
    return save


def test_values_are_those_marked_so_each_once_and_ones_own(story, candidate):
    make_story(candidate)
    StoryFigure.objects.filter(story__in=[make_story(Candidate.objects.create())]).update(value="9")
    assert confidential_values(candidate) == ("2,300 orders",)


def test_a_statement_names_the_story(story, candidate):
    text = "We lost 2,300 orders, I say 2,300 orders, in 14 minutes."
    assert statements_in(text, candidate) == [Statement("2,300", "The rollback")]
    assert statements_in(text, None) == []
    assert statements_in(" ", candidate) == []


def test_of_two_stories_the_one_that_the_draft_began_with_is_named(story, candidate):
    make_story(candidate, title="Another")
    text = "We lost 2,300 orders."
    assert statements_in(text, candidate)[0].story == "Another"
    assert statements_in(text, candidate, story.pk) == [Statement("2,300", "The rollback")]


@pytest.mark.parametrize(("number", "queries"), [(1, 1), (5, 1)])
def test_it_costs_one_query(candidate, number, queries, django_assert_num_queries):
    for _ in range(number):
        make_story(candidate)
    with django_assert_num_queries(queries):
        statements_in("We lost 2,300 orders.", candidate)


# --- The workspace ------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_saving_says_so(story, save, headers):
    assert SAYING in save("We lost 2,300 orders.", headers=headers)
    assert "marks confidential" not in save("We lost some orders.", headers=headers)


def test_opening_the_workspace_says_so(story, save, visitor, question):
    save("We lost 2,300 orders.")
    page = visitor.get(reverse("practice:workspace", args=[question.slug])).content.decode()
    assert SAYING in html.unescape(page)
    assert '<div id="confidential" role="status">' in page


def test_an_outline_alone_says_nothing(story, visitor, question):
    start_from(story, question)
    page = visitor.get(reverse("practice:workspace", args=[question.slug])).content.decode()
    assert "marks confidential" not in page


def test_what_the_page_says_already_is_not_swapped_again(story, save):
    """A live region that is swapped is read aloud, after every pause in the typing."""
    assert 'id="confidential"' in save("We lost 2,300 orders.")
    assert 'id="confidential"' not in save("We lost 2,300 orders. Bad.", stated="2,300")
    assert 'id="confidential"' in save("We lost orders.", stated="2,300")
    assert 'id="confidential"' not in save("We lost orders. Bad.")


@pytest.mark.parametrize("action", ["outline", "save-and-reveal"])
def test_whatever_saves_says_so(story, save, action):
    assert SAYING in save("We lost 2,300 orders.", action, rung="structure")


def test_a_story_title_is_shown_as_text(story, save, visitor, question):
    story.title = "<img src=x>"
    story.save()
    save("We lost 2,300 orders.")
    page = visitor.get(reverse("practice:workspace", args=[question.slug])).content.decode()
    assert "“&lt;img src=x&gt;”" in page
    assert "<img src=x>" not in page
