"""Which candidate a request speaks for. Reading never writes: a visitor gets a row with their first word."""

from django.http import HttpRequest

from prepbank.accounts.models import Candidate

SESSION_KEY = "candidate"


def visiting_candidate(request: HttpRequest) -> Candidate | None:
    """Return the candidate without an account whose key this session holds, if any."""
    key = request.session.get(SESSION_KEY)
    return Candidate.objects.filter(pk=key, user=None).first() if key else None


def current_candidate(request: HttpRequest) -> Candidate | None:
    """Return the candidate that this request speaks for, or None for someone who has not practised."""
    if not hasattr(request, "_candidate"):
        if request.user.is_authenticated:
            candidate = Candidate.objects.filter(user=request.user).first()
        else:
            candidate = visiting_candidate(request)
        request._candidate = candidate  # type: ignore[attr-defined]
    return request._candidate  # type: ignore[attr-defined]


def ensure_candidate(request: HttpRequest) -> Candidate:
    """Return the candidate of this request, made now where there is none. For POST only: it writes."""
    candidate = current_candidate(request)
    if candidate is None:
        if request.user.is_authenticated:
            candidate, _ = Candidate.objects.get_or_create(user=request.user)
        else:
            candidate = Candidate.objects.create()
            request.session[SESSION_KEY] = candidate.pk
        request._candidate = candidate  # type: ignore[attr-defined]
    return candidate
