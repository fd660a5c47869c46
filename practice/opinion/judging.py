"""From material to verdicts, by way of an endpoint."""

from __future__ import annotations

from practice.opinion.endpoint import Endpoint
from practice.opinion.prompting import Material, request_for
from practice.opinion.reading import Answer, content_of, read_answer
from practice.opinion.sending import post


def judge(endpoint: Endpoint, material: Material) -> Answer:
    """Ask ``endpoint`` about ``material``: one request, no second try. Raises OpinionError."""
    completion = post(endpoint, request_for(material, endpoint.model))
    return read_answer(content_of(completion), material)
