"""Whatever file the import takes, every page works with what was in it."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings

from practice.portable.downloads import DECKS, OF_ONES_OWN
from practice.portable.fitting import fit
from practice.portable.restoring import restore
from questions.models import Topic
from tests.practice.portable.documents import documents

pytestmark = pytest.mark.django_db


def addresses(candidate):
    names = ["home", "today", "preferences", "mocks", "progress", "stories", "story-table"]
    names += ["data", "delete-all", "sheet"]
    yield from (reverse(f"practice:{name}") for name in names)
    yield from (reverse("practice:download", args=[name]) for name in [*OF_ONES_OWN, *DECKS])
    for slug in ("outage", "rollback"):
        yield from (
            reverse(f"practice:{name}", args=[slug])
            for name in ("question", "workspace", "history")
        )
    yield from (attempt.get_absolute_url() for attempt in candidate.attempts.all())
    yield from (story.get_absolute_url() for story in candidate.stories.all())
    for interview in candidate.mock_interviews.all():
        yield interview.get_absolute_url()
        yield from (turn.get_absolute_url() for turn in interview.turns.all())


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_every_page_works_after_any_import(client, outage, rollback, bob, document):
    for slug in ("on-call", "alerting"):
        Topic.objects.get_or_create(slug=slug, defaults={"name": slug})
    restore(fit(document, skip_missing=False), bob, replace=True)
    client.force_login(bob.user)
    for address in addresses(bob):
        assert client.get(address).status_code < 400, address
