"""The words of the help: about each screen, the keys, the commands, and the marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.dialogue.acts import ACT_HELP
from interviewer.model.rubric import BAND_FLOORS
from interviewer.model.text import ANSWER_LIMIT
from interviewer.tui.help_coaching import EDITOR, MARKING, STATISTICS


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
        (
            ("Topic", "all topics, or a drill on one; the number is that of its questions"),
            (
                "Past",
                "new questions come first, then those that went badly or are due for review; "
                "Fresh chooses as if nothing had been asked before",
            ),
            ("Extra time", "more time for every question and for the whole interview"),
            ("Pass mark", "ends the interview after a stage that was not passed"),
        ),
    ),
    "interview": Section(
        "This screen: the interview",
        (
            "Type your answer below, in your own words; short notes that are right earn as much as "
            "long sentences. The interviewer may follow up: first with an open nudge, then with a "
            "question that points somewhere, then with a hint.",
            "Every event is on the disk before it shows, and what you type is saved once a second. "
            "When the time for a question is up, what stands in the editor is taken as the answer. "
            "You are warned when a fifth of it is left, and again 30 seconds before its end.",
            "In practice there is a break after each question: the clock stands still, you read "
            "the marks and the model answer, F5 goes on, and F6 tries the question again. The "
            "first answer counts.",
        ),
        (
            ("F5", "sends the answer, in every terminal"),
            (
                "Ctrl+Enter",
                "sends it in terminals with the kitty keyboard protocol: kitty, Ghostty, WezTerm, "
                "foot, Alacritty, iTerm2, Konsole; elsewhere it is an Enter",
            ),
            ("Enter", "makes a new line"),
            ("F4", "asks for a hint and says what it costs; F4 again takes it. Your text stays"),
            (
                "F6",
                "says how sure you are: a guess, fairly sure, certain, or nothing. It changes no "
                "mark; the result compares it with what was right",
            ),
            (
                "F7",
                "puts the question off to the end of its stage; your text comes back with it",
            ),
            ("F3", "opens or closes the model answers, idea by idea beside your own words"),
            ("Page Up/Down", "scroll the conversation"),
            ("Ctrl+/", "takes back the last edit; in some terminals it is Ctrl+_"),
            ("Ctrl+Z", "suspends the program, fg comes back; the clock runs on meanwhile"),
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
            "The turns on the left, the one under the cursor on the right: the question and why it "
            "was asked, your words with what they earned or cost, the marks line by line, the "
            "model answer idea by idea. It is shown with the rubric that graded it.",
            "In the list a follow-up stands below its question; * is a mark that a coach decided.",
        ),
        (
            ("Up/Down, j/k", "the turn before or after; a click does it too"),
            ("n, p", "the next question, or back to this one and the one before"),
            ("g", "the weakest answer; again: the next weakest"),
            ("Home, End", "the first or the last turn"),
            ("Page Up/Down", "scroll the turn; Space goes on"),
            ("Right, Enter", "into the marks, where Up and Down go from mark to mark; Left leaves"),
            (
                "m",
                "on a mark: decide as a coach what it is worth, with a reason, or contest it as "
                "the candidate. The program's own mark stays beside it",
            ),
            ("s", "the first and the latest attempt at this question, side by side"),
            ("w", "shows or hides why each question was asked"),
            ("F3", "opens or closes the model answers"),
            ("v, r", "the result of a finished interview; go on with an unfinished one"),
            ("e", "writes the session as HTML into the folder you started the program in"),
            ("d", "deletes the session, after naming the files that go"),
        ),
    ),
    "comparison": Section(
        "This screen: the same question, first and latest",
        (
            "Your first and your latest answer to one question over all sessions with this bank, "
            "by the marks that count now, with the ideas that were still missing at the end.",
        ),
    ),
    "transcripts": Section(
        "This screen: transcripts",
        ("Your interviews, the newest first. Enter shows one; r goes on with an unfinished one.",),
    ),
    "progress": Section(
        "This screen: progress",
        (
            "How it goes over all interviews with one bank, by the marks that count now. The "
            "scores are unaided; each step of a line is one interview, the last one at the right, "
            "and the bar is the last score. Up, down or steady is told of the last five.",
            "Facility is what first answers earned of an idea: 0 % hard, 100 % easy. A weak idea "
            "comes back when two interviews or more missed it and none has shown it since.",
        ),
        (
            ("Enter", "on a topic that is due: sets up an interview on it"),
            ("s", "goes to the next section"),
            ("b", "shows the next bank, where you have taken interviews with several"),
        ),
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
        (
            "Every question with the ideas that earn points (+) and the beliefs that cost some "
            "(-). e edits the bank, n sets up an interview with it, m has you mark answers to it, "
            "s shows what all sessions say of its questions.",
        ),
    ),
    "marking": Section("This screen: marking answers", *MARKING),
    "statistics": Section("This screen: the statistics of a bank", *STATISTICS),
    "editor": Section("This screen: the rubric editor", *EDITOR),
    "versions": Section(
        "This screen: earlier versions",
        (
            "With each save the file is kept as it was before, ten times. Below the list stands "
            "how the one under the cursor differs from now: + comes back, - goes. r puts it back.",
        ),
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
    "Requests in an interview",
    (
        "Say it in your own words, as the whole answer, and send it with F5: "
        "“could you say that again?”, “I don't know”, “let's come back to this later”. Or type a "
        "command:",
    ),
    tuple((f"/{act}", says) for act, says in ACT_HELP.items()),
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
