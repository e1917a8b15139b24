"""The command ``playbook import``: files and a mapping in, an account of what was done out."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

from playbook.campaign.checked import load_campaign
from playbook.campaign.pseudonyms import secret_of
from playbook.errors import CampaignError, PlaybookError
from playbook.imports.account import printable
from playbook.imports.mapping_file import preset_names, preset_path, read_mapping
from playbook.imports.plan import carry_out, plan_import
from playbook.imports.report import say_plan
from playbook.kit import Kit, find_kit
from playbook.language import _, speaking


def import_files(
    files: Sequence[Path], name: str, mapping: Path | str, *, dry_run: bool, replace: bool
) -> Iterator[str]:
    """Take files into a campaign of the kit around the current folder, and say what was done.

    Parameters
    ----------
    files : sequence of Path
        What a tool exported, oldest first.
    name : str
        The campaign.
    mapping : Path or str
        The file of a mapping, or the name of a preset.
    dry_run : bool
        Whether nothing is to be written.
    replace : bool
        Whether the files are right where they say another thing than the campaign.

    Raises
    ------
    PlaybookError
        When the campaign is unsound, before or by the import, or when the mapping or a file
        cannot be read.
    """
    kit = find_kit()
    try:
        campaign = load_campaign(kit, name)
    except CampaignError as error:
        first = _("{name} must be sound before anything is taken into it: playbook check {name}")
        raise PlaybookError(f"{first.format(name=name)}\n{error}") from None
    with speaking(campaign.parameters.language):
        path = mapping if isinstance(mapping, Path) else preset_path(mapping)
        understood = read_mapping(path, printable(path.name))
        try:
            plan = plan_import(campaign, files, understood, _secret(kit, name, dry_run), replace)
            lines = list(say_plan(plan, dry_run, replace))
            former = None if dry_run else carry_out(kit, plan)
        except OSError as error:
            message = _("{file} cannot be read or written ({reason}): is it open elsewhere?")
            file = Path(str(error.filename)).name
            raise PlaybookError(message.format(file=file, reason=error.strerror)) from None
        if former is not None:
            kept = _("The workbook was written anew; the former one is kept as {file}.")
            lines.append(kept.format(file=former.name))
    return iter(lines)


def _secret(kit: Kit, name: str, dry_run: bool) -> bytes:
    """The campaign's secret; a dry run makes none, and shows identifiers that will differ."""
    if dry_run and not kit.secret_of(name).exists():
        return secrets.token_bytes()
    return secret_of(kit, name)


def say_presets() -> Iterator[str]:
    """Each preset: its name, what it takes, and how far the format is known."""
    for name in preset_names():
        mapping = read_mapping(preset_path(name), f"{name}.yml")
        yield f"{name}: {mapping.title}"
        yield f"    {mapping.verified}"


def text_of_preset(name: str) -> str:
    """A preset as it is written, to be copied and edited."""
    return preset_path(name).read_text(encoding="utf-8").rstrip()
