"""What a language model makes of a draft: an opinion beside our comparison, asked for one by one.

Plain Python: material in, verdicts with the draft's own words out. Of what the model writes, only a
verdict's name and the place of a verbatim quote come through; its words are never kept or shown.
"""

from practice.opinion.endpoint import Endpoint
from practice.opinion.errors import NothingSentError, OpinionError
from practice.opinion.judging import judge
from practice.opinion.prompting import Material, messages_for
from practice.opinion.reading import Answer, Said

__all__ = [
    "Answer",
    "Endpoint",
    "Material",
    "NothingSentError",
    "OpinionError",
    "Said",
    "judge",
    "messages_for",
]
