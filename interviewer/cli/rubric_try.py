"""`interviewer rubric try`: what an answer gets now, and after the next edit of the bank."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options

if TYPE_CHECKING:
    from interviewer.grading.grader import Grader
    from interviewer.model.rubric import Item


@click.command("try")
@click.argument("name", metavar="ID|FILE")
@click.option("--item", required=True, metavar="ID", help="The item that is answered.")
@click.option(
    "--interactive",
    is_flag=True,
    help="One line is one answer, also where standard input is no terminal.",
)
@click.argument("answer", default="-", metavar="[ANSWER.txt|-]")
@folder_options
@click.pass_context
def try_command(
    context: click.Context,
    name: str,
    item: str,
    interactive: bool,
    answer: str,
    rubrics: Path | None,
    transcripts: Path | None,
) -> None:
    """Mark an answer to an item and show which words earned what.

    On a terminal one line is one answer, and an empty line reads the bank again and marks the last
    answer anew: keep it open beside your editor.
    """
    from interviewer.cli.answer_marks import read_answer
    from interviewer.services.banks import find_bank

    path = find_bank(find_paths(context, rubrics, transcripts), name)
    trial = _Trial(path, item)
    if interactive or (answer == "-" and sys.stdin.isatty()):
        if answer != "-":
            trial.mark(read_answer(answer))
        trial.go_on()
    else:
        trial.mark(read_answer(answer))


@dataclass
class _Trial:
    """An item of a bank, read anew where its file has changed, and the last answer to it."""

    path: Path
    item_id: str
    last: str = ""
    _known: "tuple[bytes, Grader, Item] | None" = None

    def mark(self, answer: str) -> None:
        """Print what an answer gets."""
        from interviewer.cli.answer_marks import say_marks

        self.last = answer
        grader, item = self._read()
        say_marks(item, grader.assess(item.id, answer), answer)

    def go_on(self) -> None:
        """Mark line after line until the input ends."""
        from interviewer.cli.asking import NoMoreAnswersError, ask
        from interviewer.cli.output import say
        from interviewer.model.errors import InterviewerError
        from interviewer.model.text import cap_answer

        say(f"Question: {self._read()[1].prompt}")
        say("Enter alone reads the bank again and marks the last answer anew; Ctrl+D ends.")
        while True:
            try:
                answer = cap_answer(ask("Answer"))[0] or self.last
            except NoMoreAnswersError:
                return
            if not answer:
                continue
            try:
                self.mark(answer)
            except InterviewerError as error:
                # The coach is in the middle of an edit: say it, and wait for the next Enter.
                self.last = answer
                say(str(error), error=True)

    def _read(self) -> "tuple[Grader, Item]":
        """Return the grader of the bank as it is on the disk now, and the item."""
        from interviewer.cli.output import say
        from interviewer.model.errors import UsageError
        from interviewer.services.banks import load_bank_file
        from interviewer.services.learning import grader_of
        from interviewer.storage.yaml_text import read_rubric_bytes

        data = read_rubric_bytes(self.path)
        if self._known is not None and self._known[0] == data:
            return self._known[1:]
        bank = load_bank_file(self.path)
        item = bank.item(self.item_id)
        if item is None:
            raise UsageError(
                f"bank '{bank.id}' has no item '{self.item_id}'; "
                f"'interviewer rubric show {self.path}' lists them"
            )
        if self._known is not None:
            say("The bank has changed and was read again.")
        self._known = (data, grader_of(bank), item)
        return self._known[1:]
