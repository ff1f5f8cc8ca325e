"""`interviewer rubric diff`: what an edit of a bank changes, in the bank and in the marks."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options, json_option

if TYPE_CHECKING:
    from interviewer.services.rubric_diff import RubricDifference
    from interviewer.services.rubric_diff_edits import Edit
    from interviewer.services.rubric_diff_marks import Mark, MarkChange
    from interviewer.services.rubric_diff_pair import NamedBank

CHANGES_SHOWN = 20
PARTS_SHOWN = 3

_LEFT_A_BAND = 1


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Grade the items too that are the same in both: the weights of words may move them.",
)
@json_option
@folder_options
@click.pass_context
def diff_command(
    context: click.Context,
    old: str,
    new: str | None,
    everything: bool,
    as_json: bool,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Say what an edit of a bank changes, and which answers would get other marks.

    OLD and NEW are ids or files. With one of them it is compared with its last saved version, or
    else with the shipped bank of its id. Examples and past answers to the items that changed are
    graded by both versions. The exit code is 1 where an example leaves its band.
    """
    from functools import partial

    from interviewer.cli.output import print_json
    from interviewer.cli.progress import step_progress
    from interviewer.services.learning import grader_of
    from interviewer.services.rubric_diff import (
        Version,
        compare,
        count_steps,
        past_sessions,
    )
    from interviewer.services.rubric_diff_pair import find_pair

    paths = find_paths(context, rubrics, transcripts)
    before, after = find_pair(paths, old, new)
    one, two = before.rubric, after.rubric
    sessions = past_sessions(paths, one, two)
    versions = Version(one, partial(grader_of, one)), Version(two, partial(grader_of, two))
    with step_progress(count_steps(one, two, sessions, everything), "Grading twice") as on_step:
        difference = compare(*versions, sessions, everything, on_step)
    if as_json:
        print_json(_data(before, after, difference))
    else:
        _say_edits(before, after, difference.edits)
        _say_changes(difference, everything)
    if difference.leaving:
        context.exit(_LEFT_A_BAND)


def _say_edits(old: "NamedBank", new: "NamedBank", edits: Sequence["Edit"]) -> None:
    from interviewer.cli.output import say

    say(f"From {old.name} to {new.name}:")
    if not edits:
        say("  nothing that the program reads has changed.")
    here: str | None = None
    for edit in edits:
        if edit.item_id != here:
            here = edit.item_id
            say(here or "the whole bank")
        say(f"  {_edit_words(edit)}")


def _edit_words(edit: "Edit") -> str:
    from interviewer.services.rubric_diff_words import edit_words

    return edit_words(edit, _width() - 2)


def _say_changes(difference: "RubricDifference", everything: bool) -> None:
    from interviewer.cli.output import say
    from interviewer.services.rubric_diff_words import summary_words

    changes = difference.changes
    if changes:
        say()
    for change in changes[:CHANGES_SHOWN]:
        _say_change(change)
    if len(changes) > CHANGES_SHOWN:
        say(f"... and {len(changes) - CHANGES_SHOWN} smaller changes; --json prints them all.")
    say()
    for sentence in summary_words(difference, everything):
        say(sentence)


def _say_change(change: "MarkChange") -> None:
    from interviewer.cli.output import say
    from interviewer.services.rubric_diff_words import change_head, part_words, shortened

    say(change_head(change))
    say(f"    “{shortened(change.answer, _width() - 6)}”")
    for part in change.parts[:PARTS_SHOWN]:
        say(f"    {shortened(part_words(part), _width() - 4)}")


def _width() -> int:
    return max(40, shutil.get_terminal_size().columns)


def _data(old: "NamedBank", new: "NamedBank", difference: "RubricDifference") -> dict[str, object]:
    return {
        "old": _bank_data(old),
        "new": _bank_data(new),
        "edits": [
            {
                "kind": edit.kind,
                "item": edit.item_id or None,
                "part": edit.part or None,
                "field": edit.field or None,
                "before": edit.before or None,
                "after": edit.after or None,
            }
            for edit in difference.edits
        ],
        "items": list(difference.items),
        "graded": difference.graded,
        "changed": len(difference.changes),
        "leaving": difference.leaving,
        "unmarked": difference.unmarked,
        "changes": [_change_data(change) for change in difference.changes],
    }


def _bank_data(bank: "NamedBank") -> dict[str, object]:
    return {"id": bank.rubric.id, "file": str(bank.path), "hash": bank.rubric.content_hash}


def _change_data(change: "MarkChange") -> dict[str, object]:
    from dataclasses import asdict

    return {
        "item": change.item_id,
        "text": change.text,
        "place": change.place,
        "answer": change.answer,
        "before": _mark_data(change.before),
        "after": _mark_data(change.after),
        "parts": [asdict(part) for part in change.parts],
        "expected": change.expected,
        "leaves": change.leaves,
    }


def _mark_data(mark: "Mark") -> dict[str, object]:
    return {"points": mark.points, "possible": mark.possible, "band": mark.band}
