"""``manage.py import_questions`` and ``undo_import``: what they say, write and refuse."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import OperationalError

from questions.management.commands import import_questions
from questions.models import Import, KeyPoint, Question

pytestmark = pytest.mark.django_db

PAGE = """\
behavioraleasy
Which alert would you delete, and why?
onsite \u00b7 1-2 minutes
How to structure your answer
STAR: what it watched, who it woke.
Sample answer
One that watched a disk nobody used \u2717.
Key points to mention
- \u2022 Names who was woken
Common mistakes to avoid
- \u2717 Deleting it alone
"""


@pytest.fixture(autouse=True)
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/alerts.md").write_text(PAGE, encoding="utf-8")
    return Path("docs")


def test_what_is_found_is_said(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs/disks.txt").write_text(
        "What fills a disk?\nSample answer\nLogs.\nKey points\n- Logs\n"
    )
    Path("docs/list.txt").write_text("Bread.\n")
    call_command("import_questions", docs, dry_run=True)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:6] == [
        "docs/alerts.md: page-sections, 1 question",
        "  docs/alerts.md:1: Which alert would you delete, and why?: lacks nothing",
        "docs/disks.txt: page-sections, 1 question",
        "  docs/disks.txt:1: What fills a disk?: lacks structure, mistakes, category, difficulty, "
        "round, length",
        "docs/list.txt: no layout, 0 questions",
        "Repaired: docs/alerts.md:9: a doubled bullet was made one",
    ]
    assert lines[6].startswith("Fault: docs/list.txt: no layout was recognised.")
    assert lines[7:] == [
        "2 questions in 3 documents, 1 fault, 1 repair",
        "Questions: 2 new, 0 changed, 0 unchanged, 0 left out",
        "Dry run: nothing was written.",
    ]
    assert not Question.objects.exists()


def test_the_report_holds_all_of_it(docs: Path) -> None:
    call_command("import_questions", docs, dry_run=True, report=Path("found.json"))
    assert json.loads(Path("found.json").read_bytes().decode()) == {
        "questions": [
            {
                "prompt": "Which alert would you delete, and why?",
                "file": "docs/alerts.md",
                "line": 1,
                "structure": "STAR: what it watched, who it woke.",
                "framework": "STAR",
                "sample_answer": "One that watched a disk nobody used \u2717.",
                "key_points": ["Names who was woken"],
                "mistakes": ["Deleting it alone"],
                "notes": None,
                "category": "behavioural",
                "difficulty": "easy",
                "round": "onsite",
                "min_seconds": 60,
                "max_seconds": 120,
                "follow_ups": [],
                "topics": [],
                "title": None,
                "slug": None,
                "source": None,
                "licence": None,
                "attribution": None,
                "lines": {
                    "prompt": 2,
                    "structure": 5,
                    "framework": 5,
                    "sample_answer": 7,
                    "key_points": 9,
                    "mistakes": 11,
                    "category": 1,
                    "difficulty": 1,
                    "round": 3,
                    "min_seconds": 3,
                    "max_seconds": 3,
                },
            }
        ],
        "faults": [],
        "repairs": [
            {"file": "docs/alerts.md", "line": 9, "message": "a doubled bullet was made one"}
        ],
    }
    assert sorted(path.name for path in Path().iterdir()) == ["docs", "found.json"]


def test_nothing_found_is_an_error_and_is_reported(docs: Path) -> None:
    Path("docs/alerts.md").write_text("Bread.\n")
    with pytest.raises(CommandError, match=r"^No question was found: nothing was imported\.$"):
        call_command("import_questions", docs, dry_run=True, report=Path("found.json"))
    assert len(json.loads(Path("found.json").read_text())["faults"]) == 1


@pytest.mark.parametrize(
    ("report", "message"),
    [
        ("nowhere/found.json", "nowhere/found.json: there is no folder nowhere."),
        ("docs/alerts.md", "docs/alerts.md: the report's name must end with .json."),
        ("folder.json", "folder.json: this is a folder."),
    ],
)
def test_a_report_that_cannot_be_written_is_refused_first(
    docs: Path, report: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("folder.json").mkdir()
    with pytest.raises(CommandError) as error:
        call_command("import_questions", docs, dry_run=True, report=Path(report))
    assert str(error.value) == message
    assert capsys.readouterr().out == ""
    assert Path("docs/alerts.md").read_text(encoding="utf-8") == PAGE


def test_a_layout_can_be_named(docs: Path) -> None:
    call_command("import_questions", "docs", "--layout", "page-sections", "--dry-run")
    with pytest.raises(CommandError, match="invalid choice: 'pages'"):
        call_command("import_questions", "docs", "--layout", "pages")


ANSWERED = """\
### 1. What is a ledger for?

**Answer:**

It keeps every movement of money. Nothing in a ledger is ever overwritten by anybody.

### 2. Who holds the pager tonight?

**Answer:**

Whoever the rota names for this week, and nobody else without saying so aloud.
"""


def run(*arguments: str, **options: Any) -> list[str]:
    out = StringIO()
    call_command("import_questions", *arguments, stdout=out, **options)
    return out.getvalue().splitlines()


@pytest.fixture
def answered(docs: Path) -> str:
    Path("answered.md").write_text(ANSWERED, encoding="utf-8")
    return "answered.md"


def test_questions_come_as_drafts_with_marked_suggestions(answered: str) -> None:
    lines = run(answered, source="Our wiki", licence="CC0", attribution="Ada")
    number = Import.objects.get().pk
    assert lines[-2:] == [
        "Questions: 2 new, 0 changed, 0 unchanged, 0 left out",
        f"To take it back: manage.py undo_import {number}",
    ]
    assert set(
        Question.objects.values_list("slug", "status", "source", "licence", "attribution")
    ) == {
        ("what-is-a-ledger-for", "draft", "Our wiki", "CC0", "Ada"),
        ("who-holds-the-pager-tonight", "draft", "Our wiki", "CC0", "Ada"),
    }
    assert KeyPoint.objects.filter(is_suggestion=True).count() == KeyPoint.objects.count() > 0


def test_no_suggestions_if_one_wants_none(answered: str) -> None:
    run(answered, no_suggestions=True)
    assert not KeyPoint.objects.exists()


def test_importing_again_changes_nothing(answered: str) -> None:
    run(answered)
    before = Question.history.count()
    assert run(answered)[-1] == "Questions: 0 new, 0 changed, 2 unchanged, 0 left out"
    assert Question.history.count() == before


def test_a_likely_duplicate_is_named_and_left_out_if_one_wants(answered: str) -> None:
    run(answered)
    Path("more.md").write_text(ANSWERED.replace("What is a ledger for", "What is the ledger for"))
    lines = run("more.md", duplicates="skip")
    assert (
        "Likely a duplicate: what-is-the-ledger-for: what-is-a-ledger-for "
        "(it has the same sample answer)"
    ) in lines
    assert lines[-1] == "Questions: 0 new, 0 changed, 1 unchanged, 1 left out"
    assert run("more.md")[-2] == "Questions: 1 new, 0 changed, 1 unchanged, 0 left out"


def test_what_an_editor_changed_stays_unless_one_says_otherwise(answered: str) -> None:
    run(answered)
    question = Question.objects.get(slug="what-is-a-ledger-for")
    question.sample_answer = "Mine."
    question._history_user = get_user_model().objects.create_user("ada", password="x")
    question.save()
    lines = run(answered)
    assert "Edited here: what-is-a-ledger-for" in lines
    assert lines[-1] == "Questions: 0 new, 0 changed, 1 unchanged, 1 left out"
    assert run(answered, overwrite_edits=True)[-2].startswith("Questions: 0 new, 1 changed")


def test_what_is_retired_stays_so(answered: str) -> None:
    run(answered)
    Question.objects.update(status="retired", sample_answer="Old.")
    lines = run(answered)
    assert "Retired here: what-is-a-ledger-for" in lines
    assert lines[-1] == "Questions: 0 new, 0 changed, 0 unchanged, 2 left out"


def test_a_document_that_cannot_be_read_stops_all_unless_one_goes_on(answered: str) -> None:
    Path("binary.md").write_bytes(b"\x00\x01\x02")
    with pytest.raises(CommandError, match="1 document could not be read: nothing was imported"):
        run(answered, "binary.md")
    assert not Question.objects.exists()
    run(answered, "binary.md", skip_unread=True)
    assert Question.objects.count() == 2


def test_a_dry_run_says_what_would_keep_it_from_happening(answered: str) -> None:
    Path("binary.md").write_bytes(b"\x00\x01\x02")
    lines = run(answered, "binary.md", dry_run=True)
    assert lines[-1] == "In earnest nothing would be, without --skip-unread: see the faults."
    lines = run(answered, "binary.md", dry_run=True, skip_unread=True)
    assert lines[-1] == "Dry run: nothing was written."
    assert not Import.objects.exists()


def test_a_question_that_cannot_be_written_stops_all_unless_one_goes_on(answered: str) -> None:
    with pytest.raises(CommandError, match="2 questions cannot be written"):
        run(answered, source="x" * 301)
    assert not Question.objects.exists()
    with pytest.raises(CommandError):
        run(answered, source="x" * 301, report=Path("found.json"))
    assert len(json.loads(Path("found.json").read_text())["questions"]) == 2


def test_a_database_without_tables_is_said(answered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any, **options: Any) -> None:
        raise OperationalError("no such table: questions_topic")

    monkeypatch.setattr(import_questions, "compare_with_bank", fail)
    with pytest.raises(CommandError, match=r"no such table.*manage.py migrate"):
        run(answered)


def undo(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("undo_import", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_an_import_is_taken_back(answered: str) -> None:
    run(answered)
    number = str(Import.objects.get().pk)
    assert undo(number) == [
        "Questions: 2 removed, 0 as before, 0 retired because somebody practised them, 0 kept"
    ]
    assert not Question.objects.exists()
    with pytest.raises(CommandError, match="There is nothing to undo"):
        undo(number)


def test_what_was_edited_since_is_named(answered: str) -> None:
    run(answered)
    Question.objects.filter(slug="what-is-a-ledger-for").update(notes="Mine")
    assert "Kept: what-is-a-ledger-for: somebody edited it since" in undo(
        str(Import.objects.get().pk)
    )


def test_imports_are_listed(answered: str) -> None:
    run(answered)
    (line,) = undo()
    assert line.startswith(f"{Import.objects.get().pk}: ")
    assert line.endswith("imported, answered.md")


def test_an_import_that_never_was() -> None:
    with pytest.raises(CommandError, match="There is no import 99"):
        undo("99")
