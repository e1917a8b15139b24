"""A file to be imported may lie at an address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from playbook.errors import PlaybookError
from playbook.imports.fetched import SHEETS, fetched


class Answers(BaseHTTPRequestHandler):
    """A page, and a file of which only the headers say what it is."""

    def do_GET(self) -> None:
        kind = "text/html" if "page" in self.path else "text/csv"
        self.send_response(404 if "none" in self.path else 200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Disposition", 'attachment; filename="../notes.csv"')
        self.end_headers()
        self.wfile.write(b"ID,Text\n1,Sort mail\n")

    def log_message(self, *words: object) -> None:
        """Keep quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_is_at_an_address_is_fetched_under_its_own_name(tmp_path: Path, address: str) -> None:
    path = fetched(f"{address}/export?key=secret", tmp_path)
    assert (path, path.read_text()) == (tmp_path / "notes.csv", "ID,Text\n1,Sort mail\n")


@pytest.mark.parametrize(("name", "said"), [("none", "Not Found"), ("page", "this is a web page")])
def test_what_is_no_file_is_said_without_its_key(
    tmp_path: Path, address: str, name: str, said: str
) -> None:
    with pytest.raises(PlaybookError, match=said) as refusal:
        fetched(f"{address}/{name}?key=secret", tmp_path)
    assert "secret" not in str(refusal.value)


def test_a_file_of_this_machine_is_itself(tmp_path: Path) -> None:
    assert fetched("notes.csv", tmp_path) == Path("notes.csv")


def test_the_address_of_a_sheet_of_google_stands_for_its_export() -> None:
    start = "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOp/"
    found = SHEETS.match(f"{start}edit#gid=0")
    assert found is not None
    assert found[0] == start
    assert SHEETS.match(f"{start}export?format=csv") is None
