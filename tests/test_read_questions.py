"""``manage.py read_questions``: what it says of documents, and the report it writes."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

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
    call_command("read_questions", docs)
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
    assert lines[7] == "2 questions in 3 documents, 1 fault, 1 repair"


def test_the_report_holds_all_of_it(docs: Path) -> None:
    call_command("read_questions", docs, report=Path("found.json"))
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
    with pytest.raises(CommandError, match=r"^No question was found\.$"):
        call_command("read_questions", docs, report=Path("found.json"))
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
        call_command("read_questions", docs, report=Path(report))
    assert str(error.value) == message
    assert capsys.readouterr().out == ""
    assert Path("docs/alerts.md").read_text(encoding="utf-8") == PAGE


def test_a_layout_can_be_named(docs: Path) -> None:
    call_command("read_questions", "docs", "--layout", "page-sections")
    with pytest.raises(CommandError, match="invalid choice: 'pages'"):
        call_command("read_questions", "docs", "--layout", "pages")
