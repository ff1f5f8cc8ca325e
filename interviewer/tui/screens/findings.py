"""What is missing: phrases of good answers that no pattern finds, and what tells nobody apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static

from interviewer.grading.grader import Grader
from interviewer.model.rubric import Item
from interviewer.services.mining import mine_item
from interviewer.services.mining_answers import answers_of_sessions
from interviewer.services.mining_findings import ItemFindings, MissingPhrase
from interviewer.services.mining_words import met_words, phrase_words, sample_words
from interviewer.services.session_states import replayed, session_files
from interviewer.tui.context import Context
from interviewer.tui.prose import Row, joined, line
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.screens.changes_reading import ReadingScreen, Tell
from interviewer.tui.screens.editor_dialogs import ChoiceDialog
from interviewer.tui.screens.editor_messages import PatternChosen
from interviewer.tui.widgets.menu import Entry, Menu
from interviewer.tui.widgets.page import Block, Page, title

NO_CRITERION = "This item has no criterion to write it into; F3 in the editor adds one."


@dataclass
class Found(Message):
    """What the answers to the item show."""

    findings: ItemFindings


class FindingsScreen(ReadingScreen):
    """Lists what the past answers to an item show; Enter writes a phrase into a criterion."""

    BINDINGS = [
        Binding("w", "write", "Write", id="findings.write",
                tooltip="Write this phrase as a pattern into a criterion"),
    ]  # fmt: skip

    def __init__(self, context: Context, item: Item, grader: Grader, editor: BaseScreen) -> None:
        """Look at the answers to `item`; `grader` marks by it, `editor` is told what to write."""
        super().__init__()
        self.context = context
        self.item = item
        self.grader = grader
        self.editor = editor
        self.findings: ItemFindings | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Return the line at the top, the waiting, the list, and the page."""
        yield from super().compose_body()
        yield Menu(id="findings-list")
        yield Page(id="findings-page")

    def on_mount(self) -> None:
        """Say what this is about."""
        head = joined(Content("What is missing: "), line(self.item.id, "bold"))
        self.query_one("#reading-head", Static).update(head)

    def look(self, tell: Tell) -> Message:
        """Return what the answers in the transcripts show; runs in a thread."""
        files = session_files(self.context.paths, self.grader.bank.rubric.id)
        steps = count(1)
        tell(0, len(files))
        sessions = replayed(files, lambda: tell(next(steps), len(files)))
        answers = [each for each in answers_of_sessions(sessions) if each.item_id == self.item.id]
        return Found(mine_item(self.grader, self.item.id, answers))

    @on(Found)
    async def show(self, message: Found) -> None:
        """List the phrases, and show the rest below."""
        self.findings = message.findings
        self.show_done()
        phrases = message.findings.phrases
        menu = self.query_one(Menu)
        width = max([16, *(len(phrase.pattern) for phrase in phrases)])
        menu.show(
            *(
                Entry(
                    str(number),
                    phrase.pattern,
                    ((phrase_words(phrase), 0),),
                    title_width=min(width, 30),
                )
                for number, phrase in enumerate(phrases)
            )
        )
        self.set_class(bool(phrases), "-listed")
        await self.show_page()
        (menu if phrases else self.query_one(Page)).focus()
        self.refresh_bindings()

    @property
    def phrase(self) -> MissingPhrase | None:
        """Return the phrase under the cursor, or None where there is none."""
        option = self.query_one(Menu).highlighted_option
        if option is None or self.findings is None:
            return None
        return self.findings.phrases[int(str(option.id))]

    @on(OptionList.OptionHighlighted)
    async def show_page(self) -> None:
        """Show the phrase under the cursor in its sentence, and what else was found."""
        if self.findings is not None:
            await self.query_one(Page).show(list(finding_blocks(self.findings, self.phrase)))

    @on(OptionList.OptionSelected)
    def action_write(self) -> None:
        """Ask which criterion the phrase belongs to."""
        phrase = self.phrase
        if phrase is None:
            return
        if not self.item.criteria:
            self.say(NO_CRITERION)
            return
        criteria = sorted(self.item.criteria, key=lambda each: each.id != phrase.missed)
        width = max(len(each.id) for each in criteria)
        entries = [
            Entry(each.id, each.id, ((each.says, 0),), title_width=min(width, 30))
            for each in criteria
        ]
        heading = f"Write “{phrase.pattern}” into which criterion?"
        dialog = ChoiceDialog(heading, entries)
        self.app.push_screen(dialog, partial(self.write, phrase.pattern))

    def write(self, pattern: str, criterion: str | None) -> None:
        """Hand the pattern to the editor, and go back there."""
        if criterion is not None:
            self.editor.post_message(PatternChosen(criterion, pattern))
            self.action_back()

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  # Textual hands it over
    ) -> bool | None:
        """Hide the key that leads nowhere."""
        return action != "write" or bool(self.findings and self.findings.phrases)


def finding_blocks(found: ItemFindings, phrase: MissingPhrase | None) -> Iterator[Block]:
    """Return what was found but for the list of phrases."""
    rows = [Row(line(f"{sample_words(found)}.", "$muted"))]
    if phrase is not None:
        rows.append(Row(line(f"“{phrase.sentence}”", "italic")))
        rows.append(Row(line(f"{phrase_words(phrase)}. w writes it into a criterion.", "$muted")))
    yield Block(rows)
    met = list(met_words(found))
    if met:
        rows = [title("Criteria that tell nobody apart"), *(Row(line(each)) for each in met)]
        yield Block(rows)
    if found.idle:
        rows = [title("Patterns that find nothing")]
        rows += [Row(line(f"{each.part}: {each.pattern}")) for each in found.idle]
        yield Block(rows)
    marks = [
        *(("+", "$withheld", mark) for mark in found.generous),
        *(("−", "$withheld", mark) for mark in found.harsh),  # noqa: RUF001
    ]
    if marks:
        rows = [title("Marks far from the coach's")]
        rows += [
            Row(
                line(f"{mark.program:.2f}, the coach {mark.coach:.2f}: “{mark.answer[:300]}”"),
                Content.styled(sign, f"bold {style}"),
            )
            for sign, style, mark in marks
        ]
        yield Block(rows)
    if found.notes:
        yield Block([Row(line(f"{note[:1].upper()}{note[1:]}.", "$muted")) for note in found.notes])
