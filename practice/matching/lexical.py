"""The lexical engine: how much of a point's wording a draft holds in one place, and why it says so.

All phrasings of a point together make its theme (:mod:`~practice.matching.theme`). The point scores
by how much of the theme, and of the one phrasing that comes closest, stands in the best place of
the draft (:mod:`~practice.matching.evidence`). What the draft says was not done counts as missing,
and the reason says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from practice.matching import reasons
from practice.matching.draft import Draft, Posting, read_draft
from practice.matching.evidence import Evidence, Search
from practice.matching.frequencies import is_known
from practice.matching.phrasing import Phrasing, read_phrasing, subject_of
from practice.matching.report import Point, PointReport, Verdict
from practice.matching.spelling import corrections
from practice.matching.terms import Term
from practice.matching.theme import Theme, read_theme, sharing
from practice.matching.thresholds import CALIBRATION, NOT_DONE_CAP

NAME = "lexical-1"

LEAST_WEIGHT_TO_NAME = 0.35
"""A reason asks for no word that is lighter: to hear that "first" was not heard helps nobody."""


def judge(draft_text: str, points: Sequence[Point]) -> tuple[PointReport, ...]:
    """One report a point, in order."""
    draft = read_draft(draft_text)
    found = evidence_for(draft, points)
    return tuple(_report(draft, point, each) for point, each in zip(points, found, strict=True))


def evidence_for(draft: Draft, points: Sequence[Point]) -> list[Evidence | None]:
    """The best place in ``draft`` for each point, in order; None where no word of it stands."""
    subject = subject_of(point.text for point in points)
    phrasings = [_phrasings_of(point, subject) for point in points]
    spelt = _with_misspellings(draft, [each for one in phrasings for each in one])
    shared = sharing(phrasings)
    return [_find(spelt, read_theme(own, shared)) for own in phrasings]


def _phrasings_of(point: Point, subject: frozenset[str]) -> list[Phrasing]:
    phrasings = map(read_phrasing, dict.fromkeys(point.phrasings))
    return [phrasing.without_subject(subject) for phrasing in phrasings if phrasing.terms]


def _with_misspellings(draft: Draft, phrasings: Iterable[Phrasing]) -> Draft:
    """The draft with its misspelt words filed under the points' terms."""
    key_of = {term.surface: term.key for each in phrasings for term in each.terms}
    wanted = set(key_of.values())
    suspects = {
        postings[0].term.surface: key
        for key, postings in draft.postings.items()
        if key not in wanted and not is_known(key)
    }
    postings = dict(draft.postings)
    for suspect, target in corrections(suspects, key_of).items():
        meant = [_respelt(each, key_of[target]) for each in draft.postings[suspects[suspect]]]
        postings[key_of[target]] = [*postings.get(key_of[target], ()), *meant]
    return Draft(draft.text, draft.sentences, postings)


def _respelt(posting: Posting, key: str) -> Posting:
    return posting._replace(term=posting.term._replace(key=key))


def _find(draft: Draft, theme: Theme) -> Evidence | None:
    """The best evidence; what the draft denies counts up to a cap, where nothing better is said."""
    said, denied = Search(theme, draft.postings).best()
    if denied is None:
        return said
    capped = replace(denied, score=min(denied.score, NOT_DONE_CAP))
    return said if said and said.score >= capped.score else capped


def _report(draft: Draft, point: Point, evidence: Evidence | None) -> PointReport:
    if evidence is None:
        is_comparable = any(read_phrasing(text).terms for text in point.phrasings)
        reason = reasons.nothing_found(is_comparable=is_comparable)
        return PointReport(point, Verdict.MISSING, 0.0, _confidence(0.0), None, "", (), reason)
    score = round(evidence.score, 4)
    verdict = CALIBRATION.verdict(score)
    span = draft.sentences[evidence.sentence]
    matched = tuple(draft.text[term.start : term.end] for term in evidence.terms)
    reason = _reason(draft, point, verdict, evidence)
    confidence = _confidence(score)
    return PointReport(
        point, verdict, score, confidence, span, span.of(draft.text), matched, reason
    )


def _confidence(score: float) -> float:
    return round(CALIBRATION.confidence(score), 4)


def _reason(draft: Draft, point: Point, verdict: Verdict, evidence: Evidence) -> str:
    if is_denial(evidence):
        return denial(draft, evidence)
    heard = {term.key for term in evidence.terms}
    unheard = [term for term in read_phrasing(point.text).terms if term.key not in heard]
    worth_saying = [term for term in unheard if term.weight >= LEAST_WEIGHT_TO_NAME]
    worth_saying.sort(key=lambda term: -term.weight)
    alias = evidence.phrasing.text if evidence.phrasing.text != point.text else None
    wordings = [term.wording for term in worth_saying]
    return reasons.found(verdict, _words(draft, evidence.telling), wordings, alias)


def is_denial(evidence: Evidence) -> bool:
    """Whether so much of a point is denied that it is this point, and not a word that it shares."""
    return evidence.is_opposite and evidence.score >= NOT_DONE_CAP


def denial(draft: Draft, evidence: Evidence) -> str:
    """How ``evidence``, which is a denial, speaks against its point, for a person."""
    denied = [term for term in evidence.telling if term.is_negated]
    if denied:
        return reasons.not_done(_words(draft, denied))
    return reasons.done_after_all(_words(draft, evidence.telling))


def _words(draft: Draft, terms: Sequence[Term]) -> list[str]:
    """The weightiest of ``terms`` as the draft has them, in its order."""
    quoted = sorted(terms[: reasons.MOST_QUOTED], key=lambda term: term.start)
    return [draft.text[term.start : term.end] for term in quoted]
