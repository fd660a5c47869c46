import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.differences import difference


def shown(before, after):
    signs = {"kept": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[change.kind].format(change.text) for change in difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Same.", "Same.", "Same."),
        ("", "New.", "[+New.+]"),
        ("Old.", "", "[-Old.-]"),
        ("I told the team.", "I told the whole team.", "I told the [+whole +]team."),
        ("One. Two. Three.", "One. Three.", "One. [-Two. -]Three."),
        ("One.\n\nTwo.", "One.\n\nAnd a half.\n\nTwo.", "One.\n\n[+And a half.\n\n+]Two."),
        ("It was fine.", "Sales fell by half.", "[-It was fine.-][+Sales fell by half.+]"),
        ("no stops here at all", "no stops here today at all", "no stops here [+today +]at all"),
    ],
)
def test_a_difference_reads_well(before, after, expected):
    assert shown(before, after) == expected


words = st.lists(st.sampled_from(["one", "two.", "three\n", "four!", "  "]), max_size=30)
texts = words.map(" ".join) | st.text(max_size=60)


@given(texts, texts)
def test_a_difference_holds_both_texts_whole(before, after):
    changes = difference(before, after)
    assert "".join(c.text for c in changes if c.kind != "added") == before
    assert "".join(c.text for c in changes if c.kind != "removed") == after


def test_two_long_texts_without_a_stop_are_shown_old_then_new():
    before, after = "alpha " * 5000, "beta " * 5000
    assert [change.kind for change in difference(before, after)] == ["removed", "added"]


def test_very_long_texts_are_not_compared_sentence_by_sentence():
    before, after = ". " * 2_000, "! " * 2_000
    assert [change.kind for change in difference(before, after)] == ["removed", "added"]


def test_the_same_long_text_is_kept():
    assert [change.kind for change in difference(". " * 2_000, ". " * 2_000)] == ["kept"]
