"""What the kernels of live panels need, imported once: each is then forked from here.

This module is the preload of a fork server. Importing it is slow on purpose; nothing else may.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from types import ModuleType

import ipywidgets

import playbook.live
import playbook.pipeline.kernels.child
import playbook.sources.database
from playbook.language import LANGUAGES, translations
from playbook.sources.schema import schema

LAZY = (
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.extensions.storemagic",
    "debugpy.server.api",
    "ipykernel.debugger",
    "ipykernel.zmqshell",
    "psutil",
    "tornado.platform.asyncio",
    "sqlalchemy.dialects.sqlite",
)
"""What a kernel imports by itself when it starts, or at its first query."""


def _import(*names: str) -> None:
    """Import what is there; what cannot be imported says so where it is needed."""
    for name in names:
        try:
            importlib.import_module(name)
        except Exception:
            continue


def _panels(package: ModuleType) -> list[str]:
    """The modules of the panels: all of this room but the server's."""
    found = pkgutil.walk_packages(package.__path__, package.__name__ + ".")
    return [module.name for module in found if ".serving" not in module.name]


_import(*LAZY, *_panels(playbook.live))
for _code in LANGUAGES:
    translations(_code)
schema()
# Widgets that are made once have their traits and messages set up.
ipywidgets.VBox([ipywidgets.Button(), ipywidgets.HTML()]).close_all()
# What is here lives as long as each kernel: leaving it alone keeps its memory shared.
gc.collect()
gc.freeze()
