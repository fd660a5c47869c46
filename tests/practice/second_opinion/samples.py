"""Material, and what a model may say of it."""

from practice.opinion import Material
from tests.practice.second_opinion.model_server import entry, says

DRAFT = "I rolled the release back first.\n  Then I wrote to support: \u201cwe\u2019re on it\u201d."
MATERIAL = Material("What did you do?", ("Rolls back first", "Tells support", "Finds why"), DRAFT)
ROLLED_BACK = entry(1, "covered", "I rolled the release back first.")

# Of the answer that tests/factories.py compares; the second quote is an invention.
GOOD = says(
    [
        entry(1, "partly", "I rolled the release back first"),
        entry(2, "covered", "I told everybody in the world."),
        entry(3, "missing"),
    ]
)
