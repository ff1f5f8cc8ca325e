"""The banks and their items as a tree, each with how it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text
from textual import on
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from interviewer.model.text import one_line
from interviewer.services.banks import BankEntry
from interviewer.services.rubric_health import Health, ItemHealth

MARKS = {
    Health.PROBLEMS: ("!!", "lost"),
    Health.FAILING: ("✗", "lost"),
    Health.NO_EXAMPLES: ("○", "withheld"),
    Health.GOOD: ("✓", "earned"),
    Health.UNKNOWN: ("·", "muted"),
}
UNSAVED = "✎"


@dataclass(frozen=True)
class Leaf:
    """What a line of the tree stands for: a bank, or one of its items."""

    path: Path
    item_id: str | None = None


class BankTree(Tree[Leaf]):
    """Banks with their items; Enter opens one."""

    @dataclass
    class Picked(Message):
        """The user wants to edit a bank, or one item of it."""

        leaf: Leaf

    def __init__(self, id: str) -> None:
        """Begin empty."""
        super().__init__("Banks", id=id)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = 2
        self.auto_expand = False
        self._items: dict[str, ItemHealth] = {}
        self._unsaved: frozenset[str] = frozenset()

    def show_banks(self, banks: Sequence[BankEntry], opened: Path) -> None:
        """Show the banks; the opened one is there whatever else is."""
        nodes = {node.data.path: node for node in self.root.children if node.data}
        for bank in banks:
            if bank.path not in nodes:
                label = self._bank_label(bank.path.stem, "has problems" if bank.problem else "")
                self.root.add(label, Leaf(bank.path))
        if opened not in nodes and opened not in [bank.path for bank in banks]:
            self.root.add(self._bank_label(opened.stem, ""), Leaf(opened))

    def show_items(self, opened: Path, items: Sequence[ItemHealth]) -> None:
        """Show the items of the opened bank, and none of the others."""
        self._items = {item.id: item for item in items}
        if opened not in [node.data.path for node in self.root.children if node.data]:
            self.show_banks((), opened)
        for node in self.root.children:
            node.remove_children()
            if node.data is not None and node.data.path == opened:
                for item in items:
                    node.add_leaf(self._item_label(item), Leaf(opened, item.id))
                node.expand()
                node.set_label(self._bank_label(opened.stem, ""))

    def update_items(self, opened: Path, items: Sequence[ItemHealth]) -> None:
        """Show the items of a bank that was saved; what was known of the others still holds."""
        known = [self._items.get(item.id, item) for item in items]
        merged = [
            old if not old.problems and not item.problems else item
            for old, item in zip(known, items, strict=True)
        ]
        if merged != list(self._items.values()) or not self._node(merged[0].id):
            self.show_items(opened, merged)

    def show_health(self, health: ItemHealth) -> None:
        """Show how one item is."""
        if self._items.get(health.id) != health:
            self._items[health.id] = health
            self._relabel(health.id)

    def mark_unsaved(self, ids: frozenset[str]) -> None:
        """Mark the items whose text is not saved."""
        changed, self._unsaved = ids ^ self._unsaved, ids
        for item_id in changed:
            self._relabel(item_id)

    def point_at(self, item_id: str) -> None:
        """Put the cursor on an item."""
        node = self._node(item_id)
        if node is not None:
            self.call_after_refresh(self.move_cursor, node)

    def _relabel(self, item_id: str) -> None:
        node = self._node(item_id)
        if node is not None:
            node.set_label(self._item_label(self._items[item_id]))

    def _node(self, item_id: str) -> TreeNode[Leaf] | None:
        leaves = (leaf for node in self.root.children for leaf in node.children)
        return next((leaf for leaf in leaves if leaf.data and leaf.data.item_id == item_id), None)

    def _item_label(self, item: ItemHealth) -> Text:
        colours = self.app.theme_variables
        mark, colour = MARKS[item.health]
        unsaved = f"{UNSAVED} " if item.id in self._unsaved else ""
        name = one_line(item.id) or "(an item without an id)"
        parts = [(f"{mark} ", f"bold {colours[colour]}"), (f"{unsaved}{name}", "")]
        if item.words:
            parts.append((f"  {item.words}", colours["muted"]))
        return Text.assemble(*parts)

    def _bank_label(self, name: str, note: str) -> Text:
        colours = self.app.theme_variables
        return Text.assemble(
            (one_line(name), "bold"), (f"  {note}" if note else "", colours["lost"])
        )

    @on(Tree.NodeSelected)
    def pick(self, event: "Tree.NodeSelected[Leaf]") -> None:
        """Tell what was chosen."""
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Picked(event.node.data))
