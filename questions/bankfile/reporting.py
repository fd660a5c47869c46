"""What a load came to, as lines to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import unified_diff

from questions.bankfile.comparing import Difference
from questions.bankfile.datatypes import Entry, QuestionEntry, TopicEntry, Value
from questions.bankfile.loading import Report


def summary_lines(report: Report) -> Iterator[str]:
    yield f"Topics: {_counted(_topic_outcomes(report), ('created', 'changed'))}"
    yield f"Questions: {_counted(_question_outcomes(report), ('created', 'changed', 'retired'))}"
    for change in report.kept:
        yield f"Edited here, kept: {_name(change.entry)}"
    if report.kept:
        yield "To load those too: --overwrite-edits"


def unlisted_lines(report: Report) -> Iterator[str]:
    for slug in report.unlisted:
        yield f"In the database and not in these files: {slug}"
    if report.unlisted:
        yield "To retire those: --retire-missing"


def detail_lines(report: Report) -> Iterator[str]:
    """Each row that was written, field by field; the parts of a new question go without saying."""
    new = {slug for slug, outcome in _question_outcomes(report).items() if outcome == "created"}
    for change in report.written:
        if isinstance(change.entry, QuestionEntry) or change.entry.question_slug not in new:
            yield f"{_outcome(change)}: {_name(change.entry)}"
            for field, (before, after) in change.fields.items():
                yield f"  {field}"
                yield from _diff(before, after)


def _name(entry: Entry) -> str:
    return " ".join(filter(None, [entry.question_slug, entry.path]))


def _outcome(change: Difference) -> str:
    if change.retires:
        return "retired"
    if change.before is None:
        return "created"
    return "changed" if change.after else "removed"


def _diff(before: Value, after: Value) -> Iterable[str]:
    lines = unified_diff(_lines(before), _lines(after), n=0, lineterm="")
    return (f"    {line}" for line in lines if not line.startswith(("---", "+++", "@@")))


def _lines(value: Value) -> list[str]:
    return list(value) if isinstance(value, tuple) else str(value).splitlines()


def _topic_outcomes(report: Report) -> dict[str, str]:
    outcomes = {topic.path: "unchanged" for topic in report.bank.topics}
    changes = (change for change in report.written if isinstance(change.entry, TopicEntry))
    return outcomes | {change.entry.path: _outcome(change) for change in changes}


def _question_outcomes(report: Report) -> dict[str, str]:
    """Return what became of each question; a change to any of its parts changes it."""
    outcomes = {question.slug: "unchanged" for question in report.bank.questions}
    outcomes |= {
        slug: "changed" for change in report.written if (slug := change.entry.question_slug)
    }
    own = (change for change in report.written if isinstance(change.entry, QuestionEntry))
    return outcomes | {change.entry.question_slug: _outcome(change) for change in own}


def _counted(outcomes: dict[str, str], always: tuple[str, ...]) -> str:
    counts = Counter(outcomes.values())
    return ", ".join(f"{counts[name]} {name}" for name in (*always, "unchanged"))
