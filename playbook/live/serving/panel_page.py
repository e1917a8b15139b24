"""The page that people open: the words of a live notebook, with its panels among them."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
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
from playbook.notebook_format import nbformat, read_notebook
from playbook.pipeline.translation import translate_notebook
from playbook.report.exporter import clean_markdown
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
        try:
            notebook = translate_notebook(read_notebook(room.notebook))
        except ValueError as error:
            fault = _("it cannot be read as a notebook: {reason}").format(reason=error)
            raise PlaybookError(labelled(room.notebook.name, fault)) from error
        parts = list(_parts(notebook))
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


def _parts(notebook: nbformat.NotebookNode) -> Iterator[tuple[str, str]]:
    """What the page shows, from top to bottom: a panel by its name, or some HTML."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield "", clean_markdown(cell.source)
        elif cell.cell_type == "code":
            yield from ((stage, "") for stage in opened_panels(cell.source))


def opened_panels(source: str) -> Iterator[str]:
    """The panels that some code opens."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a cell of magics is not Python
        return
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="open_panel"), args=[ast.Constant(value=str() as stage), *_]
            ):
                yield stage


def _files(brand: Brand | None) -> dict[str, tuple[bytes, str]]:
    """Scripts and styles by name."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(STATIC.iterdir())}
    for sheet in ("live.css", "links.css"):
        texts[sheet] = f"{colours(brand, ':root')}\n{texts[sheet]}"
    texts |= {"panel.js": script(), "panel.css": style(brand)}
    return {name: (text.encode(), TYPES[Path(name).suffix]) for name, text in texts.items()}
