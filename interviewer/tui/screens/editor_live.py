"""The rubric editor looks at the text while somebody types: problems, marks, examples."""

from contextlib import suppress
from functools import cached_property

from textual import on
from textual.timer import Timer
from textual.widgets import TextArea

from interviewer.model.rubric import Item
from interviewer.services.authoring import ItemCheck, OpenBank, salvaged
from interviewer.services.authoring_marks import TryBench
from interviewer.services.rubric_health import ItemHealth, examined
from interviewer.tui.messages import Trouble
from interviewer.tui.screens.editor_look import Looker, lint, settle_memory
from interviewer.tui.screens.editor_messages import BenchReady, HealthFound, Linted, Looked
from interviewer.tui.screens.editor_view import EditorView
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.editor_try import APPROXIMATE, STALE, TryPanel

PAUSE = 0.02
"""Seconds after the last key before the text is looked at."""
LINT_PAUSE = 0.6
"""Seconds without a key before the slower look for what makes marks worse."""


class EditorLive(EditorView):
    """Keeps problems, marks and examples in step with what is typed."""

    bench: TryBench | None = None
    readable: Item | None = None
    """The item as it was when its text had no problems last."""
    _number = 0
    _looking = False
    _again = False
    _timer: Timer | None = None
    _lint_timer: Timer | None = None
    _last: Looked | None = None
    _asked: tuple[str, str, TryBench | None] | None = None
    _seen: tuple[str, str, TryBench | None] | None = None

    @cached_property
    def looker(self) -> Looker:
        """Return what looks at the text and at the answer."""
        return Looker()

    @property
    def is_looked_at(self) -> bool:
        """Return whether what is shown is about the text and the answer as they stand."""
        return self._seen == (self.editor.text, self.query_one(TryPanel).answer, self.bench)

    @on(TextArea.Changed, "#editor-yaml")
    @on(TryPanel.Changed)
    def look_soon(self) -> None:
        """Look at the text after a pause."""
        self.show_head()
        for timer in (self._timer, self._lint_timer):
            if timer is not None:
                timer.stop()
        self._timer = self.set_timer(PAUSE, self.look_now)

    def look_now(self) -> None:
        """Look at the text in a worker; one look at a time, the latest text wins."""
        if self.bank is None:
            return
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        self._number += 1
        number, text, place = self._number, self.editor.text, (self.bank, self.block)
        answer, bench, before = self.query_one(TryPanel).answer, self.bench, self.readable
        self._asked = (text, answer, bench)

        def run() -> None:
            try:
                found = self.looker.look(number, text, answer, place, bench, before)
            except Exception as error:  # a look that fails must not end the looking
                found = Looked(number, ItemCheck(None))
                self.post_message(Trouble(trouble_line(error)))
            self.post_message(found)

        self.run_worker(run, thread=True, group="live", exit_on_error=False)

    @on(Looked)
    def show_look(self, message: Looked) -> None:
        """Show what was found, and look again where more was typed meanwhile."""
        self._looking, self._last = False, message
        if self._again:
            self.look_now()
            return
        self._seen = self._asked
        check, panel = message.check, self.query_one(TryPanel)
        self.show_problems(check.problems)
        self.readable = check.item or self.readable
        if message.item is None:
            waits = self.bench is None and not check.problems
            panel.say("Learning the words of the bank …" if waits else "Mend the problems first.")
            return
        note = "" if message.exact else APPROXIMATE
        panel.show(message.item, message.tried, message.results, note if check.item else STALE)
        self.tell_health(message)
        if check.item is not None:
            self._lint_timer = self.set_timer(LINT_PAUSE, self.lint_now)

    def tell_health(self, message: Looked) -> None:
        """Tell the tree how the item is as it is typed."""
        if self.bank is None or message.item is None or not self.block.id:
            return
        failing = sum(not result.passed for result in message.results)
        examples, problems = len(message.item.examples), len(message.check.problems)
        health = ItemHealth(self.block.id, problems, examples, failing)
        self.post_message(HealthFound(self.bank, health))

    def lint_now(self) -> None:
        """Look for what makes marks worse, in a worker."""
        looked, bench = self._last, self.bench
        if looked is None or bench is None or looked.number != self._number:
            return
        item = looked.check.item
        if item is None:
            return

        def run() -> None:
            with suppress(Exception):  # an extra: the check on the command line says it too
                self.post_message(lint(looked.number, looked.check, bench.grader(item, alone=True)))

        self.run_worker(run, thread=True, group="lint", exit_on_error=False)

    @on(Linted)
    def show_lint(self, message: Linted) -> None:
        """Show the findings below the problems."""
        if message.number == self._number and not self._looking:
            self.show_problems(self.problems, message.findings)

    def learn(self, bank: OpenBank, health: bool) -> None:
        """Learn the words of a bank in a worker; with `health` mark the examples of all items."""
        owns_process = getattr(self.app, "owns_process", False)

        def run() -> None:
            rubric = salvaged(bank)
            bench = TryBench(rubric, self.teach(rubric)) if rubric is not None else None
            self.post_message(BenchReady(bank, bench))
            if health and bench is not None and bank.rubric is not None:
                for found in examined(bank, bench.whole):
                    if self.bank is not bank:
                        return
                    self.post_message(HealthFound(bank, found))
            if owns_process:
                settle_memory(thorough=health)

        self.run_worker(run, thread=True, group="learn", exit_on_error=False)

    @on(BenchReady)
    def use_bench(self, message: BenchReady) -> None:
        """Mark with what was learned from now on."""
        if message.bank is self.bank:
            self.bench = message.bench
            self.look_now()
