import pytest

from questions.speaking import WORDS_PER_MINUTE, count_words, spoken_seconds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("  \n\t ", 0, id="only space"),
        pytest.param("We rolled back.", 3, id="punctuation belongs to its word"),
        pytest.param("## Timeline", 1, id="a heading's sign is no word"),
        pytest.param("- [ ] call them\n- done", 3, id="bullets and boxes are no words"),
        pytest.param("on-call at 3 a.m.", 4, id="a number is a word, a compound is one"),
        pytest.param("a -> b", 2, id="an arrow is no word"),
        pytest.param("`kubectl` *now*", 2, id="marked words count once"),
        pytest.param("čtyři slova, prosím vás", 4, id="letters of any alphabet"),
    ],
)
def test_counting_words(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_minute_holds_140_words() -> None:
    assert WORDS_PER_MINUTE == 140
    assert spoken_seconds("word " * 140) == 60


def test_seconds_are_rounded() -> None:
    assert spoken_seconds("one two") == 1


def test_another_pace() -> None:
    assert spoken_seconds("word " * 100, words_per_minute=100) == 60
