"""What of a model's answer is believed: the form asked for, and the draft's own words."""

import time

import pytest

from practice.matching import Verdict
from practice.opinion import OpinionError, judge
from practice.opinion.quoting import find_quote
from tests.practice.second_opinion.model_server import entry, says, writes
from tests.practice.second_opinion.samples import DRAFT, MATERIAL, ROLLED_BACK


def quotes(answer):
    return {
        number: (said.verdict, said.quote.of(DRAFT) if said.quote else "")
        for number, said in answer.verdicts.items()
    }


def test_verdicts_come_with_the_drafts_own_words(server, endpoint):
    server.behaviour = says(
        [ROLLED_BACK, entry(2, "partly", "back first. Then I wrote"), entry(3, "missing")]
    )
    answer = judge(endpoint, MATERIAL)
    assert quotes(answer) == {
        1: (Verdict.COVERED, "I rolled the release back first."),
        2: (Verdict.PARTLY, "back first.\n  Then I wrote"),
        3: (Verdict.MISSING, ""),
    }
    assert answer.dropped == 0


# --- Quotes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("rolled the release back", "rolled the release back"),
        ("  back\tfirst. Then ", "back first.\n  Then"),
        ('support: "we\'re on it"', "support: \u201cwe\u2019re on it\u201d"),
        ("Rolled The Release Back", None),
        ("rolled back the release", None),
        ("rolled the release back ...", None),
        ("rolled.the.release.back", None),
        ("I rolled", None),
        ("", None),
        (" " * 40, None),
        ("<b>rolled the release back</b>", None),
        ("(((((((((((((((((((((", None),
    ],
)
def test_a_quote_is_the_drafts_or_none(quote, found):
    span = find_quote(quote, DRAFT)
    assert (span and span.of(DRAFT)) == found


@pytest.mark.parametrize(
    ("quote", "draft"),
    [
        ("able to roll back", "We were unable to roll back."),
        ("we could roll", "In the end we could rollback."),
        ("5 minutes later", "It failed 15 minutes later."),
        ("and so we could", "It was late and so we couldn\u2019t."),
        ("t roll it back", "We couldn't roll it back."),
        ("critical outage", "It was a non-critical outage."),
        ("n\u00ed p\u0159\u00ed\u010dina", "Nebyla to hlavn\u00ed p\u0159\u00ed\u010dina."),
    ],
)
def test_a_quote_does_not_cut_a_word(quote, draft):
    assert find_quote(quote, draft) is None


@pytest.mark.parametrize(
    ("quote", "draft"),
    [
        ("able to roll back", "Unable at first, then able to roll back: done."),
        ("rolled it back", "I (rolled it back), then slept."),
        ("rolled it back", "I wrote 'rolled it back'."),
        ("rolled it back -", "I rolled it back -then slept."),
        (
            "\u56de\u6eda\u4e86\u6700\u65b0\u7684\u53d1\u5e03\u7248\u672c",
            "\u6211\u5148\u56de\u6eda\u4e86\u6700\u65b0\u7684\u53d1\u5e03\u7248\u672c\u7136\u540e",
        ),
    ],
    ids=["the second place", "in brackets", "in quotes", "its own end", "no words apart"],
)
def test_a_quote_of_whole_words_is_found(quote, draft):
    assert find_quote(quote, draft).of(draft) == quote


@pytest.mark.parametrize("words", [499, 100_000])
def test_looking_for_a_quote_takes_little_time_whatever_it_holds(words):
    started = time.monotonic()
    assert find_quote("a " * words + "b", "a  " * 6_000) is None
    assert time.monotonic() - started < 2


def test_the_whole_draft_is_no_quote():
    draft = "I rolled it back. " * 100
    assert find_quote(draft, draft) is None


def test_invented_quotes_are_dropped_and_counted(server, endpoint):
    server.behaviour = says(
        [
            ROLLED_BACK,
            entry(2, "covered", "I told support and every customer."),
            entry(3, "partly", None),
        ]
    )
    answer = judge(endpoint, MATERIAL)
    assert set(answer.verdicts) == {1}
    assert answer.dropped == 2


def test_nothing_but_inventions_is_no_opinion(server, endpoint):
    server.behaviour = says([entry(1, "covered", "I never wrote any of this.")])
    with pytest.raises(OpinionError, match="not in your answer"):
        judge(endpoint, MATERIAL)


# --- Another form -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "entries",
    [
        [ROLLED_BACK, ROLLED_BACK],
        [entry(0, "missing")],
        [entry(4, "missing")],
        [entry(-1, "missing")],
        [entry(True, "missing")],
        [entry(1.0, "missing")],
        [entry("1", "missing")],
        [entry(10**400, "missing")],
        [entry(1, "brilliant", "I rolled the release back first.")],
        [entry(1, ["covered"], "I rolled the release back first.")],
        [entry(1, None)],
        [entry(1, "covered", ["I rolled the release back first."])],
        [entry(1, "covered", 7)],
        [{"point": 1}],
        [{"verdict": "missing"}],
        [ROLLED_BACK, None],
        [ROLLED_BACK, "point"],
        {"1": "covered"},
        "covered",
        None,
        7,
    ],
)
def test_one_entry_in_another_form_spoils_the_answer(server, endpoint, entries):
    server.behaviour = says(entries)
    with pytest.raises(OpinionError, match="in the form"):
        judge(endpoint, MATERIAL)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "All points are covered!",
        '```json\n{"points": []}\n```',
        '{"points": [',
        "[]",
        "7",
        "null",
        '"points"',
        '{"verdicts": []}',
        "[" * 90_000,
        "9" * 9_000,
        None,
        ["text"],
        {"points": []},
    ],
)
def test_text_in_another_form_is_no_opinion(server, endpoint, content):
    server.behaviour = writes(content)
    with pytest.raises(OpinionError, match="in the form"):
        judge(endpoint, MATERIAL)


def test_what_was_not_asked_for_is_not_read(server, endpoint):
    more = {"note": "<script>alert(1)</script>", "tool_calls": [{"name": "delete"}]}
    server.behaviour = says([ROLLED_BACK | more], **more)
    assert quotes(judge(endpoint, MATERIAL)) == {1: (Verdict.COVERED, ROLLED_BACK["quote"])}
