"""Editing one item: its lines alone change, and a file that others changed is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.model.errors import StorageError
from interviewer.storage.rubric_edit import (
    ChangedOnDiskError,
    read_bank_text,
    save_bank_text,
)
from tests.faults.failing_calls import FailingCalls, Fault, Killed

BANK = """\
# a comment at the top
id: small
title: Small
items:
  # about the first
  - id: first
    stage: basic
    prompt: What?   # kept, odd blanks too
    references:
      - |
        Some words.

        # not a comment: it is the reference's own
  # about the second

  # and more about it
  - id: second
    stage: fresher
    prompt: 'Why?'
    references: [Because.]

  - id: third
    stage: experienced
    prompt: How?
    references:
      - So.
# what follows the items
window: 9
"""
SHIPPED = sorted((Path(__file__).parents[3] / "rubrics").glob("*.yaml"))


def text_of(item_id: str, bank: str = BANK) -> str:
    opened = read_bank_text(bank.encode())
    block = opened.block(item_id)
    assert block is not None
    return opened.item_text(block)


def edited(bank: bytes, item_id: str, old: str, new: str) -> bytes:
    opened = read_bank_text(bank)
    block = opened.block(item_id)
    assert block is not None
    text = opened.item_text(block)
    assert old in text
    return opened.spliced(block, text.replace(old, new))


class TestBlocks:
    def test_comments_right_above_an_item_belong_to_it(self) -> None:
        assert text_of("first").startswith("  # about the first\n  - id: first\n")
        assert text_of("second").startswith("  # about the second\n\n  # and more about it\n")

    def test_what_looks_like_a_comment_within_a_text_stays_with_its_item(self) -> None:
        assert text_of("first").endswith("# not a comment: it is the reference's own")

    def test_the_last_item_ends_before_the_next_field_of_the_file(self) -> None:
        assert text_of("third").endswith("- So.")

    def test_a_blank_line_between_items_belongs_to_the_one_before(self) -> None:
        assert text_of("second").endswith("references: [Because.]\n")

    @pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
    def test_the_blocks_of_a_shipped_bank_cover_its_list(self, path: Path) -> None:
        opened = read_bank_text(path.read_bytes())
        ends = [block.end for block in opened.blocks]
        assert [block.start for block in opened.blocks[1:]] == ends[:-1]
        assert ends[-1] == len(opened.lines)
        assert all(
            f"- id: {each.id}\n" in opened.lines[each.start].lstrip() for each in opened.blocks
        )

    def test_lists_at_the_left_margin_and_dashes_on_their_own_lines(self) -> None:
        bank = "id: b\nitems:\n-\n  id: one\n- id: two\n"
        assert text_of("one", bank) == "-\n  id: one"
        assert text_of("two", bank) == "- id: two"

    def test_a_file_that_is_no_yaml_is_cut_by_its_lines(self) -> None:
        broken = BANK.replace("prompt: How?", "prompt: 'How?")
        assert text_of("second", broken) == text_of("second")
        assert text_of("third", broken).startswith("  - id: third\n")

    def test_items_in_brackets_are_refused_with_a_line(self) -> None:
        with pytest.raises(StorageError, match=r"line 2: the items stand in brackets"):
            read_bank_text(b"id: b\nitems: [{id: a}, {id: b}]\n")

    @pytest.mark.parametrize("bank", [b"id: b\n", b"", b"items: no\n", b"- a\n- b\n"])
    def test_a_file_without_items_has_no_blocks(self, bank: bytes) -> None:
        assert read_bank_text(bank).blocks == ()


class TestSplicing:
    @pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
    def test_an_item_put_back_as_it_was_changes_no_byte(self, path: Path) -> None:
        data = path.read_bytes()
        opened = read_bank_text(data)
        for block in opened.blocks[::7]:
            assert opened.spliced(block, opened.item_text(block)) == data

    def test_an_edit_of_one_field_changes_that_line_alone(self) -> None:
        new = edited(BANK.encode(), "second", "'Why?'", "'Why not?'")
        assert new == BANK.replace("'Why?'", "'Why not?'").encode()

    def test_windows_line_ends_and_the_byte_order_mark_stay(self) -> None:
        bank = b"\xef\xbb\xbf" + BANK.replace("\n", "\r\n").encode()
        new = edited(bank, "first", "What?", "What\nthen?")
        assert new == bank.replace(b"What?", b"What\r\nthen?")

    def test_lines_that_stay_keep_their_own_ends_in_a_mixed_file(self) -> None:
        bank = BANK.replace("stage: fresher\n", "stage: fresher\r\n").encode()
        assert edited(bank, "second", "Why?", "What for?") == bank.replace(b"Why?", b"What for?")

    def test_a_file_without_a_line_end_at_its_end_stays_so(self) -> None:
        bank = b"id: b\nitems:\n  - id: a\n    prompt: Q"
        assert edited(bank, "a", "Q", "R") == b"id: b\nitems:\n  - id: a\n    prompt: R"
        assert edited(bank, "a", "id: a", "id: c") == b"id: b\nitems:\n  - id: c\n    prompt: Q"

    def test_a_new_item_goes_after_all_others(self) -> None:
        opened = read_bank_text(BANK.encode())
        new = opened.spliced(opened.at_end(), "  - id: fourth\n    stage: basic").decode()
        assert new == BANK.replace(
            "# what follows", "  - id: fourth\n    stage: basic\n# what follows"
        )

    def test_a_new_item_after_a_last_line_without_an_end(self) -> None:
        opened = read_bank_text(b"items:\n  - id: a")
        assert opened.spliced(opened.at_end(), "  - id: b") == b"items:\n  - id: a\n  - id: b\n"

    @given(
        st.text(alphabet="ab:#-\n '", max_size=60), st.sampled_from(["first", "second", "third"])
    )
    def test_whatever_is_typed_only_the_item_changes(self, typed: str, item_id: str) -> None:
        opened = read_bank_text(BANK.encode())
        block = opened.block(item_id)
        assert block is not None
        new = opened.spliced(block, typed).decode()
        before = "".join(opened.lines[: block.start])
        after = "".join(opened.lines[block.end :])
        assert new == before + typed + "\n" + after


class TestSaving:
    def test_a_file_that_is_as_it_was_opened_is_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "b.yaml"
        path.write_bytes(b"old")
        path.chmod(0o644)
        save_bank_text(path, b"old", b"new")
        assert path.read_bytes() == b"new"
        assert path.stat().st_mode & 0o777 == 0o644

    @pytest.mark.parametrize(("there", "found"), [(b"other", b"other"), (None, None)])
    def test_a_file_that_is_not_is_left_alone(
        self, tmp_path: Path, there: bytes | None, found: bytes | None
    ) -> None:
        path = tmp_path / "b.yaml"
        if there is not None:
            path.write_bytes(there)
        with pytest.raises(ChangedOnDiskError) as caught:
            save_bank_text(path, b"old", b"new")
        assert caught.value.found == found
        assert [each.read_bytes() for each in tmp_path.iterdir()] == ([there] if there else [])

    def test_a_new_file_must_not_be_there_yet(self, tmp_path: Path) -> None:
        path = tmp_path / "own" / "b.yaml"
        save_bank_text(path, None, b"new")
        assert path.read_bytes() == b"new"
        with pytest.raises(ChangedOnDiskError):
            save_bank_text(path, None, b"newer")

    def test_whichever_call_fails_the_file_is_old_or_new(self, tmp_path: Path) -> None:
        path = tmp_path / "b.yaml"
        path.write_bytes(b"old")
        calls = FailingCalls()
        save_bank_text(path, b"old", b"new", calls)
        assert len(calls.made) >= 4
        for fault in Fault:
            for fail_at in range(1, len(calls.made) + 1):
                path.write_bytes(b"old")
                with pytest.raises((StorageError, Killed)):
                    save_bank_text(path, b"old", b"new", FailingCalls(fail_at, fault))
                assert path.read_bytes() in (b"old", b"new")
