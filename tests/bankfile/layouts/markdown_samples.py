"""Documents that no layout should choke on, for the tests of the Markdown layouts."""

LENGTH = 60_000


def _repeated(text: str) -> str:
    return (text * (LENGTH // len(text) + 1))[:LENGTH]


_UNITS = (
    *("#", "[", "![", "1. ", "*", "`", "> ", "- ", "<", "|", "_*", "\\", "\t", "\r", "\0"),
    *("\n", "# \n", "1. x\n", "- x\n\n", "[a]: b\n", "***\n", "x\n=\n", "~~~\n", "- > 1) "),
    *("**1.\n", "Q1: a\n", "Answer: \n", "### 1. a?\n\n", "1. a?\n   Answer: b\n", "---\n\n"),
    "### 1. a\n\n**Answer:** b\n\n---\n\n",
    '## 1. a\n\n**ANSWER (60 seconds):**\n\n*"b\n\n',
)
HOSTILE = {
    **{repr(unit): _repeated(unit) for unit in _UNITS},
    "rules in one answer": "### 1. a\n\nAnswer: b\n\n" + _repeated("---\nb\n\n"),
    "italics in one answer": '## 1. a\n\n**ANSWER (60 seconds):**\n\n*"b' + _repeated("*b* "),
    "quoted 5,000 deep": "> " * 5_000 + "### 1. a",
    "a staircase": "\n".join(" " * 2 * step + "- b" for step in range(440)),
    "a wide table": "|a" * 2_000 + "\n" + "|-" * 2_000 + "\n" + "|\n" * 3_000,
}
MEGABYTES = {repr(unit): unit * (1_000_000 // len(unit)) for unit in ("#", "[", "1. ", "*", "`")}

NOTES = """\
# Notes on the move

## 1. Before

Answer mails first. What is left?

1. Copy the disks.
2. **3. Check them.**

## 2. After

---

### 2.1 Cleaning up

- [ ] Return the keys
"""
PAGE = """\
Tell me how you would move a queue to another host.
phone screen, 3-4 minutes
How to structure your answer
1) Drain 2) Copy 3) Switch.
Sample answer
I would drain it first.
Key points to mention
- It is drained
"""
OTHERS = {
    "nothing": "",
    "blank": "\n \n",
    "prose": "Answer: it depends.\n\nOn what?\n" * 3,
    "notes": NOTES,
    "page": PAGE,
    "code": "```markdown\n### 1. Why?\n\n**Answer:** Because.\n\n### 2. How?\n\n**Answer:** So.\n```\n",
    "changes": "## 1.2.0\n\n- Answer faster\n\n## 1.1.0\n\n- Ask first\n",
    "yaml": "- model: questions.topic\n  fields:\n    slug: backups\n",
}
