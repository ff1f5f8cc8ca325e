"""Agreement with human markers: the figures, the methods, the command."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import agreement
from benchmarks.baselines import answer_length, coverage, tfidf_cosine, weighted_coverage
from benchmarks.datasets import Dataset, read_datasets
from benchmarks.grid import figure
from benchmarks.merging import COACH_FILES, load_rubrics, merged, references_alone
from benchmarks.methods import (
    CLOSENESS_PARTS,
    ablated_scorings,
    compared_methods,
    grade_references,
    without,
)
from benchmarks.metrics import (
    accuracy,
    area_under_curve,
    item_mean_r,
    level_rmse,
    pearson,
    quadratic_kappa,
    r_interval,
    rmse,
    three_levels,
)
from interviewer.grading.scoring import DEFAULT_SCORING
from interviewer.model.rubric import Criterion, Item, Rubric, Stage
from tests.unit.benchmarks.kitchen import write

BAKING = Rubric(
    "baking",
    "Baking",
    (
        Item(
            "bread",
            Stage.BASIC,
            "Rising",
            ("Bubbles of gas lift the dough.", "Yeast makes gas."),
            criteria=(Criterion("yeast", 2, "Yeast is at work.", ("yeast",)),),
        ),
        Item("cake", Stage.BASIC, "Cake", ("Baking powder.",)),
    ),
)


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    write(tmp_path / "kitchen")
    return read_datasets(tmp_path)[0]


def test_pearson_by_hand() -> None:
    assert pearson([0, 0.5, 1], [0, 1, 0.5]) == pytest.approx(0.5)
    assert pearson([0.3, 0.3, 0.3], [0, 1, 0.5]) == 0
    assert pearson([0, 0.5, 1], [1, 1, 1]) is None


def test_item_mean_r_counts_constant_scores_as_nothing_and_leaves_out_what_cannot_tell() -> None:
    answers = [
        *(("follows", score, score) for score in (0.0, 0.2, 0.4, 1.0)),
        *(("constant", 0.5, mark) for mark in (0.0, 1.0, 0.0, 1.0)),
        *(("too-few", 1 - mark, mark) for mark in (0.0, 0.5, 1.0)),
        *(("one-mark", score, 1.0) for score in (0.0, 0.2, 0.4, 1.0)),
    ]
    ids, scores, marks = zip(*answers, strict=True)
    assert item_mean_r(scores, marks, ids) == pytest.approx((1 + 0) / 2)
    assert item_mean_r([1.0], [1.0], ["alone"]) is None


def test_rmse_by_level_weighs_a_rare_mark_like_a_frequent_one() -> None:
    scores, marks = [0.8, 0.8, 0.8, 1], [1, 1, 1, 0]
    assert rmse(scores, marks) == pytest.approx(math.sqrt((3 * 0.04 + 1) / 4))
    assert level_rmse(scores, marks) == pytest.approx(math.sqrt((0.04 + 1) / 2))


def test_levels_are_the_nearest_tenths_but_errors_are_from_the_marks_themselves() -> None:
    # .36 and .44 are one level (errors .04 and .04), 0 is another (error .2).
    expected = math.sqrt((0.04**2 + 0.2**2) / 2)
    assert level_rmse([0.4, 0.4, 0.2], [0.36, 0.44, 0]) == pytest.approx(expected)


def test_three_levels_are_cut_at_a_quarter_and_three_quarters() -> None:
    assert three_levels([0, 0.24, 0.25, 0.74, 0.75, 1]).tolist() == [0, 0, 1, 1, 2, 2]
    assert accuracy([0.1, 0.5, 1, 1], [0, 0.5, 1, 0]) == 0.75


def test_quadratic_kappa_by_hand() -> None:
    # Levels 0 1 2 2 against 0 1 2 0. With weights 0, 1/4, 1: observed 1/4, by chance 6.5/16.
    kappa = quadratic_kappa([0.1, 0.5, 1, 0.9], [0, 0.5, 1, 0])
    assert kappa == pytest.approx(1 - (1 / 4) / (6.5 / 16))
    assert quadratic_kappa([1, 1], [0.9, 0.8]) is None


def test_area_under_the_curve_needs_marks_of_right_and_wrong_alone() -> None:
    assert area_under_curve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]) == pytest.approx(0.75)
    assert area_under_curve([0.1, 0.4, 0.35], [0, 0.5, 1]) is None
    assert area_under_curve([0.1, 0.4], [1, 1]) is None


def test_the_interval_is_the_same_each_time_and_holds_the_figure() -> None:
    marks = [index % 7 / 6 for index in range(60)]
    scores = [(mark + index % 5) / 6 for index, mark in enumerate(marks)]
    interval, r = r_interval(scores, marks), pearson(scores, marks)
    assert interval is not None
    assert r is not None
    assert interval == r_interval(scores, marks)
    assert interval[0] < r < interval[1]
    assert interval != r_interval(scores, marks, seed=1)
    assert r_interval([0.1, 0.2], [1, 1]) is None


def test_a_rubric_takes_the_prompts_of_the_data_set_and_its_references_first(
    dataset: Dataset,
) -> None:
    kettle, bread = merged(BAKING, dataset).items
    assert kettle == references_alone(dataset).items[0]
    assert bread.prompt == "Why does bread rise?"
    assert bread.references == ("Yeast makes gas.", "Bubbles of gas lift the dough.")
    assert bread.criteria == BAKING.items[0].criteria


def test_the_baselines_by_hand(dataset: Dataset) -> None:
    longest = math.log(4)
    lengths = [math.log(1 + words) / longest for words in (3, 3, 1, 1, 3)]
    assert answer_length(dataset) == pytest.approx(lengths)
    # Steam and rush weigh the same in "Steam rushes.", and neither is in the prompt.
    assert weighted_coverage(dataset) == pytest.approx([1, 0, 0.5, 0, 1])
    cosines = tfidf_cosine(dataset)
    assert cosines[0] == pytest.approx(1)  # "out" is in no reference, so the vectors are equal
    assert cosines[1] == 0


def test_coverage_counts_a_third_for_the_prompt_and_forgives_one_edit_in_long_stems() -> None:
    weights = {"whistl": 3.0, "steam": 2.0, "hot": 1.0}
    prompt = frozenset({"whistl"})
    for answer, held in [({"whistl"}, 1), ({"steem"}, 2), ({"hat"}, 0), ({"hot", "steam"}, 3)]:
        share = coverage(frozenset(weights), frozenset(answer), prompt, weights)
        assert share == pytest.approx(held / 4)


def test_a_rubric_makes_rows_only_where_it_knows_an_item(dataset: Dataset) -> None:
    other = Rubric("other", "Other", BAKING.items[1:])
    names = [method.name for method in compared_methods(dataset, [BAKING, other])]
    assert names[:2] == ["grader, references alone", "grader, baking (1 of 2 items)"]
    assert len(names) == 5
    with_parts = compared_methods(dataset, [BAKING, other], ablation=True)
    assert len(with_parts) == 8 + len(CLOSENESS_PARTS)


def test_enough_answers_bring_calibrated_rows(dataset: Dataset) -> None:
    many = replace(dataset, answers=dataset.answers * 5)
    names = [method.name for method in compared_methods(many, [BAKING])]
    assert names[:4] == [
        "grader, references alone",
        "  calibrated",
        "grader, baking (1 of 2 items)",
        "  calibrated",
    ]
    scores = compared_methods(many, [])[1].score(many)
    assert len(scores) == len(many.answers)


@pytest.mark.parametrize("change", CLOSENESS_PARTS)
def test_each_part_of_the_closeness_can_be_left_out(dataset: Dataset, change: str) -> None:
    before = grade_references(dataset)
    assert len(without(dataset, change)) == len(before)
    assert grade_references(dataset) == before


def test_each_ablation_switches_off_what_it_names() -> None:
    default = (DEFAULT_SCORING.criterion.share, DEFAULT_SCORING.beside_criteria.share)
    shares = [(s.criterion.share, s.beside_criteria.share) for _, s in ablated_scorings()]
    assert shares == [(0, default[1]), (default[0], 0), (0, 0)]


def test_the_coaches_rubrics_load() -> None:
    assert [rubric.id for rubric in load_rubrics(COACH_FILES)] == ["coach-one", "coach-two"]


def test_the_command_prints_a_row_for_each_method(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "kitchen")
    assert agreement.main(["--data", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "kitchen: 2 items, 5 answers"
    assert [line.split("  ")[0] for line in lines[3:7]] == [
        "grader, references alone",
        "answer length",
        "TF-IDF cosine",
        "idf-weighted coverage",
    ]
    assert agreement.main(["--data", str(tmp_path), "--json"]) == 0
    (data,) = json.loads(capsys.readouterr().out)
    assert data["dataset"] == "kitchen"
    assert data["results"][1]["agreement"]["auc"] is None
    assert data["results"][0]["interval"] is not None
    found = data["results"][1]["agreement"]
    assert lines[4].split()[2:4] == [figure(found["pooled_r"]), figure(found["item_r"])]


def test_figures_drop_the_nought_before_the_point() -> None:
    values = [0.5, -0.05, 0.0, 1.0, 10.25, None]
    assert [figure(value, 2) for value in values] == [".50", "-.05", ".00", "1.00", "10.25", "–"]


def test_the_command_ends_with_one_line_where_there_is_nothing_to_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert agreement.main(["--data", str(tmp_path / "nowhere")]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("agreement: ")
    assert captured.err.count("\n") == 1
