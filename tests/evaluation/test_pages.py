"""Tables, diagrams and pages of the worst judgements."""

import xml.etree.ElementTree as ET

from practice.evaluation.bank import BankShares, bank_shares, bank_table
from practice.evaluation.figures import Bin
from practice.evaluation.reliability import reliability_diagram, reliability_table
from practice.evaluation.tables import figures_table, markdown
from practice.evaluation.worst import worst, worst_page
from practice.matching import Verdict
from tests.evaluation.samples import QUESTION, judged, stub

COVERED, PARTLY, MISSING = Verdict.COVERED, Verdict.PARTLY, Verdict.MISSING
SVG = "{http://www.w3.org/2000/svg}"
BINS = [Bin(4, 0.25, 0.5), Bin(1_200, 0.95, 0.9)]


def test_a_markdown_table() -> None:
    assert markdown(["A", "B"], [["x", "1"]]) == "| A | B |\n| --- | ---: |\n| x | 1 |\n"


def test_the_figures_have_a_row_for_each_group_that_has_drafts() -> None:
    table = figures_table(
        {
            "good": [
                judged(COVERED, COVERED, 0.9),
                judged(MISSING, MISSING, 0.1),
                judged(MISSING, COVERED, 0.8, kind="denied"),
            ],
            "poor": [judged(COVERED, MISSING, 0.1), judged(MISSING, COVERED, 0.9)],
        }
    )
    _, _, *rows = table.splitlines()
    assert rows == [
        "| natural | good | 2 | 1.00 | 1.00 | 100% | 100% | 100% | 100% | 0.10 |",
        "| natural | poor | 2 | 0.00 | -1.00 | 0% | 0% | 0% | 0% | 0.90 |",
        "| all adversarial | good | 1 | - | 0.00 | 0% | - | - | 0% | 0.90 |",
        "| denied | good | 1 | - | 0.00 | 0% | - | - | 0% | 0.90 |",
    ]


def test_the_diagram_is_a_picture_with_a_name_and_its_numbers_in_words() -> None:
    root = ET.fromstring(reliability_diagram("Reliability of <stub>", BINS))
    names = {child.get("id"): child.text for child in root if child.get("id")}
    assert root.get("role") == "img"
    assert set(root.get("aria-labelledby", "").split()) == set(names)
    assert names["title"] == "Reliability of <stub>"
    assert "50% right at 25% confidence (4 judgements)" in names["description"]
    assert "90% right at 95% confidence (1,200 judgements)" in names["description"]


def test_the_diagram_has_a_dot_a_bin_in_the_readers_colour() -> None:
    diagram = reliability_diagram("Reliability", BINS)
    small, large = ET.fromstring(diagram).iter(f"{SVG}circle")
    assert float(small.get("r")) < float(large.get("r"))
    assert float(small.get("cx")) < float(large.get("cx"))
    assert float(small.get("cy")) > float(large.get("cy"))
    assert small.get("fill") == "currentColor"
    assert "prefers-color-scheme: dark" in diagram


def test_a_diagram_of_nothing_has_no_dots() -> None:
    assert not list(ET.fromstring(reliability_diagram("Reliability", [])).iter(f"{SVG}circle"))


def test_the_table_beside_the_diagram() -> None:
    *_, last = reliability_table(BINS).splitlines()
    assert last == "| 1,200 | 95% | 90% |"


def test_the_worst_come_first() -> None:
    near = judged(COVERED, COVERED, 0.9, name="near")
    half = judged(PARTLY, MISSING, 0.1, name="half")
    far = judged(MISSING, COVERED, 0.95, name="far")
    assert worst([near, half, far]) == [far, half, near]
    assert worst([near, half, far], 1) == [far]
    assert worst([far] * 30) == [far] * 20


def test_the_page_of_the_worst_says_what_a_person_needs() -> None:
    page = worst_page("stub", worst([judged(COVERED, MISSING, 0.05)]))
    assert "## 1. stop-the-leak/1" in page
    assert r"- Question: What do you do \<first\>?" in page
    assert "- Point: rolls back" in page
    assert "- Label: covered" in page
    assert "- Verdict: missing" in page
    assert "- Score: 0.05" in page
    assert '- The reader\'s evidence: "Well, one rolls back at once."' in page
    assert "- The engine's evidence: none" in page
    assert "> Well, one rolls back at once." in page


def test_the_bank_is_put_to_its_own_and_to_other_points() -> None:
    others = [QUESTION, QUESTION.__class__("b", "incidents", "test", "", "Silence.", ())]
    security = QUESTION.__class__("c", "security", "test", "", "tells users", QUESTION.points)
    shares = bank_shares(
        stub,
        {each.slug: each for each in [*others, security]},
    )
    # "b" comes first of the two by slug, so it alone is everybody's other question.
    assert shares == BankShares(own=0.5, others=None)
    assert bank_table({"stub": shares}).endswith("| stub | 50% | - |\n")
