"""Which questions of a bank another one may repeat, and why one would think so."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from questions.bankfile.sentences import content_stems, same_words

LIKELY = 0.6
MOST = 5
# A word that so many questions share tells nothing; without it the work per question is bounded.
COMMON = 100
_SAME_ANSWER_WORDS = 12
_MAX_WORDS = 60


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why a question may be the one called ``slug``."""

    slug: str
    reason: str


@dataclass
class KnownQuestions:
    """The questions met so far: those of the bank, and those that an import found before this one."""

    _prompts: dict[str, list[str]] = field(default_factory=dict)
    _answers: dict[str, str] = field(default_factory=dict)
    _stems: dict[str, frozenset[str]] = field(default_factory=dict)
    _by_stem: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, slug: str, prompt: str, sample_answer: str) -> None:
        stems = _stems(prompt)
        self._prompts.setdefault(same_words(prompt), []).append(slug)
        self._stems[slug] = stems
        for stem in stems:
            if len(self._by_stem[stem]) <= COMMON:
                self._by_stem[stem].append(slug)
        if key := _answer_key(sample_answer):
            self._answers.setdefault(key, slug)

    def with_prompt(self, prompt: str) -> list[str]:
        """Return the slugs of those who ask the very same, in the order in which they came."""
        return self._prompts.get(same_words(prompt), []) if same_words(prompt) else []

    def like(self, prompt: str, sample_answer: str) -> list[Likeness]:
        """Return those whom a question may repeat, the surest first; at most ``MOST``."""
        found = dict.fromkeys(self.with_prompt(prompt), "it asks the same")
        same_answer = self._answers.get(_answer_key(sample_answer) or "\0")
        if same_answer:
            found.setdefault(same_answer, "it has the same sample answer")
        for slug, shared, either in self._near(_stems(prompt)):
            same = f"{shared} of the {either}" if shared < either else "all"
            found.setdefault(slug, f"{same} telling words are the same")
        return [Likeness(slug, reason) for slug, reason in list(found.items())[:MOST]]

    def _near(self, stems: frozenset[str]) -> list[tuple[str, int, int]]:
        rare = [stem for stem in stems if len(self._by_stem.get(stem, ())) <= COMMON]
        shares = Counter(slug for stem in rare for slug in self._by_stem.get(stem, ()))
        near = []
        for slug in shares:
            other = self._stems[slug]
            shared, either = len(stems & other), len(stems | other)
            if shared / either >= LIKELY:
                near.append((slug, shared, either))
        return sorted(near, key=lambda one: (-one[1] / one[2], one[0]))


def _stems(prompt: str) -> frozenset[str]:
    return frozenset(content_stems(" ".join(prompt.split()[:_MAX_WORDS])))


def _answer_key(sample_answer: str) -> str:
    words = same_words(sample_answer[:2_000])
    return words if words.count(" ") >= _SAME_ANSWER_WORDS else ""
