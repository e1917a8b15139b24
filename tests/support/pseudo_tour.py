"""Goes through a kit in a language of its own: ``pseudo_tour.py FOLDER``, run where the kit is.

What the commands say goes to FOLDER/said.txt, what live panels show to FOLDER/live.json.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

from playbook.campaign.checked import check_campaign
from playbook.cli import main
from playbook.kit import Kit
from playbook.live.panels import PANELS, make_panel
from playbook.live.rounds import prepare
from playbook.live.session import Session
from playbook.sources.database import open_database

COMMANDS = (
    ["check", "broken"],
    ["run", "demo"],
    ["run", "demo"],
    ["run", "broken"],
    ["portfolio"],
    ["prepare", "demo", "ideation"],
    ["copy", "demo", "data/demo.db"],
    ["copy", "demo", "out.xlsx"],
    ["copy", "demo", "out.xlsx"],
    ["carry", "demo", "shortlist"],
    ["import", "data/demo/ideas.csv", "--into", "demo", "--as", "notes-list", "--dry-run"],
    ["export", "demo", "--pptx"],
    ["export", "spring", "--pptx"],
    ["live", "demo", "prioritisation"],
    ["links", "demo"],
    ["prepare", "demo", "nosuch"],
    ["erase", "demo", "nobody", "--yes"],
)


def tour(folder: Path) -> None:
    """Call every command, then look at every panel."""
    with (
        (folder / "said.txt").open("w", encoding="utf-8") as said,
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
    ):
        for words in COMMANDS:
            sys.argv = ["playbook", *words]
            with contextlib.suppress(SystemExit):
                main()
    (folder / "live.json").write_text(json.dumps(list(_views(Kit(Path.cwd())))), encoding="utf-8")


def _views(kit: Kit) -> Any:
    """What the facilitator and a participant see, before and after a vote is opened."""
    parameters = check_campaign(kit, "demo").sound().parameters
    engine = open_database("sqlite:///data/demo.db", kit.root)
    for stage in PANELS:
        panel = make_panel(stage, parameters)
        prepare(engine, panel.name, panel.rounds)
        desk = Session(panel, engine, parameters, None, "demo")
        seen = Session(panel, engine, parameters, "P1", "demo")
        yield from (desk.view(), seen.view())
        for vote in panel.rounds:
            given = {"kind": "act", "name": "open", "row": vote.name, "token": "123456789012"}
            yield desk.receive({**given, "given": {}, "cell": "open"})
        yield from (desk.view(), seen.view())


if __name__ == "__main__":
    tour(Path(sys.argv[1]))
