"""Serve live panels to a room: links for people, a kernel for each, pages that come back."""

# First of all: what jupyter_server would import of it takes 0.8 s longer.
import playbook.notebook_format  # noqa: F401
