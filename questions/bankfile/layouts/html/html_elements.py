"""The elements of HTML, by what they are to Markdown."""

from __future__ import annotations

LISTS = ("ul", "ol")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CELLS = ("td", "th")
PARAGRAPHS = ("p", "dt", "dd", "figcaption", "caption", "legend", "address")
# Elements that stand on lines of their own and hold whatever stands in them.
BOXES = frozenset(
    {
        *(
            "div",
            "section",
            "article",
            "aside",
            "main",
            "header",
            "footer",
            "nav",
            "center",
            "figure",
        ),
        *("form", "fieldset", "dl", "tbody", "thead", "tfoot", "html", "body", "head", "hgroup"),
        *("picture", "video", "audio", "colgroup", "menu"),
    }
)
# Elements whose content is formatted as a whole.
FRAMED = frozenset(
    {*LISTS, *HEADINGS, *CELLS, *PARAGRAPHS, "li", "blockquote", "table", "tr", "summary"}
)
# Elements whose words stay and which themselves are nothing in Markdown.
BARE = frozenset(
    {
        *("span", "font", "u", "s", "del", "ins", "strike", "small", "big", "mark", "sub", "abbr"),
        *(
            "acronym",
            "bdi",
            "bdo",
            "data",
            "time",
            "label",
            "button",
            "wbr",
            "area",
            "base",
            "link",
        ),
        *("meta", "param", "source", "track", "col", "title", "ruby", "rt", "rp", "nobr", "blink"),
        *(
            "marquee",
            "output",
            "select",
            "option",
            "optgroup",
            "meter",
            "progress",
            "canvas",
            "map",
        ),
        *("embed", "slot", "dialog", "input", "img", "br"),
    }
)
# An element does not end another one that stands around one of these.
WALLS = {"li": LISTS, "tr": ("table",), "td": ("table",), "th": ("table",), "summary": ("details",)}
