"""The topics that documents name or describe -> those that the bank lacks or words otherwise."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import replace

from questions.bankfile.datatypes import TopicEntry
from questions.bankfile.importing.drafting import numbered, shortened, slug_of
from questions.bankfile.intake.gathering import Found
from questions.bankfile.layouts.found import FoundQuestion, FoundTopic

_BETWEEN_WORDS = re.compile(r"[\s_-]+")
SLUG_LENGTH, NAME_LENGTH, DESCRIPTION_LENGTH = 60, 60, 200


class ImportedTopics:
    """The topics of the bank with those of an import. A name that the bank has is that topic.

    ``described`` are the slugs of those of which a document says more than that a question has them.

    Without ``creates``, topics that questions merely name are left out where the bank lacks them.
    """

    def __init__(self, found: Found, stored: Iterable[TopicEntry], *, creates: bool) -> None:
        self._known = {topic.slug: topic for topic in stored}
        self._wanted: dict[str, TopicEntry] = {}
        self.described: set[str] = set()
        self._by_name = {
            _folded(name): topic.slug
            for topic in self._known.values()
            for name in (topic.name, topic.slug)
        }
        for described in found.topics:
            self._describe(described)
        if creates:
            for question in found.questions:
                self._name(question)

    @property
    def wanted(self) -> Iterable[TopicEntry]:
        """The topics that are to be written."""
        return self._wanted.values()

    def keep(self, slug: str) -> None:
        """Leave the topic of the bank called ``slug`` as it is."""
        del self._wanted[slug]

    @property
    def slugs(self) -> Container[str]:
        return self._known.keys()

    def slug_of(self, text: str) -> str | None:
        """Return the slug of the topic that ``text`` names, by its slug or its name in any case."""
        text = text.strip()
        return text if text in self._known else self._by_name.get(_folded(text))

    def _describe(self, found: FoundTopic) -> None:
        """Take a topic that a document describes: as a new one, or laid over the one that is there."""
        name = shortened(found.name or found.slug, NAME_LENGTH)
        there = self._known.get(self.slug_of(found.slug) or self.slug_of(name) or "")
        topic = there or TopicEntry(slug=slug_of(found.slug, SLUG_LENGTH) or "topic", name=name)
        if found.name and self._by_name.get(_folded(name), topic.slug) == topic.slug:
            topic = replace(topic, name=name)
        if found.description is not None:
            topic = replace(topic, description=shortened(found.description, DESCRIPTION_LENGTH))
        if topic != there:
            self.described.add(topic.slug)
            self._want(topic, found.slug)

    def _name(self, question: FoundQuestion) -> None:
        for passage in question.topics:
            name = shortened(passage.text, NAME_LENGTH)
            if name and self.slug_of(passage.text) is None:
                slug = numbered(
                    slug_of(name.lower(), SLUG_LENGTH) or "topic", self._known, SLUG_LENGTH
                )
                self._want(TopicEntry(slug=slug, name=name), passage.text)

    def _want(self, topic: TopicEntry, called: str) -> None:
        self._wanted[topic.slug] = self._known[topic.slug] = topic
        for name in (called, topic.slug, topic.name):
            self._by_name.setdefault(_folded(name), topic.slug)


def _folded(name: str) -> str:
    return " ".join(_BETWEEN_WORDS.split(name)).strip().casefold()
