"""Our part in allauth: the account claims what its visitor wrote before, and a failed mail is told."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from practice.claiming import claim
from prepbank.accounts.candidates import SESSION_KEY, visiting_candidate
from prepbank.accounts.models import User

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Claims after every log-in and sign-up: the session keeps the visitor's key through both."""

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        visitor = visiting_candidate(request)
        if visitor is not None:
            claim(visitor, user)
        request.session.pop(SESSION_KEY, None)
        return super().post_login(request, user, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, or go back to the page and say that it failed.

        An address without an account gets mail too, so the answer gives nobody's account away.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            logger.exception("Could not send %s", template_prefix)
            messages.error(
                self.request, "The mail could not be sent. Please try again in a few minutes."
            )
            raise ImmediateHttpResponse(redirect(self.request.path)) from error
