"""The reference of what a notebook or a stage may call, from the docstrings."""

from __future__ import annotations

import pkgutil
from collections.abc import Collection
from importlib import import_module

ROOMS = {
    "notebook": ("playbook.notebook", "What a cell calls"),
    "show": ("playbook.show", "How results are shown"),
    "statistics": ("playbook.statistics", "Calculation"),
    "shared": ("playbook.stages.shared", "What several stages compute and say"),
    "tables": ("playbook.tables", "The data contract"),
    "language": ("playbook.language", "Words and numbers as they are said"),
    "errors": ("playbook.errors", "Errors"),
    "kit": ("playbook.kit", "Where things lie"),
}


def reference_pages(rooms: Collection[str] = ROOMS) -> dict[str, str]:
    """A page for each of the rooms, by file name; first their index."""
    names = "\n".join(rooms)
    index = f"""# Reference

What you may call from a notebook or a stage of your own, made from the docstrings. What begins with
`_` is the kit's own business. The rooms that run, report and serve are in
[architecture](../architecture.md).

```{{toctree}}
:maxdepth: 2

{names}
```
"""
    pages = {
        f"{file}.md": _page(room, title) for file, (room, title) in ROOMS.items() if file in rooms
    }
    return {"index.md": index} | pages


def _page(room: str, title: str) -> str:
    """One room: each of its modules."""
    package = import_module(room)
    found = pkgutil.iter_modules(getattr(package, "__path__", []), f"{room}.")
    modules = [module.name for module in found if not module.ispkg] or [room]
    parts = [f"# {title}", *(_module(module) for module in modules)]
    return "\n\n".join(parts) + "\n"


def _module(module: str) -> str:
    """The directive that Sphinx reads a module's docstrings by."""
    return f"## {module}\n\n```{{eval-rst}}\n.. automodule:: {module}\n```"
