"""What every template knows of the accounts."""

from django.conf import settings
from django.http import HttpRequest

# These print mail, write it to files or drop it: nobody receives any.
UNSENT = [
    f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "filebased", "dummy")
]


def mail(request: HttpRequest) -> dict[str, bool]:
    """Tell whether this server sends mail, so that no page promises some in vain."""
    return {"sends_mail": settings.EMAIL_BACKEND not in UNSENT}
