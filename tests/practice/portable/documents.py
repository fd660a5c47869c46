"""Documents as Hypothesis makes them up: any that we could have written, and spoiled ones."""

import copy
import json
import math

from hypothesis import strategies as st

SLUGS = ["outage", "rollback"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
COUNTS = st.integers(0, 2**31 - 1)
SECONDS = st.integers(0, 366 * 86_400)
SHARES = st.floats(0, 1, allow_nan=False)
VERDICTS = st.sampled_from(["covered", "partly", "missing"])
RUNGS = st.sampled_from(["structure", "coverage", "key-point", "mistakes", "sample-answer"])


def titled(longest):
    return TEXTS.map(lambda text: text[:longest])


@st.composite
def moments(draw):
    number = draw(st.integers(0, 10**6))
    day = draw(st.integers(1, 28))
    return f"{draw(st.integers(1970, 2199))}-02-{day:02}T23:59:59.{number % 10**6:06}Z"


def one_of_each(rows, *names):
    """Lists of ``rows`` in which no two have the same ``names``."""
    return st.lists(rows, max_size=3, unique_by=lambda row: tuple(row[name] for name in names))


FIGURES = st.fixed_dictionaries(
    {
        "position": COUNTS,
        "kind": st.sampled_from(["detect", "mitigate", "resolve", "other"]),
        "label": titled(60),
        "value": titled(80),
        "certainty": st.sampled_from(["measured", "estimated", "confidential"]),
    }
)
REVEALS = st.fixed_dictionaries({"rung": RUNGS, "key": titled(60), "revealed_at": moments()})
KEPT = st.fixed_dictionaries({"writer": titled(36), "text": TEXTS, "kept_at": moments()})


@st.composite
def stories(draw):
    parts = ("situation", "role", "affected", "actions", "result", "prevention")
    return {
        "id": "",
        "title": draw(titled(120)),
        "severity": draw(titled(60)),
        **{part: draw(TEXTS) for part in parts},
        "created_at": draw(moments()),
        "updated_at": draw(moments()),
        "figures": sorted(draw(st.lists(FIGURES, max_size=3)), key=position),
        "questions": sorted(draw(st.sets(st.sampled_from(SLUGS)))),
    }


def position(row):
    return row["position"]


@st.composite
def drafts(draw, question, story_ids):
    return {
        "question": question,
        "text": draw(TEXTS),
        "version": draw(st.integers(0, 10**9)),
        "writer": draw(titled(36)),
        "sequence": draw(st.integers(0, 2**53)),
        "story": draw(st.sampled_from(story_ids)),
        "timed_seconds": draw(SECONDS),
        "timer_started_at": draw(st.none() | moments()),
        "timed_by": draw(titled(36)),
        "created_at": draw(moments()),
        "saved_at": draw(st.none() | moments()),
        "reveals": draw(one_of_each(REVEALS, "rung", "key")),
        "kept_texts": sorted(draw(one_of_each(KEPT, "writer")), key=lambda kept: kept["kept_at"]),
    }


@st.composite
def points(draw, text):
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    has_evidence = draw(st.booleans())
    return {
        "position": draw(COUNTS),
        "key": draw(titled(60)),
        "text": draw(TEXTS),
        "is_suggestion": draw(st.booleans()),
        "verdict": draw(VERDICTS),
        "score": draw(SHARES),
        "confidence": draw(st.none() | SHARES),
        "reason": draw(TEXTS),
        "evidence_start": start if has_evidence else None,
        "evidence_end": end if has_evidence else None,
        "override": draw(st.just("") | VERDICTS),
        "believed": draw(st.sampled_from([None, True, False])),
    }


@st.composite
def attempts(draw, question, story_ids):
    text = draw(TEXTS)
    made = draw(st.lists(points(text), max_size=3, unique_by=(lambda row: row["key"], position)))
    made.sort(key=position)
    mistakes = st.fixed_dictionaries(
        {"position": COUNTS, "key": titled(60), "text": TEXTS, "ticked": st.booleans()}
    )
    verdicts = [
        {"point": point["key"], "verdict": draw(VERDICTS), "quote_start": 0, "quote_end": len(text)}
        for point in made[:2]
    ]
    opinion = {
        "model": draw(titled(200)),
        "host": draw(titled(300)),
        "asked_at": draw(moments()),
        "answered_at": draw(st.none() | moments()),
        "dropped": draw(COUNTS),
        "verdicts": verdicts,
    }
    return {
        "id": "",
        "question": question,
        "number": 0,
        "prompt": draw(TEXTS),
        "text": text,
        "engine": draw(titled(60)),
        "hints": draw(st.lists(st.fixed_dictionaries({"rung": RUNGS, "key": titled(60)}))),
        "story": draw(st.sampled_from(story_ids)),
        "seconds": draw(st.none() | SECONDS),
        "is_sealed": draw(st.booleans()),
        "rated_at": draw(st.none() | moments()),
        "grade": draw(st.sampled_from([None, 1, 2, 3, 4])),
        "graded_at": draw(st.none() | moments()),
        "created_at": draw(moments()),
        "points": made,
        "mistakes": sorted(draw(st.lists(mistakes, max_size=3)), key=position),
        "second_opinions": [opinion] * draw(st.integers(0, 1)),
    }


@st.composite
def turns(draw, place, question, story_ids):
    shortest = draw(SECONDS)
    return {
        "position": place,
        "kind": "question",
        "question": question,
        "prompt": draw(TEXTS),
        "target_min_seconds": shortest,
        "target_max_seconds": draw(st.integers(shortest, 366 * 86_400)),
        "interrupts": None,
        "interrupts_after": None,
        "attempt": None,
        "done_at": draw(st.none() | moments()),
        "draft": draw(st.none() | drafts(question, story_ids)),
    }


@st.composite
def interviews(draw, story_ids):
    asked = draw(st.lists(st.sampled_from(SLUGS), min_size=1, max_size=3))
    made = [draw(turns(place, slug, story_ids)) for place, slug in enumerate(asked, start=1)]
    if len(made) > 1:
        made[1] |= {"kind": "interruption", "interrupts": 1, "interrupts_after": draw(SECONDS)}
    return {
        "round": draw(st.sampled_from(["", "phone-screen", "technical", "onsite", "final"])),
        "topics": sorted(draw(st.sets(st.sampled_from(["on-call", "alerting"])))),
        "seed": draw(st.integers(0, 2**63 - 1)),
        "started_at": draw(moments()),
        "finished_at": draw(st.none() | moments()),
        "turns": made,
    }


def by(name):
    return lambda rows: sorted(rows, key=lambda row: row[name])


@st.composite
def documents(draw):
    """Documents in the order in which we write them, of the bank that has ``SLUGS``."""
    told = draw(st.lists(stories(), max_size=3).map(by("created_at")))
    for number, story in enumerate(told, start=1):
        story["id"] = f"s{number}"
    story_ids = [None, *(story["id"] for story in told)]
    asked = draw(st.lists(st.sampled_from(SLUGS), max_size=4))
    answered = by("created_at")([draw(attempts(slug, story_ids)) for slug in asked])
    for number, attempt in enumerate(answered, start=1):
        # Numbers need not follow the clock.
        attempt |= {"id": f"a{number}", "number": 100 - number}
    cards = st.fixed_dictionaries(
        {
            "question": st.sampled_from(SLUGS),
            "stability": st.floats(0, 10**6, exclude_min=True),
            "difficulty": st.floats(1, 10),
            "reviewed_at": moments(),
            "due_at": moments(),
        }
    )
    held = draw(st.lists(interviews(story_ids), max_size=2).map(by("started_at")))
    free = [attempt["id"] for attempt in answered]
    for turn in (turn for interview in held for turn in interview["turns"]):
        turn["attempt"] = free.pop() if free and draw(st.booleans()) else None
    return {
        "format": "prepbank-practice",
        "version": 1,
        "began_at": draw(moments()),
        "preferences": {
            "shares_texts": draw(st.booleans()),
            "words_per_minute": draw(st.integers(80, 240)),
            "time_zone": draw(st.sampled_from(["", "Europe/Paris", "UTC"])),
            "daily_questions": draw(st.integers(1, 20)),
            "interview_on": draw(st.none() | st.dates().map(str)),
        },
        "stories": told,
        "drafts": [
            draw(drafts(slug, story_ids)) for slug in sorted(draw(st.sets(st.sampled_from(SLUGS))))
        ],
        "attempts": answered,
        "review_cards": by("question")(draw(one_of_each(cards, "question"))),
        "mock_interviews": held,
    }


ODD_VALUES = st.sampled_from(
    [
        *(None, True, False, 0, -1, 1.5, 2**31, 2**63, 10**30, 10**400, -0.0, 1e308),
        *(
            math.nan,
            math.inf,
            "",
            "x",
            "\x00",
            "\ud800",
            "y" * 300_000,
            "2025-02-30T00:00:00.000000Z",
        ),
        *("s1", "a1", "covered", [], {}, [[]], [None], {"x": 1}, ["outage", "outage"]),
    ]
)


@st.composite
def spoiled_documents(draw):
    """Functions that return a document with something in it changed, left out or there twice."""
    steps = draw(st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
    what = draw(st.sampled_from(["change", "change", "drop", "double"]))
    value = draw(ODD_VALUES)

    def spoil(document):
        document = copy.deepcopy(document)
        node, owner, name = document, {"": document}, ""
        for step in steps:
            if not isinstance(node, dict | list) or not node:
                break
            names = list(node) if isinstance(node, dict) else range(len(node))
            owner, name = node, names[step % len(names)]
            node = owner[name]
        if what == "change":
            owner[name] = value
        elif what == "drop":
            del owner[name]
        elif isinstance(owner, list):
            owner.append(copy.deepcopy(node))
        return json.loads(json.dumps(document))

    return spoil
