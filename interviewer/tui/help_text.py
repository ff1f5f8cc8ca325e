"""The words of the help: about each screen, the keys, the commands, and the marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.dialogue.acts import ACT_HELP, Act
from interviewer.model.rubric import BAND_FLOORS
from interviewer.model.text import ANSWER_LIMIT


@dataclass(frozen=True)
class Section:
    """A part of the help: a heading, paragraphs, and terms with what they mean."""

    heading: str
    paragraphs: Sequence[str] = ()
    terms: Sequence[tuple[str, str]] = ()


SCREENS = {
    "home": Section(
        "This screen: home",
        ("Choose with the arrows and Enter, by the letter before an entry, or with the mouse.",),
    ),
    "setup": Section(
        "This screen: a new interview",
        (
            "Up and down (or Tab) go from choice to choice; left and right change it; Space "
            "switches a stage on or off. What the interview will be stands at the end. F5 starts.",
        ),
    ),
    "interview": Section(
        "This screen: the interview",
        (
            "Type your answer below, in your own words; short notes that are right earn as much as "
            "long sentences. The interviewer may follow up: first with an open nudge, then with a "
            "question that points somewhere, then with a hint.",
            "Every event is on the disk before it shows, and what you type is saved once a second. "
            "When the time for a question is up, what stands in the editor is taken as the answer.",
        ),
        (
            ("F5", "sends the answer, in every terminal"),
            (
                "Ctrl+Enter",
                "sends it in terminals with the kitty keyboard protocol: kitty, Ghostty, WezTerm, "
                "foot, Alacritty, iTerm2, Konsole; elsewhere it is an Enter",
            ),
            ("Enter", "makes a new line"),
            ("Page Up/Down", "scroll the conversation"),
            ("F3", "opens or closes the model answers"),
            ("Esc", "asks whether to pause, stop or go on; your text stays"),
        ),
    ),
    "result": Section(
        "This screen: the result",
        (
            "The band and the first score count what you said unaided; the second adds what came "
            "after a hint or a follow-up. A stage is passed from 60 % unaided.",
        ),
    ),
    "review": Section(
        "This screen: a past interview",
        (
            "The whole conversation as it was, with your words that earned or cost points, and "
            "why each question was asked. It is shown with the rubric that graded it.",
        ),
    ),
    "transcripts": Section(
        "This screen: transcripts",
        ("Your interviews, the newest first. Enter shows one; r goes on with an unfinished one.",),
    ),
    "rubrics": Section(
        "This screen: rubrics",
        (
            "The banks of questions in force: your own, and those that ship with the program. "
            "Enter shows the questions, or the problems of a bank that cannot be used.",
        ),
    ),
    "bank": Section(
        "This screen: one bank",
        ("Every question with the ideas that earn points (+) and the beliefs that cost some (-).",),
    ),
}

KEYS = Section(
    "Keys everywhere",
    terms=(
        ("F1", "this help"),
        ("F2", "light or dark colours"),
        ("Tab, Shift+Tab", "the next or the previous part of the screen"),
        ("Esc", "back"),
        ("Ctrl+Q", "leaves the program; an interview is paused first"),
        ("Mouse", "everything can be clicked; with Shift held down most terminals select text"),
    ),
)

COMMANDS = Section(
    "Commands in an interview",
    ("Typed as the whole answer and sent with F5:",),
    tuple((f"/{act}", ACT_HELP[act]) for act in Act),
)


def _bands() -> str:
    parts = [f"{band} from {floor:.0%}" for band, floor in BAND_FLOORS.items() if floor]
    return ", ".join(parts)


MARKS = Section(
    "How a mark comes about",
    (
        "No language model is at work. A rubric lists the ideas that a good answer holds, each "
        "with its points, and the wrong beliefs that cost some. The program looks for them in "
        "your words and shows which words it found. The sum stands below each assessment and can "
        "be done again by hand.",
        "Points for likeness to a model answer fill in for what the ideas miss. A denied idea, or "
        "the interviewer's own words given back, earn nothing. An answer that is blank, off the "
        "topic or no real text earns nothing at all.",
        f"The bands: {_bands()}; below that, missing.",
    ),
    (
        ("words⁺", "earned points (bold, underlined)"),
        ("words⁻", "cost points (bold, struck out)"),
        ("words~", "would have counted, but were denied or were the interviewer's own"),
        ("○", "an idea that is missing"),
    ),
)

LIMITS = Section(
    "Good to know",
    (
        f"An answer may have {ANSWER_LIMIT:,} characters; more is left out, and you are told. "
        "Transcripts stay on your machine. With NO_COLOR set the program draws in grey; nothing "
        "is said by colour alone.",
    ),
)


def help_sections(topic: str) -> tuple[Section, ...]:
    """Return the help, beginning with what is about the screen `topic`."""
    about = (SCREENS[topic],) if topic in SCREENS else ()
    return (*about, KEYS, COMMANDS, MARKS, LIMITS)
