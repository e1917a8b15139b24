"""What has changed in a campaign since its last run of an earlier day, as the text of a mail."""

from __future__ import annotations

from playbook.language import _, labelled
from playbook.report.index import changes
from playbook.report.manifest import Manifest


def changes_text(manifest: Manifest) -> str:
    """Write the mail, in the language being spoken; nothing where nothing has changed.

    Parameters
    ----------
    manifest : Manifest
        What the last run left; it keeps what the last one of an earlier day gave.

    Returns
    -------
    str
        The campaign's title, then what changed: before, and now. Empty where every figure and
        answer is as before, and where there was no run on an earlier day.
    """
    found = changes(manifest)
    if not found or not found["lines"]:
        return ""
    parts = [str(manifest.parameters["title"]), found["title"]]
    for line in found["lines"]:
        before, now = labelled(_("Before"), line["before"]), labelled(_("Now"), line["now"])
        parts.append(f"{line['what']}\n  {before}\n  {now}")
    return "\n\n".join(parts) + "\n"
