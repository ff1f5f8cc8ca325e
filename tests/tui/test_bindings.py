"""Every key of the program has an id, says what it does, and is told once."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import interviewer.tui
from interviewer.tui.help_text import SCREENS
from interviewer.tui.screens.base import BaseScreen


def own_classes() -> list[type[DOMNode]]:
    """Return all classes of the app that may have bindings."""
    found: list[type[DOMNode]] = []
    for module in pkgutil.walk_packages(interviewer.tui.__path__, "interviewer.tui."):
        for each in vars(importlib.import_module(module.name)).values():
            if isinstance(each, type) and issubclass(each, DOMNode) and each not in found:
                found.append(each)
    return [each for each in found if each.__module__.startswith("interviewer.tui")]


def own_bindings() -> Iterator[tuple[str, Binding]]:
    for each in own_classes():
        for binding in vars(each).get("BINDINGS", ()):
            yield each.__name__, binding


def test_every_binding_has_an_id_of_its_own_and_a_description() -> None:
    bindings = list(own_bindings())
    assert len(bindings) > 30
    ids = Counter(binding.id for _, binding in bindings)
    assert [name for name, count in ids.items() if name is None or count > 1] == []
    assert [where for where, binding in bindings if not binding.description] == []


def test_every_key_in_the_footer_has_a_tooltip() -> None:
    bare = [binding.id for _, binding in own_bindings() if binding.show and not binding.tooltip]
    assert bare == []


def test_every_screen_has_a_part_of_the_help_and_a_stylesheet() -> None:
    screens = [each for each in own_classes() if issubclass(each, BaseScreen)]
    for screen in screens:
        if screen.__name__ in ("BaseScreen", "HelpScreen"):
            continue
        assert screen.HELP_TOPIC in SCREENS, screen.__name__
        assert issubclass(screen, Screen)
        assert screen.CSS_PATH, screen.__name__
