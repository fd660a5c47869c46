"""Hand-made questions, drafts and an engine for the tests of the measures."""

from collections.abc import Sequence

from practice.evaluation.corpus import CorpusQuestion, Label, LabelledDraft
from practice.evaluation.judging import Judged
from practice.matching import Point, PointReport, Question, Span, Verdict

POINTS = (Point("rolls back", ("reverts",)), Point("tells users"))
QUESTION = CorpusQuestion(
    "stop-the-leak",
    "incidents",
    "test",
    "What do you do <first>?",
    "I'd say one rolls back.",
    POINTS,
)


def draft(
    name: str,
    kind: str,
    labels: Sequence[Verdict],
    second: Sequence[Verdict] | None = None,
    text: str = "Well, one rolls back at once.",
) -> LabelledDraft:
    return LabelledDraft(
        f"stop-the-leak/{name}",
        QUESTION,
        kind,
        text,
        tuple(
            Label(
                label, () if label is Verdict.MISSING else (text,), second[at] if second else None
            )
            for at, label in enumerate(labels)
        ),
    )


def found(
    point: Point, verdict: Verdict, score: float, confidence: float = 0.9, evidence: str = ""
) -> PointReport:
    return PointReport(point, verdict, score, confidence, None, evidence, (), "")


def judged(
    label: Verdict, verdict: Verdict, score: float, *, kind: str = "natural", name: str = "1"
) -> Judged:
    return Judged(draft(name, kind, [label]), 0, found(POINTS[0], verdict, score))


def stub(
    text: str, points: Sequence[Point], question: Question | None = None
) -> tuple[PointReport, ...]:
    """An engine to which a point is made where one of its phrasings stands in the draft."""
    return tuple(_stub_report(text, point) for point in points)


def _stub_report(text: str, point: Point) -> PointReport:
    if not any(phrasing in text for phrasing in point.phrasings):
        return found(point, Verdict.MISSING, 0.0)
    span = Span(0, len(text))
    return PointReport(point, Verdict.COVERED, 1.0, 0.9, span, text, (), "")
