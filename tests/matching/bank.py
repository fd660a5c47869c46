"""The bank's fixtures as the engine's tests read them: without Django, without a database."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from practice.matching import Point

FOLDER = Path(__file__).parents[2] / "fixtures" / "questions"


@dataclass
class Question:
    """A question's sample answer and its key points."""

    sample_answer: str = ""
    points: list[Point] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@cache
def questions() -> dict[str, Question]:
    """Slug -> question, for every file of the bank."""
    found: dict[str, Question] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text("utf-8")):
            _add(found, row["model"], row["fields"])
    return found


def _add(found: dict[str, Question], model: str, fields: dict) -> None:
    if model == "questions.question":
        found.setdefault(fields["slug"], Question()).sample_answer = fields["sample_answer"]
    elif model == "questions.keypoint":
        question = found.setdefault(fields["question"][0], Question())
        question.keys.append(fields["key"])
        question.points.append(Point(fields["text"], fields["aliases"].splitlines()))
