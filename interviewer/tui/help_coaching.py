"""The words of the help about what a coach looks at: paragraphs, and terms with their meaning."""

MARKING = (
    (
        "Answers from the transcripts, spread over the questions and over what the program "
        "gave them; its marks are not shown before the end. Every mark is on the disk at once, "
        "in marks/ of your data folder; when you come back you go on. At the end stands how "
        "well the program agrees with you; 'interviewer calibrate' learns from the same file.",
    ),
    (
        ("y, h, n", "the idea is there, half of it is, it is not"),
        ("Digits", "points of a whole mark, or the wrong beliefs that the answer shows"),
        ("Enter", "keeps the mark and goes on"),
        ("b", "takes back the last key, or goes to the answer before"),
        ("s", "goes on without a mark; the answer comes again next time"),
        ("w", "one mark for the whole answer, or criterion by criterion"),
        ("m", "at the end: twenty more"),
    ),
)
STATISTICS = (
    (
        "From all sessions with the bank, by the marks in force. What would be said of too few "
        "answers means nothing and is left out.",
    ),
    (
        ("n", "how often it was asked; a skipped question earned nothing"),
        ("facility", "the mean mark of all that could be had: 0% is hard, 100% easy"),
        (
            "discr.",
            "does it go with the rest of the session? 1 tells strong from weak, 0 does not",
        ),
        ("weight", "its share in the differences between the sessions' marks"),
        ("f", "shows the items alone of which something is remarkable, marked !"),
    ),
)

EDITOR = (
    (
        "One item of a bank as it stands in its file, with its line numbers. While you type, "
        "what is wrong stands below the text, and the try panel marks its answer anew: type "
        "one, or choose an example below it.",
        "F5 checks the whole bank and changes the lines of this item alone; comments stay. A "
        "text with problems is not saved; what you type is kept as a draft. In the tree ✓ is "
        "a good item, ✗ one with failing examples or references, ○ one without examples, !! "
        "one with problems, ✎ is not saved. A bank of the program is saved as a copy.",
        "Patterns: words near each other in any order; a|b one of them; two-words next to "
        "each other; word* any ending; !word not near; first > second in this order.",
    ),
    (
        ("F3", "adds an example, a criterion, a misconception or an item by a form"),
        ("F4", "goes to the next problem"),
        ("F6, F7", "the next or the previous panel: items, this item, try"),
        ("F8", "the last ten versions, each with its difference to now"),
        ("Ctrl+T", "what would change: examples and past answers that get other marks"),
        ("Ctrl+G", "what is missing: phrases of good past answers that no pattern finds"),
        ("F9", "opens the item in your own editor, by $VISUAL or $EDITOR"),
        ("Ctrl+R", "takes the text of the file; Ctrl+/ brings yours back"),
        ("!!, ?", "a problem that keeps the item from loading; a weakness of its marks"),
    ),
)
