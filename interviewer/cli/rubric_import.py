"""`interviewer rubric import`: a draft bank from questions that are there already."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import STAGES, find_paths, folder_options, json_option

if TYPE_CHECKING:
    from interviewer.model.rubric import Rubric
    from interviewer.services.drafts import Defaults, Draft
    from interviewer.services.import_source import Imported
    from interviewer.services.imports import Name

_FILE = click.Path(path_type=Path)


@click.command("import")
@click.argument("source", metavar="FILE", type=_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(("markdown", "csv", "moodle")),
    help="What FILE is written in; without it its suffix (.md, .txt, .csv, .xml) says so.",
)
@click.option("--output", type=_FILE, metavar="FILE", help="The bank to write (ID.yaml).")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@click.option("--id", "bank_id", default="", metavar="ID", help="The id of the bank.")
@click.option("--title", default="", help="The title of the bank.")
@click.option(
    "--stage",
    type=click.Choice(STAGES),
    help="The stage of questions that have none.",
)
@click.option("--topic", default="", help="The topic of questions that have none.")
@click.option("--ask", is_flag=True, help="Ask about each proposed criterion.")
@click.option("--skip-unanswered", is_flag=True, help="Leave out questions without an answer.")
@json_option
@folder_options
@click.pass_context
def import_command(
    context: click.Context,
    source: Path,
    form: str | None,
    output: Path | None,
    force: bool,
    bank_id: str,
    title: str,
    stage: str | None,
    topic: str,
    ask: bool,
    skip_unanswered: bool,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Make a draft bank of a question list: Markdown, CSV or Moodle XML.

    What is missing is said for each item, here and in the file, and criteria are proposed for
    every answer.
    """
    from interviewer.cli.rubric_target import check_new_file
    from interviewer.model.rubric import Stage
    from interviewer.model.text import one_line
    from interviewer.services.drafts import Defaults
    from interviewer.services.imports import SourceFormat, bank_name, read_questions, shipped_banks

    if ask and as_json:
        raise click.UsageError("--ask and --json exclude each other; give one of them.")
    found = read_questions(source, SourceFormat(form) if form else None, skip_unanswered)
    name = bank_name(source, output, bank_id, title or found.title)
    target = output or Path(f"{name.id}.yaml")
    check_new_file(target, "--output", force)
    known = shipped_banks(find_paths(context, rubrics, transcripts))
    defaults = Defaults(Stage(stage) if stage else None, one_line(topic))
    draft = _draft(found, name, known, defaults, ask)
    _write(draft, source, target)
    _tell(draft, found, target, as_json)


def _draft(
    found: "Imported", name: "Name", known: Sequence["Rubric"], defaults: "Defaults", ask: bool
) -> "Draft":
    from interviewer.cli.progress import step_progress
    from interviewer.cli.rubric_import_ask import ProposalReview
    from interviewer.services.drafts import draft_bank

    review = ProposalReview() if ask else None
    with step_progress(len(found.questions), "Reading") as on_item:
        return draft_bank(found.questions, name.id, name.title, known, defaults, review, on_item)


def _write(draft: "Draft", source: Path, target: Path) -> None:
    from interviewer.services.drafts import write_draft
    from interviewer.services.imports import draft_heading
    from interviewer.storage.durable import write_atomic

    write_atomic(target, write_draft(draft, draft_heading(draft, source, target)).encode())


def _tell(draft: "Draft", found: "Imported", target: Path, as_json: bool) -> None:
    from interviewer.cli.output import print_json, print_table, say
    from interviewer.model.text import counted
    from interviewer.services.drafts import missing_counts

    notes = (*found.left_out, *draft.said)
    if as_json:
        print_json(_data(draft, notes, target))
        return
    rows = [
        (each.item.id, each.item.stage, str(len(each.item.criteria)), ", ".join(each.missing))
        for each in draft.items
    ]
    print_table(("ITEM", "STAGE", "CRITERIA", "MISSING"), rows)
    for each in draft.items:
        for remark in each.remarks:
            say(f"{each.item.id}: {remark}")
    for note in notes:
        say(f"{note[0].upper()}{note[1:]}.")
    proposed = sum(len(each.proposed) for each in draft.items)
    missing = missing_counts(draft)
    say(
        f"{counted(len(draft.items), 'item')}, {counted(proposed, 'criterion', 'criteria')} "
        f"proposed: {target}"
    )
    if unanswered := missing.get("a reference answer"):
        say(
            f"{counted(unanswered, 'item has', 'items have')} no reference answer; the bank loads "
            "when each has one."
        )
    say(f"Go over it, then: interviewer rubric check {target}")


def _data(draft: "Draft", notes: tuple[str, ...], target: Path) -> dict[str, object]:
    return {
        "output": str(target),
        "id": draft.id,
        "title": draft.title,
        "items": [
            {
                "id": each.item.id,
                "stage": each.item.stage,
                "topic": each.item.topic,
                "references": len(each.item.references),
                "criteria": len(each.item.criteria),
                "proposed": sorted(each.proposed),
                "missing": list(each.missing),
                "remarks": list(each.remarks),
            }
            for each in draft.items
        ],
        "left_out": list(notes),
    }
