"""Moodle XML: essays and short answers are read, and what is built to do harm is refused."""

from pathlib import Path

import pytest

from interviewer.model.errors import InputError
from interviewer.model.rubric import Stage
from interviewer.services.import_moodle import import_moodle
from interviewer.services.import_source import GradedAnswer, Imported

BANK = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category">
  <category><text>$course$/top/Default for C1/Locks // latches</text></category>
</question>
<question type="essay">
  <name><text>Fair locks</text></name>
  <questiontext format="html"><text><![CDATA[<p>What makes a lock <b>fair</b>,
  &amp; what does it cost?<img src="@@PLUGINFILE@@/x.png"/></p>]]></text></questiontext>
  <generalfeedback format="html"><text>&lt;p&gt;Threads wait in a queue.&lt;/p&gt;</text>
  </generalfeedback>
  <graderinfo format="html"><text><![CDATA[<ul><li>Order</li><li>Speed</li></ul>]]></text>
  </graderinfo>
  <defaultgrade>6.0000000</defaultgrade>
  <tags><tag><text>Advanced</text></tag><tag><text>threads</text></tag></tags>
</question>
<question type="shortanswer">
  <name><text>con</text></name>
  <questiontext format="moodle_auto_format"><text>Which lock spins?</text></questiontext>
  <defaultgrade>1.0</defaultgrade>
  <answer fraction="100"><text>spinlock*</text><feedback><text>Yes</text></feedback></answer>
  <answer fraction="50"><text>busy lock</text></answer>
  <answer fraction="0"><text>mutex</text></answer>
  <answer fraction="0"><text>*</text></answer>
  <answer fraction="nan"><text>odd</text></answer>
</question>
<question type="multichoice"><name><text>n</text></name></question>
<question type="multichoice"><name><text>m</text></name></question>
</quiz>
"""


def read(tmp_path: Path, content: str | bytes) -> Imported:
    file = tmp_path / "bank.xml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return import_moodle(file)


def test_essays_and_short_answers(tmp_path: Path) -> None:
    imported = read(tmp_path, BANK)
    essay, short = imported.questions
    assert essay.prompt == "What makes a lock fair, & what does it cost?"
    assert essay.answers == ("- Order\n- Speed", "Threads wait in a queue.")
    assert (essay.name, essay.topic) == ("Fair locks", "Locks / latches")
    assert (essay.stage, essay.points) == (Stage.EXPERIENCED, 6)
    assert essay.remarks == ("the question shows a picture, which is left out",)
    assert short.answers == ("spinlock",)
    assert short.points is None
    assert short.graded == (
        GradedAnswer("spinlock*", 1.0),
        GradedAnswer("busy lock", 0.5),
        GradedAnswer("mutex", 0.0),
    )
    assert short.remarks == ("worth 50% in Moodle: busy lock",)
    assert imported.left_out == ("2 questions of type multichoice left out",)


def test_other_encodings_are_read(tmp_path: Path) -> None:
    text = BANK.replace("UTF-8", "UTF-16").replace("spins", "spins \u00e9")
    assert "\u00e9" in read(tmp_path, text.encode("utf-16")).questions[1].prompt


BOMB = "<!ENTITY a 'x'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"<!DOCTYPE quiz [{BOMB}]><quiz>&i;</quiz>", "document type"),
        ("<!DOCTYPE quiz SYSTEM 'http://localhost/x.dtd'><quiz/>", "document type"),
        ("<!DOCTYPE q [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><quiz>&x;</quiz>", "document type"),
        ("<quiz>" + "<a>" * 100_000, "more than 64 deep"),
        ("<quiz>" + "<a/>" * 300_000 + "</quiz>", "more than 200,000 elements"),
        (b"<quiz>" + b" " * 9_000_000, "larger than 8 MB"),
        (b"<quiz>\x00</quiz>", "not XML"),
        ("<quiz>&undefined;</quiz>", "not XML"),
        ("", "not XML"),
        ("<?xml version='1.0' encoding='utf-7'?><quiz/>", "encoding"),
        ("<html/>", "begins with <html>"),
    ],
)
def test_harm_is_refused_in_one_line(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        read(tmp_path, content)
    assert "bank.xml:1:" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_entity_is_refused_even_without_the_guard_for_document_types() -> None:
    """The second lock: were a document type let in one day, its entities still are not."""
    from interviewer.services import safe_xml

    class Lenient(safe_xml._Builder):
        def refuse_doctype(self, *_declaration: object) -> None:
            pass

    original = safe_xml._Builder
    safe_xml._Builder = Lenient  # type: ignore[misc]
    try:
        with pytest.raises(safe_xml.XmlRefusedError, match="ENTITY"):
            safe_xml.parse_xml(b"<!DOCTYPE q [<!ENTITY x 'y'>]><quiz>&x;</quiz>")
    finally:
        safe_xml._Builder = original  # type: ignore[misc]
