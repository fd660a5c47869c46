"""The lanes of the test suite, each a pytest run of its own: ``python -m tests.lanes [LANE ...]``.

``sqlite`` runs everything but the browser's tests on a SQLite file, ``browser`` drives the pages in
Chromium, ``postgresql`` repeats the first on a real server. A lane whose needs this machine lacks is
skipped with a line that says how to get them; ``PREPBANK_REQUIRE_LANES=browser,postgresql`` turns
that into a failure.
"""

import getpass
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ON_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
CHROMIUM_MISSING = (
    "no Chromium found: install the package `chromium`, or set CHROMIUM to the path of one"
)
POSTGRESQL_MISSING = (
    "no PostgreSQL answers: start one on this machine, or set TEST_DATABASE_URL "
    "(postgres://user:password@host:5432/name) to a server where the user may create databases"
)

Environment = dict[str, str]


class NeedMissingError(Exception):
    """This machine lacks what a lane needs; the message says how to get it."""


@dataclass(frozen=True)
class Lane:
    name: str
    arguments: tuple[str, ...]
    find_needs: Callable[[], Environment]  # what to lay over the environment of the pytest run

    def run(self) -> int:
        environment = plain_environment() | self.find_needs()
        command = [sys.executable, "-m", "pytest", "-q", *self.arguments]
        return subprocess.run(command, env=environment, check=False).returncode


def plain_environment() -> Environment:
    """The environment without settings of PrepBank's own, so that tests meet its defaults."""
    return {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("PREPBANK_")
    }


def find_chromium() -> str | None:
    """The path of a Chromium on this machine: what ``CHROMIUM`` says, or the usual names."""
    candidates = (os.environ.get("CHROMIUM"), *CHROMIUM_NAMES, CHROMIUM_ON_MACOS)
    return next(filter(None, (shutil.which(name) for name in candidates if name)), None)


def find_browser_needs() -> Environment:
    path = find_chromium()
    if not path:
        raise NeedMissingError(CHROMIUM_MISSING)
    return {"CHROMIUM": path}


def find_postgresql_needs() -> Environment:
    url = next(filter(can_create_databases, postgresql_candidates()), None)
    if not url:
        raise NeedMissingError(POSTGRESQL_MISSING)
    # A name of this run's own, so that two runs on one server do not meet.
    return {"DATABASE_URL": with_database(url, f"prepbank_{os.getpid()}")}


def postgresql_candidates() -> list[str]:
    """Where a server may be: only where ``TEST_DATABASE_URL`` says, or the usual local places."""
    if named := os.environ.get("TEST_DATABASE_URL"):
        return [named]
    users = ("postgres", getpass.getuser())
    return ["postgres://", *(f"postgres://{user}@127.0.0.1:5432" for user in users)]


def can_create_databases(url: str) -> bool:
    try:
        connection = psycopg.connect(with_database(url, "postgres"), connect_timeout=3)
    except psycopg.OperationalError:
        return False
    query = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    with closing(connection):
        return connection.execute(query).fetchone() == (True,)


def with_database(url: str, name: str) -> str:
    parts = urlsplit(url)
    options = f"?{parts.query}" if parts.query else ""
    return f"postgres://{parts.netloc}/{name}{options}"


BESIDE_BROWSER = ("-n", "auto", "-m", "not browser")
LANES = (
    Lane("sqlite", BESIDE_BROWSER, dict),
    Lane("browser", ("-n", "auto", "-m", "browser"), find_browser_needs),
    Lane("postgresql", BESIDE_BROWSER, find_postgresql_needs),
)


def required_lanes() -> set[str]:
    return set(filter(None, os.environ.get("PREPBANK_REQUIRE_LANES", "").split(",")))


def outcome_of(lane: Lane) -> str:
    """Run one lane and tell in a few words how it went."""
    print(f"\n== {lane.name} ==", flush=True)
    started = time.monotonic()
    try:
        code = lane.run()
    except NeedMissingError as missing:
        verdict = "FAILED" if lane.name in required_lanes() else "skipped"
        return f"{verdict}: {missing}"
    return f"{'FAILED' if code else 'passed'} in {time.monotonic() - started:.0f} s"


def main(names: Iterable[str]) -> int:
    chosen = set(names) or {lane.name for lane in LANES}
    if unknown := chosen - {lane.name for lane in LANES}:
        sys.exit(f"No such lane: {', '.join(sorted(unknown))}")
    os.chdir(Path(__file__).resolve().parent.parent)
    outcomes = {lane.name: outcome_of(lane) for lane in LANES if lane.name in chosen}
    print("\nLanes:")
    for name, outcome in outcomes.items():
        print(f"  {name:<11} {outcome}")
    return int(any(outcome.startswith("FAILED") for outcome in outcomes.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
