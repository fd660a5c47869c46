"""A second opinion on an attempt: what would be sent and where to, and then, if that is wanted, asking.

Where no endpoint is configured, neither this page nor a link to it exists.
"""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from practice.asking import ask, configured_endpoint, latest_opinion, material_of
from practice.models import Attempt
from practice.opinion import Endpoint, OpinionError, messages_for
from prepbank.accounts.candidates import current_candidate
from prepbank.http import HttpRequest, render_page

TEMPLATE = "practice/opinion.html"
CHANGED = "What this would go to has changed in the meantime. Nothing was sent: look again below."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    endpoint = configured_endpoint()
    if endpoint is None:
        raise Http404
    attempts = Attempt.objects.opened().select_related("question").prefetch_related("points")
    own = get_object_or_404(attempts, pk=pk, candidate=current_candidate(request))
    if request.method == "POST":
        return _ask(request, own, endpoint)
    return _confirm(request, own, endpoint)


def offered(request: HttpRequest) -> dict[str, bool]:
    """Tell every template whether there are second opinions: the one thing that leaves this server.

    A context processor (see the settings).
    """
    return {"offers_second_opinion": configured_endpoint() is not None}


def opinion_on(own: Attempt) -> dict[str, Any]:
    """What the attempt's page shows of it: nothing where no endpoint is configured."""
    endpoint = configured_endpoint()
    if endpoint is None:
        return {}
    # The page's points are these very objects, so each brings its second verdict along.
    prefetch_related_objects(list(own.points.all()), "second_verdict")
    return {"endpoint": endpoint, "opinion": latest_opinion(own)}


def consent_to(endpoint: Endpoint) -> str:
    """What the form sends back as a sign of what the candidate was shown: of address and model, whole.

    Hashed, because the page names only the host and an operator's path may be nobody else's business.
    """
    return salted_hmac(__name__, f"{endpoint.model} at {endpoint.url}").hexdigest()


def _ask(request: HttpRequest, own: Attempt, endpoint: Endpoint) -> HttpResponse:
    if request.POST.get("to") != consent_to(endpoint):
        return _confirm(request, own, endpoint, problem=CHANGED)
    try:
        ask(own, endpoint)
    except OpinionError as error:
        return _confirm(request, own, endpoint, problem=str(error))
    if not request.htmx:
        return redirect(f"{own.get_absolute_url()}#opinion")
    context = opinion_on(own) | {"attempt": own, "points": own.points.all()}
    return render(request, "practice/attempt.html#opined", context)


def _confirm(
    request: HttpRequest, own: Attempt, endpoint: Endpoint, problem: str = ""
) -> HttpResponse:
    """Say what would be sent, word for word, and what went wrong when it was."""
    context = {
        "attempt": own,
        "endpoint": endpoint,
        "consent": consent_to(endpoint),
        "problem": problem,
    }
    try:
        context["sent"] = messages_for(material_of(own))
    except OpinionError as error:
        context["problem"] = str(error)
    status = 422 if problem else 200
    return render_page(request, TEMPLATE, context, fragment="opinion-request", status=status)
