"""`interviewer rubric`: what a coach does with banks."""

from pathlib import Path

import click

from interviewer.cli.later import LaterGroup
from interviewer.cli.options import find_paths, folder_options, json_option

_FOUND_PROBLEMS = 1


_LATER = {
    name: f"interviewer.cli.rubric_{name}:{name}_command"
    for name in ("diff", "edit", "export", "import", "mark", "mine", "new", "stats", "try")
}


@click.group(cls=LaterGroup, later=_LATER)
def rubric() -> None:
    """List, show, check and test rubrics."""


@rubric.command("list")
@json_option
@folder_options
@click.pass_context
def list_command(
    context: click.Context, as_json: bool, rubrics: Path | None, transcripts: Path | None
) -> None:
    """List the banks in force."""
    from interviewer.cli.output import print_json, print_table
    from interviewer.services.banks import list_banks

    banks = list_banks(find_paths(context, rubrics, transcripts))
    if as_json:
        print_json(
            [
                {
                    "id": bank.id,
                    "title": bank.title,
                    "path": str(bank.path),
                    "items": bank.items,
                    "stages": bank.items_by_stage,
                    "problem": bank.problem or None,
                }
                for bank in banks
            ]
        )
        return
    rows = []
    for bank in banks:
        stages = ", ".join(f"{count} {stage}" for stage, count in bank.items_by_stage.items())
        rows.append((bank.id, bank.title, bank.problem or stages, str(bank.path)))
    print_table(("ID", "TITLE", "ITEMS", "FILE"), rows)


@rubric.command()
@click.argument("name", metavar="ID|FILE")
@click.option("--item", metavar="ID", help="One item with all that it is marked by.")
@json_option
@folder_options
@click.pass_context
def show(
    context: click.Context,
    name: str,
    item: str | None,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Show a bank's items, or one item in full."""
    from interviewer.cli.output import print_json, print_table, say
    from interviewer.cli.rubric_view import item_lines
    from interviewer.model.errors import UsageError
    from interviewer.services.banks import load_bank
    from interviewer.storage.codec import to_data

    bank = load_bank(find_paths(context, rubrics, transcripts), name)
    if item is None:
        if as_json:
            print_json(to_data(bank))
            return
        rows = [(i.id, i.stage, i.topic, f"{i.minutes:g}", i.prompt) for i in bank.items]
        print_table(("ITEM", "STAGE", "TOPIC", "MIN", "PROMPT"), rows)
        return
    found = bank.item(item)
    if found is None:
        raise UsageError(
            f"bank '{bank.id}' has no item '{item}'; 'interviewer rubric show {name}' lists them"
        )
    if as_json:
        print_json(to_data(found))
        return
    for line in item_lines(found):
        say(line)


@rubric.command()
@click.argument("name", metavar="ID|FILE")
@click.option("--notes", is_flag=True, help="List the notes too: what may well be meant so.")
@click.option("--cross", is_flag=True, help="Mark every reference on all other items as well.")
@json_option
@folder_options
@click.pass_context
def check(
    context: click.Context,
    name: str,
    notes: bool,
    cross: bool,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Check a rubric file and report every problem with its line and the mend.

    First what keeps the file from loading; where it loads, what makes its marks worse.
    """
    from interviewer.cli.rubric_check import Wanted, check_bank
    from interviewer.services.banks import find_bank

    path = find_bank(find_paths(context, rubrics, transcripts), name)
    if not check_bank(path, Wanted(notes, cross, as_json)):
        context.exit(_FOUND_PROBLEMS)


@rubric.command("test")
@click.argument("name", metavar="ID|FILE")
@click.option("--all", "show_all", is_flag=True, help="Print the passing ones too.")
@json_option
@folder_options
@click.pass_context
def test_command(
    context: click.Context,
    name: str,
    show_all: bool,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Grade a bank's own examples and references: is each in its band?"""
    from dataclasses import asdict

    from interviewer.cli.output import print_json, print_table, say
    from interviewer.services.banks import load_bank
    from interviewer.services.learning import grader_of
    from interviewer.services.rubric_tests import run_examples

    bank = load_bank(find_paths(context, rubrics, transcripts), name)
    results = list(run_examples(bank, grader_of(bank)))
    failed = [result for result in results if not result.passed]
    if as_json:
        print_json([asdict(result) for result in results])
    else:
        rows = [
            (
                result.item_id,
                f"{result.kind} {result.number}",
                result.expected,
                result.given,
                f"{result.score:.2f}",
                "" if result.passed else "<-- differs",
            )
            for result in (results if show_all else failed)
        ]
        if rows:
            print_table(("ITEM", "TEXT", "EXPECTED", "GIVEN", "SCORE", ""), rows)
        say(f"{len(results) - len(failed)} of {len(results)} as expected.")
    if failed:
        context.exit(_FOUND_PROBLEMS)


@rubric.command()
def schema() -> None:
    """Print the JSON Schema of rubric files, for editors."""
    from interviewer.cli.output import print_json
    from interviewer.storage.rubric_schema import rubric_schema

    print_json(rubric_schema())
