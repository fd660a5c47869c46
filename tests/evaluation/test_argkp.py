"""The public set's files and its shared task's measure, on cases worked out by hand."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from practice.evaluation.argkp import MeanPrecision, Pair, argkp_table, mean_precision, read_pairs
from practice.matching import Point, PointReport, Question, Verdict

FILES = {
    "arguments": 'arg_id,argument,topic,stance\na1,"Cages, cages.",Zoos,-1\na2,They learn.,Zoos,1\n',
    "key_points": "key_point_id,key_point,topic,stance\nk1,Zoos are cruel,Zoos,-1\nk2,Zoos teach,Zoos,1\n"
    "k3,Zoos cost money,Zoos,-1\n",
    "labels": "arg_id,key_point_id,label\na1,k1,1\na2,k2,0\n",
}


def test_an_argument_meets_each_key_point_of_its_topic_and_stance(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / f"{name}_dev.csv").write_text(text, "utf-8")
    found = [(each.argument, each.key_point, each.matches) for each in read_pairs(tmp_path, "dev")]
    assert found == [
        ("Cages, cages.", "Zoos are cruel", True),
        ("Cages, cages.", "Zoos cost money", None),
        ("They learn.", "Zoos teach", False),
    ]


def test_a_folder_without_the_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="labels_dev"):
        read_pairs(tmp_path, "dev")


def by_length(
    draft: str, points: Sequence[Point], question: Question | None
) -> tuple[PointReport, ...]:
    """Scores a point by its number of characters, and the argument by its own."""
    return tuple(
        PointReport(
            point, Verdict.MISSING, len(point.text) + len(draft) / 10, 1.0, None, "", (), ""
        )
        for point in points
    )


def test_the_upper_half_of_the_best_matches_counts() -> None:
    pairs = [
        Pair("Zoos", "1", f"a{length}", "x" * length, key_point, matches)
        for length, by_point in {
            9: {"long": True, "no": False},
            8: {"long": None, "no": True},
            7: {"long": True, "no": False},
            6: {"long": False, "no": True},
            5: {"long": False, "no": False},
            4: {"long": False, "no": False},
        }.items()
        for key_point, matches in by_point.items()
    ]
    measured = mean_precision(by_length, pairs)
    # The three longest arguments with "long": a match, one that nobody labelled, a match.
    assert measured.strict == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert measured.relaxed == 1
    assert "| stub | 0.83 | 1.00 |" in argkp_table({"stub": MeanPrecision(0.833, 1.0)})
