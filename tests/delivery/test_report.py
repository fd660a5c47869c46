"""What holds of every report, whatever the text."""

import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.delivery import Remark, Telling, Tone, find_figures, report_delivery

LONGEST = 50_000
WORDS = """I we told nobody rolled back , . - ( ) " um like you know 14 minutes 1,900 % 2.3m EUR half an
hour 20:52 a third of not never their fault developer forgot thirty per cent 1. Task: 5pm x"""
SIGNS = [
    "\n",
    "\n\n",
    "\u201c",
    "\u201d",
    "\u20ac",
    "\u2028",
    "\u00a0",
    "\ufb01",
    "\u0661\u0662",
    "\u00bd",
]
PIECES = st.sampled_from([*WORDS.split(), *SIGNS, "9" * 30])
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=80).map(" ".join))


def told(text: str, **known: object) -> Telling:
    fields = {"is_incident": True, "confidential": ("14 minutes", "project falcon")} | known
    return Telling(text, 60, 120, **fields)


def assert_sound(text: str, remark: Remark) -> None:
    end = 0
    for span in remark.spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end
    assert remark.title
    assert remark.explanation
    assert "!" not in remark.title


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_any_text_gets_a_sound_report(text: str, sample: str) -> None:
    telling = told(text, sample_answer=sample)
    remarks = report_delivery(telling)
    for remark in remarks:
        assert_sound(text, remark)
    assert report_delivery(telling) == remarks


@settings(deadline=None)
@given(TEXTS)
def test_figures_stand_in_the_text_and_apart(text: str) -> None:
    end = 0
    for figure in find_figures(text):
        assert end <= figure.span.start < figure.span.end <= len(text)
        end = figure.span.end


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(), st.integers(), st.integers())
def test_no_target_or_rate_is_too_odd(text: str, shortest: int, longest: int, rate: int) -> None:
    report_delivery(Telling(text, shortest, longest, rate, is_incident=True))


@pytest.mark.parametrize("text", ["", " \n\t", "\u2026 -- !", "()"])
def test_nothing_is_said_of_no_words(text: str) -> None:
    assert report_delivery(told(text)) == ()


def test_the_rules_speak_in_a_fixed_order() -> None:
    text = (
        "Um, I think the junior developer broke it, um, maybe, and we were down for 14 minutes. "
        "So we looked, we rolled back, we waited, we told nobody, we went home, we slept, we know. "
    ) * 2
    rules = [remark.rule for remark in report_delivery(told(text, sample_answer=text))]
    assert list(dict.fromkeys(rules)) == [
        "confidential",
        "length",
        "order",
        "star",
        "result",
        "numbers",
        "ownership",
        "borrowed",
        "blame",
        "hedges",
        "fillers",
    ]


def test_tones_are_plain_strings() -> None:
    assert [str(tone) for tone in Tone] == ["good", "note", "warn"]


@pytest.mark.parametrize(
    "piece",
    [
        *["I ", "1,", "(", "1", '"', "\u201ca", "not ", "a ", "1 000 ", "5 %", "roll back "],
        *["was it ", "a hundred and ", ", like", "\u20ac ", "a. ", "\n", "told ", "I think "],
    ],
)
def test_the_work_is_linear_in_the_text(piece: str) -> None:
    def calls(length: int) -> int:
        """Count the calls that a report makes: the same on any machine, however busy it is."""
        telling = told((piece * length)[:length], sample_answer=(piece * length)[:length])
        counted = 0

        def count(frame: FrameType, event: str, argument: object) -> None:
            nonlocal counted
            counted += event in {"call", "c_call"}

        sys.setprofile(count)
        try:
            report_delivery(telling)
        finally:
            sys.setprofile(None)
        return counted

    calls(100)
    assert calls(8000) <= 5 * calls(2000)


@pytest.mark.parametrize("piece", ["5 %", "1 000 ", "(", ", like"])
def test_the_longest_text_gets_its_report(piece: str) -> None:
    report_delivery(told((piece * LONGEST)[:LONGEST], sample_answer=(piece * LONGEST)[:LONGEST]))


def test_the_rules_that_read_english_are_silent_about_another_language():
    german = (
        "Ich war in der Bereitschaft, als die Zahlungen langsamer wurden. Wir haben zuerst die "
        "Protokolle angesehen und dann die alte Version wieder eingespielt. Danach habe ich dem "
        "Support und den Kunden Bescheid gegeben und alle fünfzehn Minuten ein Update geschrieben. "
        "Am Ende waren nach zwanzig Minuten alle Bestellungen wieder da."
    )
    remarks = report_delivery(Telling(german, 60, 120, is_incident=True))
    assert [remark.rule for remark in remarks] == ["length"]
