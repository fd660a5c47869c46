"""What every test run shares: where its database is, and how Hypothesis searches."""

import pytest
from django.conf import settings as django_settings
from hypothesis import settings as hypothesis_settings

from practice.matching import comparison

# The same examples on every machine, so that a failure here is a failure there; and no deadline,
# because the first example pays for imports.
hypothesis_settings.register_profile("prepbank", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("prepbank")


@pytest.fixture(autouse=True)
def lexical_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare by words alone, which a reader of a test can follow, unless it is marked ``trained``."""
    if "trained" not in request.keywords:
        monkeypatch.setattr(comparison, "trained_engine", lambda: None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Keep SQLite's test database in a file, as the app does: one in memory knows no WAL and would
    be one connection shared by the threads of a live server.
    """
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        folder = tmp_path_factory.mktemp("database")
        database.setdefault("TEST", {})["NAME"] = str(folder / "prepbank.sqlite3")
