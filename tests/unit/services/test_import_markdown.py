"""Question lists in Markdown: every usual shape is read, and nothing that is no question."""

from pathlib import Path

import pytest

from interviewer.model.errors import InputError
from interviewer.model.rubric import Stage
from interviewer.services.import_markdown import import_markdown, parse_markdown
from interviewer.services.import_prose import html_prose, inline_prose


def found(text: str) -> list[tuple[str, str]]:
    """Return the questions with their answers."""
    imported = parse_markdown(text)
    return [(question.prompt, "\n".join(question.answers)) for question in imported.questions]


def test_headings_with_paragraphs_lists_and_code() -> None:
    text = """\
Welcome to our list!

## What is a mutex, and who needs one?

A **mutex** lets one thread in
at a [time](https://example.org).

It is `locked` and then unlocked:

- first *lock*
- then unlock

![a picture](x.png)

```
# Is this a heading?
## What is this?
```

## Describe a semaphore.

It counts.
"""
    imported = parse_markdown(text)
    assert found(text) == [
        (
            "What is a mutex, and who needs one?",
            "A mutex lets one thread in at a time.\nIt is locked and then unlocked:\n"
            "- first lock\n- then unlock",
        ),
        ("Describe a semaphore.", "It counts."),
    ]
    assert imported.left_out == ("1 block of code left out", "1 picture left out")


def test_numbered_headings_with_parts_and_a_table_of_contents() -> None:
    """The contents ask the same once more; a heading within an answer belongs to it."""
    text = """\
# Questions on locks

## Lock Questions for Freshers

1. What is a lock?
2. Difference between a lock and a latch.

## Lock Questions for Experienced

3. How do deadlocks happen?

---

## Lock Questions for Freshers

### **1. What is a lock?**

It keeps others out.

#### Fair locks:

They keep the order.

## 2. Difference between a lock and a latch.

A latch is short.

## Lock Questions for Experienced

### 3. How do deadlocks happen?

1. Take one lock.
2. Compare it with the other. What now?
"""
    imported = parse_markdown(text)
    answered = [question for question in imported.questions if question.answers]
    assert imported.title == "Questions on locks"
    assert [(q.prompt, q.stage, q.answers[0]) for q in answered] == [
        (
            "What is a lock?",
            Stage.FRESHER,
            "It keeps others out.\nFair locks:\nThey keep the order.",
        ),
        ("Difference between a lock and a latch.", Stage.FRESHER, "A latch is short."),
        (
            "How do deadlocks happen?",
            Stage.EXPERIENCED,
            "- Take one lock.\n- Compare it with the other. What now?",
        ),
    ]


def test_a_page_without_marks() -> None:
    """As copied from a web page: numbers that begin anew, bullets, section names, a FAQ."""
    text = """\
Which course do you want?

A Few Basic Locking Questions

  1. What is a lock?
    A lock keeps others out. Do you need it?
  • It is held
  • It is released
  1. Where should we use a latch?
    In short sections.

Locking Questions for Engineers

1. Provide the steps to take two locks?

1. Sort them.
2. Take them in this order.

FAQs: Locking Questions

What is the cost of a lock?
Some nanoseconds.

How long is a lock held?
As short as can be.
"""
    imported = parse_markdown(text)
    assert [(q.prompt, q.stage, *q.answers) for q in imported.questions] == [
        (
            "What is a lock?",
            Stage.BASIC,
            "A lock keeps others out. Do you need it?\n- It is held\n- It is released",
        ),
        ("Where should we use a latch?", Stage.BASIC, "In short sections."),
        (
            "Provide the steps to take two locks?",
            Stage.EXPERIENCED,
            "- Sort them.\n- Take them in this order.",
        ),
        ("What is the cost of a lock?", None, "Some nanoseconds."),
        ("How long is a lock held?", None, "As short as can be."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**Q1: What is a lock?**\nA: It keeps others out.\n\n**Q2: Why?**\nAnswer: Safety.",
        "**What is a lock?** It keeps others out.\n\n**Why?** Safety.",
        "1. **What is a lock?**\n\n   It keeps others out.\n2. **Why?**\n\n   Safety.",
        "What is a lock?\n===\n\nIt keeps others out.\n\nWhy?\n---\nSafety.",
        "<details>\n<summary>What is a lock?</summary>\nIt keeps others out.\n</details>\n"
        "<details>\n<summary><b>Why?</b></summary>\n\nSafety.\n</details>",
        "Q: What is a lock?\nA: It keeps others out.\nQ: Why?\nA: Safety.",
    ],
)
def test_other_shapes(text: str) -> None:
    assert found(text) == [("What is a lock?", "It keeps others out."), ("Why?", "Safety.")]


def test_sections_name_topics() -> None:
    text = (
        "# All\n## Threads\n### What is a lock?\nA\n### Why?\nB\n## Files\n### What is a file?\nC"
    )
    assert [q.topic for q in parse_markdown(text).questions] == ["Threads", "Threads", "Files"]


def test_a_heading_among_questions_is_one() -> None:
    questions = "".join(f"### What is {name}?\nx\n" for name in "abcdefghijkl")
    asked = found(f"{questions}### A colleague says that locks are free.\nNo.\n### Note\nx\n")
    assert asked[-1] == ("A colleague says that locks are free.", "No.")


def test_html_and_commands_of_terminals_are_cleaned(tmp_path: Path) -> None:
    file = tmp_path / "list.md"
    file.write_bytes(
        b"# What is\x00 it\x1b[2J?\n\n<b onclick='x'>Bold</b><script>steal()</script> &amp; "
        b"5 &lt; 6 \xe2\x80\xaeend\n"
    )
    assert found(file.read_text()) != []
    (question,) = import_markdown(file).questions
    assert question.prompt == "What is it[2J?"
    assert question.answers == ("Bold & 5 < 6 end",)


def test_html_prose_keeps_words_alone() -> None:
    html = "<p>One<br>two</p><!-- no --><style>p {}</style><ul><li>a &amp; b</li><li>c</li></ul>"
    assert html_prose(html) == "One\ntwo\n- a & b\n- c"
    assert html_prose("<script>never closed") == ""
    assert html_prose("a < b and c > d") == "a < b and c > d"


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("a_b and 2*3 stay", "a_b and 2*3 stay"),
        (r"\*not bold\* and `code`", "*not bold* and code"),
        ("__bold__ *it* ***both***", "bold it both"),
        ("One.**Two**: three", "One. Two: three"),
    ],
)
def test_inline_prose(markdown: str, plain: str) -> None:
    assert inline_prose(markdown) == plain


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * 9_000_000, "larger than 8 MB"),
        (b"# What?\n\xff\xfe", "not UTF-8"),
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "list.md"
    file.write_bytes(data)
    with pytest.raises(InputError, match=said) as refused:
        import_markdown(file)
    assert "list.md:" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("unit", ["*", "[", "[a](", "```\n", "> ", "**What ", "# ", "<a", " "])
def test_repeated_signs_end(unit: str) -> None:
    """Each took minutes before its expression was made to look at every sign once."""
    assert len(parse_markdown("# What is it?\n\n" + unit * 200_000).questions) >= 1
