"""The sentences about benefits and costs."""

from __future__ import annotations

from typing import Any

import pandas as pd

from playbook.language import (
    _,
    format_number,
    format_percent,
    format_share,
    ngettext,
    some,
)
from playbook.show.findings import Finding, Tone
from playbook.show.names import format_money, format_month, more_solutions
from playbook.tables.operation import BENEFIT_KINDS

CLOSE = 0.9
NAMED = 3


def stream_name(row: dict[Any, Any]) -> str:
    """What one solution's benefit of one kind is called."""
    kind = _(BENEFIT_KINDS[str(row["kind"])])
    return _("{kind} by {solution}").format(
        kind=kind[:1].lower() + kind[1:], solution=row["solution"]
    )


def falls_short(ratio: pd.Series) -> pd.Series:
    """Whether what was obtained is not even close; the rounding of a sum makes no difference."""
    return ratio < CLOSE - 1e-9


def say_expectation(table: pd.DataFrame) -> Finding | None:
    """Say what falls short of what was expected; nothing when nothing can be compared."""
    compared = table[table["ratio"].notna()]
    if compared.empty:
        return None
    short = compared[falls_short(compared["ratio"])]
    if len(short):
        parts = [
            _("{stream} ({ratio})").format(
                stream=stream_name(row), ratio=format_share(row["ratio"], CLOSE)
            )
            for row in short.to_dict("records")
        ]
        rest = len(compared) - len(short)
        text = _("Below {close} of what was expected: {parts}.")
        if rest:
            text += " " + ngettext(
                "The other benefit that can be compared reaches it or comes close.",
                "The {rest} other benefits that can be compared reach it or come close.",
                rest,
            )
        return Finding(
            text.format(close=format_percent(CLOSE), parts=some(parts, NAMED), rest=rest),
            Tone.CAUTION,
        )
    text = _("Every benefit that can be compared reaches at least {close} of what was expected.")
    return Finding(text.format(close=format_percent(CLOSE)))


def say_unexpected(table: pd.DataFrame) -> Finding | None:
    """Name the benefits that cannot be judged; nothing when each can be compared."""
    bare = table["compared"] == 0
    texts = {
        _("Nobody said what to expect of {streams}: that cannot be judged."): bare,
        _("No more than zero was expected of {streams}: no share of it can be told."): (
            ~bare & table["ratio"].isna()
        ),
    }
    sentences = [
        text.format(streams=some(map(stream_name, table[those].to_dict("records")), NAMED))
        for text, those in texts.items()
        if those.any()
    ]
    return Finding(" ".join(sentences), Tone.DECIDE) if sentences else None


def say_payback(table: pd.DataFrame, currency: str, hour_value: float) -> list[Finding]:
    """Say when each solution breaks even, or why that cannot be said."""
    rows = table.head(NAMED).to_dict("records")
    findings = [_say_one(row, currency, hour_value) for row in rows]
    rest = more_solutions(len(table) - NAMED)
    if rest:
        findings.append(Finding(rest))
    unrecorded = int(table["unrecorded"].sum())
    if unrecorded:
        text = ngettext(
            "{count} month of RUN has no record of benefits in money: it counts for nothing in the"
            " balance.",
            "{count} months of RUN have no record of benefits in money: they count for nothing in"
            " the balance.",
            unrecorded,
        )
        findings.append(Finding(text.format(count=unrecorded), Tone.CAUTION))
    return findings


def _say_one(row: dict[Any, Any], currency: str, hour_value: float) -> Finding:
    """Say how one solution's benefits in money stand to its costs."""
    texts = {
        "paid_back": _("{solution} broke even in {month}: it is now {balance} ahead."),
        "ahead": _(
            "{solution} is {short} short of its costs; at the pace of the latest months on record"
            " it would break even in {month}."
        ),
        "beyond": _(
            "{solution} is {short} short of its costs, and at the pace of the latest months on"
            " record it does not break even within the years whose costs are known."
        ),
        "no_money": _(
            "No break-even for {solution}: it has cost {cost} so far, and no benefit of it is in"
            " money."
        ),
        "no_costs": _("No break-even for {solution}: the table of costs does not hold it."),
        "costs_end": _(
            "No break-even for {solution}: the costs of a year of RUN up to now are not known."
        ),
    }
    cost = row["spent"] + (0.0 if pd.isna(row["build"]) else row["build"])
    text = texts[row["outcome"]]
    if row["outcome"] == "no_money" and pd.isna(cost):
        text = _("No break-even for {solution}: no benefit of it is in money.")
    amounts = {"balance": row["balance"], "short": -row["balance"], "cost": cost}
    known = {
        name: format_money(value, currency) for name, value in amounts.items() if pd.notna(value)
    }
    if pd.notna(row["break_even"]):
        known["month"] = format_month(row["break_even"])
    words = text.format(solution=row["solution"], **known)
    if pd.notna(row["hour_needed"]) and not hour_value:
        words += " " + ngettext(
            "The {hours} hour saved is not valued: it would cover the difference from {value} on.",
            "The {hours} hours saved are not valued: they would cover the difference from {value}"
            " an hour on.",
            round(row["hours"]),
        ).format(
            hours=format_number(row["hours"]), value=format_money(row["hour_needed"], currency, 2)
        )
    tone = Tone.RESULT if row["outcome"] in ("paid_back", "ahead") else Tone.CAUTION
    return Finding(words, tone)
