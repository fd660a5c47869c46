"""Short natural answers with the verdict a reader gives. What the engine gets wrong stays in view:
a case with "xfail" says why, and fails the run on the day it is mended.
"""

import json
from pathlib import Path

import pytest

from practice.matching import Point, compare

CASES = json.loads((Path(__file__).parent / "cases.json").read_text("utf-8"))


def _expectations() -> list[object]:
    return [_expectation(case, expected) for case in CASES for expected in case["expect"]]


def _expectation(case: dict, expected: dict) -> object:
    marks = [pytest.mark.xfail(reason=expected["xfail"])] if "xfail" in expected else []
    label = f"{case['name']}: {expected['point']}"
    return pytest.param(case["draft"], expected, id=label, marks=marks)


@pytest.mark.parametrize(("draft", "expected"), _expectations())
def test_verdict(draft: str, expected: dict) -> None:
    (found,) = compare(draft, [Point(expected["point"], expected["aliases"])]).points
    verdicts = expected["verdict"]
    accepted = verdicts if isinstance(verdicts, list) else [verdicts]
    assert found.verdict in accepted, (found.score, found.reason)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 20
