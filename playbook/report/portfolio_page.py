"""The portfolio page: every campaign of a kit on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote as quote_address

from jinja2 import Environment, FileSystemLoader

from playbook.brand.file import read_brand
from playbook.brand.roles import Brand
from playbook.files import write_whole
from playbook.kit import Kit
from playbook.language import (
    _,
    enumerate_words,
    format_date,
    format_number,
    format_percent,
    format_short_date,
    language,
    ngettext,
    quote,
    speaking,
)
from playbook.report.index import changed_figures, next_decisions
from playbook.report.manifest import Status
from playbook.report.portfolio import Entry, gather, selected_in_several, total
from playbook.report.style import TEMPLATES, look
from playbook.show.names import format_money

SHOWN_TITLES = 3
SHOWN_SHARED = 10
SHOWN_CHANGES = 40


def write_portfolio(kit: Kit) -> tuple[int, Path]:
    """Write reports/index.html over all campaigns that have been run.

    Returns
    -------
    count : int
        How many campaigns it shows.
    page : Path
        Where it is.
    """
    entries = gather(kit)
    brand = read_brand(kit).sound()
    page = kit.root / "reports" / "index.html"
    with speaking(portfolio_language(entries)):
        write_whole(page, portfolio_page(entries, brand).encode())
    return len(entries), page


def portfolio_language(entries: Sequence[Entry]) -> str:
    """The language that most campaigns speak; English when as many speak each."""
    spoken = Counter(str(e.manifest.parameters["language"]) for e in entries if e.manifest)
    return max(sorted(spoken), key=lambda code: spoken[code]) if spoken else "en"


def portfolio_page(entries: Sequence[Entry], brand: Brand | None = None) -> str:
    """Write the page, in the language being spoken and the kit's brand."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    shared = selected_in_several(entries)
    return environment.get_template("portfolio.html.j2").render(
        language=language(),
        **look(brand),
        title=_("Portfolio of campaigns"),
        sentences=[sentence for sentence in _sentences(entries) if sentence],
        headers=[
            _("Campaign"),
            _("Selected use cases"),
            _("Adoption"),
            _("Benefits"),
            _("To decide"),
            _("Reports"),
            _("As of"),
        ],
        rows=[_row(entry) for entry in entries],
        shared_heading=_("Selected by several campaigns"),
        shared=[
            (title, enumerate_words([quote(name) for name in names]))
            for title, names in shared[:SHOWN_SHARED]
        ],
        since_heading=_("Since last time"),
        since=[line for entry in entries for line in _since(entry)][:SHOWN_CHANGES],
        nothing_changed=_("Nothing changed.") if any(map(_has_before, entries)) else "",
        since_headers=[_("Campaign"), _("What"), _("Before"), _("Now")],
        how_to_read=_(
            "Adoption: active among eligible users at the last measurements of each solution"
            " and department. Benefits: the sums of what was measured; hours and money are not"
            " converted into each other. A dash: no report has this figure."
        ),
    )


def _since(entry: Entry) -> list[dict[str, str]]:
    """What has changed in a campaign since its last run of an earlier day."""
    if entry.manifest is None or not _has_before(entry):
        return []
    day = format_date(date.fromisoformat(entry.manifest.before["as_of"]))
    campaign = _("{campaign}, since {day}").format(campaign=entry.title, day=day)
    return [{"campaign": campaign, **line} for line in changed_figures(entry.manifest)]


def _has_before(entry: Entry) -> bool:
    """Whether a campaign was run on an earlier day."""
    return entry.manifest is not None and bool(entry.manifest.before)


def _sentences(entries: Sequence[Entry]) -> list[str]:
    """What the campaigns together have come to."""
    if not entries:
        return [_("No campaign has been run yet: playbook run --all.")]
    return [
        _decision_sentence(entries),
        _adoption_sentence(entries),
        _benefit_sentence(entries),
        _trouble_sentence(entries),
    ]


def _decision_sentence(entries: Sequence[Entry]) -> str:
    """How many campaigns there are, and what they have decided."""
    count = ngettext("{count} campaign", "{count} campaigns", len(entries))
    campaigns = count.format(count=format_number(len(entries)))
    decided = [entry.selected for entry in entries if entry.selected is not None]
    if not decided:
        return _("{campaigns}, none with a decision yet.").format(campaigns=campaigns)
    chosen = sum(map(len, decided))
    text = _("{campaigns}, {decided} of them with decisions that select {use_cases}.")
    if len(decided) == len(entries):
        text = _("{campaigns} with decisions that select {use_cases}.")
    return text.format(
        campaigns=campaigns,
        decided=format_number(len(decided)),
        use_cases=ngettext("{count} use case", "{count} use cases", chosen).format(
            count=format_number(chosen)
        ),
    )


def _adoption_sentence(entries: Sequence[Entry]) -> str:
    """How far the solutions in operation are used."""
    measured = [entry for entry in entries if entry.eligible]
    if not measured:
        return ""
    active = sum(entry.active or 0 for entry in measured)
    eligible = sum(entry.eligible or 0 for entry in measured)
    return ngettext(
        "{active} of {eligible} eligible users are active ({share}), in {count} campaign.",
        "{active} of {eligible} eligible users are active ({share}), in {count} campaigns.",
        len(measured),
    ).format(
        active=format_number(active),
        eligible=format_number(eligible),
        share=format_percent(active / eligible),
        count=len(measured),
    )


def _benefit_sentence(entries: Sequence[Entry]) -> str:
    """What the solutions brought, kind by kind."""
    parts = [
        words.format(amount=format_money(amount, currency))
        for kind, words in (
            ("revenue", _("additional revenue of {amount}")),
            ("cost_avoided", _("costs of {amount} avoided")),
        )
        for currency, amount in total(entries, kind).items()
    ]
    hours = sum(total(entries, "time_saved").values())
    if hours:
        parts.append(_("{hours} h saved").format(hours=format_number(hours)))
    return (
        _("Measured so far: {benefits}.").format(benefits=enumerate_words(parts)) if parts else ""
    )


def _trouble_sentence(entries: Sequence[Entry]) -> str:
    """Which campaigns have a report that is not there as it should be."""
    names = [
        quote(entry.title)
        for entry in entries
        if entry.manifest is None or entry.count(Status.FAILED, Status.UNFINISHED)
    ]
    if not names:
        return ""
    text = ngettext(
        "{count} campaign has a stage that failed or was not finished: {names}.",
        "{count} campaigns have a stage that failed or was not finished: {names}.",
        len(names),
    )
    shown = names[:SHOWN_TITLES]
    if len(names) > len(shown):
        shown.append(_others(len(names) - len(shown)))
    return text.format(count=len(names), names=enumerate_words(shown))


def _row(entry: Entry) -> dict[str, Any]:
    """One campaign in the table."""
    as_of = entry.manifest.parameters["as_of"] if entry.manifest else None
    return {
        "title": entry.title,
        "address": f"{quote_address(entry.name)}/index.html" if entry.manifest else None,
        "organisation": (entry.manifest.parameters["organisation"] or "") if entry.manifest else "",
        "as_of": format_short_date(date.fromisoformat(str(as_of))) if as_of else "–",
        "reports": _reports(entry),
        "trouble": entry.manifest is None or entry.count(Status.FAILED, Status.UNFINISHED) > 0,
        "selected": _titles(entry.selected),
        "adoption": _adoption(entry),
        "benefits": _benefits(entry) or ["–"],
        "decide": _to_decide(entry),
    }


def _to_decide(entry: Entry) -> list[str]:
    """How much is to be decided, then who decides next, and when."""
    found = next_decisions(entry.manifest, None) if entry.manifest else []
    return [format_number(len(found)), found[0]["whom"]] if found else ["–"]


def _reports(entry: Entry) -> str:
    """How many stages have a report, and how many have none though they should."""
    if entry.manifest is None:
        return _("The manifest cannot be read: run the campaign again.")
    done = _("{done} of {count}").format(
        done=entry.count(Status.DONE), count=len(entry.manifest.stages)
    )
    lacking = entry.count(Status.FAILED, Status.UNFINISHED)
    if not lacking:
        return done
    words = ngettext("{done}, {count} is not made", "{done}, {count} are not made", lacking)
    return words.format(done=done, count=lacking)


def _titles(selected: list[str] | None) -> list[str]:
    """The selected use cases, cut when there are many."""
    if selected is None:
        return ["–"]
    if not selected:
        return [_("None")]
    more = len(selected) - SHOWN_TITLES
    return [*selected[:SHOWN_TITLES], *([_others(more)] if more > 0 else [])]


def _others(count: int) -> str:
    """How many more there are."""
    return ngettext("{count} other", "{count} others", count).format(count=count)


def _adoption(entry: Entry) -> str:
    """The share of eligible users who are active, with both counts."""
    if not entry.eligible or entry.active is None:
        return "–"
    counts = _("{active} of {eligible}").format(
        active=format_number(entry.active), eligible=format_number(entry.eligible)
    )
    return f"{format_percent(entry.active / entry.eligible)} ({counts})"


def _benefits(entry: Entry) -> list[str]:
    """What was measured, kind by kind."""
    words = {
        "revenue": _("{amount} of revenue"),
        "cost_avoided": _("{amount} avoided"),
        "time_saved": _("{amount} saved"),
    }
    return [
        words[kind].format(
            amount=_("{hours} h").format(hours=format_number(amount))
            if kind == "time_saved"
            else format_money(amount, entry.currency)
        )
        for kind, amount in entry.benefits.items()
    ]
