"""Reliability diagrams: of the verdicts given with some confidence, how many are a reader's too."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from practice.evaluation.figures import Bin
from practice.evaluation.tables import markdown, share

SIDE = 320
LEFT, TOP = 70, 40
WIDTH, HEIGHT = LEFT + SIDE + 30, TOP + SIDE + 60
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
LARGEST_DOT, SMALLEST_DOT = 12.0, 3.0

# A file of its own inherits no colour, so it sets the one that currentColor then is.
_STYLE = (
    ":root { color: #1a1a1a; font: 13px system-ui, sans-serif; } "
    "@media (prefers-color-scheme: dark) { :root { color: #e8e8e8; } } "
    "text { fill: currentColor; } line, polyline { stroke: currentColor; fill: none; }"
)


def reliability_table(bins: Sequence[Bin]) -> str:
    """The diagram's numbers."""
    rows = ((f"{each.size:,}", share(each.confidence), share(each.hit_rate)) for each in bins)
    return markdown(("Judgements", "Mean confidence", "Verdict is right"), rows, left=0)


def reliability_diagram(title: str, bins: Sequence[Bin]) -> str:
    """An SVG document that stands alone and says its numbers in its description."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
            f' width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="title description">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="description">{escape(_description(bins))}</desc>',
            f"<style>{_STYLE}</style>",
            f'<g aria-hidden="true">{_text(WIDTH / 2, 22, title)}</g>',
            *_axes(),
            *_dots(bins),
            "</svg>",
            "",
        ]
    )


def _description(bins: Sequence[Bin]) -> str:
    points = "; ".join(
        f"{share(each.hit_rate)} right at {share(each.confidence)} confidence"
        f" ({each.size:,} judgements)"
        for each in bins
    )
    return f"Right verdicts by confidence; on the dashed line the two are equal. {points}."


def _axes() -> list[str]:
    bottom, right = TOP + SIDE, LEFT + SIDE
    marks = ['<g aria-hidden="true">']
    for tick in TICKS:
        x, y = _place(tick, tick)
        marks += [
            _line((LEFT, y), (right, y), 'stroke-opacity="0.2"'),
            _line((x, TOP), (x, bottom), 'stroke-opacity="0.2"'),
            _text(LEFT - 8, y + 4, share(tick), anchor="end"),
            _text(x, bottom + 18, share(tick)),
        ]
    middle = TOP + SIDE / 2
    return [
        *marks,
        _line((LEFT, bottom), (right, TOP), 'stroke-dasharray="5 5"'),
        _text(LEFT + SIDE / 2, bottom + 44, "Confidence"),
        f'<g transform="rotate(-90 18 {middle:g})">{_text(18, middle, "Verdict is right")}</g>',
        "</g>",
    ]


def _dots(bins: Sequence[Bin]) -> list[str]:
    """A dot for each bin, its area growing with the bin's size, and a line through them."""
    largest = max((each.size for each in bins), default=1)
    places = [_place(each.confidence, each.hit_rate) for each in bins]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = [f'<polyline points="{path}" stroke-width="1.5"/>'] if path else []
    for each, (x, y) in zip(bins, places, strict=True):
        radius = max(SMALLEST_DOT, LARGEST_DOT * (each.size / largest) ** 0.5)
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="currentColor"/>')
    return ['<g aria-hidden="true">', *dots, "</g>"]


def _place(confidence: float, hit_rate: float) -> tuple[float, float]:
    return LEFT + SIDE * confidence, TOP + SIDE * (1 - hit_rate)


def _line(start: tuple[float, float], end: tuple[float, float], look: str) -> str:
    (x1, y1), (x2, y2) = start, end
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" {look}/>'


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'
