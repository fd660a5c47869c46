"""How much of each kind there is, as numbers and in words."""

from __future__ import annotations

from collections.abc import Mapping

from prepbank.accounts.models import Candidate

NAMES = {
    "drafts": ("draft", "drafts"),
    "attempts": ("attempt", "attempts"),
    "stories": ("story", "stories"),
    "mock_interviews": ("mock interview", "mock interviews"),
    "review_cards": ("planned review", "planned reviews"),
}


def inventory_of(candidate: Candidate | None) -> dict[str, int]:
    """Count what ``candidate`` has of each kind; preferences are none of it."""
    if candidate is None:
        return dict.fromkeys(NAMES, 0)
    drafts = candidate.drafts.working()
    counts = {kind: getattr(candidate, kind).count() for kind in NAMES if kind != "drafts"}
    return {"drafts": drafts.count(), **counts}


def in_words(counts: Mapping[str, int]) -> str:
    """Say ``counts`` in words, without what there is none of: "3 drafts and 1 story"."""
    parts = [
        f"{counts[kind]} {NAMES[kind][counts[kind] != 1]}" for kind in NAMES if counts.get(kind)
    ]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])) or "nothing"
