"""Labelled cases: texts that are spoiled, and texts that only look like it."""

import pytest

from questions.bankfile.spoiled_text import blemishes


def kinds(text: str) -> list[str]:
    return [blemish.partition(", at ")[0] for blemish in blemishes(text)]


MISREAD = "UTF-8 read in a wrong encoding"
CONTROL = "a control character"
INVISIBLE = "an invisible character"
DASH = "a typographic hyphen or dash: write a plain -"
CURLY = "a curly quotation mark: write a straight one"
BULLET = "a doubled bullet"
SPELLING = "a spelling other than post-mortem"
FILLER = "chat filler"
FENCE = "a code fence that is never closed"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("It\u2019s".encode().decode("cp1252"), MISREAD, id="apostrophe as cp1252"),
        pytest.param("\u2717 No plan".encode().decode("cp1250"), MISREAD, id="cross as cp1250"),
        pytest.param("caf\u00e9".encode().decode("latin-1"), MISREAD, id="accent as latin-1"),
        pytest.param("5\u00a0minutes".encode().decode("cp1252"), MISREAD, id="space as cp1252"),
        pytest.param(
            "\U0001f680".encode().decode("cp1252", "replace"), MISREAD, id="emoji, part lost"
        ),
        pytest.param("she said \u00e2\u20ac quietly", MISREAD, id="quote that lost its end"),
        pytest.param("lost \ufffd here", "a character was lost (U+FFFD)", id="U+FFFD"),
        pytest.param("a\x00b", CONTROL, id="NUL"),
        pytest.param("a\x1b[0m", CONTROL, id="escape"),
        pytest.param("a\x9db", CONTROL, id="C1"),
        pytest.param("ten\u00a0minutes", INVISIBLE, id="non-breaking space"),
        pytest.param("ten\u200bminutes", INVISIBLE, id="zero-width space"),
        pytest.param("\ufefften", INVISIBLE, id="byte order mark"),
        pytest.param("on\u2011call", DASH, id="non-breaking hyphen"),
        pytest.param("3\u20135 minutes", DASH, id="en dash"),
        pytest.param("it broke \u2014 badly", DASH, id="em dash"),
        pytest.param("the \u201cfix\u201d", CURLY, id="curly double"),
        pytest.param("didn\u2019t", CURLY, id="curly apostrophe"),
        pytest.param("\u2022 \u2022 Act", BULLET, id="two dots"),
        pytest.param("intro\n- \u2022 Act", BULLET, id="hyphen and dot"),
        pytest.param("> - - Act", BULLET, id="in a quote"),
        pytest.param("The postmortem", SPELLING, id="one word"),
        pytest.param("Post mortems help", SPELLING, id="two words"),
        pytest.param("a post_mortem", SPELLING, id="underscore"),
        pytest.param("Sure! Here are ten more.", FILLER, id="sure"),
        pytest.param("Fine.\n\nCertainly! Below you find it.", FILLER, id="certainly, later on"),
        pytest.param("Here are the next five questions:", FILLER, id="here are"),
        pytest.param("Let me know if you need more.", FILLER, id="let me know"),
        pytest.param("I hope this helps!", FILLER, id="hope"),
        pytest.param("As an AI, I was never on call.", FILLER, id="as an AI"),
        pytest.param("Would you like me to go on?", FILLER, id="would you like"),
        pytest.param("(100-130 words, no lists)", FILLER, id="an instruction to the writer"),
        pytest.param("```yaml\na: 1", FENCE, id="backticks"),
        pytest.param("~~~\na", FENCE, id="tildes"),
        pytest.param("```\na\n```\n\n```\nb", FENCE, id="the second of two"),
        pytest.param("````\na\n```", FENCE, id="closed by a shorter one"),
    ],
)
def test_spoiled(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(
            "Caf\u00e9, na\u00efve, \u017elu\u0165ou\u010dk\u00fd k\u016f\u0148", id="accents"
        ),
        pytest.param("\u969c\u5bb3 \u0430\u0432\u0430\u0440\u0438\u044f", id="other alphabets"),
        pytest.param("\u2610 open \u2611 done \u2192 next", id="symbols"),
        pytest.param("20 \u00b5s at 30 \u00b0C", id="units"),
        pytest.param("tabs\tand\nlines\r\n", id="white space"),
        pytest.param("The post-mortem, and Post-mortems", id="post-mortem"),
        pytest.param("see `postmortem_url`", id="a name in code"),
        pytest.param("```\npostmortem: yes\n- - a\n```", id="a fence of code"),
        pytest.param("- - -\n* * *\n---", id="rules"),
        pytest.param("- [ ] call\n- [x] done", id="checklist"),
        pytest.param("- a\n  - b", id="nested bullets"),
        pytest.param("- -1 is an error", id="a negative number"),
        pytest.param("Sure, I was nervous. Of course we rolled back.", id="spoken words"),
        pytest.param("Here is what I did first.", id="here is"),
        pytest.param("I let her know. It helps.", id="let know"),
        pytest.param("In 100-130 words I told them.", id="a number of words"),
        pytest.param("````\n```\n````", id="a fence in a fence"),
        pytest.param("~~~ yaml\n```\n~~~", id="backticks in tildes"),
        pytest.param("```\na\n   ```  ", id="an indented close"),
    ],
)
def test_not_spoiled(text: str) -> None:
    assert kinds(text) == []


def test_a_blemish_shows_where_it_is() -> None:
    (blemish,) = blemishes("We wrote the first postmortem in a week, and the next one in a day.")
    assert blemish == (
        "a spelling other than post-mortem, at 'rote the first postmortem in a week, and'"
    )


def test_each_kind_is_said_once() -> None:
    assert kinds("a\u00a0b\u00a0c \u201cd\u201d") == [INVISIBLE, CURLY]
