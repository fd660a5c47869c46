"""Everything of a candidate's as a text to read: Markdown, which also reads well as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from practice.models import Certainty, FigureKind, Rung
from practice.portable.labels import Labels, Row, counts, grade, settled
from questions.models import Round
from questions.stating import SUGGESTED

STORY_PARTS = (
    ("Situation", "situation"),
    ("My role", "role"),
    ("What was affected", "affected"),
    ("What I did", "actions"),
    ("Result", "result"),
    ("What keeps it from coming back", "prevention"),
)
BELIEFS = {True: " (I believed it was there)", False: " (I believed it was not there)", None: ""}


def as_markdown(document: Row, labels: Labels) -> str:
    """Return the whole of ``document``, a blank line between any two blocks."""
    blocks = [
        "# My practice",
        *_preferences(document["preferences"]),
        *_schedule(document["review_cards"], labels),
        *_stories(document["stories"], labels),
        *_answers(document, labels),
        *_interviews(document, labels),
    ]
    return "\n\n".join(blocks) + "\n"


def _preferences(preferences: Row) -> Iterator[str]:
    yield "\n".join(
        [
            f"- Interview: {preferences['interview_on'] or 'no day set'}",
            f"- Questions a day: {preferences['daily_questions']}",
            f"- Words a minute: {preferences['words_per_minute']}",
            f"- Time zone: {preferences['time_zone'] or 'the server’s'}",  # noqa: RUF001
            f"- Answers may improve the comparison: {'yes' if preferences['shares_texts'] else 'no'}",
        ]
    )


def _schedule(cards: list[Row], labels: Labels) -> Iterator[str]:
    if not cards:
        return
    yield "## What comes back"
    rows = [
        (str(labels.planned.get(card["question"], "not planned")), labels.titles[card["question"]])
        for card in cards
    ]
    yield "\n".join(f"- {day}: {_line(title)}" for day, title in sorted(rows))


def _stories(stories: list[Row], labels: Labels) -> Iterator[str]:
    if stories:
        yield "## Stories"
    for story in stories:
        yield f"### {_line(story['title'])}"
        if story["severity"]:
            yield f"Severity: {_line(story['severity'])}"
        for label, name in STORY_PARTS:
            if story[name].strip():
                yield from (f"{label}:", _quote(story[name]))
        if story["figures"]:
            yield "\n".join(map(_figure, story["figures"]))
        if story["questions"]:
            titles = (_line(labels.titles[slug]) for slug in story["questions"])
            yield f"For: {'; '.join(titles)}"


def _figure(figure: Row) -> str:
    name = figure["label"] or FigureKind(figure["kind"]).label
    certainty = Certainty(figure["certainty"]).label.lower()
    return f"- {_line(name)}: {_line(figure['value'])} ({certainty})"


def _answers(document: Row, labels: Labels) -> Iterator[str]:
    """The answers by question: the draft, then the attempts in order, those of mock interviews too."""
    stories = {story["id"]: story["title"] for story in document["stories"]}
    drafts = {draft["question"]: draft for draft in document["drafts"]}
    ordered = sorted(document["attempts"], key=itemgetter("question", "number"))
    attempts = {slug: list(own) for slug, own in groupby(ordered, key=itemgetter("question"))}
    slugs = sorted(drafts.keys() | attempts.keys(), key=lambda slug: (labels.titles[slug], slug))
    if slugs:
        yield "## Answers"
    for slug in slugs:
        yield f"### {_line(labels.titles[slug])}"
        if slug in drafts:
            yield from _draft(drafts[slug], labels)
        for attempt in attempts.get(slug, []):
            yield from _attempt(attempt, stories, labels)


def _draft(draft: Row, labels: Labels) -> Iterator[str]:
    if draft["text"].strip():
        saved = f", saved {labels.when(draft['saved_at'])}" if draft["saved_at"] else ""
        yield f"#### Draft{saved}"
        yield _quote(draft["text"])
    for kept in draft["kept_texts"]:
        yield f"#### Kept beside it, {labels.when(kept['kept_at'])}"
        yield _quote(kept["text"])


def _attempt(attempt: Row, stories: dict[str, str], labels: Labels) -> Iterator[str]:
    yield f"#### Attempt {attempt['number']}, {labels.when(attempt['created_at'])}"
    yield _quote(attempt["prompt"])
    yield "My answer:"
    yield _quote(attempt["text"])
    yield "\n".join(f"- {fact}" for fact in _facts(attempt, stories))
    if attempt["is_sealed"]:
        return
    if attempt["points"]:
        yield "\n".join(map(_point, attempt["points"]))
    if ticked := [mistake["text"] for mistake in attempt["mistakes"] if mistake["ticked"]]:
        yield "Mistakes that I found in it:"
        yield "\n".join(f"- {_spaced(text)}" for text in ticked)


def _facts(attempt: Row, stories: dict[str, str]) -> Iterator[str]:
    found = counts(attempt)
    if found is None:
        yield "Still sealed: what it covers shows once I have said what I believe."
    else:
        yield f"Key points: {', '.join(f'{count} {verdict}' for verdict, count in found.items())}"
    if attempt["seconds"] is not None:
        yield f"Time: {attempt['seconds'] // 60}:{attempt['seconds'] % 60:02} minutes"
    rungs = list(dict.fromkeys(Rung(hint["rung"]).label for hint in attempt["hints"]))
    yield f"Help seen: {', '.join(rungs) or 'none'}"
    if attempt["grade"]:
        yield f"How it went: {grade(attempt)}"
    if attempt["story"]:
        yield f"Told with: {_line(stories[attempt['story']])}"


def _point(point: Row) -> str:
    own = " (my own verdict)" if point["override"] else ""
    verdict = f"{settled(point).capitalize()}{own}{BELIEFS[point['believed']]}"
    suggested = f" ({SUGGESTED})" if point["is_suggestion"] else ""
    return f"- {verdict}: {_spaced(point['text'])}{suggested}"


def _interviews(document: Row, labels: Labels) -> Iterator[str]:
    """The mock interviews, turn by turn; what was answered to an interruption stands only here."""
    if document["mock_interviews"]:
        yield "## Mock interviews"
    numbers = {attempt["id"]: attempt["number"] for attempt in document["attempts"]}
    for interview in document["mock_interviews"]:
        about = [str(Round(interview["round"]).label)] if interview["round"] else []
        about += interview["topics"]
        end = "finished" if interview["finished_at"] else "not finished"
        yield f"### {labels.when(interview['started_at'])}, {end}"
        if about:
            yield f"About: {', '.join(about)}"
        for turn in interview["turns"]:
            yield from _turn(turn, numbers, labels)


def _turn(turn: Row, numbers: dict[str, int], labels: Labels) -> Iterator[str]:
    yield f"#### {turn['position']}. {_line(labels.titles[turn['question']])}"
    yield _quote(turn["prompt"])
    if turn["attempt"]:
        yield f"Answered: attempt {numbers[turn['attempt']]} above."
    elif turn["draft"] and turn["draft"]["text"].strip():
        yield "My answer:"
        yield _quote(turn["draft"]["text"])
    else:
        yield "Not answered."


def _quote(text: str) -> str:
    """What a person wrote, set off so that none of it is taken for our headings and lists."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines() or [""])


def _line(text: str) -> str:
    """A title on one line, as it is written: what Markdown would make of it is escaped."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", _spaced(text))


def _spaced(text: Iterable[str] | str) -> str:
    return " ".join(str(text).split())
