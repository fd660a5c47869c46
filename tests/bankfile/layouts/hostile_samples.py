"""Files that no layout may choke on: (name, content) for the one way in."""

import json

MANY = 20_000


def _deep(count: int) -> dict[str, str]:
    return {
        "lists.md": "- " * count + "a",
        "staircase.md": "\n".join(" " * 2 * step + "- a" for step in range(min(count, 400))),
        "numbers.md": "1. " * count + "a",
        "quotes.md": "> " * count + "a",
        "brackets.md": "# 1. " + "[" * count + "?\n\nAnswer: " + "[" * count,
        "links.md": "[a](" * count,
        "details.md": "<details><summary>a?</summary>" * count + "b" + "</details>" * count,
        "open-details.md": "<details>\n<summary>a?</summary>\n\n" * count,
        "divisions.md": "<details><summary>a?</summary>" + "<div>" * count + "b</details>",
        "html-lists.md": "<details><summary>a?</summary>" + "<ul><li>" * count + "</details>",
        "arrays.json": "[" * count + "]" * count,
        "open-arrays.json": "[" * count,
        "objects.json": '{"a":' * count + "1" + "}" * count,
        "flow.yaml": "[" * count + "]" * count,
        "sequences.yaml": "- " * count + "a",
        "open-maps.yaml": "{a: " * count,
        "keys.yaml": "? " * count,
        "indents.yaml": "".join(" " * step + "a:\n" for step in range(min(count, 400))),
        "front-matter.md": "---\na: " + "[" * count + "\n---\n# Why?\n",
    }


def _long(count: int) -> dict[str, str]:
    return {
        "letters.md": "a" * 10 * count,
        "words.txt": "a b " * count,
        "backticks.md": "`" * count,
        "runs of backticks.md": " ".join("`" * length for length in range(400)),
        "asterisks.md": "*" * count,
        "emphasis.md": "# 1. " + "*a _b " * count + "?\n\nAnswer: b",
        "pipes.md": "|" * count,
        "wide.md": "|a" * 100 + "\n" + "|-" * 100 + "\n" + "|b\n" * 100,
        "wide.csv": "question,answer\n" + "," * count,
        "quoted.csv": 'question,answer\n"' + "a,\n" * count,
        "quotes.csv": "question,answer\n" + '""' * count,
        "blanks.md": " " * count + "a",
        "blank-lines.md": (" " * 110 + "\n") * (count // 50) + "a",
        "tabs.txt": "\t" * count,
        "returns.md": "\r" * count,
        "invisible.md": "\u200b" * count + "a",
        "emoji.md": "\U0001f600\u200d" * count,
        "misread.md": "\u00e2\u20ac\u2122" * count,
        "keys.json": "{" + ",".join(f'"a":{key}' for key in range(count)) + "}",
        "digits.json": '[{"question":' + "9" * count + "}]",
        "escapes.json": '[{"question":"' + "\\u0041" * count + '"}]',
        "aliases.yaml": "- &a question\n" * count,
        "open-quote.yaml": '"' * count,
    }


def _html(count: int) -> dict[str, str]:
    opening = "<details><summary>a?</summary>"
    return {
        "scripts.md": opening + "<script>alert(1)</script>" * count + "</details>",
        "angles.md": opening + "<" * count,
        "attributes.md": "<details " + 'a="b" ' * count + "><summary>a?</summary>b</details>",
        "open-attribute.md": "<details a='" * count,
        "comments.md": opening + "<!-- " * count,
        "declarations.md": opening + "<!a" * count + "<![CDATA[" * count + "</details>",
        "entities.md": opening + "&#x41;&amp&#999999999;" * count + "</details>",
        "closing.md": opening + "</b>" * count + "</details>",
        "summaries.md": "<details>" + "<summary>a</summary>" * count,
        "ticks in html.md": opening + "`<b>``" * count + "</details>",
        "handlers.md": '<img src=x onerror="alert(1)">\n\n<svg/onload=alert(1)>\n' * count,
    }


FOREIGN = [{"model": "shop.order", "pk": 1, "fields": {"total": 3, "note": "What broke?"}}]
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
# Of these, nothing at all may be taken for a question.
NO_QUESTIONS: dict[str, bytes] = {
    "empty.md": b"",
    "blank.txt": b" \n\t\n",
    "bom.md": b"\xef\xbb\xbf",
    "binary.md": bytes(range(256)) * 100,
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00",
    "nul.md": b"### 1. a?\n\nAnswer: b\x00\n",
    "half.md": "### 1. caf\u00e9?\n".encode("utf-16")[:-1],
    "dos.md": "### 1. caf\u00e9?\n\nAnswer: \u0142\n".encode("cp852"),
    "empty.json": b"",
    "broken.json": b'{"questions": [',
    "nan.json": b"NaN",
    "string.json": b'"What broke?"',
    "foreign.json": json.dumps(FOREIGN).encode(),
    "foreign.yaml": b"- model: shop.order\n  pk: 1\n  fields:\n    total: 3\n",
    "broken.yaml": b"a: [b\n  c: }",
    "object.yaml": b"!!python/object/apply:os.system ['true']\n",
    "bomb.yaml": BOMB.encode(),
    "header.csv": b"question,answer\n",
    "empty.csv": b"",
    "nul.csv": b"question,answer\na?,b\x00\n",
    "text.xlsx": b"What broke?",
    "empty.xlsx": b"",
    "zip.xlsx": b"PK\x05\x06" + bytes(18),
}


def hostile(count: int) -> dict[str, bytes]:
    """Everything hostile, of a size that grows with ``count``."""
    texts = {**_deep(count), **_long(count), **_html(count // 4)}
    return {name: text.encode() for name, text in texts.items()}


def many(count: int) -> dict[str, bytes]:
    """As many entries in each layout of text."""
    entries = range(1, count + 1)
    prompts = [f"What broke on day {number}?" for number in entries]
    rows = [{"question": prompt, "answer": "So."} for prompt in prompts]
    made = {
        "numbered.md": "".join(
            f"### {number}. {prompt}\n\nAnswer: So.\n\n"
            for number, prompt in zip(entries, prompts, strict=True)
        ),
        "spoken.md": "".join(
            f'### {number}. {prompt}\n\n**ANSWER (60 seconds):**\n\n*"So."*\n\n'
            for number, prompt in zip(entries, prompts, strict=True)
        ),
        "listed.md": "".join(
            f"{number}. {prompt}\n   Answer: So.\n"
            for number, prompt in zip(entries, prompts, strict=True)
        ),
        "pages.txt": "".join(
            f"{prompt}\nHow to structure your answer\nSo.\nKey points to mention\n- So\n"
            for prompt in prompts
        ),
        "details.md": "".join(
            f"<details>\n<summary>{prompt}</summary>\n\nSo.\n\n</details>\n\n" for prompt in prompts
        ),
        "table.md": "| Question | Answer |\n|---|---|\n"
        + "".join(f"| {prompt} | So. |\n" for prompt in prompts),
        "table.csv": "question,answer\n" + "".join(f"{prompt},So.\n" for prompt in prompts),
        "records.json": json.dumps(rows, indent=1),
        "records.yaml": "".join(f'- question: "{prompt}"\n  answer: So.\n' for prompt in prompts),
    }
    return {name: text.encode() for name, text in made.items()}
