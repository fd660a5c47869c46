"""The bank's Markdown: headings that fit under a page's own, checklists, no HTML."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import AUTOMAIL_RE, InlineProcessor, LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, Registry

# A page's own headings are h1 (the question) and h2 (its sections).
HIGHEST_HEADING = 3
BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}


class Dialect(Extension):
    """What every text of the bank shares. Raw HTML stays the text that it is written as."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (python-markdown's own name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        for name in ("image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        # Images are not shown (the CSP would block them), so a picture becomes a link to itself.
        md.inlinePatterns.register(LinkInlineProcessor(r"!?\[", md), "link", 160)
        md.inlinePatterns.register(PlainMail(AUTOMAIL_RE, md), "automail", 110)
        # Before the inline patterns (20), which would read "[ ]" as the start of a link.
        md.treeprocessors.register(LowerHeadings(md), "lower_headings", 26)
        md.treeprocessors.register(TickBoxes(md), "tick_boxes", 25)


class OneParagraph(Extension):
    """For texts of one line: a "1. " or "#" at the start is what the editor wrote, not a list."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.parser.blockprocessors = Registry()
        md.parser.blockprocessors.register(ParagraphProcessor(md.parser), "paragraph", 10)


class PlainMail(InlineProcessor):
    """Link ``<me@example.org>`` as it is written, where the stock one spells it in entities."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        link = Element("a", href=f"mailto:{m.group(1).removeprefix('mailto:')}")
        link.text = AtomicString(m.group(1))
        return link, m.start(0), m.end(0)


class LowerHeadings(Treeprocessor):
    """Move ``#`` and ``##`` to h3 and each deeper heading one level down."""

    def run(self, root: Element) -> None:
        for level in range(6, 0, -1):
            for heading in list(root.iter(f"h{level}")):
                heading.tag = f"h{min(max(level + 1, HIGHEST_HEADING), 6)}"


class TickBoxes(Treeprocessor):
    """Show ``- [ ]`` and ``- [x]`` as characters: a real checkbox would be a dead control."""

    def run(self, root: Element) -> None:
        for lines in [*root.iter("ul"), *root.iter("ol")]:
            texts = [_text_holder(item) for item in lines.findall("li")]
            boxed = [text for text in texts if (text.text or "")[:4] in BOXES]
            for text in boxed:
                text.text = BOXES[(text.text or "")[:4]] + (text.text or "")[4:]
            if boxed and len(boxed) == len(texts):
                lines.set("class", "checklist")


def _text_holder(item: Element) -> Element:
    """Return the element with the item's first words: a paragraph where blank lines part items."""
    return item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
