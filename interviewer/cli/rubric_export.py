"""`interviewer rubric export`: a bank as flash cards, as a table, or as a text."""

from pathlib import Path

import click

from interviewer.cli.options import find_paths, folder_options


@click.command("export")
@click.argument("name", metavar="ID|FILE")
@click.option(
    "--format",
    "form",
    type=click.Choice(("anki", "csv", "markdown")),
    required=True,
    help="Flash cards for Anki (.apkg), a row for each item, or a text to read.",
)
@click.option(
    "--output", type=click.Path(path_type=Path), required=True, metavar="FILE", help="The file."
)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@folder_options
@click.pass_context
def export_command(
    context: click.Context,
    name: str,
    form: str,
    output: Path,
    force: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Write a bank for other programs; the same bank always gives the same file."""
    from interviewer.cli.output import say
    from interviewer.cli.rubric_target import check_new_file
    from interviewer.model.text import counted
    from interviewer.services.banks import load_bank
    from interviewer.storage.durable import write_atomic

    check_new_file(output, "--output", force)
    bank = load_bank(find_paths(context, rubrics, transcripts), name)
    if form == "anki":
        from interviewer.services.export_anki import anki_package

        data = anki_package(bank)
    else:
        from interviewer.services.export_bank import csv_bank, markdown_bank

        data = (csv_bank if form == "csv" else markdown_bank)(bank).encode()
    write_atomic(output, data)
    what = "card" if form == "anki" else "item"
    say(f"{counted(len(bank.items), what)}: {output}")
