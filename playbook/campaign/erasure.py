"""Erase a participant from everything that the kit keeps of a campaign.

Reports go first and the participant's row last, so that an erasure that is cut short can be
begun again.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from playbook.campaign.checked import Campaign, load_campaign, source_of
from playbook.campaign.lock import only_one
from playbook.errors import PlaybookError, Problem
from playbook.files import NotWritten, read_file, unreadable, write_whole
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.notebook_format import nbformat
from playbook.sources.database import Database
from playbook.sources.database_erasure import erase_rows
from playbook.tables.columns import Kind
from playbook.tables.matching import did_you_mean
from playbook.tables.own import holding
from playbook.tables.references import PARTICIPANTS, rows_of, without_participant

SHARED = ("department", "theme")
"""Texts beside a person's that are not the person's own."""
SEARCHED = ("data", "notebooks", "parameters", "reports", "work")
"""The folders of a kit in which something may still speak of the person."""


@dataclass(frozen=True)
class Erasure:
    """What an erasure did.

    Attributes
    ----------
    rows : dict of str to int
        How many rows were deleted or emptied, by table.
    removed : list of str
        The folders and files that were removed.
    emptied : list of str
        The notebooks whose outputs were removed.
    mentions : list of str
        Where the person's name or texts still stand, to be dealt with by hand: cells of the
        campaign's data (others may have written the name) and files (copies of the data).
    """

    rows: dict[str, int]
    removed: list[str]
    emptied: list[str]
    mentions: list[str]


def find_participant(campaign: Campaign, wanted: str) -> str:
    """The identifier of a participant, given by identifier or by name.

    Raises
    ------
    PlaybookError
        When there is nobody of that name, or more than one.
    """
    people = campaign.table(PARTICIPANTS)
    identifiers = people["participant_id"]
    if wanted in set(identifiers):
        return wanted
    named = identifiers[people["name"] == wanted]
    if len(named) == 1:
        return str(named.iloc[0])
    if len(named):
        message = _("{name} is the name of several participants: {identifiers}. Give one of these.")
        raise PlaybookError(message.format(name=wanted, identifiers=", ".join(named)))
    message = _("there is no participant {name}.").format(name=wanted)
    known = [*identifiers, *people["name"].dropna()]
    raise PlaybookError(message + did_you_mean(wanted, known))


def erase_participant(kit: Kit, name: str, wanted: str) -> Erasure:
    """Erase a participant from a campaign's data, live room, reports and executed notebooks.

    Parameters
    ----------
    kit : Kit
        Where the campaign lies.
    name : str
        The campaign.
    wanted : str
        The participant's identifier or name.

    Raises
    ------
    CampaignError
        With every problem of the campaign: what cannot be read cannot be searched.
    PlaybookError
        When there is no such participant, or something cannot be written.
    """
    with only_one(kit.reports_of(name)):
        return _erase(kit, load_campaign(kit, name), wanted)


def _erase(kit: Kit, campaign: Campaign, wanted: str) -> Erasure:
    """Erase a participant from a campaign that nobody else is at work on."""
    name = campaign.name
    with speaking(campaign.parameters.language):
        participant = find_participant(campaign, wanted)
        traces = traces_of(campaign, participant)
        removed = list(_remove_reports(kit, name))
        emptied = list(_empty_notebooks(kit, name))
        rows = _erase_data(kit, campaign, participant)
        mentions = [*_cells_with(kit, campaign, traces), *_files_with(kit, traces)]
    return Erasure(rows, removed, emptied, mentions)


def _remove_reports(kit: Kit, name: str) -> Iterator[str]:
    """Take away all that was made of the campaign: every figure may count the person."""
    folder = kit.reports_of(name)
    if folder.is_dir():
        try:
            shutil.rmtree(folder)
        except OSError as error:  # which may name a file in the folder without the folder
            raise NotWritten(error.errno, error.strerror, str(folder)) from error
        yield f"reports/{name}"
    for page in kit.root.glob("reports/*.html"):  # a page over all campaigns quotes their findings
        page.unlink()
        yield f"reports/{page.name}"


def _empty_notebooks(kit: Kit, name: str) -> Iterator[str]:
    """Take the outputs out of notebooks that were executed on the campaign by hand.

    JupyterLab's own copies of these go as a whole.
    """
    on_campaign = re.compile(rf"^campaign\s*=\s*['\"]{re.escape(name)}['\"]", re.MULTILINE)
    for folder in (kit.notebooks, kit.root / "work"):
        for path in sorted(folder.rglob("*.ipynb")):
            notebook = _notebook(path)
            if notebook is None:  # its bytes are searched like those of any file
                continue
            code = [cell for cell in notebook.cells if cell.cell_type == "code"]
            if not any(on_campaign.search(cell.source) for cell in code):
                continue
            if ".ipynb_checkpoints" in path.parts:
                path.unlink()
            elif any(cell.outputs for cell in code):
                for cell in code:
                    cell.outputs, cell.execution_count = [], None
                notebook.metadata.pop("widgets", None)
                write_whole(path, (nbformat.writes(notebook) + "\n").encode())
                yield path.relative_to(kit.root).as_posix()


def _notebook(path: Path) -> nbformat.NotebookNode | None:
    """Read a notebook; None when the file is none."""
    try:
        return nbformat.reads(read_file(path).decode(), as_version=4)
    except OSError:
        raise
    except Exception:  # a file may be broken in any way
        return None


def _erase_data(kit: Kit, campaign: Campaign, participant: str) -> dict[str, int]:
    """Take the person out of the campaign's data, whatever their form."""
    source = source_of(kit, campaign)
    if isinstance(source, Database):
        with source.connected() as engine:
            return erase_rows(engine, participant, campaign.contract)
    held = {name: holding(campaign.contract[name], f) for name, f in campaign.tables.items()}
    kept = {
        name: without_participant(frame, held[name], participant)
        for name, frame in campaign.tables.items()
    }
    source.write(kept)
    return {
        name: int(rows_of(frame, held[name], participant).sum())
        for name, frame in campaign.tables.items()
        if frame is not kept[name]
    }


def traces_of(campaign: Campaign, participant: str) -> set[str]:
    """What would tell of a participant: the name, and the texts that the person wrote.

    An identifier is one too when it is long enough not to be found by chance.
    """
    traces = {participant} if len(participant) > 5 else set()
    for name, frame in campaign.tables.items():
        table = holding(campaign.contract[name], frame)
        own = frame[rows_of(frame, table, participant)]
        for column in table.columns:
            least = 3 if column.name == "name" else 12
            if column.kind is Kind.TEXT and column.name not in SHARED:
                traces |= {text for text in own[column.name].dropna() if len(text) >= least}
    return traces


def _cells_with(kit: Kit, campaign: Campaign, traces: set[str]) -> Iterator[str]:
    """The cells of the campaign's data that hold one of some texts."""
    source = source_of(kit, campaign)
    for table in source.read(None)[0].values():
        for row, cells in table.rows:
            for at, cell in enumerate(cells):
                if any(trace in cell for trace in traces):
                    yield Problem(table.where, "", row, table.header[at]).place()


def _files_with(kit: Kit, traces: set[str]) -> Iterator[str]:
    """The files of the kit that hold one of some texts, in any encoding that the kit reads."""
    words = {
        form.encode(encoding, "ignore")
        for trace in traces
        for form in (trace, escape(trace))
        for encoding in ("utf-8", "cp1252", "utf-16-le")
    }
    for folder in SEARCHED:
        for path in sorted((kit.root / folder).rglob("*")):
            shown = path.relative_to(kit.root).as_posix()
            try:
                if path.is_file() and any(word in part for part in _parts(path) for word in words):
                    yield shown
            except OSError as error:
                yield f"{shown}: {unreadable(error)}"


def _parts(path: Path) -> Iterator[bytes]:
    """The content of a file; of a workbook, that of the files packed in it."""
    content = read_file(path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        yield content
