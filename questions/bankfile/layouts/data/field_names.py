"""What other people call the fields of a question, in JSON, YAML and the headings of tables.

Names are compared by their letters and digits alone: ``Sample answer``, ``sample_answer`` and
``sampleAnswer`` are one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from questions.bankfile.layouts.data.located import Node
from questions.bankfile.layouts.data.stated_values import MINUTES, SECONDS

PROMPT, TITLE, WEAK_PROMPT, TIME = "prompt", "title", "weak prompt", "time"
MIN_SECONDS, MAX_SECONDS, TYPE, IGNORED = "min_seconds", "max_seconds", "type", "ignored"

# Of several names of one field, those that stand first count first.
_NAMES = {
    PROMPT: "prompt question questions q interviewquestion interviewquestions questiontext"
    " questionprompt thequestion scenario",
    WEAK_PROMPT: "text content",
    TITLE: "title heading shorttitle",
    "sample_answer": "sampleanswer answer answers a response modelanswer exampleanswer"
    " correctanswer suggestedanswer idealanswer expectedanswer answertext sampleresponse solution",
    "key_points": "keypoints keypoint points point keywords keyword goodtohear talkingpoints"
    " keytalkingpoints keyideas mustmention lookfor whattolookfor thingstolookfor goodsigns"
    " greenflags expectedpoints expectedkeywords criteria evaluationcriteria positives",
    "mistakes": "mistakes mistake commonmistakes mistakestoavoid redflags redflag pitfalls"
    " commonpitfalls antipatterns badtohear badsigns avoid whattoavoid thingstoavoid negatives",
    "steps": "structuresteps steps answersteps",
    "structure": "structure answerstructure howtostructure howtoanswer approach outline",
    "framework": "framework answerframework",
    "topics": "topics topic tags tag labels label subject subjects area areas skill skills"
    " subcategory competency competencies competence section theme themes domain",
    "category": "category categories",
    TYPE: "type questiontype kind",
    "difficulty": "difficulty difficultylevel level seniority complexity",
    "round": "round interviewround stage interviewstage phase",
    "source": "source sourceurl url link origin",
    "licence": "licence license",
    "attribution": "attribution author authors credit credits creditto contributor contributors",
    "follow_ups": "followups followup followupquestions followupquestion probes probingquestions",
    "related": "related relatedquestions seealso",
    "slug": "slug",
    "notes": "situation task action result star options choices whyasked interviewerfocus"
    " notes note explanation explanations description details detail context background"
    " hint hints tip tips comment comments remarks rationale example examples code codeexample"
    " references resources furtherreading whyweask intent purpose",
    TIME: "time duration length timing answertime timelimit speakingtime estimatedtime"
    " seconds timeseconds durationseconds answerseconds timeinseconds recommendedtimeseconds"
    " minutes timeminutes durationminutes answerminutes timeinminutes mins",
    MIN_SECONDS: "minseconds targetminseconds",
    MAX_SECONDS: "maxseconds targetmaxseconds",
    IGNORED: "questionnumber questionno qno questionid"
    " id uuid key pk number no nr num index position order status created createdat updated"
    " updatedat modified date",
}
_LONGEST_NAME = 60
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}
_RANKS = {name: rank for rank, name in enumerate(_FIELDS)}
_SURE_PROMPTS = frozenset(_NAMES[PROMPT].split())
_COMMA_LISTS = frozenset({"keywords", "keyword", "expectedkeywords"})

_OF_QUESTIONS = frozenset(
    {"sample_answer", "key_points", "mistakes", "steps", "structure", "follow_ups", "difficulty"}
)


class Named(NamedTuple):
    """A value, and the name that its document gives it."""

    name: str
    value: Node


def field_of(name: str) -> str:
    """Return the field that ``name`` stands for; empty for a name that nobody knows."""
    letters = _letters(name)
    return _FIELDS.get(letters, "") if letters else IGNORED


def is_prompt(name: str) -> bool:
    """Does ``name`` call for a question, whatever stands beside it?"""
    return _letters(name) in _SURE_PROMPTS


def has_commas(name: str) -> bool:
    """Are the values called ``name`` words, so that commas stand between them?"""
    return _letters(name) in _COMMA_LISTS


def unit_of(name: str) -> int | None:
    """Return what a bare number called ``name`` counts, where the name tells."""
    letters = _letters(name)
    if letters.endswith("seconds"):
        return SECONDS
    return MINUTES if letters.endswith(("minutes", "mins")) else None


def by_field(fields: Mapping[str, Node]) -> dict[str, list[Named]]:
    """Sort the values of an entry by the fields that their names stand for, the surest name first."""
    sorted_names = sorted(fields, key=lambda name: _RANKS.get(_letters(name), len(_RANKS)))
    found: dict[str, list[Named]] = {}
    for name in sorted_names:
        found.setdefault(field_of(name), []).append(Named(name, fields[name]))
    return found


def asks(fields: Mapping[str, Node]) -> bool:
    """Are these the fields of a question? A title alone is that of anything."""
    named = by_field(fields)
    if any(is_prompt(one.name) for one in named.get(PROMPT, [])):
        return True
    return bool({WEAK_PROMPT, TITLE} & set(named)) and bool(_OF_QUESTIONS & set(named))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name[:_LONGEST_NAME].casefold()))
