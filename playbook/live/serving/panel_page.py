"""The page that people open, made once for all."""

from __future__ import annotations

import hashlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from playbook.brand.file import read_brand
from playbook.brand.roles import Brand
from playbook.errors import PlaybookError
from playbook.language import _, labelled, speaking
from playbook.live.panels import make_panel
from playbook.live.screen import SCREEN_NAME
from playbook.live.scripts import colours, script, style
from playbook.live.serving.pages import render
from playbook.live.serving.room import Room
from playbook.pipeline.kernels.choice import processes
from playbook.report.style import logo

STATIC = Path(__file__).parent / "static"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@dataclass(frozen=True)
class PanelPage:
    """All that browsers are given, made once.

    Attributes
    ----------
    stages : tuple of str
        Its panels, from top to bottom.
    participant, facilitator, screen : str
        The page of each.
    files : dict of str to (bytes, str)
        Scripts and styles by name, with their types.
    version : str
        Tells this page from one that another server gave.
    """

    stages: tuple[str, ...]
    participant: str
    facilitator: str
    screen: str
    files: dict[str, tuple[bytes, str]]
    version: str


def panel_page(room: Room) -> PanelPage:
    """Make the page of a room.

    Raises
    ------
    PlaybookError
        When the notebook opens no panel, or one that there is not.
    """
    parameters = room.parameters
    with speaking(parameters.language):
        # What reads notebooks is a quarter of all that a room would hold: it ends with its process.
        with ProcessPoolExecutor(1, processes()) as apart:
            try:
                parts = apart.submit(_parts, room.notebook, parameters.language).result()
            except ValueError as error:
                fault = _("it cannot be read as a notebook: {reason}").format(reason=error)
                raise PlaybookError(labelled(room.notebook.name, fault)) from error
        stages = tuple(stage for stage, _html in parts if stage)
        if not stages or len(set(stages)) < len(stages):
            message = _("{notebook} must open a panel, each once: open_panel(…, campaign).")
            raise PlaybookError(message.format(notebook=room.notebook.name))
        for stage in stages:
            make_panel(stage, parameters)
        brand = read_brand(room.kit, room.campaign).sound(room.campaign)
        files = _files(brand)
        known = repr((parts, sorted(files.items()))).encode()
        version = hashlib.sha256(known).hexdigest()[:16]
        words = {
            "loading": _("Opening the panel…"),
            "lost": _("Reconnecting… Your stored votes are safe."),
            "refused": _(
                "Your link no longer opens this panel. Ask the facilitator for a new one."
            ),
            "crowded": _("You have opened this panel elsewhere. Reload the page to go on here."),
            "too_long": _("not stored: this is too long."),
            "script": _("This panel needs JavaScript."),
            "links": _("Links for participants"),
            "screen": _("The screen, to project"),
        }
        page = {
            "title": parameters.title,
            "version": version,
            "words": words,
            "logo": logo(brand),
            "whose": (brand.name or parameters.organisation) if brand else "",
        }
        for_screen = render("panel.html.j2", parts=[(SCREEN_NAME, "")], who="screen", **page)
        participant, facilitator = (
            render("panel.html.j2", parts=parts, who=who, **page)
            for who in ("participant", "facilitator")
        )
    return PanelPage(stages, participant, facilitator, for_screen, files, version)


def _parts(notebook: Path, language: str) -> list[tuple[str, str]]:
    """What the page shows of a notebook."""
    from playbook.live.serving.live_notebook import shown_parts

    return shown_parts(notebook, language)


def _files(brand: Brand | None) -> dict[str, tuple[bytes, str]]:
    """Scripts and styles by name."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(STATIC.iterdir())}
    for sheet in ("live.css", "links.css"):
        texts[sheet] = f"{colours(brand, ':root')}\n{texts[sheet]}"
    texts |= {"panel.js": script(), "panel.css": style(brand)}
    return {name: (text.encode(), TYPES[Path(name).suffix]) for name, text in texts.items()}
