"""The sentences about benefits and costs."""

from __future__ import annotations

from typing import Any

import pandas as pd

from playbook.language import _, enumerate_words, format_number, format_percent, ngettext, some
from playbook.show.findings import Finding, Tone
from playbook.show.names import format_money, format_month
from playbook.tables.operation import BENEFIT_KINDS

CLOSE = 0.9
NAMED = 3


def stream_name(row: dict[Any, Any]) -> str:
    """What one solution's benefit of one kind is called."""
    kind = _(BENEFIT_KINDS[str(row["kind"])])
    return _("{kind} by {solution}").format(
        kind=kind[:1].lower() + kind[1:], solution=row["solution"]
    )


def say_expectation(table: pd.DataFrame) -> Finding | None:
    """Say what falls short of what was expected; nothing when nothing can be compared."""
    compared = table[table["ratio"].notna()]
    if compared.empty:
        return None
    short = compared[compared["ratio"] < CLOSE]
    if len(short):
        parts = [
            _("{stream} ({ratio})").format(
                stream=stream_name(row), ratio=format_percent(row["ratio"])
            )
            for row in short.head(NAMED).to_dict("records")
        ]
        rest = len(compared) - len(short)
        text = _("Below {close} of what was expected: {parts}.")
        if rest:
            text += " " + ngettext(
                "The other benefit that has an expectation reaches it or comes close.",
                "The {rest} other benefits that have an expectation reach it or come close.",
                rest,
            )
        return Finding(
            text.format(close=format_percent(CLOSE), parts=enumerate_words(parts), rest=rest),
            Tone.CAUTION,
        )
    text = _("Every benefit that has an expectation reaches at least {close} of it.")
    return Finding(text.format(close=format_percent(CLOSE)))


def say_unexpected(table: pd.DataFrame) -> Finding | None:
    """Name the benefits that cannot be judged; nothing when each has an expectation."""
    bare = table[table["compared"] == 0]
    if bare.empty:
        return None
    streams = [stream_name(row) for row in bare.to_dict("records")]
    text = _("Nobody said what to expect of {streams}: that cannot be judged.")
    return Finding(text.format(streams=some(streams, NAMED)), Tone.DECIDE)


def say_payback(table: pd.DataFrame, currency: str, hour_value: float) -> list[Finding]:
    """Say when each solution breaks even, or why that cannot be said."""
    rows = table.head(NAMED).to_dict("records")
    findings = [_say_one(row, currency, hour_value) for row in rows]
    rest = len(table) - len(rows)
    if rest:
        text = ngettext(
            "{rest} more solution is in the table.", "{rest} more solutions are in the table.", rest
        )
        findings.append(Finding(text.format(rest=rest)))
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
            "{solution} is {short} short of its costs; at the pace of the last three months it"
            " would break even in {month}."
        ),
        "beyond": _(
            "{solution} is {short} short of its costs, and at the pace of the last three months it"
            " does not break even within the years whose costs are known."
        ),
        "no_money": _(
            "No break-even for {solution}: it has cost {cost} so far, and no benefit of it is in"
            " money."
        ),
        "no_costs": _("No break-even for {solution}: the table of costs does not hold it."),
        "costs_end": _(
            "No break-even for {solution}: RUN has outlasted the years whose costs are known."
        ),
    }
    cost = row["spent"] + (0.0 if pd.isna(row["build"]) else row["build"])
    text = texts[row["outcome"]]
    if row["outcome"] == "no_money" and pd.isna(cost):
        text = _("No break-even for {solution}: no benefit of it is in money.")
    words = text.format(
        solution=row["solution"],
        month="" if pd.isna(row["break_even"]) else format_month(row["break_even"]),
        balance="" if pd.isna(row["balance"]) else format_money(row["balance"], currency),
        short="" if pd.isna(row["balance"]) else format_money(-row["balance"], currency),
        cost="" if pd.isna(cost) else format_money(cost, currency),
    )
    if pd.notna(row["hour_needed"]) and not hour_value:
        words += " " + _(
            "The {hours} hours saved are not valued: they would cover the difference from {value}"
            " an hour on."
        ).format(
            hours=format_number(row["hours"]), value=format_money(row["hour_needed"], currency, 2)
        )
    tone = Tone.RESULT if row["outcome"] in ("paid_back", "ahead") else Tone.CAUTION
    return Finding(words, tone)
