import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.writers.file_names import file_names, question_files
from tests.bankfile.generated import slugs
from tests.bankfile.samples import make_question


def test_a_file_is_called_like_its_question() -> None:
    assert file_names(["b", "a"]) == {"b": "b", "a": "a"}


def test_no_file_replaces_another_where_case_is_not_told_apart() -> None:
    assert file_names(["A", "a", "a-2"]) == {"A": "A", "a": "a-3", "a-2": "a-2"}


@pytest.mark.parametrize("device", ["con", "NUL", "com1", "LPT9"])
def test_no_file_is_called_like_a_device(device: str) -> None:
    assert file_names([device]) == {device: f"{device}-2"}


@given(st.lists(slugs(2) | st.sampled_from(["a", "A", "a-2", "a-3", "nul"]), unique=True))
def test_all_names_differ(found: list[str]) -> None:
    names = file_names(found)
    assert list(names) == found
    assert len({name.casefold() for name in names.values()}) == len(found)


def test_files_stand_in_the_order_of_their_paths() -> None:
    questions = [make_question(slug) for slug in ("b", "a", "a-b", "B")]
    paths = [path for path, _ in question_files(questions, ".md")]
    assert paths == sorted(paths)
    assert {path: found.slug for path, found in question_files(questions, ".md")} == {
        "questions/B.md": "B",
        "questions/a-b.md": "a-b",
        "questions/a.md": "a",
        "questions/b-2.md": "b",
    }
