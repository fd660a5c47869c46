"""Figures however written: what says the same has the same value."""

import pytest

from practice.delivery import find_figures


@pytest.mark.parametrize(
    ("value", "ways"),
    [
        ("1900", ["1,900", "1900", "nineteen hundred", "1 900", "one thousand nine hundred"]),
        ("840 s", ["14 minutes", "14 min", "14m", "14 mins", "fourteen minutes", "14-minute"]),
        ("30 %", ["30%", "30 %", "thirty per cent", "30 percent", "30 pct", "thirty percent"]),
        ("2300000 EUR", ["EUR 2.3m", "2.3 million euros", "\u20ac2.3m", "\u20ac 2.3 million"]),
        ("2300000 EUR", ["EUR 2 300 000", "2,300,000 euros", "2.3m EUR", "2,3 million euro"]),
        ("1800 s", ["half an hour", "30 minutes", "0.5 hours", "a half hour", "thirty minutes"]),
        ("5400 s", ["an hour and a half", "one and a half hours", "90 min", "1.5h", "1.5 hours"]),
        ("2700 s", ["three quarters of an hour", "45 minutes"]),
        ("20:52", ["20:52", "8:52 pm", "8:52pm", "8:52 p.m."]),
        ("17:00", ["5pm", "5 pm", "17:00"]),
        ("2:15", ["a quarter past two", "quarter past two", "2:15"]),
        ("2/3 part", ["two thirds", "two-thirds"]),
        ("140", ["140", "a hundred and forty", "one hundred forty"]),
        ("1400000", ["1.4 million", "1.4M", "1,400,000"]),
        ("5000 USD", ["$5k", "$5,000", "5,000 dollars", "five thousand dollars", "USD 5000"]),
        ("3/10 s", ["300ms", "300 milliseconds", "300-millisecond", "0.3 seconds"]),
        ("7/10 part", ["seven out of ten", "7 out of 10"]),
        ("3 x", ["three times", "3x", "3 times"]),
        ("500000", ["5 lakh", "500,000", "five hundred thousand"]),
    ],
)
def test_ways_of_saying_the_same(value: str, ways: list[str]) -> None:
    for way in ways:
        found = find_figures(f"It was, say, {way} in the end.")
        assert [figure.value for figure in found] == [value], way


@pytest.mark.parametrize(
    "text",
    [
        "SEV-1 at noon",
        "HTTP 503 and 500 errors and 503s",
        "p99 in 2023",
        "in 2014 this was so",
        "on 5 May, on May 5th",
        "version 2.1.3 at 10.0.0.1",
        "step 3 of the runbook",
        "24/7 support",
        "1. restart\n2) tell",
        "ticket INC-4412 on 2024-05-01",
        "a second person and one of them",
        "one day I noticed",
        "k8s, S3 and IPv4",
        "my third job",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert find_figures(text) == ()


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("within an hour, 3 alerts an hour", ["an hour", "3"]),
        ("EUR 2.3m lost, or \u20ac2m, or 30 % of it", ["EUR 2.3m", "\u20ac2m", "30 %"]),
        ("from twelve to 24 pools", ["twelve", "24"]),
        ("10-15 minutes", ["10", "15 minutes"]),
        ("at ten to five, five people", ["ten to five", "five"]),
        ("fell from sixteen minutes to four", ["sixteen minutes", "four"]),
        ("a hundred and they left", ["a hundred"]),
    ],
)
def test_where_figures_stand(text: str, quotes: list[str]) -> None:
    assert [figure.span.of(text) for figure in find_figures(text)] == quotes


@pytest.mark.xfail(strict=True, reason="A full stop between thousands reads as a decimal point.")
def test_continental_thousands() -> None:
    assert [figure.value for figure in find_figures("We lost 1.900 payments.")] == ["1900"]


@pytest.mark.xfail(strict=True, reason="A range is two figures, the first without its unit.")
def test_a_range_shares_its_unit() -> None:
    assert [figure.value for figure in find_figures("10 to 15 minutes")] == ["600 s", "900 s"]


@pytest.mark.xfail(strict=True, reason="What stands before a lone m, only a reader knows.")
def test_a_small_m_for_millions() -> None:
    assert [figure.value for figure in find_figures("14m users")] == ["14000000"]


@pytest.mark.xfail(strict=True, reason="Hours and minutes side by side are two figures.")
def test_hours_and_minutes() -> None:
    values = [figure.value for figure in find_figures("1 hour 20 minutes")]
    assert values == ["4800 s"]
