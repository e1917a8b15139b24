"""What a stage reads, noted as it reads: tables of its campaign, and files that it opens itself.

Nothing declares what a stage depends on: a table counts when the notebook asks for it, a file when
Python opens it. What is read past Python (by a database's driver, over the network) is not seen.
"""

from __future__ import annotations

import importlib.util
import json
import os
import site
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.campaign.checked import Campaign
from playbook.files import path_fingerprint
from playbook.kit import OUTPUT_VARIABLE, ROOT_VARIABLE, Kit
from playbook.notebook.own_stages import use_own_stages
from playbook.tables import TABLES

if TYPE_CHECKING:
    import pandas as pd

FILE = "reads.jsonl"
SYSTEM = ("/bin", "/dev", "/etc", "/lib", "/lib64", "/opt", "/proc", "/run", "/sys", "/usr", "/var")
OWN_FOLDERS = (".cache", ".config", ".ipython", ".jupyter", ".local", ".matplotlib")


class Reads:
    """The notes of one stage, kept in a file as they are made.

    Parameters
    ----------
    folder : Path
        The stage's output folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._noted: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def note(self, kind: str, name: str, value: str = "") -> None:
        """Note that something is read for the first time: a table, a presence, notices, a file."""
        with self._lock:
            if (kind, name) in self._noted:
                return
            self._noted.add((kind, name))
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps([kind, name, value]) + "\n")


def noted_reads(folder: Path) -> dict[str, dict[str, str]]:
    """What the stage that wrote into a folder has read: by kind, names with their values.

    Only files have a value, the fingerprint from before they were read.
    """
    reads: dict[str, dict[str, str]] = {}
    path = folder / FILE
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, name, value = json.loads(line)
            reads.setdefault(kind, {})[name] = value
    return {kind: dict(sorted(reads[kind].items())) for kind in sorted(reads)}


class WatchedTables(Mapping[str, "pd.DataFrame"]):
    """A campaign's tables, which note who asks for them."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], reads: Reads) -> None:
        self._tables = tables
        self._reads = reads

    def __getitem__(self, name: str) -> pd.DataFrame:
        self._reads.note("tables", name)
        return self._tables[name]

    def __contains__(self, name: object) -> bool:
        self._reads.note("presence", str(name))
        return name in self._tables

    def __iter__(self) -> Iterator[str]:
        for name in {**TABLES, **self._tables}:
            self._reads.note("presence", name)
        return iter(self._tables)

    def __len__(self) -> int:
        return len(list(iter(self)))


class _WatchedCampaign(Campaign):
    """A campaign that notes when its notices are asked for."""

    def __getattribute__(self, name: str) -> Any:
        if name == "notices":
            object.__getattribute__(self, "tables")._reads.note("notices", "notices")
        return super().__getattribute__(name)


def watched(campaign: Campaign, reads: Reads) -> Campaign:
    """The same campaign, noting what is read of it."""
    values = {field.name: getattr(campaign, field.name) for field in fields(campaign)}
    return _WatchedCampaign(**{**values, "tables": WatchedTables(campaign.tables, reads)})


def load_ipython_extension(_shell: object) -> None:
    """Note from now on each file and folder that this kernel reads; IPython calls this."""
    folder, root = os.environ.get(OUTPUT_VARIABLE), os.environ.get(ROOT_VARIABLE)
    if folder and root:
        use_own_stages(Path(root))
        sys.addaudithook(_FileWatch(Path(folder), root))


class _FileWatch:
    """An audit hook that notes the files that are opened for reading, and the folders listed."""

    def __init__(self, folder: Path, root: str) -> None:
        self._reads = Reads(folder)
        self._root = root
        self._own = _prefixes([str(Kit(Path(root)).own_stages)])
        self._busy = threading.local()
        home = Path.home()
        python = [sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()]
        kit = [str(Path(__file__).parents[1]), str(folder.parent)]
        self._known = _prefixes([*python, *site.getsitepackages(), *kit])
        own = [str(home / name) for name in OWN_FOLDERS]
        self._elsewhere = _prefixes([*SYSTEM, *own, tempfile.gettempdir()])

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in ("open", "os.listdir", "os.scandir"):
            return
        if getattr(self._busy, "now", False) or not isinstance(arguments[0], str | bytes):
            return
        if event == "open" and not _for_reading(arguments[1], arguments[2]):
            return
        self._busy.now = True
        try:
            self._note(_absolute(os.fsdecode(arguments[0])), event != "open")
        finally:
            self._busy.now = False

    def _note(self, path: str, is_folder: bool) -> None:
        """Note one file or folder, unless it belongs to Python, the kit or the machine."""
        if path.endswith(".pyc"):
            path = importlib.util.source_from_cache(path)
        inside = path.startswith(self._root + os.sep)
        if path.startswith(self._known) or (not inside and path.startswith(self._elsewhere)):
            return
        if is_folder and (
            path in map(_absolute, sys.path) or (path + os.sep).startswith(self._own)
        ):  # looking for modules
            return
        name = os.path.relpath(path, self._root) if inside else path
        self._reads.note("files", name.replace(os.sep, "/"), path_fingerprint(Path(path)))


def _absolute(path: str) -> str:
    """A path from the root; links are left as they are, since the kit names files by them."""
    return os.path.abspath(path)  # noqa: PTH100


def _prefixes(folders: list[str]) -> tuple[str, ...]:
    """What the paths below folders start with."""
    return tuple({_absolute(folder).rstrip(os.sep) + os.sep for folder in folders})


def _for_reading(mode: str | None, flags: int) -> bool:
    """Whether a file is opened to be read."""
    if mode is not None:
        return "r" in mode or "+" in mode
    return flags & (os.O_WRONLY | os.O_RDWR) != os.O_WRONLY
