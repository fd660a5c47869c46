"""``python -m practice.evaluation`` with an engine and a corpus of a few lines."""

from pathlib import Path

import pytest

from practice.evaluation import corpus, engines
from practice.evaluation.__main__ import main
from practice.evaluation.engines import JUDGES
from practice.matching import Point, Verdict
from tests.evaluation.samples import QUESTION, draft, stub

COVERED, MISSING = Verdict.COVERED, Verdict.MISSING
DRAFTS = (
    draft("1", "natural", [COVERED, MISSING], [COVERED, MISSING]),
    draft("d1", "denied", [MISSING, MISSING]),
)


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "JUDGES", {"stub": stub, "lexical": stub})
    monkeypatch.setattr(corpus, "drafts", lambda part: DRAFTS if part == "test" else ())
    monkeypatch.setattr(corpus, "questions", lambda: {QUESTION.slug: QUESTION})


def test_it_prints_figures_agreement_and_the_bank(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--engine", "stub"])
    printed = capsys.readouterr().out
    assert printed.startswith("# Figures on the test part\n")
    assert "| natural | stub | 2 | 1.00 | 1.00 | 100% | 100% | 100% | 100% | 0.10 |" in printed
    assert "| denied | stub | 2 |" in printed
    assert "| natural | all | 2 | 1.00 | 100% |" in printed
    assert "| stub | 50% | - |" in printed


def test_by_default_it_measures_every_engine(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    assert "| natural | stub |" in capsys.readouterr().out


def test_it_refuses_an_engine_that_it_does_not_know() -> None:
    with pytest.raises(SystemExit):
        main(["--engine", "other"])


def test_it_writes_pages_and_diagrams(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "figures"
    main(["--engine", "stub", "--output", str(folder)])
    written = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert set(written) == {"figures.md", "reliability-stub.svg", "worst-stub.md"}
    assert written["figures.md"].startswith(capsys.readouterr().out)
    assert "](reliability-stub.svg)" in written["figures.md"]
    assert "| 2 | 90% | 100% |" in written["figures.md"]
    assert "## 1. stop-the-leak/d1" in written["worst-stub.md"]


@pytest.mark.trained
@pytest.mark.parametrize("name", JUDGES)
def test_the_engines_run(name: str) -> None:
    (found,) = JUDGES[name]("We rolled back the release.", [Point("Rolled back release")], None)
    assert found.verdict is COVERED


@pytest.mark.trained
def test_the_parts_are_measured_where_asked(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--engine", "stub", "--ablation"])
    printed = capsys.readouterr().out
    _, table = printed.split("## What each part is worth\n\n")
    assert len(table.strip().splitlines()) == 2 + 6
    assert "| without the model: words and rules alone | 1.00 | - |" in table


def test_without_the_model_its_parts_cannot_be_measured() -> None:
    with pytest.raises(SystemExit, match="onnxruntime"):
        main(["--engine", "stub", "--ablation"])
