from pathlib import Path

import pytest

from practice.matching import frequencies_builder
from practice.matching.frequencies_builder import documents_of, everyday_shares, main, table

BANK = """
- model: questions.question
  fields:
    slug: a
    sample_answer: We rolled back. We told support.
- model: questions.mistake
  fields: {question: [a], text: Panicking}
- model: questions.keypoint
  fields:
    question: [a]
    text: Rolls back first
    aliases: |-
      reverted it
      undid the release
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(BANK, "utf-8")
    return tmp_path


def test_documents_are_points_aliases_and_sentences(bank: Path) -> None:
    assert list(documents_of(bank)) == [
        "We rolled back.",
        "We told support.",
        "Rolls back first",
        "reverted it",
        "undid the release",
    ]


def test_a_term_counts_once_a_document() -> None:
    number, frequencies = table(["rollback and rollback", "reverted", "snapshot"], {})
    assert number == 3
    assert frequencies == {"rollback": 2, "snapshot": 1}


def test_everyday_words_count_as_their_band_says() -> None:
    shares = everyday_shares("# why\n@ first 0.5\nweek day\n@ second 0.1\nday snapshot\n")
    assert shares == {"week": 0.5, "day": 0.5, "snapshot": 0.1}
    assert table(["week"] + ["x"] * 9, shares)[1]["week"] == 5


def test_it_writes_a_table_that_reads_back(
    bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = bank / "data"
    data.mkdir()
    (data / "english.txt").write_text("@ everyday 0.5\nweek\n", "utf-8")
    monkeypatch.setattr(frequencies_builder, "DATA", data)
    assert main([str(bank)]) == 0
    assert "5 documents" in capsys.readouterr().out
    rows = (data / "frequencies.tsv").read_text("utf-8").splitlines()
    assert "documents\t5" in rows
    assert "rollback\t3" in rows
    assert "week\t2.5" in rows


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["no-such-folder"]])
def test_wrong_arguments_are_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "usage" in capsys.readouterr().err
