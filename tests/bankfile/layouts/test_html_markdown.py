"""Markdown with HTML in it, and what is left of the HTML: clean Markdown, each line with its number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from questions.bankfile.layouts.html import html_pieces, html_tags
from questions.bankfile.layouts.html.html_markdown import MAX_DEPTH, Clean, clean
from questions.bankfile.layouts.html.html_pieces import Kind, Pieces
from questions.bankfile.layouts.html.html_sheet import Details
from questions.bankfile.layouts.written_lines import Line, passage

LENGTH = 200_000


def lines(text: str) -> list[Line]:
    return [item for item in clean(text).body if isinstance(item, Line)]


def markdown(text: str) -> str:
    found = passage(lines(text))
    return found.text if found else ""


def details(text: str) -> list[Details]:
    return [item for item in clean(text).body if isinstance(item, Details)]


def messages(text: str) -> list[tuple[int, str]]:
    return list(clean(text).faults)


def summaries(found: Clean) -> list[str]:
    return [
        " ".join(line.text for line in item.summary or ())
        for item in found.body
        if isinstance(item, Details)
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>a</b> b", "**a** b"),
        ("a <strong>b </strong>c", "a **b** c"),
        ("<i>a</i> and <em>b</em>", "*a* and *b*"),
        ("<b></b>a", "a"),
        ("<b>a<br>b</b>", "a\n\nb"),
        ("<b>\n\na\n\n</b>", "a"),
        ("<b>a **b** c</b>", "a **b** c"),
        ("<b><b>a</b></b>", "**a**"),
        ("<b>a", "a"),
        ("a</b>", "a"),
        ("<b><i>a</b></i>", "**a**"),
        ("<code>a &lt; b</code>", "`a < b`"),
        ("<code>a `b` c</code>", "``a `b` c``"),
        ("<code>`a`</code>", "`a`"),
        ("<kbd>Ctrl</kbd>", "`Ctrl`"),
        ("<code>a\nb</code>", "```\na\nb\n```"),
        ("2<sup>10</sup>", "2^10"),
        ("H<sub>2</sub>O", "H2O"),
        ("<q>a</q>", '"a"'),
        ("<u>a</u> <span style='x'>b</span> <font color=red>c</font>", "a b c"),
        ('<a href="https://a.example/b">c</a>', "[c](https://a.example/b)"),
        ('<a href="/b (c)">d</a>', "[d](/b%28c%29)"),
        ('<a name="x"></a>b', "b"),
        ('<a href="javascript:alert(1)">b</a>', "b"),
        ('<a href="java\nscript:alert(1)">b</a>', "b"),
        ('<a href="data:text/html,x">b</a>', "b"),
        ('<a href="vbscript:x">b</a>', "b"),
        ('<a href="http://[">b</a>', "b"),
        ('<a href="#c"><b>d</b></a>', "[**d**](#c)"),
        ('<img src="a.png" alt="A [b]">', "![A (b)](a.png)"),
        ('<img src="a.png" onerror="alert(1)">', "![image](a.png)"),
        ('<img alt="only words">', "only words"),
        ('<img src="javascript:x" alt="words">', "words"),
        ("<img>", ""),
        ("<input type=checkbox checked> a", "[x] a"),
        ("<input type=checkbox> a", "[ ] a"),
        ("<input type=text value=b> a", "a"),
        ("a<hr>b", "a\n\n---\n\nb"),
        ("<h4>A <i>b</i></h4>c", "#### A *b*\n\nc"),
        ("<h2></h2>c", "c"),
        ("<h2>a\n```\nb\n```\n</h2>c", "## a `b`\n\nc"),
        ("<table><td><pre>a\nb</pre></table>", "| `a` `b` |\n| --- |"),
        ("<blockquote>a\nb<p>c</p></blockquote>", "> a\n> b\n>\n> c"),
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("<p>a\n   b</p>\n<p>c</p>", "a b\n\nc"),
        ("<p>\n\n- a\n- b\n\n</p>", "- a\n- b"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\n\nb"),
    ],
)
def test_what_elements_become(html: str, expected: str) -> None:
    assert markdown(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ul>\n  <li>a\n     b</li>\n\n  <li>c</li>\n</ul>", "- a b\n- c"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
        ('<ol start="3"><li>a<li>b</ol>', "3. a\n4. b"),
        ('<ol start="-1"><li>a</ol><ol start="x"><li>b</ol>', "1. a\n\n1. b"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c"),
        ("<ol><li>a<ul><li>b<ol><li>c</ol></ul></ol>", "1. a\n    - b\n        1. c"),
        ("<li>a</li><li>b</li>", "- a\n- b"),
        ("<ul><li></li><li>a</li></ul>", "- a"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n    b"),
        ("<ul><li>a\n\n- b\n- c\n</li></ul>", "- a\n\n    - b\n    - c"),
        ("<ul><li>a<br>b</li></ul>", "- a b"),
        ("<ul><li><h3>a</h3></li></ul>", "- a"),
        ("<ul><li>a\n```\nb\n```\n</li></ul>", "- a\n    ```\n    b\n    ```"),
        ("<ul>a<li>b</li></ul>", "a\n- b"),
        ("x\n<ul><li>a</li></ul>\ny", "x\n\n- a\n\ny"),
        ("a</li></ul>b", "ab"),
    ],
)
def test_lists(html: str, expected: str) -> None:
    assert markdown(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<table><tr><th>a</th><th>b|c</th></tr><tr><td>d<br>e</td></tr></table>",
            "| a | b\\|c |\n| --- | --- |\n| d e |  |",
        ),
        (
            "<table><thead><tr><td>a<td>b<tbody><tr><td>c<td>d</table>",
            "| a | b |\n| --- | --- |\n| c | d |",
        ),
        ("<table></table>a", "a"),
        ("<tr><td>a</td></tr>b", "b"),
    ],
)
def test_tables(html: str, expected: str) -> None:
    assert expected in markdown(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<pre>a &lt; b\n\n  c</pre>", "```\na < b\n\n  c\n```"),
        ('<pre><code class="language-go">a</code></pre>', "```go\na\n```"),
        ('<pre class="x lang-c++">a</pre>', "```c++\na\n```"),
        ("<pre>\n<b>a</b> if b < c\n</pre>", "```\na if b < c\n```"),
        ("<pre>```\na\n```</pre>", "````\n```\na\n```\n````"),
        ("<PRE>a</PRE >b", "```\na\n```\n\nb"),
        ("<pre>a\n```\nb</pre>\nc", "````\na\n```\nb\n````\n\nc"),
    ],
)
def test_preformatted_code(html: str, expected: str) -> None:
    assert markdown(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert('</p>')</script>",
        "<SCRIPT src=x>\n\nalert(1)\n\n</SCRIPT>",
        "<style>b { color: red }</style>",
        "<iframe src=x>text</iframe>",
        "<svg onload=alert(1)><text>x</text></svg>",
        "<textarea><b>x</b></textarea>",
        "<!-- a comment -->",
        "<!-- one\n\n```\n\ntwo -->",
        "<!DOCTYPE html>",
        "<?php echo 1 ?>",
        "<meta charset=utf-8>",
    ],
)
def test_what_says_nothing_is_left_out(html: str) -> None:
    assert markdown(f"a {html}b").split() == ["a", "b"]
    assert messages(f"a {html}b") == []


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d",
        "a <= b",
        "1<2",
        "<https://a.example/b?c=d>",
        "<me@a.example>",
        "`<b>`",
        "``<details> ` ``",
        "\\<b",
        "```\n<b>a</b>\n```",
        "~~~html\n<details>\n</details>\n~~~",
        "> ```\n> <b>\n> ```",
        "a <b",
        "- a\n  - b\n\n1. c",
        "| a | b |\n|---|---|\n| c | d |",
        "**a** _b_ [c](d) ![e](f)",
        "# a\n\nb\n=\n\n---",
    ],
)
def test_markdown_stays_as_it_is(text: str) -> None:
    assert markdown(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a&nbsp;b", "a b"),
        ("&quot;a&quot; &rarr; b", '"a" \u2192 b'),
        ("a &amp; b", "a & b"),
        ("a &lt; b &gt; c", "a < b > c"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("a &lt;b&gt;", "a &lt;b&gt;"),
        ("&amp;lt;", "&amp;lt;"),
        ("&gt; a", "&gt; a"),
        ("&#60;script&#62;", "&#60;script&#62;"),
        ("&nosuch; &", "&nosuch; &"),
        ("`&lt;`", "`&lt;`"),
    ],
)
def test_entities_never_become_tags(text: str, expected: str) -> None:
    assert markdown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<br>b", "a\n\nb"),
        ("a<br/>\nb<BR />\nc", "a\n\nb\n\nc"),
        ("a<br><br>b", "a\n\nb"),
        ("a<br>\n\nb", "a\n\nb"),
        ("<br>a<br>", "a"),
        ("a:<br>\n* b", "a:\n\n* b"),
        ("* a<br>\n* b<br>", "* a\n* b"),
        ("* a<br>b", "* a\n    b"),
        ("| a<br>b | c |", "| a b | c |"),
    ],
)
def test_line_breaks(text: str, expected: str) -> None:
    assert markdown(text) == expected


def test_lines_keep_their_numbers() -> None:
    text = "\n<ul>\n<li>a</li>\n<li>b\n c</li>\n</ul>\n\n<p>d</p>\n<pre>\ne\n</pre>\nf<br>\ng\n"
    numbered = [(line.text, line.number) for line in lines(text) if not line.is_blank]
    code = [("```", 10), ("e", 10), ("```", 10)]
    assert numbered == [("- a", 3), ("- b c", 4), ("d", 8), *code, ("f", 12), ("g", 13)]


def test_comments_are_told_with_their_lines() -> None:
    found = clean("a\n<!-- tags: (b) -->\n\nc <!--d\ne-->\n`<!-- f -->`\n")
    assert found.comments == ((2, "tags: (b)"), (4, "d\ne"))


def test_details_with_summary_and_body() -> None:
    text = "a\n\n<details>\n<summary>b <b>c</b></summary><br><b>\n\nd\n\n</b></details>\ne\n"
    (found,) = details(text)
    assert found.line == 3
    assert found.summary == (Line("b **c**", 4, is_whole=True),)
    assert [
        (line.text, line.number) for line in found.body if isinstance(line, Line) and line.text
    ] == [("d", 6)]
    assert found.is_closed
    assert markdown(text) == "a\n\ne"


def test_details_in_details() -> None:
    (outer,) = details(
        "<details><summary>a</summary>b<details><summary>c</summary>d</details>e</details>"
    )
    inner = [item for item in outer.body if isinstance(item, Details)]
    assert [line.text for item in inner for line in item.summary or ()] == ["c"]
    assert [item.text for item in outer.body if isinstance(item, Line) and item.text] == ["b", "e"]


def test_details_stand_outside_of_lists() -> None:
    text = "<ul><li><details><summary>a</summary>b</details></li><li>c</li></ul>"
    assert summaries(clean(text)) == ["a"]
    assert markdown(text) == "- c"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\n</details>", (2, "a </details> that closes nothing")),
        ("<summary>a</summary>", (1, "a <summary> outside <details>: read as text")),
        ("a\n<pod>", (2, "<pod> is no tag of HTML: it is left out")),
        ("a\n\n<!-- b", (3, "a comment that is never closed: what follows is left out")),
        ("a\n<script>b", (2, "<script> is never closed: it is left out")),
        ("a\n```\nb", (2, "a code fence that is never closed: what follows is read as code")),
        (
            "<details><summary>a\n\nb</details>",
            (1, "this <summary> is never closed: its first paragraph was taken for it"),
        ),
        (
            "<details><summary>a</summary>b\n<summary>c</summary>d</details>",
            (2, "a second <summary>: here <details> is missing"),
        ),
    ],
)
def test_what_is_broken_is_said(text: str, fault: tuple[int, str]) -> None:
    assert messages(text) == [fault]


def test_an_unknown_tag_is_told_once() -> None:
    assert messages("<pod> <pod>\n<pod>\n<other>") == [
        (1, "<pod> is no tag of HTML: it is left out"),
        (3, "<other> is no tag of HTML: it is left out"),
    ]


def test_a_second_summary_begins_other_details() -> None:
    text = "<details><summary>a</summary>b\n<summary>c</summary>d</details>"
    assert summaries(clean(text)) == ["a", "c"]


def test_a_summary_that_is_never_closed() -> None:
    (found,) = details("<details><summary>a\nb\n\nc</details>")
    assert [line.text for line in found.summary or ()] == ["a", "b"]
    assert [item.text for item in found.body if isinstance(item, Line) and item.text] == ["c"]


def test_details_that_are_never_closed() -> None:
    assert [item.is_closed for item in details("<details><summary>a</summary>b")] == [False]


@pytest.mark.parametrize("unit", ["<details>", "<ul><li>", "<blockquote>", "<table><tr><td>"])
def test_deep_nesting_is_refused_where_it_begins_to_be_deep(unit: str) -> None:
    found = clean("a\n" + unit * 100_000)
    assert found.too_deep == 2
    assert found.body == ()
    shallow = MAX_DEPTH // unit.count("<") - 1
    assert clean(unit * shallow).too_deep == 0


@pytest.mark.parametrize(
    "unit", ["<b>", "<p>", "<div>", "<li>", "<h1>", "<i><b>", "<code>", "<br>"]
)
def test_what_does_not_nest_is_not_deep(unit: str) -> None:
    assert clean(unit * 2_000).too_deep == 0


def fed(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count the characters that the parser of tags is given."""
    count = 0
    feed = html_tags.HTMLParser.feed

    def counting(parser: html_tags.HTMLParser, data: str) -> None:
        nonlocal count
        count += len(data)
        feed(parser, data)

    monkeypatch.setattr(html_tags.HTMLParser, "feed", counting)
    for _ in Pieces(text):
        pass
    return count


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "<",
            "<a",
            "<a ",
            '<a b="',
            "<a b='>",
            "<!--",
            "<!",
            "</",
            "<pre>",
            "<script>",
            "<b>",
            "<x",
        ),
        *('<a b=">', "<a b=c>", "`<", "<details>", "<!-- -->", "<?", "<pre></pre>", "<a <", "<a\n"),
    ],
)
def test_the_parser_is_fed_in_proportion_to_the_text(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (unit * LENGTH)[:LENGTH]
    broken = html_pieces.MAX_BROKEN_TAGS * html_tags.MAX_TAG
    assert fed(text, monkeypatch) <= LENGTH + broken


def test_after_too_many_broken_tags_the_others_are_text() -> None:
    text = '<a b=">\n\n' * (html_pieces.MAX_BROKEN_TAGS + 10) + "<b>c</b>"
    assert markdown(text).endswith("&lt;b>c&lt;/b>")
    assert "too many broken tags: the tags that follow are read as text" in messages(text)[0][1]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_pieces_are_all_of_a_text(count: int) -> None:
    text = "a `b` <c> d\n\n```\ne\n```\n<b>f</b>\n" * count
    kinds = [Kind.TEXT, Kind.CODE, Kind.FENCED]
    pieces = [piece for piece in Pieces(text) if piece.kind in kinds]
    assert "".join(piece.text for piece in pieces) == re.sub("</?[bc]>", "", text)


@pytest.mark.parametrize("tags", ["<b>", "<p><b>", "</summary> <br>"])
def test_a_fence_behind_tags_is_a_fence(tags: str) -> None:
    assert markdown(f"{tags}```js\n<i>a</i>\n```\n<i>b</i>") == "```js\n<i>a</i>\n```\n*b*"
    assert markdown(f"{tags}```a```\n\n<i>b</i>") == "```a```\n\n*b*"


def test_control_characters_are_spaces() -> None:
    assert markdown("a\x00b\x1fc\x0bd") == "a b c d"


PIECES = st.sampled_from(
    [
        *(
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<ul>",
            "</ul>",
            "<ol>",
            "</ol>",
            "<li>",
            "</li>",
            "<p>",
            "</p>",
        ),
        *(
            "<details>",
            "</details>",
            "<summary>",
            "</summary>",
            "<br>",
            "<code>",
            "</code>",
            "<pre>",
        ),
        *(
            "</pre>",
            "<a href='x'>",
            "</a>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<th>",
            "<h3>",
            "</h3>",
        ),
        *(
            "<blockquote>",
            "</blockquote>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<x-y>",
            "<img src=a>",
        ),
        *(
            "a",
            "b c",
            "\n",
            "\n\n",
            "    ",
            "- d",
            "1. e",
            "`",
            "``",
            "```\n",
            "\\",
            "&lt;",
            "&amp;",
            "<",
        ),
        *(">", '"', "=", "|", "# f", "<hr>", "<div>", "</div>", "\x0b", "\u00e9"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_cleaned_and_no_line_is_out_of_it(text: str) -> None:
    found = clean(text)
    last = text.count("\n") + 1
    pending = list(found.body)
    while pending:
        item = pending.pop()
        if isinstance(item, Details):
            pending.extend([*item.body, *(item.summary or ())])
            assert 1 <= item.line <= last
        elif not item.is_blank:
            assert 1 <= item.number <= last
    assert all(1 <= line <= last for line, _ in (*found.faults, *found.comments))


def html_in(text: str) -> list[str]:
    """What a parser of Markdown takes for HTML."""
    pending, found = MarkdownIt("commonmark").enable("table").parse(text), []
    while pending:
        token = pending.pop()
        pending.extend(token.children or [])
        found.extend([token.content] if token.type.startswith("html") else [])
    return found


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_html_is_left(text: str) -> None:
    assert html_in(markdown(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("<<b>b>", "<</b>b>", "<!-- --><<!-- -->b>", "<<x>script>alert(1)<</x>/script>"),
        *("\\\\<b>", "``<b>` ```<i>```", "`<b>`` <i>``", '<img alt="<b>" src="x">', "<a b='c"),
        *('<a b="' + ">" * 12, "<a " + "b" * html_tags.MAX_TAG + ">", "<!" + "b" * 3_000 + ">"),
        *("<a href='x`'>`<b>`</a>", "<a href='<b>'>c</a>", "<code><b>c</b></code>", "<td><b></td>"),
        *(
            "# `\n'<b>`",
            "`a\n2. `<b>`",
            "    ```\n<b>\n    ```",
            "| `a | <b>` |\n|---|---|\n| `c | <i>` |",
        ),
        "`a`\n\n" + "- `b\n- <b>`" * 1_000,
    ],
)
def test_no_html_comes_of_what_is_left_out(text: str) -> None:
    assert html_in(markdown(text)) == []


@given(st.lists(PIECES, max_size=25).map("".join))
def test_clean_markdown_is_clean_already(text: str) -> None:
    once = markdown(text)
    if not messages(text) and not set("`<&") & set(once):
        assert markdown(once) == once
