"""Two variables switch the second opinion on, together; what cannot work is refused at the start."""

import pytest

from practice.models import SecondOpinion
from tests.test_setup import A_KEY, settings_value

URL, MODEL = "PREPBANK_SECOND_OPINION_URL", "PREPBANK_SECOND_OPINION_MODEL"
OLLAMA = {URL: "http://127.0.0.1:11434/v1", MODEL: "small-model"}
NAMES = ("URL", "MODEL", "KEY", "SECONDS", "DAILY")
ALL = ", ".join(f"settings.SECOND_OPINION_{name}" for name in NAMES)


def read(**environment):
    return settings_value(ALL, PREPBANK_SECRET_KEY=A_KEY, **environment)


def test_it_is_off_unless_asked_for():
    assert read().stdout.split() == ["60", "20"]


def test_two_variables_switch_it_on():
    assert read(**OLLAMA).stdout.strip() == "http://127.0.0.1:11434/v1 small-model  60 20"


def test_the_rest_may_be_chosen():
    result = read(
        **OLLAMA,
        PREPBANK_SECOND_OPINION_KEY=" s3cret ",
        PREPBANK_SECOND_OPINION_SECONDS="240",
        PREPBANK_SECOND_OPINION_DAILY="5",
    )
    assert result.stdout.split()[1:] == ["small-model", "s3cret", "240", "5"]


@pytest.mark.parametrize("name", [URL, MODEL])
def test_one_without_the_other_is_refused(name):
    result = read(**{name: OLLAMA[name]})
    assert result.stderr.splitlines()[-1].endswith("belong together: set both or neither.")


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:11434/v1",
        "ftp://battery.example/v1",
        "file:///etc/battery",
        "http://",
        "http:///battery",
        "http://ada:battery@models.example/v1",
        "http://models.example:battery/v1",
        "http://models.example:99999/battery",
        "http://[::1/battery",
        "http://models.example/v1?key=battery",
        "http://models.example/v1#battery",
        "http://models.example/bat tery",
        "http://models.example/b\u00e4ttery/battery",
    ],
)
def test_an_address_that_cannot_work_is_refused_without_repeating_it(url):
    result = read(**{URL: url, MODEL: "small-model"})
    last = result.stderr.splitlines()[-1]
    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: {URL} is no address")
    assert "battery" not in result.stderr


@pytest.mark.parametrize(
    ("name", "field", "text"), [(MODEL, "model", "{}"), (URL, "host", "http://{}/v1")]
)
def test_what_is_too_long_to_be_kept_is_refused(name, field, text):
    most = SecondOpinion._meta.get_field(field).max_length
    fits, too_long = ({name: text.format("x" * length)} for length in (most, most + 1))
    assert read(**(OLLAMA | fits)).returncode == 0
    last = read(**(OLLAMA | too_long)).stderr.splitlines()[-1]
    assert f"ImproperlyConfigured: {name} is too long" in last
    assert last.endswith(f"may have up to {most} characters.")


@pytest.mark.parametrize("value", ["4", "601", "-60", "1e2", "soon", "9" * 5000, "0000000200000"])
def test_a_number_out_of_bounds_is_refused(value):
    result = read(**OLLAMA, PREPBANK_SECOND_OPINION_SECONDS=value)
    assert result.stderr.splitlines()[-1].endswith("Choose a whole number from 5 to 600.")


@pytest.mark.parametrize("key", ["battery staple", "battery\nstaple", "b\u00e4ttery battery"])
def test_a_key_that_no_header_can_hold_is_refused_without_repeating_it(key):
    result = read(**OLLAMA, PREPBANK_SECOND_OPINION_KEY=key)
    assert "ImproperlyConfigured: PREPBANK_SECOND_OPINION_KEY" in result.stderr
    assert "battery" not in result.stderr
