"""All questions of the workshop on one set of tasks, from none to many."""

from __future__ import annotations

import pandas as pd
from support.culture_tasks import (
    REASONS,
    ROWS,
    WEEK,
    dots_of,
    dots_ranked,
    initiatives_of,
    placed_tasks,
    ranked,
    tasks_of,
)

from playbook.show.chart import Chart
from playbook.show.findings import Finding, Tone
from playbook.stages.culture_workshop import (
    matrix,
    precedents,
    questions,
    reasons,
    recurrence,
    strays,
    votes,
)


def figures(placed: pd.DataFrame, dots: pd.DataFrame) -> list[Chart | None]:
    sure = dots_ranked(placed, dots)
    table = votes.task_ranking(sure, placed)
    return [
        questions.draw_questions(questions.question_counts(placed)),
        matrix.draw_tasks(placed, matrix.Zone()),
        votes.draw_task_ranking(table, sure),
        reasons.draw_reasons(table),
    ]


def test_figures_say_their_finding() -> None:
    titles = [chart.alt.split(".")[0] for chart in figures(placed_tasks(), dots_of()) if chart]
    assert titles[1] == "2 of 4 placed tasks lie in the marked zone"
    assert titles[2].startswith("“Sort the mail” ")
    assert titles[3].startswith("Most dots say: automate")


def test_without_rows_everything_is_empty_and_nothing_is_drawn() -> None:
    placed, dots = placed_tasks([], []), dots_of([])
    assert figures(placed, dots) == [None] * 4
    assert recurrence.recurring_tasks(tasks_of([]), "en", 0.4).empty


def test_one_task_without_dots_is_drawn() -> None:
    charts = figures(placed_tasks(ROWS[:1], []), dots_of([]))
    drawn = [chart is not None for chart in charts]
    assert drawn == [True, True, False, False]


def test_five_hundred_equal_tasks_are_drawn_with_twelve_names() -> None:
    rows = [(f"T{i}", "Clerk", WEEK, "A", f"Task {i}", 0.7, 0.3) for i in range(500)]
    dotted = [(f"P{i % 5}", f"T{i}", "automatable") for i in range(500)]
    charts = figures(placed_tasks(rows, dotted), dots_of(dotted))
    drawn = charts[1]
    assert drawn is not None
    assert "12. Task 11 (1 dot)" in drawn.svg
    assert "13. Task 12" not in drawn.svg
    assert all(chart is not None and len(chart.svg) < 250_000 for chart in charts)


def test_three_tasks_are_named_and_more_are_counted() -> None:
    rows = [(f"T{i}", "Clerk", WEEK, "A", f"Task {i}", 0.7, 0.3) for i in range(4)]
    dotted = [("P1", f"T{i}", why) for i in range(4) for why in REASONS]
    dots, placed = dots_of(dotted), placed_tasks(rows, dotted)
    told = initiatives_of([(f"I{i}", f"Task {i}", None, "stopped", None) for i in range(4)])
    three = "“Task 0”, “Task 1”, “Task 2” and 1 more"
    assert votes.say_first_tasks(ranked(placed, dots), dots, dots) == Finding(
        f"Of the tasks that a machine could take over (the marked zone), {three} lead together with"
        " 2 dots each."
    )
    assert votes.say_facilitators({"T0"}, set(placed["task_id"]), 1, placed) == Finding(
        f"1 facilitator placed dots. Without those dots, {three} would come first: settle whether"
        " they count.",
        Tone.DECIDE,
    )
    assert strays.say_elsewhere(placed) == Finding(
        f"8 dots lie outside the marked zone and are not ranked: {three}. Ask whether they"
        " were slips or wishes.",
        Tone.DECIDE,
    )
    assert reasons.say_reasons(ranked(placed, dots)) == Finding(
        f"Dots in the marked zone: 4 to automate, 4 for data to analyse. {three} got both kinds:"
        " say first what is expected there."
    )
    assert precedents.say_ended(told) == Finding(
        f"{three} are close and came to nothing: say why before proposing them again.",
        Tone.CAUTION,
    )


def test_the_tables_have_the_columns_that_are_promised(placed: pd.DataFrame) -> None:
    task = ["task_id", "text", "question", "group", "repetitiveness", "added_value", "place"]
    task += ["automatable", "data_intensive", "dots"]
    initiatives = initiatives_of([("I1", "Sort the mail", None, "running", None)])
    close = precedents.close_initiatives(placed, initiatives, "en", 0.2)
    new = precedents.dotted_without_initiative(placed, close)
    for table in (placed, matrix.not_placed(placed), strays.dots_elsewhere(placed), new):
        assert list(table.columns) == task
        assert table.index.tolist() == list(range(len(table)))
    columns = "task_id text dots initiative_id initiative status similarity"
    assert list(close.columns) == columns.split()
    told = precedents.initiatives_to_tell(close, initiatives)
    columns = "initiative_id title department status outcome close_tasks dots lesson"
    assert list(told.columns) == columns.split()
    pairs = recurrence.recurring_tasks(tasks_of(), "en", 0.2)
    columns = "task_id text question other_id other_text other_question similarity"
    assert list(pairs.columns) == columns.split()
    ranking = ranked(placed, dots_of())
    columns = "rank task_id text question dots automatable data_intensive tied tier rank_low"
    columns += " rank_high first_low first_high top_low top_high"
    assert list(ranking.columns) == columns.split()
    assert list(votes.task_ranking(None, placed).columns) == columns.split()
