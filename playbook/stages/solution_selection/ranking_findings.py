"""The sentences on the ranking: who is first, how sure it is, and what the orals say."""

from __future__ import annotations

import pandas as pd

from playbook.language import (
    _,
    enumerate_words,
    format_apart,
    format_likelihood,
    format_number,
    labelled,
    ngettext,
    quote,
    quoted,
)
from playbook.show.findings import Finding, Tone
from playbook.stages.solution_selection.choice import METHODS
from playbook.stages.solution_selection.labels import METHOD_NAMES
from playbook.stages.solution_selection.money import format_gap
from playbook.statistics import RankRobustness


def say_first(table: pd.DataFrame) -> Finding:
    """Say which solution, or solutions, come first on the grid, and by how much."""
    ranked = table[table["rank"].notna()]
    if ranked.empty:
        return Finding(_("No solution can be ranked yet."), Tone.DECIDE)
    first = ranked[ranked["rank"] == 1]
    score = format_number(first["score"].iloc[0], 2)
    if len(first) > 1:
        text = _("{names} share the first place of the grid with {score}.")
        return Finding(text.format(names=quoted(first["name"]), score=score))
    rest = ranked[ranked["rank"] > 1]
    if rest.empty:
        text = _("{name} is the only solution in the running, with {score}.")
        return Finding(text.format(name=quote(first["name"].iloc[0]), score=score), Tone.CAUTION)
    lead = float(first["score"].iloc[0] - rest["score"].iloc[0])
    text = _("{name} comes first on the grid with {score}, {lead} ahead of {next}.")
    return Finding(
        text.format(
            name=quote(first["name"].iloc[0]), score=score, lead=format_gap(lead, 2),
            next=quoted(rest.loc[rest["rank"] == rest["rank"].min(), "name"]),
        )
    )  # fmt: skip


def say_sure(sure: RankRobustness, table: pd.DataFrame) -> Finding | None:
    """Say how much of the order the votes support; nothing with fewer than two in the running."""
    ranked = table[table["rank"].notna()]
    if len(ranked) < 2:
        return None
    if sure.sources.empty:
        return Finding(_("Too few jurors to say how sure this order is."), Tone.CAUTION)
    stays = format_likelihood(float(sure.sources.iloc[-1]["winner_stays"]))
    first = ranked[ranked["tier"] == 1]
    if len(first) == 1:
        text = _(
            "If a jury like this one scored again, the first place would stay in {share} of cases:"
            " the votes put it clearly ahead."
        )
        return Finding(text.format(share=stays))
    text = _(
        "If a jury like this one scored again, the first place would stay in {share} of cases: the"
        " votes do not tell {names} apart."
    )
    tied = int((ranked["rank"] == 1).sum())
    if tied > 1:
        text = _(
            "If a jury like this one scored again, one of the {count} that share the first place"
            " would come first in {share} of cases: the votes do not tell {names} apart."
        )
    names = quoted(first["name"])
    return Finding(text.format(share=stays, names=names, count=tied), Tone.CAUTION)


def say_weights(changes: pd.DataFrame) -> Finding | None:
    """Say which weight is nearest to changing the first place; nothing without a ranking."""
    if changes.empty:
        return None
    moving = changes[changes["changed_weight"].notna()]
    if moving.empty:
        return Finding(
            _("No change of one weight alone brings another solution to the first place.")
        )
    least = moving.iloc[0]
    names = least["new_winner"]
    text = ngettext(
        "{names} reaches the first place of the grid if {label} weighs {changed} instead of"
        " {weight}.",
        "{names} reach the first place of the grid if {label} weighs {changed} instead of"
        " {weight}.",
        len(names),
    )
    weight, changed = format_apart(least["weight"], least["changed_weight"], 1)
    tone = Tone.RESULT if abs(least["change"]) >= 0.1 else Tone.CAUTION
    return Finding(
        text.format(
            names=quoted(names), label=quote(least["label"]), changed=changed, weight=weight
        ),
        tone,
    )  # fmt: skip


def say_jurors(without: pd.DataFrame) -> Finding | None:
    """Say whether one juror less changes the first place of the grid; nothing for fewer than 3.

    Nothing either where no solution can be ranked.
    """
    if len(without) < 3:
        return None
    count = int(without["winner_changes"].sum())
    if not count and not without["winners"].map(len).any():
        return None
    if not count:
        return Finding(_("No single juror decides the first place of the grid."))
    text = _(
        "The first place of the grid would change without {count} of the {jurors} jurors, each"
        " taken alone."
    )
    return Finding(text.format(count=count, jurors=len(without)), Tone.CAUTION)


def say_favourites(best: pd.DataFrame, table: pd.DataFrame, *, anonymous: bool) -> Finding | None:
    """Say whether the jurors put the winner first, each on their own; not if anonymous."""
    first = tuple(table.loc[table["rank"] == 1, "name"])
    if anonymous or len(best) < 2 or len(first) != 1:
        return None
    alone = best["favourite"].map(lambda names: names == first)
    agreeing = int(alone.sum())
    if agreeing == len(best):
        return Finding(_("Every juror's own grid puts {name} first.").format(name=quote(first[0])))
    text = _(
        "Juror by juror, {name} is the first choice of {count} of {jurors}; the rest prefer"
        " {others}."
    )
    other = best.loc[~alone, "favourite"].explode()
    names = other[other != first[0]].drop_duplicates()
    if (other == first[0]).any():
        text = _(
            "Juror by juror, {name} is the first choice of {count} of {jurors}; the rest put"
            " {others} first, or level with it."
        )
    return Finding(
        text.format(name=quote(first[0]), count=agreeing, jurors=len(best), others=quoted(names)),
        Tone.RESULT if agreeing * 2 > len(best) else Tone.CAUTION,
    )


def say_opinions(table: pd.DataFrame) -> Finding | None:
    """Say whether the other methods put the same first, and what it means when they do not."""
    if table.empty:
        return None
    known = [method for method in METHODS if table[method].notna().all()]
    first = set(table.loc[table["score_rank"] == 1, "name"])
    against: dict[str, list[str]] = {}
    overlap = False
    for method in known:
        winners = table.loc[table[f"{method}_rank"] == 1, "name"]
        if set(winners) != first:
            overlap |= not first.isdisjoint(winners)
            against.setdefault(quoted(winners), []).append(_(METHOD_NAMES[method]))
    if len(known) < len(METHODS):
        text = _("TOPSIS and PROMETHEE II cannot tell solutions with the same scores apart.")
        return Finding(text, Tone.CAUTION)
    if not against:
        text = _(
            "TOPSIS (vector and min-max normalisation) and PROMETHEE II put {names} first too: the"
            " first place does not hang on the method."
        )
        return Finding(text.format(names=quoted(sorted(first))))
    others = enumerate_words(
        [labelled(enumerate_words(methods), names) for names, methods in against.items()]
    )
    text = _("Another method puts another solution first ({others}).")
    if overlap:
        text = _("The methods do not put the same solutions first ({others}).")
    why = _(
        "The weighted mean lets strengths make up for weaknesses, TOPSIS looks at the distance to"
        " the best seen, PROMETHEE II counts the criteria won: where they part, people choose, not"
        " a formula."
    )
    return Finding(f"{text.format(others=others)} {why}", Tone.CAUTION)


def say_orals(table: pd.DataFrame, ranking: pd.DataFrame) -> Finding:
    """Say which solution convinced at the orals, and whether the grid says the same."""
    if table.empty:
        return Finding(_("No note of the oral presentations was kept."), Tone.CAUTION)
    rated = table[table["rating"].notna()]
    if rated.empty:
        return Finding(_("The notes of the orals hold no mark that can be shown."), Tone.CAUTION)
    best = rated[rated["rating"].round(9) == rated["rating"].round(9).max()]
    first = set(ranking.loc[ranking["rank"] == 1, "name"])
    rating = format_number(best["rating"].iloc[0], 1)
    withheld = (table["rating"].isna() & (table["marks"] > 0)).any()
    if withheld or len(rated) < 2 or not first:
        text = _("Of the marks of the orals that can be shown, the best mean is {rating}: {names}.")
        return Finding(text.format(names=quoted(best["name"]), rating=rating))
    if set(best["name"]) == first:
        text = _("The orals agree with the grid: {names} got the best mark, {rating} on average.")
        return Finding(text.format(names=quoted(best["name"]), rating=rating))
    text = ngettext(
        "At the orals, {names} got the best mark ({rating} on average), not the first of the grid:"
        " ask what one saw that the other did not.",
        "At the orals, {names} share the best mark ({rating} on average), unlike on the grid:"
        " ask what one saw that the other did not.",
        len(best),
    )
    if len(best) == 1 and first.issuperset(best["name"]):
        text = _(
            "At the orals, {names} alone got the best mark ({rating} on average); on the grid it"
            " shares the first place."
        )
    return Finding(text.format(names=quoted(best["name"]), rating=rating), Tone.CAUTION)
