"""Our part in allauth's log-in: the account claims what its visitor wrote before."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from practice.claiming import claim
from prepbank.accounts.candidates import SESSION_KEY, visiting_candidate
from prepbank.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Claims after every log-in and sign-up: the session keeps the visitor's key through both."""

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        visitor = visiting_candidate(request)
        if visitor is not None:
            claim(visitor, user)
        request.session.pop(SESSION_KEY, None)
        return super().post_login(request, user, **kwargs)
