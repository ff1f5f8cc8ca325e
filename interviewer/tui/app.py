"""The app: its themes and keys, and how it ends: by the user, by a signal, by a crash."""

import asyncio
import gc
import os
import signal
import sys
from contextlib import suppress
from threading import Timer

from rich.console import RenderableType
from rich.text import Text
from textual.binding import Binding

from interviewer.tui.context import Context
from interviewer.tui.navigation import Navigator
from interviewer.tui.opening import HomeOpening, Opening
from interviewer.tui.screens.base import BaseScreen
from interviewer.tui.theme import DARK, DARK_COLOURS, LIGHT, THEMES
from interviewer.tui.trouble import trouble_line
from interviewer.tui.widgets.notice import Tone
from interviewer.tui.window import is_hung_up

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
ENDING_SECONDS = 3.0
"""How long an end that the user did not ask for may take; a terminal that is gone blocks it."""
GARBAGE_LOOKED_FOR = 10_000
"""After so many new objects; Python's own 700 is a few lines of a screen."""

WINDOW_LOOKED_AT = 2.0
"""Seconds between two looks whether the window is still there."""

KEY_NAMES = {"escape": "Esc", "enter": "Enter", "space": "Space", "ctrl+q": "Ctrl+Q"}


class InterviewerApp(Navigator):
    """The full-screen interviewer."""

    TITLE = "Interviewer"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = [
        "app.tcss",
        "screens/home.tcss",  # Textual does not load that of a default screen
        "widgets/menu.tcss",
    ]
    BINDINGS = [
        Binding("f2", "switch_theme", "Colours", id="app.theme", tooltip="Light or dark colours"),
        # The last one: it stays in the line of keys where that has no room for all.
        Binding("f1", "help", "Help", id="app.help", tooltip="Explain this screen and its keys"),
        Binding(
            "ctrl+q",
            "quit",
            "Quit",
            id="app.quit",
            tooltip="Leave the program; an interview is paused first",
            show=False,
            priority=True,
        ),
        Binding(
            "ctrl+z",
            "suspend_process",
            "Suspend",
            id="app.suspend",
            tooltip="Back to the shell; fg comes back here",
            show=False,
            priority=True,
        ),
        Binding(
            "ctrl+c",
            "help_quit",
            "How to quit",
            id="app.help-quit",
            tooltip="Say which key leaves the program",
            show=False,
        ),
    ]

    def __init__(self, context: Context, opening: Opening) -> None:
        """Begin at `opening`."""
        super().__init__(context, opening)
        self.owns_process = False
        for theme in THEMES:
            self.register_theme(theme)
        # Not by assignment: that would parse all stylesheets a second time.
        self.set_reactive(InterviewerApp.theme, DARK)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours that stylesheets name, whatever the theme."""
        return DARK_COLOURS

    def on_mount(self) -> None:
        """Listen to signals, and begin."""
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            number = getattr(signal, name, None)
            # Windows has no such handlers, and only the main thread may set them.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                if number is not None:
                    loop.add_signal_handler(number, self.end_by_signal, number)
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(signal.SIGCONT, self.go_on_after_stop)
        self.call_after_refresh(self.settle)
        if self.owns_process:
            self.set_interval(WINDOW_LOOKED_AT, self.end_with_the_window)
        self.begin()

    def settle(self) -> None:
        """Let the garbage collector pass over what is in memory from the start: it stays there.

        Looking at it again and again held the screen for a tenth of a second at a time. What a
        screen is drawn with comes and goes by the ten thousand, too: it is looked at less often.
        """
        if self.owns_process:
            gc.freeze()
            gc.set_threshold(GARBAGE_LOOKED_FOR)
            gc.enable()

    def go_on_after_stop(self) -> None:
        """Take the terminal again after a stop: by Ctrl+Z, or by a signal from elsewhere.

        After the second kind Textual alone would begin once more without having ended: with two
        readers of the keys, and the terminal left raw at the end.
        """
        driver = self._driver
        if driver is None or not self.can_suspend:
            return
        if not getattr(driver, "_must_signal_resume", False):
            driver.suspend_application_mode()
        driver.resume_application_mode()

    def end_with_the_window(self) -> None:
        """End where the window is closed and its signal went to another process alone.

        That happens below a `make` or a script that waits; reading on would keep a core busy.
        """
        if is_hung_up(sys.__stdin__):
            self.end_by_signal(signal.SIGHUP)

    def end_by_signal(self, number: int) -> None:
        """Save what was typed and end, with the exit code that shells give to this signal."""
        self.save_all()
        self.end_within(128 + number)
        self.exit(return_code=128 + number)

    def end_within(self, code: int) -> None:
        """End the process soon, whatever hangs; a test has no process of its own to end."""
        if self.owns_process:
            timer = Timer(ENDING_SECONDS, os._exit, (code,))
            timer.daemon = True
            timer.start()

    def save_all(self) -> None:
        """Save what was typed in an interview, from the model: the widgets may be gone."""
        for screen in self.screen_stack:
            if isinstance(screen, BaseScreen):
                screen.save_now()

    def _handle_exception(self, error: Exception) -> None:
        """End with one line: Textual's own traceback would show local variables, answers too."""
        if self._exception is None:
            from interviewer.storage.crash_report import told_report

            report = told_report(self.context.paths.user_data, error, self.context.clock.now())
            self.end_with(trouble_line(error), report)
            self._exception = error  # a test's pilot raises it again
            self._exception_event.set()

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002  # a traceback
        """End where the terminal cannot be read any more."""
        self.end_with("the terminal cannot be read any more")

    def end_with(self, words: str, report: str = "") -> None:
        """Save what was typed, and end with one line; `report` is its end."""
        with suppress(Exception):
            self.save_all()
        self._return_code = 1
        self.end_within(1)
        super().panic(Text(f"interviewer: {words}; what you typed is saved{report}"))

    def action_help(self) -> None:
        """Explain the screen in front."""
        if isinstance(self.screen, BaseScreen) and self.screen.HELP_TOPIC:
            from interviewer.tui.screens.help import HelpScreen

            self.push_screen(HelpScreen(self.screen.HELP_TOPIC))

    def action_switch_theme(self) -> None:
        """Switch between light and dark."""
        self.theme = LIGHT if self.theme == DARK else DARK

    async def action_quit(self) -> None:
        """Leave the program; ask first where an interview is under way."""
        if self.screen.is_modal:
            return
        asking = [s for s in self.screen_stack if isinstance(s, BaseScreen) and s.ASKS_TO_LEAVE]
        if not asking:
            self.exit()
            return
        while self.screen is not asking[-1]:
            await self.pop_screen()
        asking[-1].action_leave(quitting=True)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002  # Textual hands it over
    ) -> bool | None:
        """Leave Ctrl+Z to the editor where the program cannot be suspended."""
        return action != "suspend_process" or self.can_suspend

    @property
    def can_suspend(self) -> bool:
        """Return whether the terminal and the system know how to suspend a program."""
        return os.name != "nt" and self._driver is not None and self._driver.can_suspend

    def action_help_quit(self) -> None:
        """Say which key leaves the program."""
        if isinstance(self.screen, BaseScreen):
            self.screen.say("Ctrl+Q leaves the program; Esc goes back.", Tone.INFO)

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is written on keyboards."""
        key = binding.key
        return binding.key_display or KEY_NAMES.get(key, key.upper() if len(key) > 1 else key)


def run_app(context: Context, opening: Opening = HomeOpening()) -> int:  # noqa: B008  # frozen
    """Run the app until it ends, and return the exit code of the program.

    Args:
        context: the folders, the clock, and where chance comes from.
        opening: where to begin.

    Returns:
        0 when the user left; 1 after a crash; 4 where the last words could not be saved; 128 and
        the signal's number after a signal.
    """
    app = InterviewerApp(context, opening)
    app.owns_process = True
    try:
        app.run()
    except Exception as error:
        with suppress(Exception):
            app.save_all()
        sys.stderr.write(f"interviewer: {trouble_line(error)}\n")
        return app.return_code or 1
    return app.return_code or 0
