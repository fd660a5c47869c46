"""An attempt, and a server that may have an opinion on it."""

import html

import pytest
from django.urls import reverse

from practice.asking import configured_endpoint
from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.opinion import Endpoint
from practice.views.opinion import consent_to
from tests.factories import ANSWER
from tests.practice.second_opinion.model_server import model_server
from tests.practice.second_opinion.samples import GOOD


def body(response):
    return html.unescape(response.content.decode())


def page_of(visitor, attempt):
    return body(visitor.get(attempt.get_absolute_url()))


def agreed():
    """What the page's form sends where a candidate agrees to what is configured now."""
    return {"to": consent_to(configured_endpoint())}


@pytest.fixture
def server():
    with model_server() as server:
        server.behaviour = GOOD
        yield server


@pytest.fixture
def endpoint(server):
    return Endpoint(server.url, "small-model", seconds=1)


@pytest.fixture
def configured(settings, server):
    """The server as the installation's endpoint."""
    settings.SECOND_OPINION_URL = server.url
    settings.SECOND_OPINION_MODEL = "small-model"
    settings.SECOND_OPINION_SECONDS = 1


@pytest.fixture
def compare(candidate, question):
    def compare(text=ANSWER):
        draft, _ = save_edit(candidate, question, Edit(text, 0, "page", 1))
        return compare_draft(draft)

    return compare


@pytest.fixture
def attempt(compare):
    return compare()


@pytest.fixture
def url(attempt):
    return reverse("practice:opinion", args=[attempt.pk])


@pytest.fixture
def ask(visitor, configured, server, url):
    """Agree to what the page asks, and send it."""

    def ask(address=url, headers=None, **fields):
        return visitor.post(address, agreed() | fields, headers=headers or {})

    return ask
