"""The words for people and teams other than the speaker."""

from practice.delivery.phrases import lexicon

OTHERS = lexicon("others")
