"""What to be asked: the bank, the stages, how many, how long, and when marks are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Static

from interviewer.dialogue.past import Standing
from interviewer.model.errors import StorageError
from interviewer.model.rubric import Rubric, Stage
from interviewer.model.session import Mode
from interviewer.services.banks import BankEntry, default_bank, list_banks, load_bank_file
from interviewer.services.choices import DEFAULT_ITEMS_PER_STAGE
from interviewer.services.history import read_standings
from interviewer.tui.context import Context
from interviewer.tui.messages import BeginInterview
from interviewer.tui.prose import plain
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.selection import ALL_TOPICS, EXTRA_TIMES, SUGGESTED, Selection, stage_counts
from interviewer.tui.widgets.choice import Choice, Chosen, Toggle
from interviewer.tui.widgets.notice import Tone

NO_BANKS = "There is no bank that can be used; Rubrics on the first screen says why."

PASTS = ((False, "New and weak questions first"), (True, "Fresh"))
EXTRAS = tuple((extra, f"{extra:g} %" if extra else "None") for extra in EXTRA_TIMES)
GATES = ((False, "Off"), (True, "On"))


@dataclass
class BanksFound(Message):
    """The banks that can be asked from."""

    banks: tuple[BankEntry, ...]
    first: str


@dataclass
class BankLoaded(Message):
    """The rubric of the bank that is chosen, and how its items stand by now."""

    path: Path
    rubric: Rubric
    past: Mapping[str, Standing]


def form_row(label: str, name: str, *controls: Widget) -> Widget:
    """Return a line of the form: its label, its controls, and below one line that explains."""
    return Horizontal(
        Static(Content.styled(label, "$muted"), classes="setup-label"),
        Vertical(
            Horizontal(*controls, classes="setup-controls"),
            Static("", id=f"explain-{name}", classes="setup-explain", markup=False),
        ),
        classes="setup-row",
    )


class SetupScreen(BaseScreen):
    """Chooses an interview; what it will be stands below the choices."""

    CSS_PATH = ["setup.tcss", "../widgets/choice.tcss"]
    HELP_TOPIC = "setup"
    heading = "New interview"
    BINDINGS = [
        Binding(
            "f5,ctrl+enter",
            "start",
            "Start",
            id="setup.start",
            key_display="F5",
            tooltip="Begin the interview",
        ),
        Binding("escape", "back", "Back", id="setup.back", tooltip="Back without starting"),
    ]

    def __init__(self, context: Context, bank: str = "", topic: str = ALL_TOPICS) -> None:
        """Offer the banks in force, beginning with `bank` and its `topic`."""
        super().__init__()
        self.context = context
        self.bank = bank
        self.topic = topic
        self.seed = context.new_seed()
        self.rubric: Rubric | None = None
        self.past: Mapping[str, Standing] = {}

    def compose_body(self) -> Iterable[Widget]:
        """Return the form, the summary and the button."""
        stages = [Toggle(stage.capitalize(), id=f"stage-{stage}") for stage in Stage]
        modes = [(mode, mode.capitalize()) for mode in Mode]
        with VerticalScroll(id="setup-form", can_focus=False):
            yield form_row("Bank", "bank", Choice([(Path(), "reading …")], 0, id="bank"))
            yield form_row("Stages", "stages", *stages)
            yield form_row("Topic", "topic", Choice([(self.topic, "…")], 0, id="topic"))
            yield form_row("Questions", "items", Choice([(0, "…")], 0, id="items"))
            yield form_row("Past", "past", Choice(PASTS, 0, id="past"))
            yield form_row("Time", "minutes", Choice([(SUGGESTED, "…")], 0, id="minutes"))
            yield form_row("Extra time", "extra", Choice(EXTRAS, 0, id="extra"))
            yield form_row("Mode", "mode", Choice(modes, 0, id="mode"))
            yield form_row("Pass mark", "gate", Choice(GATES, 0, id="gate"))
            yield Horizontal(
                Button("Start", id="start", variant="primary", compact=True),
                Static("", id="setup-summary", markup=False),
                id="setup-end",
            )

    def on_mount(self) -> None:
        """Look for banks, in a worker."""
        self.work(self.look)

    def look(self) -> Message:
        """Read the banks and return those that can be used."""
        banks = tuple(entry for entry in list_banks(self.context.paths) if not entry.problem)
        return BanksFound(banks, self.bank or default_bank(self.context.paths))

    @on(BanksFound)
    def offer_banks(self, message: BanksFound) -> None:
        """Offer the banks."""
        if not message.banks:
            self.say(NO_BANKS, Tone.WARNING)
            return
        stems = [entry.path.stem for entry in message.banks]
        at = stems.index(message.first) if message.first in stems else 0
        self.choice("bank").offer([(entry.path, entry.title) for entry in message.banks], at)
        self.load()

    def load(self) -> None:
        """Load the bank that is chosen, in a worker."""
        path = self.choice("bank").value
        self.work(lambda: self.read_bank(path))

    def read_bank(self, path: Path) -> Message:
        """Read a bank, and what earlier sessions say about its items."""
        rubric, now = load_bank_file(path), self.context.clock.now()
        try:
            past = read_standings(self.context.paths.transcripts, rubric, now)
        except StorageError:  # the list of sessions tells of it, and so does the start
            past = {}
        return BankLoaded(path, rubric, past)

    @on(BankLoaded)
    def use_bank(self, message: BankLoaded) -> None:
        """Offer what the bank has, unless another one was chosen meanwhile."""
        if message.path != self.choice("bank").value:
            return
        self.rubric, self.past = message.rubric, message.past
        counts = stage_counts(self.rubric)
        for stage, items in counts.items():
            toggle = self.query_one(f"#stage-{stage}", Toggle)
            toggle.relabel(f"{stage.capitalize()} ({items})", enabled=items > 0)
        most = max(counts.values())
        wanted = self.choice("items").value or DEFAULT_ITEMS_PER_STAGE
        numbers = [(number, f"{number} a stage") for number in range(1, most + 1)]
        self.choice("items").offer(numbers, min(wanted, most) - 1)
        self.show_choices()

    def choice(self, name: str) -> Choice:
        """Return the control with this name."""
        return self.query_one(f"#{name}", Choice)

    def selection(self) -> Selection | None:
        """Return what is chosen, or None while there is no bank."""
        if self.rubric is None:
            return None
        toggles = {stage: self.query_one(f"#stage-{stage}", Toggle) for stage in Stage}
        return Selection(
            self.rubric,
            tuple(s for s, toggle in toggles.items() if toggle.on and not toggle.disabled),
            self.choice("items").value,
            self.choice("minutes").value,
            self.choice("mode").value,
            self.choice("gate").value,
            self.seed,
            self.choice("topic").value,
            self.choice("extra").value,
            self.choice("past").value,
            self.past,
        )

    def show_choices(self) -> None:
        """Explain each choice, and say what the interview will be."""
        selection = self.selection()
        if selection is None:
            return
        topics, topic = selection.topics(), self.choice("topic")
        values = [value for value, _ in topics]
        topic.offer(topics, values.index(topic.value) if topic.value in values else 0)
        selection = replace(selection, topic=topic.value)
        self.choice("minutes").offer(selection.times(), self.choice("minutes").at)
        for name, text in selection.explanations().items():
            self.query_one(f"#explain-{name}", Static).update(plain(text))
        self.query_one("#setup-summary", Static).update(plain(selection.summary()))
        self.query_one("#start", Button).disabled = not selection.plan

    @on(Chosen)
    def choose(self, message: Chosen) -> None:
        """Follow a change."""
        if message.control_id == "bank":
            self.load()
        else:
            self.show_choices()

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Begin the interview, once."""
        selection = self.selection()
        if selection is None or not selection.plan:
            self.say("Choose a bank and at least one stage first.", Tone.WARNING)
            return
        self.say("Starting …")
        self.app.post_message(
            BeginInterview(selection.rubric, selection.settings(), selection.past)
        )
