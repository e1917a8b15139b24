"""The stages of a kit's own: packages in its folder ``stages/``, imported as the kit's are.

``from playbook.stages.mine import …`` finds them wherever a notebook runs: this is done when
`playbook.notebook` is imported, and at the start of each kernel of a run.
"""

from __future__ import annotations

from pathlib import Path

import playbook.stages
from playbook.kit import PACKAGE, Kit, NoKit, find_kit
from playbook.locales import use_catalogues


def use_own_stages(root: Path) -> None:
    """Let the stages of the kit in a folder be imported, and its catalogues be spoken."""
    own = Kit(root).own_stages
    playbook.stages.__path__[:] = [str(PACKAGE / "stages"), str(own)]
    use_catalogues(own)


def use_stages_here() -> None:
    """Do so for the kit around the current folder, if there is one."""
    try:
        use_own_stages(find_kit().root)
    except NoKit:
        return
