"""Where in a draft a quote stands."""

from __future__ import annotations

import re

from practice.matching.report import Span

MIN_QUOTE_LENGTH, MAX_QUOTE_LENGTH = 10, 1_000
"""Code points. A shorter one stands in nearly any draft, a longer one is the draft: neither shows a thing."""

# One for one, so that a place in the folded text is the same place in the draft.
STRAIGHT_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")

# A letter or digit of a script that writes words apart. Thai, Lao, Burmese, Khmer, Chinese and Japanese
# do not: there a quote may begin and end at any character.
LETTER = r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
# "couldn't" and "non-critical" are one word each.
NOT_WITHIN_A_WORD_BEFORE = rf"(?<!{LETTER})(?<!{LETTER}['-])"
NOT_WITHIN_A_WORD_AFTER = rf"(?!['-]?{LETTER})"


def find_quote(quote: str, draft: str) -> Span | None:
    """Return the first place where ``draft`` says ``quote``, or None.

    Any run of white space is as good as another, and a curly quotation mark as a straight one; every
    other character counts. A quote holds whole words: "able to roll back" is not what "unable to roll
    back" says.
    """
    words = quote.translate(STRAIGHT_QUOTES).split()
    if not MIN_QUOTE_LENGTH <= len(" ".join(words)) <= MAX_QUOTE_LENGTH:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    if re.match(LETTER, words[0]):
        pattern = NOT_WITHIN_A_WORD_BEFORE + pattern
    if re.match(LETTER, words[-1][-1]):
        pattern += NOT_WITHIN_A_WORD_AFTER
    found = re.search(pattern, draft.translate(STRAIGHT_QUOTES))
    return Span(*found.span()) if found else None
