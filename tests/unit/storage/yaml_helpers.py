"""Both parsers of YAML, and what they refuse."""

import pytest
import yaml

from interviewer.model.errors import Problem
from interviewer.storage.yaml_text import YamlRefusedError
from interviewer.storage.yaml_tree import parse_tree

LOADERS = [yaml.SafeLoader, yaml.CSafeLoader] if yaml.__with_libyaml__ else [yaml.SafeLoader]


def refusal_of(text: str) -> Problem:
    with pytest.raises(YamlRefusedError) as refused:
        parse_tree(text)
    return refused.value.problems[-1]
