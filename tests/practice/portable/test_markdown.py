"""The text to read holds everything and gives no verdict away too soon."""

import pytest

from practice.models import AttemptPoint
from practice.portable.collecting import collect
from practice.portable.labels import labels_for
from practice.portable.markdown import as_markdown
from questions.stating import SUGGESTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(ada, everything):
    return as_markdown(everything, labels_for(ada))


def test_it_has_a_place_for_everything(text):
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["## What comes back", "## Stories", "## Answers", "## Mock interviews"]


@pytest.mark.parametrize(
    "line",
    [
        "- Interview: 2199-04-01",
        "- Answers may improve the comparison: yes",
        "### The day of the \\*full\\* disk",
        "- Time to mitigate: 14 minutes (measured)",
        "- Orders lost: 1,234 (confidential)",
        "For: The =outage= of \\*Friday\\*; A rollback",
        "#### Draft, saved 2025-03-08 18:30",
        "#### Kept beside it, 2025-03-08 18:30",
        "> From page-a",
        "#### Attempt 1, 2025-03-03 18:30",
        "- Time: 1:35 minutes",
        "- Help seen: Structure, Key point",
        "- How it went: Good",
        "- Told with: The day of the \\*full\\* disk",
        "- Missing (my own verdict) (I believed it was there): Rolls back first and asks why later",
        "- Leaving out the result.",
        "### 2025-03-05 18:30, finished",
        "Answered: attempt 1 above.",
        "> We told the customers first.",
        "Not answered.",
    ],
)
def test_it_says(text, line):
    assert line in text.splitlines()


def test_it_says_which_points_a_tool_suggested(ada):
    AttemptPoint.objects.filter(attempt__candidate=ada, key="rolls-back").update(is_suggestion=True)
    text = as_markdown(collect(ada), labels_for(ada))
    said = [line for line in text.splitlines() if line.endswith(f"({SUGGESTED})")]
    assert said
    assert all("Rolls back first" in line for line in said)
    assert "Tells customers and support what is going on (suggested" not in text


def test_a_sealed_attempt_shows_its_words_and_no_verdict(text):
    sealed = text.split("#### Attempt 2,")[1].split("###")[0]
    assert "> Zuerst rollte ich zurück." in sealed
    assert "Still sealed" in sealed
    for word in ("Covered", "Partly", "Missing", "Reason"):
        assert word not in sealed


def test_nobodys_words_are_taken_for_our_headings(text):
    assert "> # Not a heading" in text
    assert "\n# Not a heading" not in text


def test_nothing_is_a_short_text(bob):
    text = as_markdown(collect(bob), labels_for(bob))
    assert text.startswith("# My practice\n\n- Interview: no day set\n")
    assert "##" not in text
