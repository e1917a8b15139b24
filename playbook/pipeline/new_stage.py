"""Make a stage of a kit's own: a notebook that works at once, its module, a test, a catalogue."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from playbook.errors import PlaybookError
from playbook.files import write_whole
from playbook.kit import Kit
from playbook.language import _
from playbook.notebook_format import nbformat

TEMPLATES = Path(__file__).parent / "stage_template"
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
CELL = "\n---\n"
TAG = "#: "
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def make_stage(kit: Kit, name: str) -> list[str]:
    """Write the files of a new stage.

    Parameters
    ----------
    kit : Kit
        Where to make it.
    name : str
        What to call it.

    Returns
    -------
    list of str
        The files, as they lie in the kit; the notebook is the first.

    Raises
    ------
    PlaybookError
        When the name will not do, or is taken: nothing that exists is written over.
    """
    if not NAME.fullmatch(name):
        message = _(
            "“{name}” cannot name a stage: use small letters without accents, digits and _, and"
            " begin with a letter."
        )
        raise PlaybookError(message.format(name=name))
    folder = kit.own_stages / name
    if name in kit.stages() or folder.exists():
        raise PlaybookError(_("there is a stage {name} already.").format(name=name))
    words = {"name": name, "title": name.replace("_", " ").capitalize()}
    files = {
        kit.notebooks / f"{_next_step(kit)}_{name}.ipynb": _notebook(_filled("notebook.md", words)),
        folder / "__init__.py": f'"""{words["title"]}: a stage of our own."""\n',
        folder / "themes.py": _filled("themes.py", words),
        folder / "test_themes.py": _filled("test_themes.py", words),
    }
    for path in sorted(TEMPLATES.glob("*.po.txt")):  # a catalogue for each language
        files[folder / path.stem] = _filled(path.stem, words)
    try:
        for path, text in files.items():
            write_whole(path, text.encode())
    except BaseException:
        for path in files:
            path.unlink(missing_ok=True)
        if folder.exists():
            folder.rmdir()
        raise
    return [path.relative_to(kit.root).as_posix() for path in files]


def _next_step(kit: Kit) -> int:
    """The step after the last one."""
    numbers = [re.match(r"\d+", path.name) for path in kit.stages().values()]
    return 1 + max((int(number[0]) for number in numbers if number), default=0)


def _filled(template: str, words: dict[str, str]) -> str:
    """A template with the stage's words in it."""
    text = (TEMPLATES / f"{template}.txt").read_text(encoding="utf-8")
    return Template(text).substitute(words)


def _notebook(text: str) -> str:
    """A notebook of some cells, written as text: a cell of code may begin with its tag."""
    cells = []
    for number, source in enumerate(text.rstrip("\n").split(CELL)):
        tag, _line, rest = source.partition("\n") if source.startswith(TAG) else ("", "", source)
        made = (
            nbformat.v4.new_markdown_cell(rest)
            if rest.startswith("#")
            else nbformat.v4.new_code_cell(rest)
        )
        made["id"] = f"cell-{number}"
        made.metadata["tags"] = [tag.removeprefix(TAG)] if tag else []
        cells.append(made)
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    return str(nbformat.writes(notebook)) + "\n"
