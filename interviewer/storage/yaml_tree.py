"""YAML text as a tree of plain texts that know their place, read without any trust.

Nothing is built but texts, lists and mappings: `no` stays "no" and a date stays text. What lets
a small file grow in memory or time (aliases, merge keys, deep nesting) is refused as soon as the
parser meets it, so a hostile file costs no more than what stands before its first harmful place.
"""

import yaml

from interviewer.model.errors import Problem
from interviewer.storage.collection import collection_paused
from interviewer.storage.yaml_builder import MOST_PROBLEMS as MOST_PROBLEMS
from interviewer.storage.yaml_builder import Builder
from interviewer.storage.yaml_feed import Feed, FeedEndError
from interviewer.storage.yaml_judge import Judge
from interviewer.storage.yaml_nodes import Mapping as Mapping
from interviewer.storage.yaml_nodes import Node as Node
from interviewer.storage.yaml_nodes import Scalar as Scalar
from interviewer.storage.yaml_nodes import Sequence as Sequence
from interviewer.storage.yaml_nodes import Tree
from interviewer.storage.yaml_text import YamlRefusedError, check_size
from interviewer.storage.yaml_words import explain

# The pure parser is slower and differs in nothing that matters here.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_tree(text: str, judge: Judge | None = None) -> Tree:
    """Return the tree of a YAML text.

    Args:
        text: the text.
        judge: tells good items from others; without one every group in a list counts as good.

    Raises:
        YamlRefusedError: where the text is not plain YAML, or is built to do harm.
    """
    text = check_size(text)
    feed = Feed(text)
    builder = Builder(feed, judge)
    try:
        with collection_paused():
            for event in yaml.parse(feed, Loader=_LOADER):
                builder.take(event)
    except FeedEndError:
        raise builder.too_long() from None
    # The pure parser lets ValueError and OverflowError of a huge "\U" escape through.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise YamlRefusedError(*builder.problems, explain(error, text)) from None
    if builder.root is None:
        raise YamlRefusedError(Problem(1, 1, "", "the file is empty", "begin with format: 1"))
    return Tree(builder.root, tuple(builder.problems))
