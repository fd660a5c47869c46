"""Stories by questions: cells, gaps and overuse."""

import html

import pytest
from django.urls import reverse

from practice.comparing import compare_draft
from practice.models import Attempt
from practice.stories.table import MANY_QUESTIONS, MOST_COLUMNS, MOST_GAPS, Cell, table_for
from practice.stories.telling import start_from
from prepbank.accounts.models import Candidate
from tests.factories import make_bare_question, make_question, make_story

TABLE = reverse("practice:story-table")


def body(response):
    return html.unescape(response.content.decode())


def use(story, question, times=1):
    for _ in range(times):
        draft = start_from(story, question)
        draft.text += " Once more."
        draft.save()
        compare_draft(draft)


def cells(table):
    return [[(cell.is_linked, cell.uses) for cell in row.cells] for row in table.rows]


def test_a_cell_says_linked_and_how_often_used(candidate, question):
    other, third = make_question("other"), make_question("third")
    story = make_story(candidate, question, other, title="A")
    make_story(candidate, third, title="B")
    use(story, other, times=2)
    use(story, third)
    table = table_for(candidate)
    assert [column.slug for column in table.columns] == ["outage", "other", "third"]
    assert cells(table) == [
        [(True, 0), (True, 2), (False, 1)],
        [(False, 0), (False, 0), (True, 0)],
    ]
    assert [row.question_count for row in table.rows] == [3, 1]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Cell(True, 0), "Linked"),
        (Cell(True, 1), "Linked, used 1 time"),
        (Cell(False, 2), "Not linked, used 2 times"),
        (Cell(False, 0), ""),
    ],
)
def test_a_cell_is_words(cell, words):
    assert cell.words == words


def test_nobody_has_an_empty_table(question):
    table = table_for(None)
    assert table.rows == table.columns == []
    assert table.gaps.total == 1


def test_the_stories_of_others_play_no_part(candidate, question):
    use(make_story(Candidate.objects.create(), question), question)
    table = table_for(candidate)
    assert table.rows == table.columns == []
    assert table.gaps.total == 1


def test_gaps_are_behavioural_questions_without_a_story_by_topic(candidate, question):
    make_question("technical", category="technical")
    make_question("draft", status="draft")
    make_question("retired", status="retired")
    alerting = make_question("noise", topics=("on-call", "alerting"))
    bare = make_question("bare")
    used = make_question("used")
    use(make_story(candidate, question), used)
    gaps = table_for(candidate).gaps
    assert gaps.total == gaps.shown == 2
    assert gaps.by_topic == {"Alerting": [alerting], "Without a topic": [bare]}


def test_many_gaps_are_counted_and_the_first_shown(candidate):
    for _ in range(MOST_GAPS + 3):
        make_bare_question()
    gaps = table_for(candidate).gaps
    assert gaps.total == MOST_GAPS + 3
    assert gaps.shown == MOST_GAPS


@pytest.mark.parametrize(
    ("count", "is_overused"), [(MANY_QUESTIONS, False), (MANY_QUESTIONS + 1, True)]
)
def test_a_story_for_too_many_questions_is_overused(candidate, count, is_overused):
    make_story(candidate, *(make_bare_question() for _ in range(count)))
    table = table_for(candidate)
    assert [row.question_count for row in table.overused] == [count] * is_overused


def test_of_too_many_questions_the_shared_ones_have_columns(candidate):
    questions = [make_bare_question() for _ in range(MOST_COLUMNS + 2)]
    make_story(candidate, *questions, title="A")
    make_story(candidate, questions[-1], title="B")
    table = table_for(candidate)
    assert len(table.columns) == MOST_COLUMNS
    assert table.columns[-1].slug == questions[-1].slug
    assert table.question_count == MOST_COLUMNS + 2
    assert [row.elsewhere for row in table.rows] == [2, 0]


# --- The page -----------------------------------------------------------------------------------


def test_the_page_says_it_in_words(visitor, candidate, question):
    gap = make_question("gap", topics=("on-call",))
    overused = make_story(candidate, question, *(make_bare_question() for _ in range(5)))
    use(overused, question, times=2)
    page = body(visitor.get(TABLE))
    assert "used 2 times" in page
    assert '<th scope="row">' in page
    assert "hears the same story twice in one loop" in page
    assert f"{overused.title}</a>: 6 questions" in page
    assert "answers 1 behavioural question" in page
    assert f"{reverse('practice:new-story')}?question={gap.slug}" in page


def test_the_page_is_honest_where_there_is_nothing(client, visitor, candidate, question):
    assert "No story yet" in body(client.get(TABLE))
    make_story(candidate)
    assert "No story is linked to a question yet" in body(visitor.get(TABLE))
    make_story(candidate, question)
    assert "Every behavioural question has a story" in body(visitor.get(TABLE))


@pytest.mark.parametrize("size", [1, 4])
def test_the_table_costs_the_same_at_every_size(
    visitor, candidate, size, django_assert_num_queries
):
    for _ in range(size):
        make_bare_question(topics=("on-call",))
        question = make_question()
        use(make_story(candidate, question), question)
    assert Attempt.objects.count() == size
    # The session, the candidate, and five for the table.
    with django_assert_num_queries(7):
        visitor.get(TABLE)
