"""Make a new campaign: parameters to adapt, and tables to fill, with proposals or without."""

from __future__ import annotations

import datetime
import io
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from playbook.brand.file import read_brand
from playbook.campaign.place import open_source
from playbook.campaign.secret import secret_of
from playbook.errors import PlaybookError
from playbook.files import write_whole
from playbook.kit import Kit
from playbook.language import _, speaking
from playbook.locales import LANGUAGES
from playbook.parameters.declared import Parameters
from playbook.sources.folder import Folder, write_templates
from playbook.tables import STEPS

FORMS = {"workbook": "{}.xlsx", "folder": "{}", "database": "{}.db"}
"""What the tables are filled in, and what it is called."""


@dataclass(frozen=True)
class NewCampaign:
    """What was made: the file of parameters, and the place of the tables."""

    parameters: str
    data: str


def new_campaign(
    kit: Kit,
    name: str,
    language: str,
    form: str = "workbook",
    proposals: Mapping[str, pd.DataFrame] = MappingProxyType({}),
) -> NewCampaign:
    """Write the parameters of a new campaign, and what its tables are filled in.

    Parameters
    ----------
    kit : Kit
        Where to make it.
    name : str
        What to call it.
    language : str
        A code of `LANGUAGES`: the language of its reports, and of its tables' headers.
    form : str
        One of `FORMS`: a workbook with a sheet for every table, a folder with a CSV file for each
        table of the framing step, or a database, which live votes need.
    proposals : mapping of str to DataFrame
        The rows that its tables begin with, typed by the contract.

    Raises
    ------
    PlaybookError
        When the name, the language or the form will not do, or when there is such a campaign
        already: nothing that exists is ever written over.
    """
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise PlaybookError(
            _("there is no language {code}; there are: {known}.").format(code=language, known=known)
        )
    if form not in FORMS:
        known = ", ".join(FORMS)
        raise PlaybookError(
            _("there is no form of data {form}; there are: {known}.").format(form=form, known=known)
        )
    path = kit.parameters_of(name)
    data = f"data/{FORMS[form].format(name)}"
    places = (kit.root / "data" / pattern.format(name) for pattern in FORMS.values())
    for existing in (path, *places):
        if existing.exists():
            place = existing.relative_to(kit.root).as_posix()
            raise PlaybookError(
                _("{place} exists already: choose another name.").format(place=place)
            )
    with speaking(language), _all_or_nothing(path, kit.root / data):
        brand = read_brand(kit).sound(name)
        parameters = first_parameters(data, language)
        if form == "folder":
            write_templates(Folder(kit.root / data, data), list(STEPS["framing"]))
        open_source(kit.root, data, parameters, brand).write(proposals)
        write_whole(path, _yaml(parameters).encode())
        secret_of(kit, name)
    return NewCampaign(f"parameters/{path.name}", data)


@contextmanager
def _all_or_nothing(*places: Path) -> Iterator[None]:
    """Leave nothing behind of what was not there, when making it comes to no good end."""
    try:
        yield
    except BaseException:
        for place in places:
            if place.is_dir():
                shutil.rmtree(place, ignore_errors=True)
            else:
                place.unlink(missing_ok=True)
        raise


def first_parameters(data: str, language: str) -> Parameters:
    """The parameters of a new campaign."""
    return Parameters(
        title=_("Our AI campaign"),
        organisation=_("Our company"),
        language=language,
        challenge=_("How can we …?"),
        data=data,
        as_of=datetime.date.today(),
    )


def _yaml(parameters: Parameters) -> str:
    """The parameters of a new campaign, each with what it means."""
    content = CommentedMap()
    for key, value, meaning in _settings(parameters):
        content[key] = value
        content.yaml_set_comment_before_after_key(key, before=meaning)
    written = io.StringIO()
    yaml = YAML()
    yaml.width = 100
    yaml.dump(content, written)
    return written.getvalue()


def _settings(default: Parameters) -> list[tuple[str, Any, str]]:
    """The parameters that most campaigns look at: name, value, meaning."""
    reports_in = _("The language of the reports: {codes}").format(codes=" / ".join(LANGUAGES))
    return [
        ("title", default.title, _("The heading of the reports")),
        ("organisation", default.organisation, _("Whose campaign it is")),
        ("language", default.language, reports_in),
        ("challenge", default.challenge, _("The creative challenge, as a question")),
        ("data", default.data, _("The tables: a workbook, a folder, or a database")),
        ("as_of", default.as_of, _("The day whose situation the reports describe")),
        (
            "seed",
            default.seed,
            _("What the random draws start from: keep it, and the figures stay the same"),
        ),
        ("currency", default.currency, _("The currency, in three letters")),
        ("scales", default.scales.model_dump(), _("The lowest and highest vote")),
        (
            "weights",
            default.weights.model_dump(),
            _("How much each one counts; only the proportions matter"),
        ),
        ("dots_per_participant", default.dots_per_participant, _("Dots that each participant has")),
        (
            "ideas_per_participant",
            default.ideas_per_participant,
            _("Notes that each participant is asked for"),
        ),
        ("top_n", default.top_n, _("How many use cases are to be chosen")),
        ("anonymous_votes", default.anonymous_votes, _("Were votes promised to be anonymous?")),
        (
            "anonymity_threshold",
            default.anonymity_threshold,
            _("Fewest voters shown"),
        ),
        ("show_names", default.show_names, _("Show names in reports instead of numbers?")),
    ]
