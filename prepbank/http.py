"""How a view answers: typed requests, and the one place that chooses a whole page or its fragment."""

from typing import Any

from django.http import HttpRequest as DjangoHttpRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


class HttpRequest(DjangoHttpRequest):
    """A request after ``HtmxMiddleware``: ``request.htmx`` is truthy when htmx asked."""

    htmx: HtmxDetails


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    fragment: str,
    status: int = 200,
) -> HttpResponse:
    """Render ``template`` for a browser, or only its partial called ``fragment`` for htmx.

    The same URL answers with both, so the response varies on ``HX-Request``.
    """
    name = f"{template}#{fragment}" if request.htmx else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
