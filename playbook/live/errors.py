"""Why a vote was not stored."""

from __future__ import annotations

from playbook.errors import PlaybookError


class VoteRefused(PlaybookError):
    """A vote that the rules refuse; nothing of it is stored."""


class NotStored(PlaybookError):
    """A vote that the database could not take; nothing of it is stored."""
