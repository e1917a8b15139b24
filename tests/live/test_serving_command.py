"""What ``playbook live`` refuses before it serves, and what it says plainly."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
from support.live_room import free_port, make_room
from support.small_kit import add_notebook, make_small_kit
from support.unprivileged import without_privileges

from playbook.cli import main
from playbook.errors import PlaybookError
from playbook.live.serving import supervisor
from playbook.live.serving.addresses import Address
from playbook.live.serving.live_notebook import opened_panels
from playbook.live.serving.panel_page import PanelPage, panel_page
from playbook.live.serving.room import Room, open_room


def test_data_in_files_are_refused_with_the_one_command_that_copies_them(tmp_path: Path) -> None:
    kit = make_small_kit(tmp_path / "files")
    make_room(tmp_path / "panels")
    (kit.notebooks / "live").symlink_to(tmp_path / "panels/notebooks/live")
    with pytest.raises(PlaybookError, match=r"playbook copy small sqlite:///data/small\.db --use"):
        open_room(kit, "small", "clicking", Address())


def test_an_unknown_panel_is_refused_with_those_there_are(tmp_path: Path) -> None:
    kit, _engine = make_room(tmp_path)
    with pytest.raises(PlaybookError, match=r"“voting”. There are: clicking"):
        open_room(kit, "room", "voting", Address())


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_links_of_a_database_that_cannot_be_written_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kit, engine = make_room(tmp_path)
    engine.dispose()
    for path in (kit.root / "data").glob("*.db"):
        path.chmod(0o444)
    monkeypatch.chdir(kit.root)
    monkeypatch.setattr("sys.argv", ["playbook", "links", "room"])
    with without_privileges(), pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "cannot be used (attempt to write a readonly database)" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PlaybookError, match=f"port {port}.*--port"):
            supervisor.listen(Address("127.0.0.1", port))


PAGE = PanelPage((), "", "", "", {}, "")


class Ended:
    """A server that has ended."""

    def __init__(self, exitcode: int) -> None:
        self.exitcode = exitcode

    def join(self) -> None:
        """It has."""


def test_a_server_is_started_again_as_often_as_it_is_killed_but_not_when_it_cannot_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit, _engine = make_room(tmp_path)
    room = Room(kit, "room", "clicking", Address())
    ends = [-9] * 20 + [1, -9, 1, 1, 0]
    monkeypatch.setattr(supervisor, "_start", lambda *_given: Ended(ends.pop(0)))
    said: list[str] = []
    supervisor.keep_serving(room, PAGE, [], said.append)
    assert len(said) == 24
    ends += [1, 1, 1, 0]
    with pytest.raises(PlaybookError, match="does not start"):
        supervisor.keep_serving(room, PAGE, [], said.append)


@pytest.mark.parametrize(
    ("host", "encrypted", "warned"),
    [("127.0.0.1", False, False), ("0.0.0.0", False, True), ("0.0.0.0", True, False)],
)
def test_a_connection_that_others_can_read_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, encrypted: bool, warned: bool
) -> None:
    kit, _engine = make_room(tmp_path)
    room = Room(kit, "room", "clicking", Address(host, free_port(), encrypted))
    monkeypatch.setattr(supervisor, "keep_serving", lambda *_given: None)
    said: list[str] = []
    supervisor.hold(room, browser=False, say=said.append)
    assert any("not encrypted" in line for line in said) is warned


@pytest.mark.parametrize(
    ("source", "opened"),
    [
        ("from playbook.live import open_panel\nopen_panel('ideation', campaign);", ["ideation"]),
        ("a = open_panel('pulse', '')\nopen_panel('ideation', campaign)", ["pulse", "ideation"]),
        ("print('open_panel')\nopen_panel(stage, campaign)", []),
        ("%magic", []),
    ],
)  # fmt: skip
def test_the_panels_that_a_notebook_opens_are_found_without_running_it(
    source: str, opened: list[str]
) -> None:
    assert list(opened_panels(source)) == opened


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["print(1)"], "must open a panel"),
        (["open_panel('pulse', campaign)", "open_panel('pulse', campaign)"], "each once"),
        (["open_panel('voting', campaign)"], "no live panel “voting”"),
    ],
)
def test_a_notebook_without_a_panel_is_not_served(
    tmp_path: Path, cells: list[str], said: str
) -> None:
    kit, _engine = make_room(tmp_path)
    add_notebook(kit, "live/clicking", "# Which?", "campaign = 'room'", *cells)
    with pytest.raises(PlaybookError, match=said):
        panel_page(Room(kit, "room", "clicking", Address()))


def test_the_words_of_a_notebook_are_cleaned(tmp_path: Path) -> None:
    kit, _engine = make_room(tmp_path)
    words = "# Which?\n\n<script>alert(1)</script><img src=x onerror=alert(1)>\n\n**So.**"
    add_notebook(kit, "live/clicking", words, "campaign = ''", "open_panel('pulse', campaign)")
    page = panel_page(Room(kit, "room", "clicking", Address())).participant
    assert "<strong>So.</strong>" in page
    assert "alert" not in page


@pytest.mark.parametrize("content", ["[]", '{"nbformat": 4, "nbformat_minor": 5, "cells": null}'])
def test_what_is_no_notebook_is_not_served(tmp_path: Path, content: str) -> None:
    kit, _engine = make_room(tmp_path)
    (kit.notebooks / "live/clicking.ipynb").write_text(content)
    with pytest.raises(PlaybookError, match="it cannot be read as a notebook"):
        panel_page(Room(kit, "room", "clicking", Address()))
