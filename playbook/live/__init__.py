"""Votes taken live, in a browser: panels made from the data contract, stored vote by vote."""

from __future__ import annotations

from playbook.live.opening import open_panel

__all__ = ["open_panel"]
