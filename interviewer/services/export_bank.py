"""A bank as a table or as a text to read, with all that people wrote in it made harmless."""

import csv
import io
from collections.abc import Iterator

from interviewer.model.rubric import Item, Rubric, Stage
from interviewer.model.text import clean_text, counted
from interviewer.services.report_csv import safe_cell
from interviewer.services.report_markdown import escape

_FIRST_COLUMNS = ("id", "stage", "topic", "minutes", "points", "question")
_LAST_COLUMNS = ("ideas", "mistakes")


def csv_bank(rubric: Rubric) -> str:
    """Return one row for each item; `interviewer rubric import` reads the questions back.

    The columns are id, stage, topic, minutes, points, question, answer, answer_2 and so on, ideas
    and mistakes; ideas and mistakes stand one a line in their cell.
    """
    most = max((len(item.references) for item in rubric.items), default=1)
    answers = ["answer", *(f"answer_{number}" for number in range(2, most + 1))]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((*_FIRST_COLUMNS, *answers, *_LAST_COLUMNS))
    for item in rubric.items:
        padded = [*item.references, *[""] * (most - len(item.references))]
        points = sum(criterion.points for criterion in item.criteria)
        cells = (
            item.id,
            item.stage,
            item.topic,
            f"{item.minutes:g}",
            str(points) if points else "",
            item.prompt,
            *padded,
            "\n".join(criterion.says for criterion in item.criteria),
            "\n".join(belief.says for belief in item.misconceptions),
        )
        writer.writerow([safe_cell(cell) for cell in cells])
    return text.getvalue()


def markdown_bank(rubric: Rubric) -> str:
    """Return the bank as Markdown: stages, questions, model answers, ideas and mistakes."""
    lines = [f"# {escape(rubric.title)}"]
    for stage in Stage:
        items = [item for item in rubric.items if item.stage is stage]
        if items:
            lines += ["", f"## {stage.capitalize()}"]
        for item in items:
            lines += ["", *_item(item)]
    return "\n".join(lines) + "\n"


def _item(item: Item) -> Iterator[str]:
    yield f"### {escape(item.prompt)}"
    yield ""
    yield f"*{escape(item.topic)}, {item.minutes:g} min*"
    for number, reference in enumerate(item.references, start=1):
        yield ""
        yield "**Model answer:**" if number == 1 else "**Another answer:**"
        for line in clean_text(reference).split("\n"):
            yield ""
            yield escape(line)
    if item.criteria:
        yield ""
        yield "**Ideas:**"
        yield ""
        for criterion in item.criteria:
            yield f"- {escape(criterion.says)} ({counted(criterion.points, 'point')})"
    if item.misconceptions:
        yield ""
        yield "**Mistakes:**"
        yield ""
        for belief in item.misconceptions:
            yield f"- {escape(belief.says)}"
