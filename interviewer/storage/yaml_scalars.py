"""Texts as YAML: plain where that is safe, folded where they are long, quoted otherwise."""

import re
import textwrap

import yaml

WIDTH = 100
"""How long a written line may be, in characters, where its words allow it."""

STEP = "  "

# Letters, digits and an opening bracket begin nothing but a text.
_PLAIN = re.compile(r"[^\W_(][^\n]*|\([^\n]*")
_ENDS_PLAIN = re.compile(r":(?:\s|$)|\s#")
_FLOW_PLAIN = re.compile(r"[^\W_][\w .'/+-]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_RESOLVER = yaml.SafeLoader("")


def text_lines(lead: str, text: str, indent: str) -> list[str]:
    """Return the lines of one value; `lead` is what stands before it, as in `prompt:` or `-`."""
    single = f"{indent}{lead} {scalar(text)}"
    if "\n" not in text and len(single) <= WIDTH:
        return [single]
    deeper = indent + STEP
    lines = text.split("\n")
    if all(len(deeper) + len(line) <= WIDTH for line in lines) and _is_literal(lines):
        return [f"{indent}{lead} |-", *(f"{deeper}{line}" if line else "" for line in lines)]
    if _is_foldable(lines):
        return [f"{indent}{lead} >-", *_folded(lines, deeper)]
    return [single]


def flow_line(lead: str, texts: tuple[str, ...], indent: str) -> str:
    """Return a list of texts on one line: `sources: [one, two]`."""
    members = (text if _is_flow_plain(text) else _quoted(text) for text in texts)
    return f"{indent}{lead} [{', '.join(members)}]"


def comment_lines(text: str, indent: str) -> list[str]:
    """Return a comment, wrapped."""
    return _wrapped(" ".join(_printable(text).split()), f"{indent}# ") or [f"{indent}#"]


def scalar(text: str) -> str:
    """Return a text on one line that YAML reads as this very text."""
    plain = (
        text.isprintable()
        and _PLAIN.fullmatch(text)
        and not text.endswith(" ")
        and not _ENDS_PLAIN.search(text)
    )
    return text if plain and _is_read_as_text(text) else _quoted(text)


def _is_flow_plain(text: str) -> bool:
    fits = _FLOW_PLAIN.fullmatch(text) and not text.endswith(" ")
    return bool(fits) and text.isprintable() and _is_read_as_text(text)


def _is_read_as_text(text: str) -> bool:
    """Return whether other programs, which guess types, take a plain text for a text as well."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return str(tag) == "tag:yaml.org,2002:str"


def _is_literal(lines: list[str]) -> bool:
    """Return whether the lines of a text can be written as they are."""
    whole = len(lines) > 1 and lines[0] and lines[-1] and not lines[0].startswith(" ")
    return bool(whole) and all(line.isprintable() and not line.isspace() for line in lines)


def _is_foldable(lines: list[str]) -> bool:
    """Return whether lines can be broken at their blanks, and nothing is lost."""
    single = all(line.isprintable() and line.split(" ") == line.split() for line in lines if line)
    return single and bool(lines[0] and lines[-1])


def _folded(lines: list[str], indent: str) -> list[str]:
    """Return lines wrapped; an empty line stands for each line end of the text."""
    folded: list[str] = []
    for index, line in enumerate(lines):
        folded += [""] if index else []
        folded += _wrapped(line, indent) if line else []
    return folded


def _quoted(text: str) -> str:
    return f'"{"".join(_ESCAPES.get(character) or _printable(character) for character in text)}"'


def _printable(text: str) -> str:
    """Return a text with what cannot be seen written as YAML escapes."""
    return "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    if character.isprintable() or character in "\n\t":
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
