"""The pages of a pack: HTML without scripts that prints on A4, posters on A3."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook.brand.roles import KIT, Brand, declared
from playbook.language import (
    _,
    enumerate_words,
    format_duration,
    format_number,
    labelled,
    language,
    ngettext,
)
from playbook.packs.boards import posters
from playbook.packs.committee import committee
from playbook.packs.invitation import subject, when_words
from playbook.packs.occasion import Occasion
from playbook.packs.seating import remarks, seating
from playbook.packs.slips import slips
from playbook.report.style import css_string, logo
from playbook.stages.shared.run_sheet import run_sheet, say_times
from playbook.tables.framing import ROLES

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    """Where the templates come from; whatever they show is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined)


def write_page(template: str, occasion: Occasion, **values: Any) -> str:
    """Write a page of a pack, in the language being spoken."""
    parameters = occasion.campaign.parameters
    return (
        _environment()
        .get_template(template)
        .render(
            language=language(),
            style=_style(occasion.campaign.brand),
            logo=logo(occasion.campaign.brand, in_the_dark=False),
            title=subject(occasion),
            campaign=parameters.title,
            organisation=parameters.organisation or "",
            **values,
        )
    )


def _style(brand: Brand | None) -> str:
    """The style sheet in the colours of a brand, which are printed on white."""
    brand = brand or KIT
    colours = asdict(brand.light) | {"edge": brand.figures["grey"]}
    if brand.light.paper != KIT.light.paper:
        colours |= brand.printed
    if "base" in brand.fonts:
        colours["letters"] = css_string(brand.fonts["base"])
    sheet = (FOLDER / "pack.css").read_text(encoding="utf-8")
    return f":root {{ {declared(colours)} }}\n{sheet}"


def run_sheet_page(occasion: Occasion) -> str:
    """The page for who holds the workshop: the clock, what to say and do, who comes, what to bring.

    Without a beginning, minutes stand in the place of clock times.
    """
    workshop, plan = occasion.workshop, occasion.workshop.people
    times = say_times(run_sheet(workshop.times), occasion.announced)
    rows = [
        {
            "at": _clock(occasion, starts),
            "minutes": format_duration(time.minutes) if time.minutes else "–",
            "time": time,
        }
        for time, starts in occasion.moments()
    ]
    seats = seating(occasion)
    return write_page(
        "run_sheet.html.j2",
        occasion,
        workshop=workshop,
        challenge=occasion.campaign.parameters.challenge,
        when=when_words(occasion),
        place=occasion.place or _("place to be set"),
        ends=_clock(occasion, occasion.minutes),
        times=times,
        rows=rows,
        number=_("{fewest} to {most} people").format(fewest=plan.fewest, most=plan.most),
        roles=labelled(_("Roles"), enumerate_words([_(ROLES[role]) for role in plan.roles])),
        remarks=remarks(occasion),
        seats=seats,
        examples=_examples(occasion),
        ready=_ready(occasion),
        words={
            "purpose": _("What for"),
            "who": _("Who should come"),
            "groups": _("Who sits where"),
            "smaller": _("In a smaller company"),
            "before": _("Beforehand"),
            "material": _("To bring"),
            "run": _("Minute by minute"),
            "at": _("Time"),
            "long": _("Duration"),
            "activity": _("What happens"),
            "says": _("You say"),
            "does": _("You do"),
            "ends": _("End"),
            "questions": _("Questions to ask"),
            "examples": _("Examples from elsewhere"),
            "ready": _("Questions on the data of each use case"),
            "after": _("Afterwards"),
        },
    )


def _clock(occasion: Occasion, minutes: int) -> str:
    """A moment on the clock, or the minutes since the beginning."""
    moment = occasion.at(minutes)
    return moment.strftime("%H:%M") if moment else f"+{minutes // 60}:{minutes % 60:02d}"


def _examples(occasion: Occasion) -> list[str]:
    """What opens the ideation workshop: the campaign's own examples, else the booklet's."""
    if occasion.stage != "ideation":
        return []
    own = occasion.campaign.table("examples").to_dict("records")
    listed: list[Any] = own or occasion.booklet.examples
    return [
        " – ".join(str(row[key]) for key in ("title", "sector", "link") if _filled(row.get(key)))
        for row in listed
    ]


def _filled(cell: Any) -> bool:
    """Whether a cell holds words."""
    return isinstance(cell, str) and bool(cell)


def _ready(occasion: Occasion) -> list[str]:
    """The questions on data readiness, where use cases are rated or people learn of data."""
    if occasion.stage not in ("prioritisation", "training_primer"):
        return []
    return [line.question for line in occasion.booklet.readiness]


def posters_page(occasion: Occasion) -> str | None:
    """The posters, each on a page of A3; None when the workshop has none."""
    made = posters(occasion)
    return write_page("posters.html.j2", occasion, posters=made) if made else None


def slips_page(occasion: Occasion) -> str | None:
    """The slips, to be cut along their lines; None when the workshop uses none."""
    found = slips(occasion)
    if found is None:
        return None
    slip, count = found
    needed = ngettext("{count} slip is printed.", "{count} slips are printed.", count)
    return write_page(
        "slips.html.j2",
        occasion,
        slip=slip,
        slips=range(count),
        needed=needed.format(count=count),
        words={"name": _("Name"), "ring": _("On each line, circle one number in each column.")},
    )


def committee_page(occasion: Occasion) -> str | None:
    """The form of a restricted committee; None where enough people come for a workshop."""
    form = committee(occasion)
    if form is None:
        return None
    votes = _("Votes go from {low} to {high}; write each person's under their name.")
    low, high = occasion.campaign.parameters.scales.rating
    if not form.voters:
        votes = _(
            "Votes go from {low} to {high}. They were promised to be anonymous, and with"
            " so few people one could tell who voted what: write down only what all agree"
            " on."
        )
    return write_page(
        "committee.html.j2",
        occasion,
        form=form,
        columns=max(len(form.voters), 1),
        smaller=occasion.workshop.smaller,
        when=when_words(occasion),
        place=occasion.place or _("place to be set"),
        votes=votes.format(low=format_number(low), high=format_number(high)),
        words={
            "title": _("Restricted committee"),
            "who": _("Who sits"),
            "how": _("How it goes"),
            "use_case": _("Use case"),
            "value": _("Value"),
            "feasibility": _("Feasibility"),
            "agreed": _("agreed"),
            "decision": _("Decision"),
            "reason": _("Reason"),
            "owner": _("Owner"),
            "date": _("By when"),
            "after": _("Afterwards, type votes and decisions into the campaign's tables."),
        },
    )
