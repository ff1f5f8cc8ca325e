"""YAML text as a tree: what is read, where it stands, and what is refused."""

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.large_bank import bank_text
from interviewer.model.errors import Problem
from interviewer.storage import yaml_builder, yaml_feed, yaml_tree
from interviewer.storage.yaml_builder import TooMuchError
from interviewer.storage.yaml_judge import NoItems
from interviewer.storage.yaml_text import MOST_BYTES, YamlRefusedError
from interviewer.storage.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree
from tests.unit.storage.yaml_helpers import LOADERS, refusal_of


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test with the pure parser, and with the C parser where there is one."""
    monkeypatch.setattr(yaml_tree, "_LOADER", request.param)


def plain(node: Node) -> object:
    """Return the texts of a tree without their places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(member) for member in node.members]
    return {key.text: plain(value) for key, value in node.entries}


@pytest.mark.usefixtures("either_parser")
class TestReading:
    def test_every_value_stays_the_text_that_was_written(self) -> None:
        text = "a: no\nb: 2024-13-45\nc: 1e3\nd: ~\ne:\nf: '12'\ng: [yes, 0x1F]\nno: 012\n"
        assert plain(parse_tree(text).root) == {
            "a": "no",
            "b": "2024-13-45",
            "c": "1e3",
            "d": "~",
            "e": "",
            "f": "12",
            "g": ["yes", "0x1F"],
            "no": "012",
        }

    def test_every_node_knows_its_line_and_column(self) -> None:
        root = parse_tree("# comment\na: one\nb:\n  - x\n  - {k: '\U0001f600', l: y}\n").root
        assert root == Mapping(
            2,
            1,
            (
                (Scalar(2, 1, "a"), Scalar(2, 4, "one")),
                (
                    Scalar(3, 1, "b"),
                    Sequence(
                        4,
                        3,
                        (
                            Scalar(4, 5, "x"),
                            Mapping(
                                5,
                                5,
                                (
                                    (Scalar(5, 6, "k"), Scalar(5, 9, "\U0001f600")),
                                    (Scalar(5, 14, "l"), Scalar(5, 17, "y")),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        )

    def test_places_hold_with_windows_line_ends_and_a_byte_order_mark(self) -> None:
        root = parse_tree("\ufeffa: b\r\nc: d\r\n").root
        assert isinstance(root, Mapping)
        assert root.entries[1] == (Scalar(2, 1, "c"), Scalar(2, 4, "d"))

    def test_a_folded_text_begins_at_its_sign(self) -> None:
        root = parse_tree("a: >-\n  one\n  two\n").root
        assert isinstance(root, Mapping)
        assert root.get("a") == Scalar(1, 4, "one two")
        assert root.get("b") is None

    def test_a_name_given_twice_is_a_problem_and_the_first_value_stays(self) -> None:
        tree = parse_tree("x: 1\nitems:\n  - {a: 1}\n  - a: 1\n    b: 2\n    a: 3\nx: 2\n")
        assert [(p.line, p.column, p.path) for p in tree.problems] == [
            (6, 5, "items[1].a"),
            (7, 1, "x"),
        ]
        assert "'a'" in tree.problems[0].message
        assert "line 4" in tree.problems[0].message
        assert plain(tree.root) == {"x": "1", "items": [{"a": "1"}, {"a": "1", "b": "2"}]}

    def test_depth_up_to_the_limit_is_read(self) -> None:
        deepest = yaml_builder.DEEPEST
        parse_tree("[" * deepest + "]" * deepest)
        problem = refusal_of("[" * (deepest + 1) + "]" * (deepest + 1))
        assert (problem.line, problem.column) == (1, deepest + 1)
        assert "32 deep" in problem.message

    def test_values_up_to_the_limit_are_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(yaml_builder, "MOST_NODES", 4)
        parse_tree("[a, b, c]")
        problem = refusal_of("[a, b,\n c, d]")
        assert (problem.line, problem.column, problem.path) == (2, 5, "[3]")
        assert "more than 4 values" in problem.message

    def test_a_quoted_merge_key_is_a_name_and_an_unquoted_value_is_text(self) -> None:
        assert plain(parse_tree("'<<': a\nb: <<\n").root) == {"<<": "a", "b": "<<"}


REFUSED = {
    "alias": ("a: x\nb: *a\n", 2, 4, "b", "reference"),
    "alias as a name": ("a: x\n*a : b\n", 2, 1, "", "reference"),
    "anchor of a text": ("a: &b c\n", 1, 4, "a", "reference"),
    "anchor of a list": ("a:\n  - &b [c]\n", 2, 5, "a[0]", "reference"),
    "merge key": ("a:\n  <<: {b: c}\n", 2, 3, "a", "<<"),
    "tag of a text": ("a: !!int 3\n", 1, 4, "a", "tag"),
    "tag of a list": ("a: !x [b]\n", 1, 4, "a", "tag"),
    "tag of a group": ("a: !!python/object:os.system {}\n", 1, 4, "a", "tag"),
    "pattern taken for a tag": ("- ok\n- !not linear\n", 2, 3, "[1]", "tag"),
    "pattern with | taken for a tag": ("a: [!not|never b]\n", 1, 5, "", "tag"),
    "tag with a handle": ("a: !x!y b\n", 1, 4, "", "tag"),
    "star alone": ("a: *\n", 1, 4, "", "reference"),
    "list as a name": ("? [a]\n: b\n", 1, 3, "", "name"),
    "group as a name": ("{{a: b}: c}\n", 1, 2, "", "name"),
    "two documents": ("a: b\n---\nc: d\n", 2, 1, "", "second document"),
    "text after the end": ("a: b\n...\nc: d\n", 3, 1, "", "after its end"),
    "nothing": ("", 1, 1, "", "empty"),
    "comments alone": ("# a\n# b\n", 1, 1, "", "empty"),
}


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(("text", "line", "column", "path", "words"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_says_where_and_why(
    text: str, line: int, column: int, path: str, words: str
) -> None:
    problem = refusal_of(text)
    assert (problem.line, problem.column, problem.path) == (line, column, path)
    assert words in problem.message
    assert problem.mend
    assert "\n" not in str(problem)


def test_a_refusal_keeps_the_problems_before_it() -> None:
    with pytest.raises(YamlRefusedError) as refused:
        parse_tree("a: 1\na: 2\nb: *c\n")
    assert [problem.line for problem in refused.value.problems] == [2, 3]
    assert str(refused.value).splitlines() == [str(p) for p in refused.value.problems]


def test_nodes_cannot_be_changed() -> None:
    root = parse_tree("a: [b]").root
    assert isinstance(root, Mapping)
    for node in (root, *(node for entry in root.entries for node in entry)):
        with pytest.raises(AttributeError):
            node.line = 2  # type: ignore[misc]


def test_the_limits_are_those_of_the_documentation() -> None:
    assert (yaml_builder.DEEPEST, yaml_builder.MOST_NODES) == (32, 500_000)


class TestLength:
    """How long lists and groups may be, so that most of what is too much is seen at once."""

    @pytest.fixture(autouse=True)
    def _short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(yaml_builder, "MOST_ENTRIES", 2)
        monkeypatch.setattr(yaml_builder, "MOST_GROUPS", 3)
        monkeypatch.setattr(yaml_builder, "MOST_NAMES", 2)

    def test_texts_and_lists_up_to_the_limit_are_read(self) -> None:
        parse_tree("a: [b, c]\nd: [[e], [f]]\n")
        problem = refusal_of("a:\n  b: [c, d,\n    e]\n")
        assert (problem.line, problem.column, problem.path) == (3, 5, "a.b[2]")
        assert "more than 2 entries" in problem.message
        assert "more than 2 entries" in refusal_of("a: [[b], [c], [d]]").message

    def test_groups_up_to_the_limit_are_read(self) -> None:
        parse_tree("- a: 1\n- b: 1\n- c: 1\n")
        problem = refusal_of("- a: 1\n- b: 1\n- c: 1\n- d: 1\n")
        assert (problem.line, problem.column) == (4, 3)
        assert "more than 3 groups" in problem.message

    def test_names_up_to_the_limit_are_read(self) -> None:
        parse_tree("a: {b: 1, c: 2}\nb: 1\n")
        problem = refusal_of("a:\n  b: 1\n  c: 2\n  d: 3\n")
        assert (problem.line, problem.column) == (4, 3)
        assert "more than 2 names" in problem.message


def test_the_largest_bank_is_within_the_limits() -> None:
    """Ten thousand small items, each as a coach would write it."""
    items, part = 10_000, 100
    text = bank_text(part)
    head = text.index("  - id:")
    assert head + (len(text) - head) * items / part < MOST_BYTES
    nodes = sum(isinstance(event, yaml.NodeEvent) for event in yaml.parse(text))
    assert nodes * items / part < yaml_builder.MOST_NODES
    assert items < yaml_builder.MOST_GROUPS


def test_duplicate_names_beyond_what_anybody_reads_stop_the_reading() -> None:
    with pytest.raises(YamlRefusedError) as refused:
        parse_tree("a: b\n" * 5000)
    assert len(refused.value.problems) == yaml_tree.MOST_PROBLEMS + 1
    assert "more problems" in refused.value.problems[-1].message


NINE = ",".join("x" * 9)
MERGES = "".join(f"a{n + 1}: &a{n + 1}\n  <<: [{','.join([f'*a{n}'] * 9)}]\n" for n in range(30))
ALIASES = "".join(f"a{n + 1}: &a{n + 1} [{','.join([f'*a{n}'] * 9)}]\n" for n in range(9))

# A text, and how many events the parser may hand over before the refusal.
BOMBS = {
    "25,000 brackets": ("[" * 25_000, 40),
    "25,000 braces": ("{a: " * 25_000, 75),
    "25,000 dashes": ("- " * 25_000, 40),
    "25,000 question marks": ("? " * 25_000, 10),
    "deep indentation": ("".join(" " * depth + "a:\n" for depth in range(2000)), 75),
    "merge keys": (f"a0: &a0 {{k: v}}\n{MERGES}", 10),
    "merge keys without anchors": ("<<: {a: b}\n" * 1000, 10),
    "aliases": (f"a0: &a0 [{NINE}]\n{ALIASES}", 10),
    "an alias to itself": ("&a [*a]", 10),
    "tags": ("!a " * 100_000, 10),
    "documents": ("---\na\n" * 100_000, 10),
    "a NUL at the end": ("a: b\n" * 100_000 + "\x00", 110),
    "too many values": ("- a\n" * 2_000, 110),
    "too large": ("a: b\n" * 1_700_000, 0),
    "an endless quote": ("a: 'b\n" + "c: d\n" * 1000, 10),
    "a long name": ("a" * 100_000 + ": b\n", 10),
    "colons": ("a: " * 100_000, 10),
}


@pytest.mark.parametrize(("text", "most_events"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(
    text: str, most_events: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_builder, "MOST_NODES", 100)
    parse = yaml.parse
    events = 0

    def counted(*args: object, **named: type) -> Iterator[yaml.Event]:
        nonlocal events
        for event in parse(*args, **named):  # type: ignore[arg-type]
            events += 1
            yield event

    monkeypatch.setattr(yaml, "parse", counted)
    refusal_of(text)
    assert events <= most_events


@pytest.mark.parametrize("sign", ["", "'", '"', "|\n  "])
def test_a_text_of_a_megabyte_is_one_value(sign: str) -> None:
    closing = sign if len(sign) == 1 else "\n"
    root = parse_tree(f"a: {sign}{'x' * 1_000_000}{closing}").root
    assert isinstance(root, Mapping)
    value = root.get("a")
    assert isinstance(value, Scalar)
    assert len(value.text.strip()) == 1_000_000


class Chosen:
    """A judge to whom items with this text are good."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked: list[tuple[str, int]] = []

    def is_good(self, name: str, index: int, group: Mapping) -> bool:
        """Note what is asked for, and look for the text."""
        self.asked.append((name, index))
        return any(
            isinstance(value, Scalar) and value.text == self.text for _, value in group.entries
        )


@pytest.mark.usefixtures("either_parser")
class TestBesideItems:
    """Only an item without a fault makes room for more of everything after it."""

    @pytest.fixture(autouse=True)
    def _little(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(yaml_builder, "MOST_BESIDE", 20)
        monkeypatch.setattr(yaml_feed, "MOST_CHARACTERS_BESIDE", 60_000)

    def test_good_items_may_be_many(self) -> None:
        judge = Chosen("good")
        parse_tree("items:\n" + "- {a: good, b: [c, d]}\n" * 500, judge)
        assert judge.asked == [("items", index) for index in range(500)]

    def test_bad_ones_are_few(self) -> None:
        with pytest.raises(TooMuchError) as refused:
            parse_tree("items:\n" + "- {a: bad, b: [c, d]}\n" * 500, Chosen("good"))
        (problem,) = refused.value.problems
        assert (problem.line, problem.path) == (4, "items[2]")
        assert "more than 20 values beside good items" in problem.message

    def test_good_ones_make_no_room_for_others(self) -> None:
        """What they are is added; what stands between them counts as before."""
        judge = Chosen("good")
        pair = "- {a: good, b: [c, d]}\n- {a: bad}\n"
        with pytest.raises(TooMuchError):
            parse_tree("items:\n" + pair * 500, judge)
        assert len(judge.asked) in range(6, 12)

    def test_an_item_that_names_something_twice_is_not_good(self) -> None:
        judge = Chosen("good")
        with pytest.raises(TooMuchError) as refused:
            parse_tree("items:\n" + "- {a: good, b: c, b: d}\n" * 500, judge)
        assert len(judge.asked) < 5
        assert "second time" in refused.value.problems[0].message

    @pytest.mark.parametrize(
        "text",
        [
            "- {a: good}\n" * 500,
            "x:\n  y:\n" + "  - {a: good}\n" * 500,
            "x:\n" + "- [{a: good}]\n" * 500,
            "x:\n" + "".join(f"  k{number}: {{a: good}}\n" for number in range(90)),
        ],
        ids=["no name", "a name further in", "a list further in", "no list"],
    )
    def test_groups_in_other_places_are_no_items(self, text: str) -> None:
        judge = Chosen("good")
        with pytest.raises(TooMuchError):
            parse_tree(text, judge)
        assert judge.asked == []

    def test_characters_count_as_values_do(self) -> None:
        """Read in pieces of some thousands, so that the end is met a little later."""
        good = f"- {{a: good, b: {'x' * 1000}}}\n"
        parse_tree("items:\n" + good * 500, Chosen("good"))
        with pytest.raises(TooMuchError, match="more than 60,000 characters beside") as refused:
            parse_tree("a: b\nitems:\n- c: " + "x" * 500_000, Chosen("good"))
        assert refused.value.problems[0].line == 3

    def test_without_a_judge_every_item_is_good_and_in_a_file_of_phrases_none(self) -> None:
        text = "items:\n" + "- {a: bad}\n" * 500
        parse_tree(text)
        with pytest.raises(TooMuchError):
            parse_tree(text, NoItems())


YAML_PIECES = st.lists(
    st.sampled_from(
        [
            *"abz019 :-?[]{},&*!|>'\"%@`#<~\\/\n\t\x00\ud800\u2028\ufeff\U0001f600",
            *("\n  ", "\n- ", ": ", "<<: ", "---\n", "...\n", "\\U", "\\x", "%YAML 1.1\n", "!!"),
        ]
    ),
    max_size=60,
).map("".join)


@pytest.mark.parametrize("loader", LOADERS)
@given(text=st.text(st.characters(), max_size=80) | YAML_PIECES)
def test_any_text_is_read_or_refused(loader: type, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_tree, "_LOADER", loader)
        try:
            tree = parse_tree(text)
        except YamlRefusedError as refused:
            problems: tuple[Problem, ...] = refused.problems
            assert problems
        else:
            problems = tree.problems
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines) + 1
        assert problem.column >= 1
        assert "\n" not in str(problem)
