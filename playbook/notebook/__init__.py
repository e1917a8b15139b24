"""What a cell of a notebook calls: open a stage, show, say and draw; and what it has read."""

from playbook.notebook.own_stages import use_stages_here
from playbook.notebook.stage import OpenStage, open_stage

use_stages_here()

__all__ = ["OpenStage", "open_stage"]
