"""Make a new campaign: parameters to adapt, and empty tables to fill."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.language import LANGUAGES, _, speaking
from playbook.parameters import Parameters
from playbook.pseudonyms import secret_of
from playbook.sources.folder import Folder, write_templates
from playbook.tables import STEPS


@dataclass(frozen=True)
class NewCampaign:
    """What was made, and where."""

    parameters: str
    data: str
    tables: tuple[str, ...]


def new_campaign(kit: Kit, name: str, language: str) -> NewCampaign:
    """Write the parameters of a new campaign and the empty tables of the framing step.

    Parameters
    ----------
    kit : Kit
        Where to make it.
    name : str
        What to call it.
    language : str
        A code of `LANGUAGES`: the language of its reports, and of its tables' headers.

    Raises
    ------
    PlaybookError
        When the name or the language will not do, or when there is such a campaign already:
        nothing that exists is ever written over.
    """
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise PlaybookError(
            _("there is no language {code}; there are: {known}.").format(code=language, known=known)
        )
    path = kit.parameters_of(name)
    folder = kit.root / "data" / name
    for existing in (path, folder):
        if existing.exists():
            place = existing.relative_to(kit.root).as_posix()
            raise PlaybookError(
                _("{place} exists already: choose another name.").format(place=place)
            )
    tables = list(STEPS["framing"])
    with speaking(language):
        write_templates(Folder(folder, f"data/{name}"), tables)
        path.write_text(_yaml(name, language), encoding="utf-8")
        secret_of(kit, name)
    return NewCampaign(f"parameters/{path.name}", f"data/{name}", tuple(t.name for t in tables))


def _yaml(name: str, language: str) -> str:
    """The parameters of a new campaign, each with what it means."""
    content = CommentedMap()
    for key, value, meaning in _settings(name, language):
        content[key] = value
        content.yaml_set_comment_before_after_key(key, before=meaning)
    written = io.StringIO()
    yaml = YAML()
    yaml.width = 100
    yaml.dump(content, written)
    return written.getvalue()


def _settings(name: str, language: str) -> list[tuple[str, Any, str]]:
    """The parameters that most campaigns look at: name, value, meaning."""
    default = Parameters(
        title=_("Our AI campaign"),
        organisation=_("Our company"),
        language="fr" if language == "fr" else "en",
        challenge=_("How can we …?"),
        data=f"data/{name}",
        as_of=datetime.date.today(),
    )
    return [
        ("title", default.title, _("The heading of the reports")),
        ("organisation", default.organisation, _("Whose campaign it is")),
        ("language", default.language, _("The language of the reports: en or fr")),
        ("challenge", default.challenge, _("The creative challenge, as a question")),
        ("data", default.data, _("The folder of the tables")),
        ("as_of", default.as_of, _("The day the reports speak at")),
        ("seed", default.seed, _("What the random draws start from: keep it, and figures stay")),
        ("currency", default.currency, _("Three letters")),
        ("scales", default.scales.model_dump(), _("The lowest and highest vote")),
        ("weights", default.weights.model_dump(), _("What counts for how much; any proportions")),
        ("dots_per_participant", default.dots_per_participant, _("Dots each participant has")),
        ("ideas_per_participant", default.ideas_per_participant, _("Notes each is asked for")),
        ("top_n", default.top_n, _("How many use cases are to be chosen")),
        ("anonymous_votes", default.anonymous_votes, _("Were votes promised to be anonymous?")),
        (
            "anonymity_threshold",
            default.anonymity_threshold,
            _("Fewest voters shown"),
        ),
        ("show_names", default.show_names, _("Show names in reports instead of numbers?")),
    ]
