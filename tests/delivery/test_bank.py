"""The bank's sample answers are told well: what the rules say of them shows where they go wrong."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from practice.delivery import Remark, Telling, Tone, report_delivery

FOLDER = Path(__file__).parents[2] / "fixtures" / "questions"
SLUGS = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def _remarks(slug: str) -> tuple[Remark, ...]:
    rows = yaml.safe_load((FOLDER / f"{slug}.yaml").read_text("utf-8"))
    question = rows[0]["fields"]
    return report_delivery(
        Telling(
            question["sample_answer"],
            question["target_min_seconds"],
            question["target_max_seconds"],
            is_incident=question["category"] == "behavioural",
        )
    )


def _of(slug: str, rule: str) -> list[Remark]:
    return [remark for remark in _remarks(slug) if remark.rule == rule]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sample_answer_gets_no_remark_on_its_wording(slug: str) -> None:
    for rule in ("blame", "fillers", "borrowed", "hedges", "confidential"):
        assert _of(slug, rule) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sample_answer_is_as_long_as_it_should_be(slug: str) -> None:
    assert [remark.tone for remark in _of(slug, "length")] == [Tone.GOOD]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sample_answer_gets_no_warning(slug: str) -> None:
    assert [remark.title for remark in _remarks(slug) if remark.tone is Tone.WARN] == []


def test_a_sample_answer_given_as_ones_own_is_borrowed() -> None:
    rows = yaml.safe_load((FOLDER / "critical-incident-you-handled.yaml").read_text("utf-8"))
    text = rows[0]["fields"]["sample_answer"]
    (found,) = [
        remark
        for remark in report_delivery(Telling(text, 120, 180, sample_answer=text))
        if remark.rule == "borrowed"
    ]
    assert (found.tone, len(found.spans)) == (Tone.WARN, 1)


def test_there_is_a_bank() -> None:
    assert len(SLUGS) == 43
