"""Stories without their pages: outlines, drafts begun with one, and what the form takes."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from practice.claiming import claim
from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit, start_afresh
from practice.models import MAX_DRAFT_LENGTH, Draft, KeptText, Story, StoryFigure
from practice.stories.forms import MAX_ROWS
from practice.stories.questions import MOST_OFFERED, choices_for, keys_in
from practice.stories.sheet import StorySheet
from practice.stories.telling import (
    LEFT_OUT,
    TooLongToAddError,
    outline_of,
    start_from,
    stories_for,
)
from prepbank.accounts.models import Candidate
from questions.models import Question
from tests.factories import ANSWER, make_bare_question, make_question, make_story
from tests.practice.conftest import HTMX


@pytest.fixture
def story(candidate, question):
    return make_story(candidate, question)


def write(candidate, question, text, version=0, writer="page", sequence=1):
    return save_edit(candidate, question, Edit(text, version, writer, sequence))[0]


def filled(**fields):
    """What a page sends for a story: three times and two other rows, empty unless said otherwise."""
    data = QueryDict(mutable=True)
    data.update({"title": "A long night", "figures-TOTAL_FORMS": "5", "figures-INITIAL_FORMS": "5"})
    for place, kind in enumerate(["detect", "mitigate", "resolve", "other", "other"]):
        data[f"figures-{place}-kind"] = kind
        data[f"figures-{place}-label"] = data[f"figures-{place}-value"] = ""
        data[f"figures-{place}-certainty"] = "measured"
    for name, value in fields.items():
        data.setlist(
            name.replace("__", "-"), list(map(str, value if isinstance(value, list) else [value]))
        )
    return data


def sent(candidate, **fields):
    return StorySheet.sent(Story(candidate=candidate), filled(**fields))


# --- The outline --------------------------------------------------------------------------------


def test_an_outline_is_told_in_order_and_keeps_confidential_figures_to_itself(story):
    outline = outline_of(story)
    assert outline == (
        "Situation: The checkout failed after a release.\n\n"
        "Severity: SEV-1\n\n"
        "My role: I was on call.\n\n"
        "What I did: I rolled the release back and told everyone.\n\n"
        "Result: Orders came back.\n\n"
        "Time to detect: 4 minutes (measured)\n"
        "Time to mitigate: 14 minutes (estimated)\n"
        f"Orders lost: {LEFT_OUT}"
    )
    assert "2,300" not in outline


def test_a_long_part_stands_below_its_label(candidate):
    story = Story(candidate=candidate, title="Long", situation="One\nTwo", result="word " * 20)
    story.save()
    assert outline_of(story) == f"Situation:\nOne\nTwo\n\nResult:\n{('word ' * 20).strip()}"


def test_a_story_with_a_title_alone_has_no_outline(candidate):
    assert outline_of(Story.objects.create(candidate=candidate, title="Only this")) == ""


# --- A draft begun with it ----------------------------------------------------------------------


def test_the_outline_goes_below_what_was_written(story, candidate, question):
    write(candidate, question, "My own beginning.\n")
    draft = start_from(story, question)
    assert draft.text == f"My own beginning.\n\n{outline_of(story)}"
    assert Draft.objects.get().story == story


def test_starting_twice_adds_nothing_twice(story, question):
    start_from(story, question)
    start_from(story, question)
    draft = Draft.objects.get()
    assert draft.text == outline_of(story)
    assert draft.version == 1


def test_an_open_editor_does_not_save_over_the_outline(story, candidate, question):
    """The page that saved last would otherwise go on as if nothing had happened."""
    draft = write(candidate, question, "Mine")
    start_from(story, question)
    after = write(candidate, question, "Mine, and more", draft.version, sequence=2)
    assert outline_of(story) in after.text
    assert KeptText.objects.get().text == "Mine, and more"


def test_what_does_not_fit_changes_nothing(story, candidate, question):
    text = "a" * (MAX_DRAFT_LENGTH - 10)
    write(candidate, question, text)
    with pytest.raises(TooLongToAddError):
        start_from(story, question)
    draft = Draft.objects.get()
    assert draft.text == text
    assert draft.story is None


def test_an_attempt_says_which_story_it_came_from_and_a_fresh_answer_from_none(story, question):
    draft = start_from(story, question)
    assert compare_draft(draft).story == story
    assert start_afresh(draft).story is None


def test_stories_for_a_question_are_those_that_are_linked_and_ones_own(story, candidate, question):
    make_story(candidate, title="Not linked")
    make_story(Candidate.objects.create(), question)
    assert list(stories_for(candidate, question)) == [story]
    assert list(stories_for(None, question)) == []


def test_deleting_a_story_leaves_draft_and_attempt(story, question):
    attempt = compare_draft(start_from(story, question))
    story.delete()
    attempt.refresh_from_db()
    assert attempt.story is None
    assert Draft.objects.get().story is None
    assert Draft.objects.get().text


def test_an_account_gains_the_stories_of_its_visits(story, candidate, user, question):
    start_from(story, question)
    holder = Candidate.objects.create(user=user)
    own = make_story(holder)
    claim(candidate, user)
    assert set(holder.stories.all()) == {own, story}
    assert holder.drafts.get().story == story


def test_an_empty_draft_of_the_account_takes_the_visitors_story_along(
    story, candidate, user, question
):
    holder = Candidate.objects.create(user=user)
    write(holder, question, "")
    start_from(story, question)
    claim(candidate, user)
    assert holder.drafts.get().story == story


# --- The form -----------------------------------------------------------------------------------


def test_a_sheet_saves_texts_figures_and_questions(candidate, question):
    sheet = sent(
        candidate,
        situation="  It was late.\r\nVery.",
        figures__1__value="14 minutes",
        figures__1__certainty="confidential",
        figures__3__label="Orders lost",
        figures__3__value="2,300",
        questions=[question.pk],
    )
    assert sheet.is_valid()
    sheet.save(candidate)
    story = Story.objects.get()
    assert story.situation == "It was late.\nVery."
    assert list(map(str, story.figures.all())) == [
        "Time to mitigate: 14 minutes",
        "Orders lost: 2,300",
    ]
    assert [figure.certainty for figure in story.figures.all()] == ["confidential", "measured"]
    assert list(story.questions.all()) == [question]


def test_a_cleared_row_is_dropped(story):
    data = filled(title=story.title, figures__0__value="5 minutes")
    sheet = StorySheet.sent(story, data)
    assert sheet.is_valid()
    sheet.save(story.candidate)
    assert list(map(str, StoryFigure.objects.all())) == ["Time to detect: 5 minutes"]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"figures__3__value": "2,300"}, "Say what this figure counts"),
        ({"figures__3__label": "Orders lost"}, "Give the figure"),
        (
            {"figures__3__label": "x" * 61, "figures__3__value": "1"},
            "up to 60 characters, and it has 61",
        ),
        ({"figures__0__value": "x" * 81}, "up to 80 characters, and it has 81"),
        ({"figures__0__certainty": "guessed"}, "Select a valid choice"),
        ({"figures__0__kind": "guessed"}, "Select a valid choice"),
    ],
)
def test_a_row_that_cannot_be_kept_says_why(candidate, fields, complaint):
    sheet = sent(candidate, **fields)
    assert not sheet.is_valid()
    assert complaint in str(sheet.figures.errors)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"title": ""}, "Give the story a name"),
        ({"title": "\x00"}, "Give the story a name"),
        ({"title": "x" * 121}, "up to 120 characters, and it has 121"),
        ({"actions": "x" * 20_001}, "up to 20000 characters, and it has 20001"),
        ({"severity": "x" * 61}, "up to 60 characters, and it has 61"),
    ],
)
def test_a_text_that_cannot_be_kept_says_why(candidate, fields, complaint):
    sheet = sent(candidate, **fields)
    assert not sheet.is_valid()
    assert complaint in str(sheet.form.errors)


def test_a_text_may_be_as_long_as_it_says(candidate):
    assert sent(candidate, actions="x" * 20_000).is_valid()


def test_no_null_byte_reaches_the_database(candidate):
    sheet = sent(candidate, title="A\x00B", figures__0__value="4\x00 minutes", q="\x00")
    assert sheet.is_valid()
    story = sheet.save(candidate)
    assert story.title == "AB"
    assert story.figures.get().value == "4 minutes"


def test_more_figures_than_there_may_be_are_refused_and_shown(candidate):
    rows = {"figures__TOTAL_FORMS": 21}
    for place in range(21):
        rows[f"figures__{place}__kind"] = "other"
        rows[f"figures__{place}__label"] = f"Count {place}"
        rows[f"figures__{place}__value"] = "1"
        rows[f"figures__{place}__certainty"] = "measured"
    sheet = sent(candidate, **rows)
    assert not sheet.is_valid()
    assert "up to 20 figures" in str(sheet.figures.non_form_errors())
    assert "Count 20" in str(sheet.figures.forms[20]["label"])


@pytest.mark.parametrize("total", ["", "x", "-1", "99999999999999999999999"])
def test_a_page_that_says_nothing_sensible_of_its_rows_is_survived(candidate, total):
    data = filled(figures__TOTAL_FORMS=total)
    StorySheet.sent(Story(candidate=candidate), data).is_valid()
    sheet = StorySheet.typed(Story(candidate=candidate), data, with_row=True)
    assert sheet.figures.total_form_count() <= MAX_ROWS


def test_the_two_hundredth_story_is_the_last(candidate, monkeypatch):
    monkeypatch.setattr("practice.stories.forms.MAX_STORIES", 1)
    assert sent(candidate).is_valid()
    kept = make_story(candidate)
    sheet = sent(candidate)
    assert not sheet.is_valid()
    assert "You have 1 stories" in str(sheet.form.non_field_errors())
    assert StorySheet.sent(kept, filled()).is_valid()


def test_a_story_that_another_page_saved_is_not_written_over_unseen(story):
    seen = StorySheet.of(story).seen
    Story.objects.get(pk=story.pk).save()
    late = StorySheet.sent(Story.objects.get(pk=story.pk), filled(seen=seen))
    assert not late.is_valid()
    assert "Another page saved this story" in str(late.form.non_field_errors())
    assert StorySheet.sent(Story.objects.get(pk=story.pk), filled(seen=late.seen)).is_valid()


# --- Its questions ------------------------------------------------------------------------------


@pytest.mark.parametrize("garbage", ["x", "-1", "²", "9" * 40, "1.5", ""])
def test_a_key_that_is_none_is_left_out(candidate, question, garbage):
    assert keys_in([garbage, str(question.pk)]) == [question.pk]
    sheet = sent(candidate, questions=[garbage, question.pk])
    assert sheet.is_valid()
    assert list(sheet.save(candidate).questions.all()) == [question]


def test_a_draft_question_cannot_be_linked_and_a_retired_one_stays(candidate, question):
    hidden = make_question(status="draft")
    retired = make_question(status="retired")
    story = make_story(candidate, retired)
    sheet = StorySheet.sent(story, filled(questions=[question.pk, hidden.pk, retired.pk]))
    assert sheet.is_valid()
    assert set(sheet.save(candidate).questions.all()) == {question, retired}


def test_too_many_questions_are_refused(candidate, question, monkeypatch):
    monkeypatch.setattr("practice.stories.forms.MAX_QUESTIONS", 1)
    sheet = sent(candidate, questions=[question.pk, make_question().pk])
    assert not sheet.is_valid()
    assert "2 are ticked" in str(sheet.form.errors)
    assert len(sheet.choices.ticked) == 2


@pytest.mark.parametrize("count", [3, 3 * MOST_OFFERED])
def test_a_page_offers_a_bounded_number_of_questions(candidate, count):
    for _ in range(count):
        make_bare_question()
    choices = choices_for(Story(candidate=candidate), [Question.objects.first().pk])
    assert len(choices.ticked) == 1
    assert len(choices.offered) == min(count - 1, MOST_OFFERED)
    assert choices.has_more is (count > MOST_OFFERED)


def test_a_search_finds_and_what_is_ticked_stays(candidate):
    ticked, found, _ = (make_bare_question(title=title) for title in ("Ticked", "Zebra", "Other"))
    choices = choices_for(Story(candidate=candidate), [ticked.pk], " zebra\x00 ")
    assert choices.ticked == [ticked]
    assert choices.offered == [found]
    assert choices.search == "zebra"


def test_an_answer_that_was_typed_is_an_attempt_of_no_story(candidate, question):
    assert compare_draft(write(candidate, question, ANSWER)).story is None


# --- From the workspace ---------------------------------------------------------------------------


@pytest.fixture
def add(visitor, question):
    def add(story, text="So far", headers=None, **fields):
        editor = {"text": text, "version": 0, "writer": "page", "sequence": 1}
        url = reverse("practice:add-story", args=[question.slug, story.pk])
        return visitor.post(url, editor | fields, headers=headers or {})

    return add


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_the_workspace_adds_a_story_below_the_text(add, candidate, question, headers):
    story = make_story(candidate, title="The telethon", situation="Donations failed.")
    response = add(story, headers=headers)
    assert response.status_code == (200 if headers else 302)
    draft = Draft.objects.get()
    assert draft.text.startswith("So far\n\nSituation: Donations failed.")
    assert draft.story == story
    if headers:
        assert "Donations failed." in response.content.decode()
        assert f'name="version" value="{draft.version}"' in response.content.decode()


def test_the_workspace_offers_the_stories_that_are_linked(visitor, candidate, question):
    linked = make_story(candidate, title="The telethon")
    linked.questions.add(question)
    make_story(candidate, title="Another night")
    page = visitor.get(reverse("practice:workspace", args=[question.slug])).content.decode()
    assert "The telethon" in page
    assert "Another night" not in page


def test_a_story_that_does_not_fit_changes_nothing(add, candidate, question):
    story = make_story(candidate, situation="word " * 3000)
    response = add(story, text="x" * 49_000, headers=HTMX)
    assert response.status_code == 422
    assert "does not fit any more" in response.content.decode()
    assert Draft.objects.get().text == "x" * 49_000


def test_the_story_of_somebody_else_is_not_there(add, question):
    assert add(make_story(Candidate.objects.create())).status_code == 404
