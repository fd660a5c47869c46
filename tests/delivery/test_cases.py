"""Tellings as tired candidates type them, with the remarks a reader would make, rule by rule.

``cases/<rule>.json`` holds each rule's. What a rule gets wrong stays in view: a case with
"known_failure" says why, and fails the run on the day it is mended.
"""

import json
from pathlib import Path

import pytest

from practice.delivery import Telling, report_delivery

FOLDER = Path(__file__).parent / "cases"
RULES = sorted(path.stem for path in FOLDER.glob("*.json"))
DEEP = {"order", "star", "blame", "hedges", "fillers", "borrowed", "numbers"}


def _read(rule: str) -> list[dict]:
    return json.loads((FOLDER / f"{rule}.json").read_text("utf-8"))


def _cases() -> list[object]:
    return [_case(rule, case) for rule in RULES for case in _read(rule)]


def _case(rule: str, case: dict) -> object:
    reason = case.get("known_failure")
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(rule, case, id=f"{rule}: {case['name']}", marks=marks)


def _telling(case: dict) -> Telling:
    fields = {key: case[key] for key in case.keys() & Telling.__dataclass_fields__.keys()}
    defaults = {"target_min_seconds": 60, "target_max_seconds": 120}
    return Telling(**(defaults | fields | {"confidential": tuple(case.get("confidential", ()))}))


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_remarks(rule: str, case: dict) -> None:
    slug = rule.replace("_", "-")
    remarks = [remark for remark in report_delivery(_telling(case)) if remark.rule == slug]
    found = [
        {"tone": remark.tone.value, "quotes": [span.of(case["text"]) for span in remark.spans]}
        for remark in remarks
    ]
    expected = [{key: item[key] for key in ("tone", "quotes")} for item in case["expect"]]
    assert found == expected, [(remark.title, remark.explanation) for remark in remarks]
    for remark, item in zip(remarks, case["expect"], strict=True):
        assert item.get("says", "") in f"{remark.title} {remark.explanation}"


@pytest.mark.parametrize("rule", RULES)
def test_there_are_enough_cases(rule: str) -> None:
    cases = _read(rule)
    assert len(cases) >= (18 if rule in DEEP else 12)
    assert len({case["name"] for case in cases}) == len(cases)


def test_every_rule_has_cases() -> None:
    assert len(RULES) == 12
