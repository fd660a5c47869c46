import pytest

from questions.bankfile.sentences import count_sentences, is_near_duplicate


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("What broke?", 1, id="one"),
        pytest.param("It broke. You were alone. What now?", 3, id="three"),
        pytest.param("Tell me", 1, id="no full stop"),
        pytest.param("It broke. And then", 2, id="a tail"),
        pytest.param('She says "it works." What now?', 2, id="in quotes"),
        pytest.param("Wait... what now?!", 1, id="ellipsis"),
        pytest.param("At 3 a.m. you wake, e.g. by a page. What now?", 2, id="abbreviations"),
        pytest.param("Version 2.1 broke.", 1, id="a number"),
        pytest.param("It broke.\n\nWhat now?", 2, id="paragraphs"),
    ],
)
def test_counting_sentences(text: str, count: int) -> None:
    assert count_sentences(text) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Rolls back first", "Rolls back first", id="the same"),
        pytest.param("Rolls the release back", "Rolled back releases", id="endings"),
        pytest.param(
            "Tells the customers early", "To tell a customer early on", id="function words"
        ),
    ],
)
def test_near_duplicates(one: str, other: str) -> None:
    assert is_near_duplicate(one, other)
    assert is_near_duplicate(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("It is what it is", "Not for us", id="function words alone"),
        pytest.param("Tells customers early", "Tells engineers often", id="one verb in common"),
        pytest.param("Rolls back the release", "Agrees when to roll back", id="half in common"),
    ],
)
def test_different_enough(one: str, other: str) -> None:
    assert not is_near_duplicate(one, other)
