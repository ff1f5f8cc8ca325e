"""Questions from a Moodle question bank (Moodle XML): essays and short answers."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from interviewer.model.errors import InputError
from interviewer.model.rubric import Stage
from interviewer.model.text import counted, one_line
from interviewer.services.csv_rows import file_name
from interviewer.services.import_prose import html_prose, inline_prose, tidy_lines
from interviewer.services.import_source import (
    GradedAnswer,
    Imported,
    Question,
    read_source_bytes,
    stage_in,
)
from interviewer.services.safe_xml import Element, XmlRefusedError, parse_xml

_TYPES = ("essay", "shortanswer")
_PLAIN_FORMATS = ("plain_text", "markdown")
_LONGEST_TOPIC = 60


def import_moodle(source: Path) -> Imported:
    """Return the essay and short answer questions of a Moodle XML file.

    An essay's references are the information for graders and the general feedback; a short
    answer's are its answers of 100 % and the general feedback. The category is the topic, a tag
    that names a stage is the stage.

    Raises:
        InputError: it cannot be read, is too large, is not Moodle XML, or is built to do harm.
    """
    try:
        root = parse_xml(read_source_bytes(source))
    except XmlRefusedError as refusal:
        raise InputError(f"{file_name(source)}:{refusal}") from None
    if root.name != "quiz":
        name = one_line(root.name)[:40]
        raise InputError(
            f"{file_name(source)}:1:1: it begins with <{name}>, Moodle XML with <quiz>; export "
            "the questions from Moodle's question bank as 'Moodle XML format'"
        )
    questions: list[Question] = []
    others: Counter[str] = Counter()
    topic = ""
    for element in root.all("question"):
        kind = element.attributes.get("type", "")
        if kind == "category":
            topic = _category(element)
        elif kind in _TYPES and (question := _question(element, kind, topic)):
            questions.append(question)
        else:
            others[one_line(kind)[:40] or "unknown"] += 1
    left_out = (
        f"{counted(count, f'question of type {kind}', f'questions of type {kind}')} left out"
        for kind, count in sorted(others.items())
    )
    return Imported(tuple(questions), left_out=tuple(left_out))


def _question(element: Element, kind: str, topic: str) -> Question | None:
    """Return a question, or None where it asks nothing."""
    prompt = one_line(_prose(element.child("questiontext")))
    name = one_line(_prose(element.child("name")))
    if not prompt:
        return None
    graded = tuple(_graded(element)) if kind == "shortanswer" else ()
    texts = [_prose(element.child("graderinfo")), _prose(element.child("generalfeedback"))]
    answers = [text for text in texts if text]
    if not answers:
        answers = [answer.text.replace("*", " ").strip() for answer in graded if answer.share >= 1]
    tags = element.child("tags")
    stages = {_stage_of(tag) for tag in tags.all("tag")} - {None} if tags else set()
    return Question(
        prompt,
        tuple(dict.fromkeys(answers)),
        name=name,
        stage=stages.pop() if len(stages) == 1 else None,
        topic=topic,
        points=_grade(element),
        graded=graded,
        remarks=tuple(_remarks(element, graded)),
    )


def _remarks(element: Element, graded: tuple[GradedAnswer, ...]) -> Iterator[str]:
    if "<img" in _raw(element.child("questiontext")).lower():
        yield "the question shows a picture, which is left out"
    for answer in graded:
        if 0 < answer.share < 1:
            yield f"worth {answer.share:.0%} in Moodle: {answer.text}"


def _graded(element: Element) -> Iterator[GradedAnswer]:
    """Yield the answers of a short answer question; one of `*` stands for all others."""
    for answer in element.all("answer"):
        text = one_line(_prose(answer))
        try:
            share = float(answer.attributes.get("fraction", "0")[:20]) / 100
        except ValueError:
            share = 0.0
        if text.strip("* ") and 0 <= share <= 1:
            yield GradedAnswer(text, share)


def _category(element: Element) -> str:
    """Return the last name of a category such as `$course$/top/Deep learning/Training`."""
    path = _prose(element.child("category")).replace("//", "\0")
    parts = [part.strip().replace("\0", "/") for part in path.split("/")]
    named = [part for part in parts if part not in ("", "top") and not part.startswith("$")]
    return one_line(named[-1])[:_LONGEST_TOPIC].strip() if named else ""


def _stage_of(tag: Element) -> Stage | None:
    return stage_in(_prose(tag))


def _grade(element: Element) -> float | None:
    grade = element.child("defaultgrade")
    try:
        points = float(grade.text.strip()[:20]) if grade else 0.0
    except ValueError:
        return None
    # One is what Moodle gives every question unless told otherwise: it says nothing.
    return points if 1 < points <= 1000 else None


def _raw(element: Element | None) -> str:
    if element is None:
        return ""
    inner = element.child("text")
    return inner.text if inner else element.text


def _prose(element: Element | None) -> str:
    """Return the words of an element that holds text in one of Moodle's formats."""
    raw = _raw(element)
    form = element.attributes.get("format", "html") if element else "html"
    if form == "markdown":
        return tidy_lines("\n".join(inline_prose(line[:20_000]) for line in raw.split("\n")))
    return tidy_lines(raw) if form in _PLAIN_FORMATS else html_prose(raw)
