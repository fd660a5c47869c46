"""What an installation rests on: its private key, its settings, its requirements, its database."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from prepbank.secret_key import create_key_file, read_key_file
from tests.factories import make_question

ROOT = Path(__file__).resolve().parent.parent
A_KEY = "k" * 60


def settings_value(expression: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Evaluate ``expression`` on settings in a process that has only ``environment``."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    code = f"from django.conf import settings; print({expression})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**kept, "DJANGO_SETTINGS_MODULE": "prepbank.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


# --- The private key ----------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_owner_can_read_a_new_key(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "secret_key"
    assert create_key_file(path) is True
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_key_is_long_and_never_the_same(tmp_path: Path) -> None:
    keys = []
    for name in ("one", "two"):
        create_key_file(tmp_path / name)
        keys.append(read_key_file(tmp_path / name))
    assert [len(key) for key in keys] == [64, 64]
    assert keys[0] != keys[1]


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    path.write_text("the first")
    assert create_key_file(path) is False
    assert read_key_file(path) == "the first"


def test_no_file_is_no_key(tmp_path: Path) -> None:
    assert read_key_file(tmp_path / "secret_key") == ""


def test_the_command_writes_a_key_once_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    command = [sys.executable, "-m", "prepbank.secret_key", str(path)]
    first, second = (subprocess.check_output(command, cwd=ROOT, text=True) for _ in range(2))
    assert first == f"Wrote a new private key to {path}\n"
    assert second == ""


# --- Settings -----------------------------------------------------------------------------------


def test_settings_refuse_to_start_without_a_key(tmp_path: Path) -> None:
    result = settings_value("settings.SECRET_KEY", PREPBANK_DATA_DIR=str(tmp_path))
    assert result.returncode != 0
    assert "make install" in result.stderr
    assert not list(tmp_path.iterdir()), "settings only read the key"


def test_settings_read_the_key_of_their_data_folder(tmp_path: Path) -> None:
    create_key_file(tmp_path / "secret_key")
    result = settings_value("settings.SECRET_KEY", PREPBANK_DATA_DIR=str(tmp_path))
    assert result.stdout.strip() == read_key_file(tmp_path / "secret_key")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("settings.DEBUG", "False"),
        ("settings.ALLOWED_HOSTS", "['localhost', '127.0.0.1', '[::1]']"),
        ("settings.SECURE_SSL_REDIRECT", "False"),
        ("settings.DATABASES['default']['ENGINE']", "django.db.backends.sqlite3"),
    ],
)
def test_defaults_suit_one_person_on_one_machine(expression: str, value: str) -> None:
    assert settings_value(expression, PREPBANK_SECRET_KEY=A_KEY).stdout.strip() == value


def test_database_url_selects_postgresql() -> None:
    expression = "[settings.DATABASES['default'].get(key) for key in ('ENGINE', 'NAME', 'OPTIONS')]"
    result = settings_value(
        expression, PREPBANK_SECRET_KEY=A_KEY, DATABASE_URL="postgres://ada@localhost/answers"
    )
    assert result.stdout.strip() == "['django.db.backends.postgresql', 'answers', None]"


def test_https_marks_cookies_and_trusts_the_hosts() -> None:
    expression = (
        "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.CSRF_TRUSTED_ORIGINS"
    )
    result = settings_value(
        expression,
        PREPBANK_SECRET_KEY=A_KEY,
        PREPBANK_HTTPS="1",
        PREPBANK_HOSTS="prep.example.org",
    )
    assert result.stdout.strip() == "True True ['https://prep.example.org']"


FLAGS = {
    "PREPBANK_DEBUG": "settings.DEBUG",
    "PREPBANK_HTTPS": "settings.SECURE_SSL_REDIRECT",
    "PREPBANK_BEHIND_PROXY": "settings.SECURE_PROXY_SSL_HEADER is not None",
}


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("PREPBANK_DEBUG", "True", True),
        ("PREPBANK_DEBUG", "off", False),
        ("PREPBANK_HTTPS", " yes ", True),
        ("PREPBANK_HTTPS", "", False),
        ("PREPBANK_BEHIND_PROXY", "ON", True),
        ("PREPBANK_BEHIND_PROXY", "no", False),
    ],
)
def test_a_flag_is_said_in_one_of_several_words(name: str, value: str, meant: bool) -> None:
    result = settings_value(FLAGS[name], PREPBANK_SECRET_KEY=A_KEY, **{name: value})
    assert result.stdout.strip() == str(meant), result.stderr


@pytest.mark.parametrize("name", FLAGS)
def test_a_flag_of_any_other_word_is_refused(name: str) -> None:
    result = settings_value(FLAGS[name], PREPBANK_SECRET_KEY=A_KEY, **{name: "maybe"})
    assert result.stderr.splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: {name} is 'maybe'. "
        "Choose one of: 1, true, yes, on, 0, false, no, off."
    )


@pytest.mark.parametrize(
    ("name", "expression"),
    [
        ("PREPBANK_HOSTS", "settings.ALLOWED_HOSTS"),
        ("PREPBANK_TRUSTED_ORIGINS", "settings.CSRF_TRUSTED_ORIGINS"),
    ],
)
def test_a_list_may_have_spaces(name: str, expression: str) -> None:
    result = settings_value(
        expression, PREPBANK_SECRET_KEY=A_KEY, **{name: " https://a.org, https://b.org,"}
    )
    assert result.stdout.strip() == "['https://a.org', 'https://b.org']"


@pytest.mark.parametrize(
    "url",
    [
        "bogus",
        "mysql://ada:battery@localhost/answers",
        "sqlite://battery.sqlite3",
        "postgres://ada:battery/1@localhost/answers",
    ],
)
def test_a_database_url_that_cannot_work_is_refused_without_its_password(url: str) -> None:
    result = settings_value("settings.DATABASES", PREPBANK_SECRET_KEY=A_KEY, DATABASE_URL=url)
    last = result.stderr.splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: DATABASE_URL ")
    assert "battery" not in result.stderr


@pytest.mark.parametrize("value", ["debug", "Debug", "DEBUG"])
def test_a_log_level_is_understood_in_either_case(value: str) -> None:
    result = settings_value(
        "settings.LOGGING['root']['level']", PREPBANK_SECRET_KEY=A_KEY, PREPBANK_LOG_LEVEL=value
    )
    assert result.stdout.strip() == "DEBUG"


def test_an_unknown_log_level_is_refused() -> None:
    result = settings_value(
        "settings.LOGGING", PREPBANK_SECRET_KEY=A_KEY, PREPBANK_LOG_LEVEL="loud"
    )
    assert result.stderr.splitlines()[-1].endswith(
        "PREPBANK_LOG_LEVEL is 'loud'. Choose one of: debug, info, warning, error, critical."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("letter", ["a", "é"])
def test_a_pasted_book_is_refused_by_the_form_which_shows_it_again(
    client: Client, letter: str
) -> None:
    text = letter * 1_200_000
    fields = {"text": text, "version": 0, "writer": "page-a", "sequence": 1}
    response = client.post(
        reverse("practice:save", args=[make_question().slug]),
        urlencode(fields),
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 422
    assert text in response.content.decode()


def test_every_variable_is_documented() -> None:
    read = set(
        re.findall(r'(?:env\.|read_)\w+\(\s*"(\w+)"', (ROOT / "prepbank/settings.py").read_text())
    )
    documented = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert "PREPBANK_DEBUG" in read
    assert {name for name in read if f"| `{name}` |" not in documented} == set()


# --- Requirements -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["base.in", "base.txt", "dev.in", "dev.txt", "anki.in", "anki.txt", "train.in"],
)
def test_requirements_name_no_host(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host|\.(org|com)\b", text)


@pytest.mark.parametrize("name", ["base.txt", "dev.txt", "anki.txt"])
def test_every_requirement_is_pinned_with_a_hash(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    pins = re.findall(r"^(\S+)==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE)
    named = re.findall(r"^[a-z]\S*", text, re.MULTILINE)
    assert pins
    assert len(pins) == len(named)


def test_every_chosen_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    for name in ("base.in", "dev.in", "anki.in", "xlsx.in", "train.in"):
        lines = (ROOT / "requirements" / name).read_text().splitlines()
        for line in lines:
            package = re.match(r"[a-z][\w-]*", line)
            assert package is None or re.search(rf"\b{package[0]}\b", reasons), line


# --- The database -------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.skipif("postgresql" in settings.DATABASES["default"]["ENGINE"], reason="for SQLite")
def test_sqlite_lets_readers_and_a_writer_work_side_by_side() -> None:
    def pragma(name: str) -> object:
        with connection.cursor() as cursor:
            return cursor.execute(f"PRAGMA {name}").fetchone()[0]

    assert not connection.is_in_memory_db()
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 1, "NORMAL"
    assert pragma("busy_timeout") == 20_000
    assert pragma("foreign_keys") == 1
    assert connection.transaction_mode == "IMMEDIATE"
