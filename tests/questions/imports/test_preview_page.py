"""The preview: what was found, question by question, and what shall become of each."""

import pytest

from questions.bankfile.importing.previewing import preview
from questions.bankfile.intake.gathering import Found
from questions.bankfile.layouts.found import Document, FoundTopic, Passage
from questions.import_pages.rows import rows_of
from questions.import_pages.sums import sums
from questions.models import Question
from tests.bankfile.importing.samples import LOST_ORDERS, ask, found, point, previewed
from tests.factories import make_question
from tests.questions.admin_pages import client_of, make_editor
from tests.questions.imports.import_pages import url

pytestmark = pytest.mark.django_db

LIKE = "A table of all orders is gone. What do you do now?"


@pytest.fixture
def editor():
    return client_of(make_editor())


@pytest.fixture
def there():
    """A question of the bank that ``ask(LIKE)`` may repeat."""
    return make_question("lost-orders", title="Lost orders", prompt=LOST_ORDERS)


def page_of(client, imported, **query):
    response = client.get(url("change", imported), query)
    assert response.status_code == 200
    return response


def text_of(client, imported, **query):
    return " ".join(page_of(client, imported, **query).content.decode().split())


def filters(imported):
    return {one.name: one.count for one in sums(imported).filters if one.count}


# --- What was found -------------------------------------------------------------------------------


def test_a_question_is_shown_as_candidates_will_see_it(editor):
    imported = previewed(
        ask(
            sample_answer=Passage("I **stopped** the writers.", 5),
            key_points=(point("Says who was told", aliases=("We told support",)),),
            mistakes=(point("Restores over the damaged table"),),
            follow_ups=(point("What did the drill cost?"),),
            structure=Passage("Stop, restore, compare.", 4),
            notes=Passage("Read about snapshots.", 12),
            category=Passage("technical", 2),
            difficulty=Passage("hard", 2),
            source=Passage("https://example.org/bank", 1),
            licence=Passage("CC BY 4.0", 1),
            attribution=Passage("Ada", 1),
        )
    )
    page = text_of(editor, imported)
    for words in (
        "I <strong>stopped</strong> the writers.",
        "Says who was told",
        "also: We told support",
        "Restores over the damaged table",
        "What did the drill cost?",
        "Stop, restore, compare.",
        "Read about snapshots.",
        "Hard",
        'href="https://example.org/bank"',
        "licence CC BY 4.0",
        "by Ada",
        "bank.md:3",
        "bank.md:12",
    ):
        assert words in page, words


def test_what_no_document_states_is_named(editor):
    page = text_of(editor, previewed(ask()))
    assert "not stated: structure, key points, mistakes, category, difficulty" in page


def test_what_a_tool_suggests_is_marked(editor):
    assert "suggested by a tool" in text_of(editor, previewed(ask()))
    assert "suggested by a tool" not in text_of(editor, previewed(ask(), suggests_key_points=False))


def test_hostile_markup_is_text(editor):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    imported = previewed(
        ask(
            f"What is {hostile}?",
            sample_answer=Passage(hostile, 5),
            key_points=(point(hostile),),
            source=Passage(f"javascript:{hostile}", 1),
            topics=(Passage(hostile, 1),),
        )
    )
    page = text_of(editor, imported)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)" in page


def test_documents_faults_repairs_and_topics_are_listed(editor):
    document = Document("bank.md", "")
    everything = Found(
        questions=(ask(),),
        documents=found(ask()).documents,
        topics=(FoundTopic("backups", 1, "Backups", "Keeping and restoring"),),
        faults=(
            document.fault(9, "an odd heading", "notes"),
            Document("photo.md", "").refusal(0, "is no text"),
        ),
        repairs=(document.fault(4, "a doubled bullet"), document.fault(6, "a doubled bullet")),
    )
    page = text_of(editor, preview(everything))
    assert page.index("Not read at all") < page.index("is no text") < page.index("bank.md:9")
    assert "notes: an odd heading" in page
    assert "<code>bank.md:4</code> a doubled bullet (and on 1 more line)" in page
    assert "Keeping and restoring" in page
    assert "numbered-answers, 1 question" in page


def test_of_many_faults_the_first_are_shown_and_the_way_to_all(editor):
    document = Document("bank.md", "")
    faults = tuple(document.fault(line, f"odd thing {line}") for line in range(1, 251))
    imported = preview(Found(questions=(ask(),), faults=faults))
    assert "All 250 faults" in text_of(editor, imported)
    assert "odd thing 11" not in text_of(editor, imported)
    last = editor.get(url("found", imported, "faults"), {"page": 3}).content.decode()
    assert "odd thing 250" in last
    assert editor.get(url("found", imported, "secrets")).status_code == 404


def test_a_changed_question_is_shown_field_by_field(editor, there):
    imported = previewed(ask(sample_answer=Passage("I rolled it back and told support.", 8)))
    page = text_of(editor, imported)
    assert "I rolled it back and told <del>everyone</del><ins>support</ins>." in page
    assert "Sample answer <code>bank.md:8</code>" in page
    row = rows_of(imported.items.all())[0]
    assert [change.label for change in row.changes] == ["Sample answer"]


def test_very_long_texts_are_shown_whole_instead_of_compared(there):
    Question.objects.update(sample_answer="a " * 9_000)
    imported = previewed(ask(sample_answer=Passage("b " * 9_000, 8)))
    change = rows_of(imported.items.all())[0].changes[0]
    assert [run.kind for run in change.runs] == ["removed", "added"]


# --- Counts, filters and pages --------------------------------------------------------------------


def several(count):
    return [ask(f"Which of the {number} things comes first?") for number in range(count)]


def test_filters_count_and_keep(editor, there):
    imported = previewed(
        ask(),
        ask("How do you test a restore?"),
        ask("How do you name a release?", category=Passage("nonsense", 2)),
        ask(LIKE),
    )
    counts = {"all": 4, "waiting": 1, "new": 2, "changed": 1, "faulty": 1}
    assert filters(imported) == counts
    for name, count in counts.items():
        assert len(page_of(editor, imported, show=name).context["rows"]) == count
    waiting = page_of(editor, imported, show="waiting").context["rows"]
    assert [row.item.prompt for row in waiting] == [LIKE]


def test_an_unknown_filter_or_page_shows_what_there_is(editor):
    response = page_of(editor, previewed(ask()), show="runes", page="x")
    assert len(response.context["rows"]) == 1


def test_twenty_five_questions_are_a_page(editor):
    imported = previewed(*several(30))
    imported.items.update(decision="add")
    assert len(page_of(editor, imported).context["rows"]) == 25
    second = page_of(editor, imported, page=2, show="new")
    assert len(second.context["rows"]) == 5
    assert "?page=1&amp;show=new" in second.content.decode()


def queries_for(client, imported, assert_max):
    with assert_max(60) as captured:
        client.get(url("change", imported))
    return len(captured.captured_queries)


def test_a_page_takes_as_many_queries_for_25_questions_as_for_5(
    editor, there, django_assert_max_num_queries
):
    few, many = previewed(ask(), *several(4)), previewed(ask(), *several(40))
    editor.get(url("change", few))
    assert queries_for(editor, many, django_assert_max_num_queries) <= queries_for(
        editor, few, django_assert_max_num_queries
    )
