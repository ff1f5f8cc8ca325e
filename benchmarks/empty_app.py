"""The yardstick for start-up: a Textual app with a single word on it."""

from textual.app import App, ComposeResult
from textual.widgets import Static

MARK = "yardstick"


class EmptyApp(App[None]):
    """An app that does nothing."""

    def compose(self) -> ComposeResult:
        """Show the word that the benchmark waits for."""
        yield Static(MARK)


if __name__ == "__main__":
    EmptyApp().run()
