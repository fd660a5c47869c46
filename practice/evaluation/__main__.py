"""Measure engines on the labelled corpus, and print the figures.

    python -m practice.evaluation [--part test] [--engine lexical] [--output FOLDER]

With ``--output`` the folder gets the figures with what they rest on: ``figures.md``, and for each
engine a reliability diagram and the judgements in which it differs most from the reader.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from practice.evaluation import corpus, engines
from practice.evaluation.ablation import ablation_table
from practice.evaluation.agreement import agreement_table
from practice.evaluation.argkp import argkp_table, mean_precision, read_pairs
from practice.evaluation.bank import bank_shares, bank_table
from practice.evaluation.figures import Bin, reliability
from practice.evaluation.judging import EVERYTHING, NOTHING, Judge, Judged, Known, judge
from practice.evaluation.reliability import reliability_diagram, reliability_table
from practice.evaluation.tables import figures_table, of_kinds
from practice.evaluation.worst import worst, worst_page

NOTES = """\
"Is right" is precision and "found" recall. AUC is how often a covered point outscores a missing
one, kappa has quadratic weights, and the calibration error is over ten bins of confidence.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    asked, chosen = _read(arguments)
    with_aliases = _judged(asked.part, chosen, EVERYTHING)
    without_aliases = _judged(asked.part, chosen, NOTHING)
    figures = "\n".join(
        [
            f"# Figures on the {asked.part} part",
            "",
            NOTES,
            _section("With the points' other phrasings", figures_table(with_aliases)),
            _section("By the points' texts alone", figures_table(without_aliases)),
            _section("Agreement of two readers", _agreement(asked.part)),
            _section("The bank's sample answers", _bank(chosen)),
            *_more_sections(asked, chosen),
        ]
    )
    sys.stdout.write(figures)
    if asked.output:
        _write(asked.output, asked.part, figures, with_aliases)


def _read(arguments: Sequence[str] | None) -> tuple[argparse.Namespace, dict[str, Judge]]:
    """The command line, and the engines it asks for by name."""
    parser = argparse.ArgumentParser(
        prog="python -m practice.evaluation",
        description="Measure engines on the labelled corpus.",
    )
    parser.add_argument("--part", choices=corpus.PARTS, default="test", help="default: test")
    parser.add_argument(
        "--engine",
        action="append",
        choices=list(engines.JUDGES),
        help="may be given more than once; default: every engine",
    )
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", help="write pages and diagrams there too"
    )
    parser.add_argument("--ablation", action="store_true", help="measure the parts, too")
    parser.add_argument(
        "--argkp", type=Path, metavar="FOLDER", help="measure on this public set's files, too"
    )
    asked = parser.parse_args(arguments)
    return asked, {name: engines.JUDGES[name] for name in asked.engine or engines.JUDGES}


def _judged(part: str, chosen: Mapping[str, Judge], known: Known) -> dict[str, list[Judged]]:
    drafts = corpus.drafts(part)
    return {name: list(judge(engine, drafts, known)) for name, engine in chosen.items()}


def _section(title: str, table: str) -> str:
    return f"## {title}\n\n{table}"


def _agreement(part: str) -> str:
    everything = [draft for each in corpus.PARTS for draft in corpus.drafts(each)]
    return agreement_table({part: corpus.drafts(part), "all": everything})


def _bank(chosen: Mapping[str, Judge]) -> str:
    questions = corpus.questions()
    return bank_table({name: bank_shares(engine, questions) for name, engine in chosen.items()})


def _more_sections(asked: argparse.Namespace, chosen: Mapping[str, Judge]) -> Iterator[str]:
    if asked.ablation:
        engine = engines.trained()
        table = ablation_table(engine, engines.JUDGES["lexical"], corpus.drafts(asked.part))
        yield _section("What each part is worth", table)
    if asked.argkp:
        pairs = read_pairs(asked.argkp, "dev")
        measured = {name: mean_precision(judging, pairs) for name, judging in chosen.items()}
        yield _section("The public set ArgKP, dev part", argkp_table(measured))


def _write(folder: Path, part: str, figures: str, judged: Mapping[str, list[Judged]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    bins = {name: reliability(of_kinds(each, [corpus.NATURAL])) for name, each in judged.items()}
    page = "\n".join([figures, *_reliability_sections(bins)])
    (folder / "figures.md").write_text(page, encoding="utf-8")
    for name, each in judged.items():
        diagram = reliability_diagram(
            f"Reliability of {name}: natural drafts, {part} part", bins[name]
        )
        (folder / f"reliability-{name}.svg").write_text(diagram, encoding="utf-8")
        (folder / f"worst-{name}.md").write_text(worst_page(name, worst(each)), encoding="utf-8")


def _reliability_sections(bins: Mapping[str, Sequence[Bin]]) -> Iterator[str]:
    for name, each in bins.items():
        picture = f"![The numbers of the table as a diagram](reliability-{name}.svg)"
        title = f"Reliability of {name} on natural drafts"
        yield _section(title, f"{picture}\n\n{reliability_table(each)}")


if __name__ == "__main__":
    main()
