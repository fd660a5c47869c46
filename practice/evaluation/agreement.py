"""How well two readers of the same draft agree: what an engine can be expected to reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from practice.evaluation.corpus import ADVERSARIAL, NATURAL, LabelledDraft
from practice.evaluation.figures import kappa
from practice.evaluation.tables import markdown, number, share
from practice.matching import Verdict

GROUPS = {NATURAL: (NATURAL,), "all adversarial": ADVERSARIAL}


@dataclass(frozen=True)
class Agreement:
    """Over the points that two readers labelled; None where there is none.

    ``exact`` is the share with the same label, ``kappa`` Cohen's with quadratic weights.
    """

    points: int
    kappa: float | None
    exact: float | None


def agreement(drafts: Iterable[LabelledDraft], kinds: Sequence[str]) -> Agreement:
    """How first and second labels agree on the drafts of ``kinds``."""
    pairs = [pair for draft in drafts if draft.kind in kinds for pair in _pairs(draft)]
    same = [one is other for one, other in pairs]
    return Agreement(len(pairs), kappa(pairs), sum(same) / len(same) if same else None)


def _pairs(draft: LabelledDraft) -> list[tuple[Verdict, Verdict]]:
    return [(label.verdict, label.second) for label in draft.labels if label.second]


def agreement_table(parts: Mapping[str, Sequence[LabelledDraft]]) -> str:
    """Name of a part -> its drafts: a table with a row for each group of drafts and part."""
    rows = []
    for group, kinds in GROUPS.items():
        for part, drafts in parts.items():
            found = agreement(drafts, kinds)
            rows.append((group, part, f"{found.points:,}", number(found.kappa), share(found.exact)))
    return markdown(("Drafts", "Part", "Points", "Kappa", "Same label"), rows, left=2)
