"""Who bears the errors: of the models themselves, and said of tables made by hand."""

from __future__ import annotations

from support.primer import AS_SET, SLIGHT, swept

from playbook.show.findings import Tone
from playbook.stages.training_primer.representativeness import draw_balance, say_balance
from playbook.stages.training_primer.sweeps import sweep
from playbook.stages.training_primer.training import Lab


def test_the_site_that_is_hardly_there_bears_the_errors(lab: Lab) -> None:
    table = sweep(lab, AS_SET, "balance").set_index("balance")
    assert (table["askew_errors"] > 2 * table["straight_errors"]).loc[[0, 0.05, 0.1]].all()
    assert (table["straight_errors"] > 2 * table["askew_errors"]).loc[[0.95, 1]].all()
    assert abs(table["askew_errors"] - table["straight_errors"])[0.5] < 0.06


def test_a_site_left_out() -> None:
    found = say_balance(swept("balance", [0, 0.5, 1], [0.79, 0.91, 0.82]))
    assert found.tone is Tone.CAUTION
    assert "wrong on 36% of these and 5% of the straight ones" in found.text
    assert "79% right, hides it" in found.text
    assert found.text.endswith("With the 50% set here: 10% and 8%.")
    without = say_balance(swept("balance", [0, 0.5, 1], [0.79, 0.91, 0.82], chosen=0))
    assert without.text.endswith("hides it: ask for errors by group.")


def test_a_site_left_out_without_harm() -> None:
    table = swept("balance", [0, 0.5, 1], [0.9] * 3).assign(askew_errors=0.05)
    found = say_balance(table)
    assert found.tone is Tone.RESULT
    assert "Leaving the askew images out makes no difference" in found.text


def test_a_slight_difference_is_worth_a_claim() -> None:
    table = swept("balance", [0, 0.5, 1], [0.9] * 3)
    table = table.assign(askew_errors=SLIGHT, straight_errors=0.0)
    assert "without a single askew image" in say_balance(table).text


def test_the_figures_of_the_sites_are_in_words() -> None:
    alt = draw_balance(swept("balance", [0, 0.5, 1], [0.8, 0.9, 0.8]), AS_SET).alt
    assert "0%: straight 5%, askew 36%" in alt
