"""The command ``playbook``: read a command line, call the kit, print what happened.

Imports wait until a command needs them, so that ``playbook --help`` answers at once.
"""

from __future__ import annotations

import signal
import sys

from playbook.cli import campaigns, data, exporting, live, running
from playbook.cli.app import app

__all__ = ["app", "campaigns", "data", "exporting", "live", "main", "running"]


def main() -> None:
    """Run the command; what the kit refuses is said in a line, without a traceback."""
    from playbook.cli.output import let_everything_through
    from playbook.errors import PlaybookError
    from playbook.files import refusal
    from playbook.language import speaking, system_language

    let_everything_through()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:
        signal.signal(signal.SIGHUP, signal.default_int_handler)  # the terminal was closed
    # The system's language is spoken until it is known which campaign is meant.
    with speaking(system_language()):
        try:
            app()
        except (PlaybookError, OSError) as error:
            said = refusal(error) if isinstance(error, OSError) else error
            print(f"playbook: {said}", file=sys.stderr)
            sys.exit(1)
