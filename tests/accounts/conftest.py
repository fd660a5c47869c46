import pytest

from prepbank.accounts.models import User

PASSWORD = "correct-horse-battery"
ADDRESS = "ada@example.org"


@pytest.fixture
def user(db):
    return User.objects.create_user("ada", email=ADDRESS, password=PASSWORD)


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def no_mail(settings):
    """What PREPBANK_EMAIL_URL means when it is not set."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"


@pytest.fixture
def dead_mail(settings):
    """A mail server that does not answer."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
