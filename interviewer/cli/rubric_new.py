"""`interviewer rubric new`: a first bank, asked for line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import find_paths, folder_options

if TYPE_CHECKING:
    from interviewer.model.rubric import Rubric
    from interviewer.services.new_bank import NewBankQuestion
    from interviewer.storage.paths import Paths

_LONGEST_SHOWN = 60


@click.command("new")
@click.argument("file", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
@folder_options
@click.pass_context
def new_command(
    context: click.Context, file: Path | None, rubrics: Path | None, transcripts: Path | None
) -> None:
    """Make a bank of your own: a few questions, each with a default, and a commented file.

    Without FILE it is ID.yaml in your folder of rubrics. Every line that was sent is kept: after
    Ctrl+C the same command goes on where it was.
    """
    from interviewer.cli.output import say
    from interviewer.cli.rubric_target import check_new_file
    from interviewer.services.imports import shipped_banks
    from interviewer.services.new_bank import BANK_ID, build_bank, write_new_bank
    from interviewer.storage.answers_draft import forget_answers
    from interviewer.storage.durable import ensure_folder, write_atomic
    from interviewer.storage.paths import rubric_files

    paths = find_paths(context, rubrics, transcripts)
    if file is not None:
        check_new_file(file, "FILE")
    stem = file.stem if file else ""
    known = shipped_banks(paths)
    taken = frozenset(rubric_files(paths)) if file is None else frozenset[str]()
    draft = paths.user_data / "drafts" / f"{_draft_name(stem)}.json"
    try:
        answers = _Interview(draft, stem, known, taken).answers()
    except KeyboardInterrupt:
        say(f"\nKept in {draft}; the same command goes on there.", error=True)
        raise
    target = file or _own_folder(paths) / f"{answers[BANK_ID]}.yaml"
    bank = build_bank(answers, known)
    if file is None:
        ensure_folder(target.parent)
    check_new_file(target, "FILE")
    write_atomic(target, write_new_bank(bank).encode())
    forget_answers(draft)
    for line in bank.said:
        say(f"Note: {line}.")
    say(f"Written: {target}")
    say(f"Next: interviewer rubric try {target} --item {bank.rubric.items[0].id}")


def _draft_name(stem: str) -> str:
    from interviewer.services.imports import make_id_of_name

    return f"new-{make_id_of_name(stem)}" if stem else "new"


def _own_folder(paths: "Paths") -> Path:
    """Return where a coach's own banks are looked for."""
    return paths.rubrics or paths.user_data / "rubrics"


@dataclass(frozen=True)
class _Interview:
    """Asks all questions; what was answered is on the disk before the next one is asked.

    `draft` is where the answers are kept, `stem` the name of the file, `known` banks that say how
    rare a word is, and `taken` the ids of banks that the new one would hide or write over.
    """

    draft: Path
    stem: str
    known: Sequence["Rubric"]
    taken: frozenset[str]

    def answers(self) -> dict[str, str]:
        """Return an answer to every question; those of an earlier run are the defaults."""
        from interviewer.cli.asking import NoMoreAnswersError
        from interviewer.cli.output import say
        from interviewer.services.new_bank import QUESTIONS, default_of
        from interviewer.storage.answers_draft import keep_answers, read_answers

        kept = read_answers(self.draft)
        if kept:
            say("Your earlier answers are the defaults now; Enter keeps each.")
        else:
            say("Enter takes what stands in [brackets]; all of it can be changed in the file.")
        answers: dict[str, str] = {}
        is_over = False
        for question in QUESTIONS:
            default = default_of(question.key, answers, self.stem, self.known)
            default = kept.get(question.key) or default
            answers[question.key] = default
            try:
                answers[question.key] = default if is_over else self._ask(question, default)
            except NoMoreAnswersError:
                is_over = True
            if answers[question.key] != default:
                kept[question.key] = answers[question.key]
                keep_answers(self.draft, kept)
        return answers

    def _ask(self, question: "NewBankQuestion", default: str) -> str:
        """Return an answer that a bank can hold."""
        from interviewer.cli.asking import ask
        from interviewer.cli.output import say
        from interviewer.services.new_bank import problem_with, tidied

        asks = f"{question.asks} ({question.help})" if question.help else question.asks
        is_long = len(default) > _LONGEST_SHOWN
        shown = f"{default[:_LONGEST_SHOWN].rstrip()}..." if is_long else default
        while True:
            text = tidied(question.key, ask(asks, default, shown))
            problem = problem_with(question.key, text, self.taken)
            if not problem:
                return text
            say(f"  {problem[0].upper()}{problem[1:]}.")
