from datetime import UTC, datetime, timedelta

import pytest

from practice.models import Attempt, AttemptPoint
from tests.factories import POINTS

KEYS = list(POINTS)
HINTS = [{"rung": "structure", "key": ""}]
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
LETTERS = {"c": "covered", "p": "partly", "m": "missing"}


@pytest.fixture
def attempt(candidate, question):
    """``attempt("cpm")`` is an attempt whose points are covered, partly covered and missing.

    ``overrides`` are such letters too, "-" for none; ``believed`` is a letter a point, "y" or "n". Every
    attempt is a minute later than the one before.
    """
    made = []

    def attempt(verdicts, *, overrides="---", believed="", at=None, **fields):
        of = {"candidate": candidate, "question": question}
        fields = {**of, "number": len(made) + 1, "engine": "words", "prompt": "Why?", **fields}
        when = at or NOON + timedelta(minutes=len(made))
        row = Attempt.objects.create(**fields, rated_at=when if believed else None)
        Attempt.objects.filter(pk=row.pk).update(created_at=when)
        points = [
            AttemptPoint(
                attempt=row,
                position=place + 1,
                key=KEYS[place],
                text=POINTS[KEYS[place]][0],
                verdict=LETTERS[letter],
                override=LETTERS.get(overrides[place], ""),
                believed=believed[place] == "y" if believed else None,
                score=0.5,
            )
            for place, letter in enumerate(verdicts)
        ]
        AttemptPoint.objects.bulk_create(points)
        made.append(row)
        return row

    return attempt
