"""Commands are whole utterances; an answer that merely contains one is an answer."""

import pytest

from interviewer.dialogue.acts import ACT_HELP, Act, find_act


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("form", ["/{}", "  /{} \n", "/{}\t"])
def test_commands(act: Act, form: str) -> None:
    """Every act by its word, in any case, with white space around it."""
    assert find_act(form.format(act.value)) is act
    assert find_act(form.format(act.value.upper())) is act


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "/",
        "skip",
        "hint",
        "A skip connection adds the input to the output.",
        "/skip connections add the input",
        "/skip\n/hint",
        "I would /skip it",
        "//skip",
        "/ skip",
        "/skip!",
        "/skip-connection",
        "/2",
        "1/n",
        "/\u0161kip",
        "\\/skip",
    ],
)
def test_answers(text: str) -> None:
    """Everything else is an answer, even where it holds or begins with a command."""
    assert find_act(text) is None


@pytest.mark.parametrize(("text", "word"), [("/skipp", "skipp"), (" /Quit ", "quit"), ("/h", "h")])
def test_unknown_commands(text: str, word: str) -> None:
    """A command that is none comes back as its word, so that it can be said."""
    found = find_act(text)
    assert found == word
    assert not isinstance(found, Act)


def test_every_command_is_explained() -> None:
    """The help knows all of them."""
    assert set(ACT_HELP) == set(Act)
    assert all(ACT_HELP.values())
