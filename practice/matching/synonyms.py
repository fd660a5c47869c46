"""The field's synonyms: different words, or one word written in different ways, for one thing.

The table is small on purpose. A group holds only phrasings that an interviewer would accept for
one another in any sentence of this field; what is merely related belongs in a point's aliases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from practice.matching.stemming import stem
from practice.matching.words import Word, tokenise

GROUPS: tuple[str, ...] = (
    # Undoing a change. "…" is a gap: "rolled the release back".
    "rollback | roll back | roll … back | rolling back | revert | back out | backed out",
    "switch off | switch … off | turn off | turn … off | disable | toggle off | flag off",
    "feature flag | feature toggle | feature switch | kill switch | off switch",
    "deploy | deployment | release | rollout | roll out | ship",
    "hotfix | hot fix",
    "workaround | work around",
    "failover | fail over",
    "canary | canaries | staged rollout | gradual rollout | progressive rollout | phased rollout",
    # People and their watch
    "on call | oncall | on-call",
    "pager | pagerduty | opsgenie",
    "incident commander | incident lead | incident manager | incident leader",
    "customer | user | client | end user",
    "handover | hand over | handoff | hand off",
    "teammate | team mate | colleague | coworker | co-worker",
    "engineer | developer",
    "ceo | chief executive | chief executive officer",
    "executive | exec | leadership | senior leaders",
    "non technical | nontechnical | not technical",
    "burnout | burn out | burnt out | burned out",
    # Looking back
    "post-mortem | postmortem | retrospective | retro | rca"
    " | post-incident review | incident review | learning review",
    "blameless | no blame | without blame | not blame | don't blame | didn't blame | blame free"
    " | never blame | no finger pointing | nobody was blamed | nobody is blamed"
    " | no one was blamed",
    "five whys | 5 whys",
    "action item | follow-up item | follow-up action | remediation item | corrective action",
    "follow up | followup",
    "runbook | run book | playbook | play book",
    "checklist | check list",
    "timeline | time line",
    "lesson | learning | learnings",
    # Severity and measures
    "sev 1 | sev1 | p1 | priority 1 | severity 1 | sev one | severity one",
    "sev 2 | sev2 | p2 | priority 2 | severity 2 | sev two | severity two",
    "mttr | mean time to recovery | mean time to resolve | mean time to restore"
    " | mean time to resolution | mean time to repair | time to recovery | time to restore",
    "mttd | mean time to detect | mean time to detection | time to detect",
    "mtta | mean time to acknowledge | time to acknowledge",
    "slo | service level objective",
    "sla | service level agreement",
    "sli | service level indicator",
    "uptime | up time",
    "outage | downtime | down time",
    "latency | response time",
    "percent | per cent",
    # Talking
    "comms | communication | communicate",
    "status page | status site | statuspage",
    "jargon free | no jargon | without jargon | plain language | plain english | plain words"
    " | non technical language | everyday language | layman's terms",
    "war room | incident bridge | incident call | bridge call | incident channel",
    "eta | estimated time | time estimate",
    "notify | notification",
    "escalate | escalation",
    # Seeing
    "monitoring | observability",
    "alert | alarm",
    "false positive | false alarm",
    "log | logging",
    "dashboard | dash board",
    "automate | automation | automatic | automatically",
    "database | db | data base",
    "kubernetes | k8s",
    "third party | 3rd party | vendor | supplier | external provider",
    # One family that Snowball parts
    "decide | decision",
    "analyse | analysis | analyses | analytical",
    "prioritise | priority | prioritisation",
    "resolve | resolution",
    "respond | response",
    "recover | recovery",
    "recur | recurrence | recurring | happen again | happening again",
    "verify | verification",
    "identify | identification",
    "own | owner | ownership",
    "fail | failure",
    "hypothesis | hypotheses",
    "safe | safely | safety",
    "reliable | reliability",
    "responsible | responsibility",
    "accountable | accountability",
    "transparent | transparency",
    "severe | severity",
    "urgent | urgency",
    "assume | assumption",
    "investigate | investigation",
    "remediate | remediation",
    "mitigate | mitigation | stop the bleeding",
    "prove | proof",
    "choose | choice",
    "grow | growth",
    "lose | loss",
    "train | training",
    "quick | quickly | fast",
    "tell | told",
    "weekly | every week",
    "daily | every day",
    # Numbers that dictation spells out
    *(
        f"{digits} | {name}"
        for digits, name in (
            (2, "two"),
            (3, "three"),
            (4, "four"),
            (5, "five"),
            (6, "six"),
            (7, "seven"),
            (8, "eight"),
            (9, "nine"),
            (10, "ten"),
            (12, "twelve"),
            (15, "fifteen"),
            (20, "twenty"),
            (24, "twenty four"),
            (30, "thirty"),
            (40, "forty"),
            (45, "forty five"),
            (48, "forty eight"),
            (50, "fifty"),
            (60, "sixty"),
            (90, "ninety"),
            (100, "hundred"),
        )
    ),
)

_GAP = "\u2026"
_WIDEST_GAP = 3
"""Words that may stand between the two parts of a separable verb."""


class Concept(NamedTuple):
    """One or more words that stand for one thing: its ``key``, and ``words[first:last]``."""

    key: str
    first: int
    last: int


class _Phrase(NamedTuple):
    key: str
    stems: tuple[str, ...]
    gap_at: int | None


def concepts(words: Sequence[Word]) -> Iterator[Concept]:
    """``words`` as concepts in order: the longest phrase of the table, or the word's own stem."""
    stems = [stem(word.text) for word in words]
    index = 0
    swallowed: set[int] = set()
    while index < len(words):
        if index in swallowed:
            index += 1
            continue
        phrase = _longest_phrase(stems, index)
        if phrase is None:
            yield Concept(stems[index], index, index + 1)
            index += 1
        elif phrase.gap_at is None:
            yield Concept(phrase.key, index, index + len(phrase.stems))
            index += len(phrase.stems)
        else:
            yield Concept(phrase.key, index, index + 1)
            swallowed.add(_after_gap(stems, index, phrase))
            index += 1


def _longest_phrase(stems: Sequence[str], index: int) -> _Phrase | None:
    for phrase in _phrases().get(stems[index], ()):
        if phrase.gap_at is not None:
            if _after_gap(stems, index, phrase) >= 0:
                return phrase
        elif tuple(stems[index : index + len(phrase.stems)]) == phrase.stems:
            return phrase
    return None


def _after_gap(stems: Sequence[str], index: int, phrase: _Phrase) -> int:
    """Where the separable verb's second part stands, or -1."""
    particle = phrase.stems[1]
    for place in range(index + 2, min(index + 2 + _WIDEST_GAP, len(stems))):
        if stems[place] == particle:
            return place
    return -1


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    """The table by first stem, longest phrase first."""
    by_first_stem: dict[str, list[_Phrase]] = {}
    for group in GROUPS:
        phrasings = [_stems(phrasing) for phrasing in group.split(" | ")]
        key = " ".join(phrasings[0])
        for phrasing in phrasings:
            gap_at = phrasing.index(_GAP) if _GAP in phrasing else None
            stems = tuple(each for each in phrasing if each != _GAP)
            by_first_stem.setdefault(stems[0], []).append(_Phrase(key, stems, gap_at))
    for phrases in by_first_stem.values():
        phrases.sort(key=lambda phrase: (-len(phrase.stems), phrase.gap_at is not None))
    return by_first_stem


def _stems(phrasing: str) -> tuple[str, ...]:
    parts = phrasing.split(f" {_GAP} ")
    stems = [[stem(word.text) for word in tokenise(part)] for part in parts]
    return (*stems[0], _GAP, *stems[1]) if len(stems) == 2 else tuple(stems[0])
