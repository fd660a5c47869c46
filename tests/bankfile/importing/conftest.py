"""A bank of one question, to import into."""

import pytest

from questions.bankfile.datatypes import Bank
from questions.bankfile.fromdatabase import stored_bank
from questions.bankfile.loading import load_bank
from tests.bankfile.samples import make_bank


@pytest.fixture
def bank(db: None) -> Bank:
    """A bank with the one question ``lost-orders``."""
    load_bank(make_bank())
    return stored_bank()
