"""A countdown, kept as instants: whoever knows them computes the same time left, at any moment."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Clock:
    """How long something has taken.

    Attributes
    ----------
    started_at : float or None
        Since when it runs, in seconds since 1970 (UTC); None while it stands.
    spent : float
        Seconds that it ran before.
    """

    started_at: float | None = None
    spent: float = 0.0

    @property
    def runs(self) -> bool:
        """Whether it runs."""
        return self.started_at is not None

    def start(self, now: float) -> Clock:
        """Let it run; one that runs goes on as it was."""
        return self if self.runs else Clock(now, self.spent)

    def pause(self, now: float) -> Clock:
        """Let it stand."""
        if self.started_at is None:
            return self
        return Clock(None, self.spent + max(now - self.started_at, 0.0))

    def ends_at(self, seconds: float) -> float | None:
        """When so many seconds are over, in seconds since 1970; None while it stands."""
        return None if self.started_at is None else self.started_at + seconds - self.spent

    def left(self, seconds: float) -> float:
        """What was left of so many seconds when it last stood; negative when they are over."""
        return seconds - self.spent
