"""Every setting of PrepBank. Each value that an operator may change is read from the environment here,
with its default; docs/configuration.md lists them.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from prepbank.secret_key import read_key_file

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- How a variable is read ---------------------------------------------------------------------


def read_word(name: str, words: Sequence[str], default: str) -> str:
    """Return the value of ``name`` in lower case; refuse to start with one that is not a word we know."""
    value = env.str(name, default="").strip().lower() or default
    if value not in words:
        raise ImproperlyConfigured(f"{name} is {value!r}. Choose one of: {', '.join(words)}.")
    return value


def read_flag(name: str) -> bool:
    yes, no = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
    return read_word(name, (*yes, *no), default="0") in yes


def read_number(name: str, least: int, most: int, default: int) -> int:
    value = env.str(name, default="").strip() or str(default)
    if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Choose a whole number from {least} to {most}."
        )
    return int(value)


def read_web_address(name: str) -> str:
    """Return the address in ``name``, or "". No error repeats it: it may hold a password."""
    url = env.str(name, default="").strip()
    try:
        parts = urlsplit(url)
        is_plain = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        is_plain = False
    if url and (not is_plain or re.search(r"[^!-~]|[@?#]", url)):
        raise ImproperlyConfigured(
            f"{name} is no address that PrepBank can use. It begins with http:// or https:// and a "
            "host, in plain ASCII, and holds no user, password or query."
        )
    return url


def read_list(name: str, default: list[str]) -> list[str]:
    return [item.strip() for item in env.list(name, default=[]) if item.strip()] or default


def read_database(name: str, default: str) -> dict[str, Any]:
    """Return the database that the URL in ``name`` means. No error repeats it: it may hold a password."""
    url = env.str(name, default="").strip() or default
    if not url.startswith(("postgres://", "postgresql://", "sqlite:///")):
        raise ImproperlyConfigured(
            f"{name} names no database that PrepBank knows. It begins with postgres:// or sqlite:///."
        )
    try:
        config: dict[str, Any] = env.db_url_config(url)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} cannot be read. Percent-encode special characters in its user and password."
        ) from None
    return config


# --- The installation ---------------------------------------------------------------------------

# Where this installation keeps what is its own: the key, the SQLite file, collected static files.
DATA_DIR = Path(env.str("PREPBANK_DATA_DIR", default=str(BASE_DIR / "var")))

DEBUG = read_flag("PREPBANK_DEBUG")
SECRET_KEY = env.str("PREPBANK_SECRET_KEY", default="") or read_key_file(DATA_DIR / "secret_key")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "PrepBank has no private key. Run `make install`, which writes one to "
        f"{DATA_DIR / 'secret_key'}, or set PREPBANK_SECRET_KEY."
    )

ALLOWED_HOSTS = read_list("PREPBANK_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
HTTPS = read_flag("PREPBANK_HTTPS")
CSRF_TRUSTED_ORIGINS = read_list(
    "PREPBANK_TRUSTED_ORIGINS",
    default=[f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else [],
)

INSTALLED_APPS = [
    "prepbank.accounts",
    "questions",
    "practice",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "simple_history",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "prepbank.urls"
WSGI_APPLICATION = "prepbank.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "prepbank.accounts.context_processors.mail",
                "practice.views.opinion.offered",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data ---------------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {
    "default": read_database("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'prepbank.sqlite3'}")
}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers work beside the one writer; IMMEDIATE makes a writer wait for its turn
    # instead of failing halfway through a transaction that began as a read.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FIXTURE_DIRS = [BASE_DIR / "fixtures"]
BANK_DIR = BASE_DIR / "fixtures"

# --- Accounts -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_REDIRECT_URL = "practice:home"
LOGOUT_REDIRECT_URL = "practice:landing"
ACCOUNT_ADAPTER = "prepbank.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = True
# A visitor's work hangs on this cookie, so it outlives the interview they prepare for.
SESSION_COOKIE_AGE = 365 * 24 * 60 * 60

vars().update(env.email_url("PREPBANK_EMAIL_URL", default="consolemail://"))
# A mail server that never answers holds up whoever waits for the page: not for ever.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("PREPBANK_FROM_EMAIL", default="PrepBank <prepbank@localhost>")

# --- A second opinion: where, and only where, both of the first two are set -----------------------

SECOND_OPINION_URL = read_web_address("PREPBANK_SECOND_OPINION_URL")
SECOND_OPINION_MODEL = env.str("PREPBANK_SECOND_OPINION_MODEL", default="").strip()
if bool(SECOND_OPINION_URL) != bool(SECOND_OPINION_MODEL):
    raise ImproperlyConfigured(
        "PREPBANK_SECOND_OPINION_URL and PREPBANK_SECOND_OPINION_MODEL belong together: "
        "set both or neither."
    )
# As much as practice.models.SecondOpinion has room for.
if len(SECOND_OPINION_MODEL) > 200:
    raise ImproperlyConfigured(
        "PREPBANK_SECOND_OPINION_MODEL is too long: a model's name may have up to 200 characters."
    )
if len(urlsplit(SECOND_OPINION_URL).netloc) > 300:
    raise ImproperlyConfigured(
        "PREPBANK_SECOND_OPINION_URL is too long: host and port may have up to 300 characters."
    )
SECOND_OPINION_KEY = env.str("PREPBANK_SECOND_OPINION_KEY", default="").strip()
if re.search(r"[^!-~]", SECOND_OPINION_KEY):
    raise ImproperlyConfigured(
        "PREPBANK_SECOND_OPINION_KEY holds a space, a line end or a letter that no key has."
    )
SECOND_OPINION_SECONDS = read_number(
    "PREPBANK_SECOND_OPINION_SECONDS", least=5, most=600, default=60
)
# How many one person may ask for in a day; see practice/asking.py for everybody together.
SECOND_OPINION_DAILY = read_number(
    "PREPBANK_SECOND_OPINION_DAILY", least=1, most=10_000, default=20
)

# --- Time and language --------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("PREPBANK_TIME_ZONE", default="UTC")
USE_I18N = False
USE_TZ = True

# --- Static files -------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Security -----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if read_flag("PREPBANK_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "prepbank.errors.csrf_failure"

# Far above the longest draft that is accepted: a draft that is too long reaches the form, which says
# so and shows it again, while Django's own refusal would throw the text away.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

LOG_LEVEL = read_word(
    "PREPBANK_LOG_LEVEL", ("debug", "info", "warning", "error", "critical"), default="info"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL.upper()},
}
SIMPLE_HISTORY_REVERT_DISABLED = False
