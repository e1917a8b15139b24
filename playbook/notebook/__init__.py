"""What a cell of a notebook calls: open a stage, show, say and draw; and what it has read."""

from playbook.notebook.stage import OpenStage, open_stage

__all__ = ["OpenStage", "open_stage"]
