"""Whether figures are for a projector: said here, so that who asks for them need not draw."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_asked: ContextVar[bool] = ContextVar("for_a_screen", default=False)


@contextmanager
def for_a_screen() -> Iterator[None]:
    """Draw figures for a projector: as wide as it is, and lower, so that words come out larger."""
    token = _asked.set(True)
    try:
        yield
    finally:
        _asked.reset(token)


def is_for_a_screen() -> bool:
    """Whether a figure that is drawn now is for a projector."""
    return _asked.get()
