"""The project's settings, with what only a test run needs laid over them."""

import os

os.environ.setdefault("PREPBANK_SECRET_KEY", "only-for-tests-" + "x" * 50)

from prepbank.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The real hasher takes most of a second on purpose; no test is about that.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
# Static files straight from where they are written: a test run has collected none.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
