"""How open the data are."""

from __future__ import annotations

import pandas as pd
from support.charts import drawn_alt
from support.spreading import FOUR, assets_of

from playbook.stages.culture_spread import access


def open_data(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["owner_department", "shared", "on_request", "closed"])


def test_openness_counts_by_owner_and_access() -> None:
    table = access.openness(assets_of(*FOUR, "A5|Calls|Desk|on_request|"))
    assert table.iloc[0].tolist() == ["Desk", 2, 1, 1, 0]
    assert table.set_index("owner_department").loc["Claims"].tolist() == [1, 0, 0, 1]


def test_an_access_that_nobody_gives_is_counted_as_none() -> None:
    table = access.openness(assets_of("A1|Files|Claims|closed|"))
    assert table.iloc[0].tolist() == ["Claims", 1, 0, 0, 1]
    assert table["shared"].dtype.kind == "i"


def test_the_figure_of_openness_says_who_keeps_all_data_closed() -> None:
    alike, bare, some = ("Desk", 1, 1, 0), ("Claims", 0, 0, 2), ("IT", 1, 0, 1)
    one = drawn_alt(access.draw_openness(open_data(alike, bare)))
    assert one == (
        "1 of 2 departments that hold data keeps all of it closed."
        " Desk: 1 open to all, 1 on request, 0 closed;"
        " Claims: 0 open to all, 0 on request, 2 closed."
    )
    two = drawn_alt(access.draw_openness(open_data(some, bare, ("HR", 0, 0, 1))))
    assert two.startswith("2 of 3 departments that hold data keep all of it closed.")
    none = drawn_alt(access.draw_openness(open_data(alike, some)))
    assert none.startswith("Every department that holds data opens some of it.")


def test_of_many_departments_the_figure_of_openness_says_how_many_it_draws() -> None:
    thirteen, many = (
        access.draw_openness(open_data(*((f"D{i}", 0, 0, 1) for i in range(size))))
        for size in (13, 37)
    )
    assert drawn_alt(thirteen).count("1 closed") == 13
    assert drawn_alt(many).startswith("37 of 37 departments that hold data keep all of it closed.")
    assert drawn_alt(many).count("1 closed") == 36
    assert many is not None
    assert "36 of 37 rows are drawn" in many.svg
