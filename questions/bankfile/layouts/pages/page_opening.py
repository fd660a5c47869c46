"""What stands before a page's first part: tags, the prompt, and what is of the site alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from questions.bankfile.layouts.found import Passage
from questions.bankfile.layouts.pages.page_lines import Tags, is_banner, is_rule, tags_of

_MARKS = re.compile(r"#{1,6}[ \t]+|[*_]{2,3}(?=\S)")
_SENTENCE = re.compile(r"[.?!:\u2026][\"')*_\u201d\u2019]*$")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Opening:
    """``line`` is where it begins, however much of it is the site's."""

    line: int
    prompt: Passage | None = None
    category: Passage | None = None
    difficulty: Passage | None = None
    faults: tuple[tuple[int, str], ...] = ()


def read_opening(lines: list[str], start: int, end: int) -> Opening:
    """Read the lines from ``start`` to before ``end``."""
    tags = {at: found for at in range(start, end) if (found := tags_of(lines[at]))}
    paragraphs = _paragraphs(lines, range(max(tags, default=start - 1) + 1, end))
    before = _paragraphs(lines, range(start, min(tags, default=start)))
    left_out = before if paragraphs else []
    paragraphs = paragraphs or before
    prompts = (at for at, part in enumerate(paragraphs) if not _is_no_prompt(lines, part))
    first = next(prompts, max(len(paragraphs) - 1, 0))
    left_out, paragraphs = left_out + paragraphs[:first], paragraphs[first:]
    faults = [
        (part[0] + 1, f"is no part of a question: {_shown(lines, part)}") for part in left_out
    ]
    used = [at for paragraph in paragraphs for at in paragraph]
    return Opening(
        min([*tags, *used], default=start) + 1,
        _prompt(lines, used),
        _tag(tags, "categories"),
        _tag(tags, "difficulties"),
        tuple(faults + _tag_faults(tags)),
    )


def _paragraphs(lines: list[str], among: Iterable[int]) -> list[list[int]]:
    """Group lines that follow one another; a site's own line is a group of itself."""
    groups: list[list[int]] = []
    for at in among:
        if not lines[at].strip() or is_rule(lines[at]):
            continue
        follows = groups and groups[-1][-1] == at - 1 and not is_banner(lines[at - 1])
        if follows and not lines[at - 1].startswith("#"):
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _is_no_prompt(lines: list[str], paragraph: list[int]) -> bool:
    """A banner, or a title: what is said to a candidate ends as a sentence does."""
    last = lines[paragraph[-1]].strip()
    return is_banner(lines[paragraph[0]]) or not _SENTENCE.search(last[-20:])


def _prompt(lines: list[str], used: list[int]) -> Passage | None:
    if not used:
        return None
    text = "\n".join(line.strip() for line in lines[used[0] : used[-1] + 1])
    match = _MARKS.match(text)
    if match:
        text = text[match.end() :].strip()
        closing = "".join(reversed(match[0]))
        text = text.removeprefix("**").removesuffix(closing).removesuffix("**").strip()
    return Passage(text, used[0] + 1) if text else None


def _tag(tags: dict[int, Tags], kind: str) -> Passage | None:
    stated = [(value, at) for at, found in tags.items() for value in getattr(found, kind)]
    return Passage(stated[0][0], stated[0][1] + 1) if stated else None


def _tag_faults(tags: dict[int, Tags]) -> list[tuple[int, str]]:
    faults = [
        (at + 1, f"the tag {word!r} is none that PrepBank knows")
        for at, found in tags.items()
        for word in found.unknown
    ]
    for kind in ("categories", "difficulties"):
        stated = [(value, at) for at, found in tags.items() for value in getattr(found, kind)]
        others = [(at, value) for value, at in stated if value != stated[0][0]]
        faults += [
            (at + 1, f"{value!r} stands beside {stated[0][0]!r}, which was taken")
            for at, value in others
        ]
    return faults


def _shown(lines: list[str], paragraph: list[int]) -> str:
    text = " ".join(lines[at].strip() for at in paragraph)
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "..."
