"""Markdown to safe HTML: what editors may write, what no one may smuggle in, what is too costly."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from hypothesis import example, given
from hypothesis import strategies as st

from questions import rendering
from questions.rendering import (
    BLOCK_TAGS,
    INLINE_TAGS,
    LINK_REL,
    MAX_COUNTS,
    MAX_LENGTH,
    is_costly,
    is_web_address,
    render_inline,
    render_markdown,
)

ALLOWED_ATTRIBUTES = {("a", "href"), ("a", "rel"), ("th", "align"), ("td", "align")}
ALLOWED_CLASSES = re.compile(r"checklist|language-[\w+#-]+")

# Small pieces that Markdown, HTML and python-markdown's own placeholders are made of.
PIECES = st.sampled_from(
    [
        *("a", "b", "é", "☐", "wzxhzdk:0", "\x02", "\x03", "\\", "'", '"', "(", ")"),
        *("<b>", "<script>", "</script>", "<img", "src=x", "onerror=y>", "<a", 'style="x"'),
        *('href="javascript:1">', "vbscript:x", "&lt;", "&#106;", "&amp;", "&"),
        *("[a](javascript:b)", "[a](https://x.org)", "![a](data:x)", "[a]:", "[", "]", "[x]"),
        *("<https://x.org>", "<m@x.org>", "**", "*", "_", "`", "```"),
        *("#", "##", ">", "-", "1.", "|", "---", ":-:"),
    ]
)
WRITTEN = st.lists(
    st.one_of(PIECES, st.sampled_from([" ", "\n", "\n\n", "    "])), max_size=60
).map("".join)
ANY_TEXT = st.one_of(WRITTEN, st.text(max_size=300))


class Elements(HTMLParser):
    """Every element with its attributes, as a browser would find them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_safe(markup: str, tags: frozenset[str]) -> None:
    for tag, attributes in Elements(markup).found:
        assert tag in tags
        for name, value in attributes.items():
            if name == "class":
                assert ALLOWED_CLASSES.fullmatch(value or "")
            else:
                assert (tag, name) in ALLOWED_ATTRIBUTES
        if "href" in attributes:
            assert re.match(r"(https?://|mailto:)", attributes["href"] or "", re.IGNORECASE)
            assert attributes["rel"] == LINK_REL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**bold** and *slanted*", "<p><strong>bold</strong> and <em>slanted</em></p>"),
        ("# Top\n\n## Next\n\n### Deeper", "<h3>Top</h3>\n<h3>Next</h3>\n<h4>Deeper</h4>"),
        ("###### Deepest", "<h6>Deepest</h6>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("`x < y`", "<p><code>x &lt; y</code></p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("AT&T &copy; 1 < 2", "<p>AT&amp;T &copy; 1 &lt; 2</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_html(text, expected):
    assert render_markdown(text) == expected


def test_fenced_code_keeps_its_language_and_its_brackets():
    markup = render_markdown("```python\nif 1 < 2:\n    - [ ] no box\n```")
    assert (
        '<pre><code class="language-python">if 1 &lt; 2:\n    - [ ] no box\n</code></pre>' in markup
    )


def test_a_table_is_aligned_without_styles():
    markup = render_markdown("| a | b |\n| :-- | --: |\n| 1 | 2 |")
    assert '<td align="left">1</td>\n<td align="right">2</td>' in markup
    assert "style" not in markup


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_checklist_shows_boxes(gap):
    markup = render_markdown(f"- [ ] to do{gap}- [x] *done*")
    assert '<ul class="checklist">' in markup
    assert "☐ to do" in markup
    assert "☑ <em>done</em>" in markup


def test_a_list_that_is_only_partly_boxes_keeps_its_bullets():
    assert "<ul>" in render_markdown("- [ ] a\n- b")


def test_lists_of_two_kinds_stay_apart():
    assert render_markdown("1. a\n\n- b").count("<ol>") == 1


def test_links_say_that_they_lead_away():
    assert render_markdown("[a](https://x.org/?a=1&b=2)") == (
        f'<p><a href="https://x.org/?a=1&amp;b=2" rel="{LINK_REL}">a</a></p>'
    )
    assert f'href="mailto:me@x.org" rel="{LINK_REL}">me@x.org<' in render_markdown("<me@x.org>")


def test_a_picture_becomes_a_link_to_it():
    expected = f'<p><a href="https://x.org/a.png" rel="{LINK_REL}">a graph</a></p>'
    assert render_markdown("![a graph](https://x.org/a.png)") == expected


def test_raw_html_is_shown_as_it_was_written():
    text = '<b onclick="x">b</b><script>alert(1)</script><!-- c --><a href="https://x.org">x</a>'
    markup = render_markdown(text)
    assert Elements(markup).found == [("p", {})]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;!-- c --&gt;" in markup


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "javascript:123",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A&#x61vascript:alert(1)",
        "javascript&colon;alert(1)",
        "\tjavascript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//evil.example",
        "/\\evil.example",
        "/relative",
        "#fragment",
        "http&colon;//x.org",
        "https:evil",
        "http://a b",
        "http://x.org/&#10;",
        "",
    ],
)
def test_no_other_address_is_linked(address):
    assert not is_web_address(address)
    for text in (
        f"[x]({address})",
        f"[x](<{address}>)",
        f"<{address}>",
        f"[x][1]\n\n[1]: {address}",
    ):
        assert "href" not in render_markdown(text)
        assert "href" not in render_inline(text)
    assert "href" not in rendering._sanitise(f'<a href="{address}">x</a>', BLOCK_TAGS)


@pytest.mark.parametrize("address", ["https://x.org", "HTTP://x.org/é?a=1&b#c", "mailto:a@x.org"])
def test_web_and_mail_addresses_are_linked(address):
    assert is_web_address(address)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<p style="color:red" id="a" class="b" data-x="c" onclick="d">x</p>',
        '<img src=x onerror=alert(1)><svg onload=alert(1)><math><mi xlink:href="javascript:1">',
        '<iframe src="https://x.org"></iframe><form action="https://x.org"><input></form>',
        '<code class="language-x y">a</code><ul class="checklist z"></ul><td align="left;x">',
        '<a href="https://x.org" target="_blank" rel="opener" title="t">x</a>',
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=1&gt;">',
    ],
)
def test_the_sanitiser_stands_on_its_own(markup):
    """Markdown lets no HTML through, and the sanitiser does not rely on it."""
    assert_safe(rendering._sanitise(markup, BLOCK_TAGS), BLOCK_TAGS)


@given(ANY_TEXT)
def test_whatever_is_written_is_safe(text):
    assert_safe(render_markdown(text), BLOCK_TAGS | {"pre"})
    assert_safe(render_inline(text), INLINE_TAGS)


@given(ANY_TEXT)
def test_sanitising_twice_changes_nothing(text):
    for markup in (text, render_markdown(text)):
        once = rendering._sanitise(markup, BLOCK_TAGS)
        assert rendering._sanitise(once, BLOCK_TAGS) == once
        assert_safe(once, BLOCK_TAGS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rolls **back** `first`", "Rolls <strong>back</strong> <code>first</code>"),
        ("1. is no list", "1. is no list"),
        ("# is no heading", "# is no heading"),
        ("- two\n\n- lines", "- two - lines"),
        ("    no code", "no code"),
        ("| no | table |\n| - | - |", "| no | table | | - | - |"),
        ("snake_case_name", "snake_case_name"),
        ("[a](https://x.org)", f'<a href="https://x.org" rel="{LINK_REL}">a</a>'),
        ("<p>x</p>", "&lt;p&gt;x&lt;/p&gt;"),
        ("", ""),
    ],
)
def test_an_inline_text_stays_one_line(text, expected):
    assert render_inline(text) == expected


TRAPS = {
    "long": "a" * (MAX_LENGTH + 1),
    "brackets": "[" * 8_000,
    "links": "[a](" * 4_000,
    "pictures": "![](" * 4_000,
    "cdata": "<![CDATA[" * 2_000,
    "tags": "<a " * 6_000,
    "backticks": "``~`" * 4_000,
    "escapes": "\\```\n" * 3_000,
    "numbers": "1. " * 500,
    "quotes": "> " * 500,
    "dense quotes": ">" * 500,
    "bullets": "- " * 500,
    "indented": "\n".join(" " * depth + "- a" for depth in range(0, 400, 4)),
    "tabs": "\n".join("\t" * depth + "- a" for depth in range(100)),
    "headings": "# a\n" * 2_000,
    "underlined": "a\n===\n" * 2_000,
    "rules": "* * *\n" * 2_000,
}


@pytest.mark.parametrize("name", TRAPS)
def test_costly_text_is_shown_as_it_was_written(name):
    text = TRAPS[name] + " <b> & x"
    assert is_costly(text)
    assert render_markdown(text).startswith("<pre>")
    assert Elements(render_markdown(text)).found == [("pre", {})]
    assert Elements(render_inline(text)).found == []
    assert render_inline(text).endswith(" &lt;b&gt; &amp; x")


@pytest.mark.parametrize(
    "text",
    [
        *("".join(piece for _ in range(most)) for piece, most in MAX_COUNTS.items()),
        "[a](" * MAX_COUNTS["["],
        "# a\n" * rendering.MAX_BLOCK_LINES,
        "- a\n\n" * 4_000,
        "> " * rendering.MAX_NESTING + "a",
        "| a " * 5_000,
        "&a;" * 6_000,
        "a\n" * 10_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_the_largest_texts_that_are_not_costly_are_rendered(text):
    assert not is_costly(text)
    assert_safe(render_markdown(text), BLOCK_TAGS)


@given(st.lists(PIECES, min_size=1, max_size=4), st.integers(1, 2_000))
@example(["- "], 3)
def test_repeated_text_is_rendered_or_shown_but_never_fails(pieces, times):
    text = ("".join(pieces) * times)[: MAX_LENGTH // 8]
    assert_safe(render_markdown(text), BLOCK_TAGS)
    assert_safe(render_inline(text), INLINE_TAGS)


def test_a_parser_that_runs_out_of_stack_shows_the_text(monkeypatch):
    def too_deep(text):
        raise RecursionError

    monkeypatch.setattr(rendering, "_blocks", too_deep)
    monkeypatch.setattr(rendering, "_line", too_deep)
    assert render_markdown("deep <b>") == "<pre>deep &lt;b&gt;</pre>"
    assert render_inline("deeper <b>") == "deeper &lt;b&gt;"


def test_ordinary_texts_are_not_costly():
    text = "## Steps\n\n" + "- [ ] Check the [runbook](https://x.org) and `logs`\n" * 40
    assert not is_costly(text)


def test_what_is_rendered_is_safe_to_templates():
    assert isinstance(render_markdown("a"), SafeString)
    assert isinstance(render_inline("a"), SafeString)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ text|markdown }}", "<p><em>a</em> &lt;</p>"),
        ("{{ text|inline_markdown }}", "<em>a</em> &lt;"),
        ("{{ nothing|markdown }}{{ nothing|inline_markdown }}", ""),
    ],
)
def test_templates_render_markdown(template, expected):
    context = Context({"text": "*a* <", "nothing": None})
    assert Template("{% load content %}" + template).render(context) == expected


@pytest.mark.parametrize(
    ("shortest", "longest", "expected"),
    [
        (120, 180, "2 to 3 minutes"),
        (50, 70, "50 to 70 seconds"),
        (60, 90, "60 to 90 seconds"),
        (90, 150, "1½ to 2½ minutes"),
        (60, 120, "1 to 2 minutes"),
        (45, 120, "45 to 120 seconds"),
        (100, 200, "100 to 200 seconds"),
        (120, 120, "2 minutes"),
        (60, 60, "60 seconds"),
        (1800, 3600, "30 to 60 minutes"),
    ],
)
def test_a_duration_reads_as_people_say_it(shortest, longest, expected):
    template = Template("{% load content %}{{ a|duration:b }}")
    assert template.render(Context({"a": shortest, "b": longest})) == expected


def test_nothing_else_is_marked_safe():
    root = Path(__file__).parents[2]
    rooms = [*root.glob("p*/**/*.py"), *root.glob("questions/**/*.py")]
    marked = [path.name for path in rooms if "mark_safe(" in path.read_text(encoding="utf-8")]
    assert marked == ["rendering.py"]
