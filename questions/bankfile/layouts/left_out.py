"""What of a document is in no question, named paragraph by paragraph, as far as somebody can read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.found import Document
from questions.bankfile.layouts.markdown_blocks import Block

STRAY = "this text belongs to no question and is left out"
MOST = 100
_LONGEST_WORDS = 80


def left_out(
    document: Document, lines: Sequence[str], blocks: Sequence[Block], message: str = STRAY
) -> Iterator[Fault]:
    """Yield a fault for each of ``blocks``, with its first words; one for all beyond ``MOST``."""
    for block in blocks[:MOST]:
        words = " ".join((block.first or lines[block.start]).split())[:_LONGEST_WORDS]
        yield document.fault(block.start + 1, f"{message}: {words}")
    if more := blocks[MOST:]:
        yield document.fault(more[0].start + 1, f"{message}: {len(more):,} paragraphs from here on")
