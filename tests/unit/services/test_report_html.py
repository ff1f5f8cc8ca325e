"""The HTML report: everything that people typed is text, and the page needs nothing else."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from interviewer.model.text import clean_text
from interviewer.services.report import Attempt, anonymised
from interviewer.services.report_elements import ATTRIBUTES, TAGS, StyleSheet, element, render
from interviewer.services.report_html import html_report
from tests.unit.services.report_sessions import BEGAN, HOSTILE, full_session, live_session

EMPTY = {"meta"}


class Page(HTMLParser):
    """What a reader of HTML finds: the tags with their attributes, and the text."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.skeleton: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.others: list[str] = []
        self.pieces: list[str] = []
        self.style = ""
        self.typed: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(markup)
        self.close()
        assert not self._open, "every element is closed"

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.skeleton.append((tag, tuple(attrs)))
        if tag not in EMPTY:
            typed = dict(attrs).get("class") == "as-typed"
            self._open.append((tag, typed))
            if typed:
                self.typed.append("")

    def handle_endtag(self, tag: str) -> None:
        self.skeleton.append((f"/{tag}", ()))
        assert self._open.pop()[0] == tag, "elements end in the order in which they began"

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "style":
            self.style += data
            return
        self.pieces.append(data)
        if any(typed for _, typed in self._open):
            self.typed[-1] += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


def many(text: str) -> Page:
    """Return the page of two sessions and an earlier one, with this text in every slot."""
    sessions = [full_session(lambda _: text)] * 2
    return Page(html_report(sessions, (Attempt(text, text, 0.1, 0.2),)))


def seen(session_text: str) -> str:
    """Return text as a page may show it: without controls, as everything that is shown."""
    return clean_text(session_text)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_in_every_slot(hostile: str) -> None:
    """It comes back as typed, and the page has the very elements of one with harmless words."""
    slots: dict[str, str] = {}

    def fill(name: str) -> str:
        # Letters at both ends, so that an end that swallowed anything would show.
        return slots.setdefault(name, f"{name}: {hostile} :end")

    page = Page(html_report([full_session(fill)]))
    harmless = Page(html_report([full_session(lambda name: f"{name}: words :end")]))
    assert page.skeleton == harmless.skeleton
    assert page.others == []
    told = {name: text for name, text in slots.items() if seen(text) not in page.text}
    assert told == {}
    assert seen(slots["answer"]) in page.typed
    assert seen(slots["later answer"]) in page.typed
    assert {"answer", "reason", "coach", "contest", "reply", "topic", "name"} <= slots.keys()


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_in_a_document_of_many_sessions(hostile: str) -> None:
    """The list of sessions and the chart over time are built in the same way."""
    assert many(f"a {hostile} z").skeleton == many("a b z").skeleton


def test_nothing_runs_and_nothing_loads() -> None:
    """No scripts, handlers, styles, addresses; the policy names the one style sheet by its hash."""
    page = Page(html_report([full_session()]))
    metas = [dict(attributes) for tag, attributes in page.skeleton if tag == "meta"]
    policy = next(m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy is not None
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "unsafe" not in policy
    assert {"name": "referrer", "content": "no-referrer"} in metas
    assert [tag for tag, _ in page.skeleton].count("style") == 1
    assert "url(" not in page.style
    assert "@import" not in page.style
    for tag, attributes in page.skeleton:
        assert tag.removeprefix("/") in TAGS | {"style"}
        for name, value in attributes:
            assert name in ATTRIBUTES
            assert name != "href" or re.fullmatch("#session-1(-question-[12])?", value or "")


def test_links_lead_somewhere() -> None:
    """Every link has its target, and no id is there twice."""
    page = Page(html_report([full_session(), full_session()]))
    ids = [value for _, attributes in page.skeleton for name, value in attributes if name == "id"]
    links = [v for _, attributes in page.skeleton for name, v in attributes if name == "href"]
    named = [v for _, attributes in page.skeleton for n, v in attributes if n == "aria-labelledby"]
    assert len(ids) == len(set(ids))
    assert links
    assert {link[1:] for link in links if link} <= set(ids)
    assert {part for value in named if value for part in value.split()} <= set(ids)


def test_charts_say_their_values() -> None:
    """Each chart has a title and all its values in words, and a value stands beside each bar."""
    earlier = (Attempt("Bank", BEGAN, 0.25, 0.5), Attempt("Bank", BEGAN, 0.4, 0.75))
    page = Page(html_report([full_session()], earlier))
    charts = [tag for tag, attributes in page.skeleton if tag == "svg"]
    assert len(charts) == 3
    assert "20 Nov: 25% unaided, 50% with help; 20 Nov: 40% unaided, 75% with help." in page.text
    assert "basic, not passed yet" in page.text
    assert "pass mark 60%" in page.text


def test_time_is_compared_within_a_bank_alone() -> None:
    """Scores over different questions make no line."""
    other = Page(html_report([full_session()], (Attempt("Other bank", BEGAN, 0.25, 0.5),)))
    assert "Over time" not in other.text
    same = Page(html_report([full_session()], (Attempt("title", BEGAN, 0.25, 0.5),)))
    assert "Over time" in same.text


def test_marks_are_told_by_more_than_colour() -> None:
    """Words have elements of their own with a sign, and the legend names all four kinds."""
    page = Page(html_report([full_session()]))
    kinds = [dict(attributes)["class"] for tag, attributes in page.skeleton if tag == "mark"]
    assert kinds[:4] == ["earned", "partly", "lost", "withheld"]
    assert kinds[4:] == ["earned", "withheld", "earned"]
    for kind in set(kinds):
        assert f"mark.{kind}::before" in page.style


def test_moderation_stands_beside_the_program_s_mark() -> None:
    """Both marks, the decision with its reason, and what the candidate noted, each once."""
    text = Page(html_report([full_session()])).text
    assert (
        "In force: 2 of 6 points (weak). The program's own mark: 0 of 6 points (missing)." in text
    )
    assert text.count("A coach (coach) gave 2 points for: says three") == 1
    assert text.count(": reason") == 1
    assert text.count("The candidate does not agree about: says two") == 1
    assert text.count(": contest") == 1


def test_an_unfinished_live_interview_shows_no_marks() -> None:
    """Neither scores nor charts nor coloured words."""
    page = Page(html_report([live_session()], (Attempt("title", BEGAN, 0.5, 0.5),)))
    assert [a for tag, a in page.skeleton if tag == "mark"][4:] == []
    assert "svg" not in [tag for tag, _ in page.skeleton]
    assert "The marks of a live interview show when it is finished." in page.text
    assert "points" not in page.text.replace("earned points", "").replace("cost points", "")


def test_a_session_without_an_answer_divides_by_nothing() -> None:
    """It is shown, and says so."""
    session = full_session()
    empty = replace(session.state, records=(), finished=None)
    page = Page(html_report([replace(session, state=empty, marked=empty)]))
    assert "no score" in page.text


def test_anonymous_pages_name_nobody() -> None:
    """Session ids, dates and the coach go; the answer stays."""
    session = replace(full_session(), name="20261120T085100Z-small-00aa", began=BEGAN)
    text = html_report(anonymised([session]))
    assert "20261120" not in text
    assert "November" not in text
    assert "(coach)" not in text
    assert "session-1" in text
    assert "answer" in text


def test_elements_refuse_what_a_report_may_not_hold() -> None:
    """Scripts, handlers, styles and links that lead away cannot even be built."""
    with pytest.raises(ValueError, match="script"):
        element("script", "alert(1)")
    for attribute in ("onclick", "style", "src"):
        with pytest.raises(ValueError, match=attribute):
            element("p", **{attribute: "x"})
    for address in ("javascript:alert(1)", "http://a.invalid", "#x onclick"):
        with pytest.raises(ValueError, match="href"):
            element("a", href=address)
    with pytest.raises(ValueError, match="<"):
        StyleSheet("</style>")


def test_attributes_are_escaped_too() -> None:
    """Quotes cannot end an attribute."""
    assert render(element("p", "x", class_='a" id="b')) == '<p class="a&quot; id=&quot;b">x</p>'


def test_white_space_is_added_between_blocks_alone() -> None:
    """Where text stands, not a blank comes in."""
    mixed = element("p", "a", element("div", "b"), element("mark", "c"), " d")
    assert render(mixed) == "<p>a<div>b</div><mark>c</mark> d</p>"
    assert render(element("ul", element("li", "a"))) == "<ul>\n<li>a</li>\n</ul>"
