"""Count which small words follow each other in our own texts: interviewer/grading/word_order.txt.

Run it after much text was added:  .venv/bin/python scripts/learn_word_order.py
It reads the shipped rubrics (references, prompts, what criteria say, examples) and docs/.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from interviewer.grading.lexicon import Lexicon
from interviewer.grading.tokens import analyse
from interviewer.grading.word_order import neighbours
from interviewer.model.rubric import Band, Item
from interviewer.storage.rubric_file import load_rubric

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "interviewer" / "grading" / "word_order.txt"


def texts() -> Iterator[str]:
    """Yield our own English texts."""
    for path in sorted((ROOT / "rubrics").glob("*.yaml")):
        for item in load_rubric(path).items:
            yield from _item_texts(item)
    for path in sorted((ROOT / "docs").glob("*.md")):
        yield from (line for line in path.read_text("utf-8").splitlines() if _is_prose(line))


def _item_texts(item: Item) -> Iterator[str]:
    yield from (item.prompt, *item.references)
    for criterion in item.criteria:
        yield from (criterion.says, criterion.probe, criterion.hint)
    for belief in item.misconceptions:
        yield from (belief.says, belief.probe)
    yield from (example.answer for example in item.examples if example.band is not Band.MISSING)


def _is_prose(line: str) -> bool:
    return bool(line[:1].isalpha())


def main() -> None:
    """Count, and write the table anew; what was written by hand stays."""
    lexicon = Lexicon(())
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts():
        pairs.update(neighbours(analyse(text, lexicon)))
    kept = [line for line in TABLE.read_text("ascii").splitlines() if line[:1] in "=#+"]
    counted = [f"{left} {right} {count}" for (left, right), count in sorted(pairs.items())]
    TABLE.write_text("\n".join([*kept, *counted]) + "\n", "ascii")
    print(f"{len(counted)} pairs, {sum(pairs.values())} in all")


if __name__ == "__main__":
    main()
