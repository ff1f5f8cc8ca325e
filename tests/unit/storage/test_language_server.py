"""An editor with yaml-language-server helps a coach by our schema: problems, completion, hover.

The server is a program of its own, so where it is missing these tests are skipped; CONTRIBUTING.md
says how to get it.
"""

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from interviewer.model.rubric import Stage
from interviewer.storage.rubric_schema import rubric_schema
from interviewer.storage.rubric_shape import CRITERION

BANKS = Path(__file__).parents[3] / "rubrics"
FOLDER = "YAML_LANGUAGE_SERVER"
PATIENCE = 60
"""Seconds until a server that says nothing fails the test instead of hanging it."""

HEADER = "# yaml-language-server: $schema=./rubric.schema.json"
BANK = f"""\
{HEADER}
id: small
title: Small
items:
  - id: clipping
    stage: fresher
    prompt: What is gradient clipping?
    references:
      - It caps the norm.
    criteria:
      - id: caps
        points: 2
        says: It caps the norm.
        match: [cap norm]
"""


def server_command() -> list[str] | str:
    """Return the command of the server, or why there is none."""
    if shutil.which("node") is None:
        return "Node is not installed, which yaml-language-server needs"
    folder = os.environ.get(FOLDER)
    if folder is None:
        found = shutil.which("yaml-language-server")
        return [found, "--stdio"] if found else f"no yaml-language-server on PATH or in ${FOLDER}"
    program = Path(folder) / "node_modules" / ".bin" / "yaml-language-server"
    return [str(program), "--stdio"] if program.is_file() else f"${FOLDER} holds no {program.name}"


class Server:
    """A language server at the other end of two pipes; `folder` is what the editor has open."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        self._number = 0
        root = folder.as_uri()
        self.ask("initialize", processId=os.getpid(), rootUri=root, capabilities={
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }, workspaceFolders=[{"uri": root, "name": "rubrics"}])  # fmt: skip
        self.tell("initialized")

    def _listen(self) -> None:
        while header := self._from.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = self._from.readline()
            self._said.put(json.loads(self._from.read(length)))

    def _send(self, **message: object) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._to.flush()

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the first message that is wanted; what the server asks is answered meanwhile."""
        while True:
            message = self._said.get(timeout=PATIENCE)
            if "method" in message and "id" in message:
                self._send(id=message["id"], result=self._settings(message))
            elif wanted(message):
                return message

    @staticmethod
    def _settings(message: dict[str, Any]) -> list[object] | None:
        if message["method"] != "workspace/configuration":
            return None
        # Without the store of schemas the server asks nothing of the network.
        yaml = {"validate": True, "completion": True, "hover": True,
                "schemaStore": {"enable": False}}  # fmt: skip
        sections = [part.get("section") for part in message["params"]["items"]]
        return [yaml if section == "yaml" else None for section in sections]

    def ask(self, method: str, **parameters: object) -> Any:
        """Return the answer to a request."""
        self._number += 1
        number = self._number
        self._send(id=number, method=method, params=parameters)
        message = self._until(lambda message: message.get("id") == number)
        assert "error" not in message, message
        return message["result"]

    def tell(self, method: str, **parameters: object) -> None:
        """Say something that has no answer."""
        self._send(method=method, params=parameters)

    def open(self, name: str, text: str) -> dict[int, str]:
        """Open a file as an editor does; return what is found in it, by its line from 1."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        message = self._until(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
            )
        )
        found = message["params"]["diagnostics"]
        return {each["range"]["start"]["line"] + 1: each["message"] for each in found}

    def at(self, method: str, name: str, text: str, place: str) -> Any:
        """Ask about the end of a piece of text in a file that is open."""
        before = text[: text.index(place) + len(place)]
        position = {"line": before.count("\n"), "character": len(before.split("\n")[-1])}
        document = {"uri": (self.folder / name).as_uri()}
        return self.ask(f"textDocument/{method}", textDocument=document, position=position)

    def offered(self, name: str, text: str, place: str) -> dict[str, str]:
        """Return what is offered at the end of a piece of text, each with its description."""
        found = self.at("completion", name, text, place)
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: str(item.get("documentation", "")) for item in items}

    def close(self) -> None:
        """End the server."""
        self._process.kill()
        self._process.wait()
        self._thread.join()
        self._to.close()
        self._from.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server with a folder in which our schema lies beside the banks."""
    command = server_command()
    if isinstance(command, str):
        pytest.skip(command)
    folder = tmp_path_factory.mktemp("rubrics")
    (folder / "rubric.schema.json").write_text(json.dumps(rubric_schema()), "utf-8")
    server = Server(command, folder)
    yield server
    server.close()


@pytest.mark.parametrize("bank", sorted(BANKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_is_found_in_the_banks_that_ship(server: Server, bank: Path) -> None:
    text = bank.read_text("utf-8")
    assert text.startswith(HEADER)
    assert server.open(bank.name, text) == {}
    broken = text.replace("    prompt:", "    promt:", 1)
    assert server.open(f"broken-{bank.name}", broken) != {}, "the schema was read"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("    prompt:", "    promt:", 7, "promt is not allowed"),
        ("stage: fresher", "stage: expert", 6, '"basic", "fresher", "experienced"'),
        ("    prompt: What is gradient clipping?\n", "", 5, 'Missing property "prompt"'),
        ("points: 2", "points: two", 12, "integer"),
        ("        match: [cap norm]\n", "", 11, 'Missing property "match"'),
    ],
    ids=["wrong key", "wrong stage", "missing field", "wrong type", "missing in a criterion"],
)
def test_a_mistake_is_found_at_its_line(
    server: Server, old: str, new: str, line: int, says: str
) -> None:
    assert server.open("right.yaml", BANK) == {}
    assert old in BANK
    found = server.open(f"wrong-{line}-{len(new)}.yaml", BANK.replace(old, new))
    assert says in found[line], found


def test_stages_are_offered(server: Server) -> None:
    text = BANK.replace("stage: fresher", "stage: ")
    server.open("stages.yaml", text)
    offered = server.offered("stages.yaml", text, "stage: ")
    assert set(offered) == {str(stage) for stage in Stage}


def test_the_keys_of_a_criterion_are_offered_with_what_they_mean(server: Server) -> None:
    text = BANK + "        \n"
    server.open("keys.yaml", text)
    offered = server.offered("keys.yaml", text, "match: [cap norm]\n        ")
    missing = [field for field in CRITERION.fields if f"        {field.name}:" not in text]
    assert {"probe", "hint"} <= {field.name for field in missing}
    for field in missing:
        if field.name != "id":
            assert field.says in offered[field.name]


def test_a_field_under_the_mouse_says_what_it_is(server: Server) -> None:
    server.open("hover.yaml", BANK)
    told = server.at("hover", "hover.yaml", BANK, "        sa")
    field = CRITERION.field("says")
    assert field is not None
    assert field.says in json.dumps(told["contents"])
