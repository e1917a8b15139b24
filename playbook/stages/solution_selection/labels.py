"""What the columns of the tables of solution selection are called."""

from __future__ import annotations

from playbook.language import N_
from playbook.show.labels import Format, Label

STATUSES = {
    "compared": N_("Compared"),
    "other_use_case": N_("Another use case"),
    "not_scored": N_("Not scored by the jury"),
    "too_few_jurors": N_("Too few jurors to show"),
    "ranked": N_("In the running"),
    "eliminated": N_("Eliminated"),
    "incomplete": N_("Not scored on a criterion that counts"),
}
VERDICTS = {
    "met": N_("Met"),
    "below": N_("Below"),
    "not_judged": N_("Nobody scored it"),
    "pays_off": N_("Pays off"),
    "too_slow": N_("Saves too little in these years"),
    "dearer_in_run": N_("Not cheaper in RUN either"),
}
METHOD_NAMES = {
    "topsis_vector": N_("TOPSIS, vector"),
    "topsis_min_max": N_("TOPSIS, min-max"),
    "promethee": N_("PROMETHEE II"),
}
GAP_NAMES = {
    "no_costs": N_("no cost at all"),
    "no_build": N_("no BUILD"),
    "no_run": N_("no RUN"),
    "year_missing": N_("a year without costs"),
    "no_own_time": N_("no estimate of own staff's time"),
}
STANDINGS = {
    "efficient": N_("On the frontier"),
    "beaten": N_("Beaten"),
    "eliminated": N_("Eliminated"),
    "cost_unknown": N_("No costs"),
    "cost_incomplete": N_("Costs incomplete"),
    "not_ranked": N_("Not ranked"),
}

LEVERS = {
    "weight_dropped": N_("Criterion dropped"),
    "weight_doubled": N_("Weight doubled"),
    "juror": N_("Juror absent"),
    "minimums": N_("Minimums lifted"),
}
STANDS = {
    "weight_dropped": N_("dropping any one criterion"),
    "weight_doubled": N_("doubling any one weight"),
    "juror": N_("the absence of any one juror"),
    "minimums": N_("lifting the minimums"),
}
STANDS_OF_HEAVIEST = {
    "weight_dropped": N_("dropping any one of the {count} heaviest criteria"),
    "weight_doubled": N_("doubling any one of the {count} heaviest weights"),
}

LABELS = {
    "lever": Label(N_("What is changed"), codes=LEVERS),
    "chosen": Label(N_("Recommended then"), missing=N_("left open")),
    "name": Label(N_("Solution")),
    "jurors": Label(N_("Jurors who scored it"), Format.WHOLE),
    "status": Label(N_("Standing"), codes=STATUSES),
    "technical": Label(N_("Technical"), Format.DECIMAL),
    "project": Label(N_("Project"), Format.DECIMAL),
    "missing": Label(N_("Missing scores"), Format.WHOLE),
    "which": Label(N_("On which criteria"), missing=N_("all of them")),
    "label": Label(N_("Criterion")),
    "minimum": Label(N_("Minimum"), Format.DECIMAL),
    "mean": Label(N_("Mean"), Format.DECIMAL),
    "margin": Label(N_("Above or below it"), Format.DECIMAL),
    "verdict": Label(N_("Verdict"), codes=VERDICTS),
    "hangs_on_one": Label(N_("Hangs on one juror"), Format.YES_NO),
    "favourite": Label(N_("Own first choice")),
    "lead": Label(N_("Lead over the next"), Format.DECIMAL),
    "solutions_scored": Label(N_("Solutions scored"), Format.WHOLE),
    "missing_scores": Label(N_("Missing scores"), Format.WHOLE),
    "winners": Label(N_("First without them")),
    "winner_changes": Label(N_("First place changes"), Format.YES_NO),
    "weight": Label(N_("Weight"), Format.PERCENT),
    "changed_weight": Label(N_("Another wins at"), Format.PERCENT, missing=N_("no weight")),
    "change": Label(N_("Change of weight"), Format.PERCENT),
    "new_winner": Label(N_("New winner")),
    "score_rank": Label(N_("Rank on the grid"), Format.WHOLE),
    **{
        name: Label(header, Format.DECIMAL)
        for name, header in METHOD_NAMES.items()
    },
    "topsis_vector_rank": Label(N_("Rank"), Format.WHOLE),
    "topsis_min_max_rank": Label(N_("Rank"), Format.WHOLE),
    "promethee_rank": Label(N_("Rank"), Format.WHOLE),
    "build": Label(N_("BUILD"), Format.WHOLE),
    "run": Label(N_("RUN"), Format.WHOLE),
    "total": Label(N_("As paid"), Format.WHOLE),
    "own_time": Label(N_("Own staff's time"), Format.WHOLE, missing=N_("not estimated")),
    "own_share": Label(N_("Its share"), Format.PERCENT),
    "own_days": Label(N_("Days"), Format.WHOLE),
    "total_cost": Label(N_("Discounted"), Format.WHOLE),
    "gaps": Label(N_("What is missing"), codes=GAP_NAMES),
    **{f"year_{year}": Label(str(year), Format.WHOLE) for year in range(41)},
    "dearer": Label(N_("Dearer to build")),
    "cheaper": Label(N_("Cheaper to build")),
    "extra_build": Label(N_("More in BUILD"), Format.WHOLE),
    "run_saving": Label(N_("Less in RUN"), Format.WHOLE),
    "break_even_year": Label(N_("Paid for in year"), Format.WHOLE, missing=N_("never")),
    "left": Label(N_("Dearer at the end by"), Format.WHOLE),
    "standing": Label(N_("Quality and cost"), codes=STANDINGS),
    "beaten_by": Label(N_("Beaten by")),
    "notes": Label(N_("People who noted something"), Format.WHOLE),
    "marks": Label(N_("Marks"), Format.WHOLE),
    "rating": Label(N_("Mean mark"), Format.DECIMAL),
    "rating_low": Label(N_("Marks from, to"), Format.DECIMAL, until="rating_high"),
    "extra": Label(N_("Costs more by"), Format.WHOLE),
    "rate": Label(N_("Same cost at a rate of"), Format.PERCENT, missing=N_("no rate")),
}  # fmt: skip
