"""The four things an incident's story tells of, and the words that tell each."""

from __future__ import annotations

from enum import StrEnum

from practice.delivery.phrases import Phrases, lexicon


class Stage(StrEnum):
    MITIGATE = "mitigate"
    COMMUNICATE = "communicate"
    DIAGNOSE = "diagnose"
    PREVENT = "prevent"


STAGES: dict[Stage, Phrases] = {stage: lexicon(stage.value) for stage in Stage}
