import pytest

from prepbank.accounts.candidates import SESSION_KEY
from prepbank.accounts.models import Candidate, User
from tests.factories import make_question

HTMX = {"HX-Request": "true"}


@pytest.fixture
def question(db):
    return make_question("outage")


@pytest.fixture
def user(db):
    return User.objects.create_user("ada", password="correct-horse-battery")


@pytest.fixture
def candidate(db):
    """A visitor's candidate."""
    return Candidate.objects.create()


@pytest.fixture
def visitor(client, candidate):
    """A client whose session speaks for ``candidate``."""
    session = client.session
    session[SESSION_KEY] = candidate.pk
    session.save()
    return client
