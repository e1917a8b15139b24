"""What the primer says of its models: both ways, by tables made by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from support.charts import words_of

from playbook.language import speaking
from playbook.show.chart import ORANGE
from playbook.show.findings import Finding, Tone
from playbook.stages.training_primer import (
    Lab,
    Settings,
    draw_balance,
    draw_noise,
    draw_own_volume,
    draw_rounds,
    draw_samples,
    draw_trials,
    draw_volume,
    say_balance,
    say_noise,
    say_own_volume,
    say_rounds,
    say_settings,
    say_trials,
    say_volume,
)
from playbook.stages.training_primer.labels import write_share

AS_SET = Settings(200, 0.1, 0.5)


def swept(what: str, values: list[float], accuracy: list[float], chosen: int = 1) -> pd.DataFrame:
    return pd.DataFrame(
        {
            what: values,
            "accuracy": accuracy,
            "accuracy_low": accuracy,
            "accuracy_high": accuracy,
            "straight_errors": [0.05, 0.08, 0.3],
            "askew_errors": [0.36, 0.1, 0.05],
            "chosen": [row == chosen for row in range(3)],
        }
    )


def test_the_settings_are_said() -> None:
    assert say_settings(Settings(1 * 900, 0.25, 0)).text == (
        "Set: 900 training images, 25% wrong labels, 0% askew images."
    )


def test_volume_that_helps() -> None:
    found = say_volume(swept("volume", [20, 100, 800], [0.5, 0.9, 0.95]))
    assert found.text == (
        "Volume: 20 images give 50% right answers, 800 give 95%. The first step added 40.0 points,"
        " the last one 5.0. Each further point costs more data."
    )
    more = say_volume(swept("volume", [20, 100, 800], [0.5, 0.9, 0.98]))
    assert "the last one 8.0." in more.text


@pytest.mark.parametrize("accuracy", [[0.1, 0.12, 0.4], [0.25, 0.5, 0.75]])
def test_volume_that_helps_as_much_at_the_end_is_not_said_to_cost_more(
    accuracy: list[float],
) -> None:
    found = say_volume(swept("volume", [20, 100, 800], accuracy))
    assert "costs more data" not in found.text


SLIGHT = 0.02  # the least that is worth a claim


def test_a_slight_difference_is_worth_a_claim() -> None:
    assert say_volume(swept("volume", [20, 100, 800], [0, 0.01, SLIGHT])).tone is Tone.RESULT
    assert say_noise(swept("noise", [0, 0.1, 0.6], [SLIGHT, 0.01, 0])).text.startswith("Labels: ")
    table = swept("balance", [0, 0.5, 1], [0.9] * 3)
    table = table.assign(askew_errors=SLIGHT, straight_errors=0.0)
    assert "without a single askew image" in say_balance(table).text
    ahead = {"own_volume": [10, 160], "adapted": [SLIGHT, 0.9], "scratch": [0.0, 0.9]}
    assert "is ahead" in say_own_volume(pd.DataFrame(ahead)).text
    rounds = tried_in_rounds(0.95).assign(known=SLIGHT, accuracy=0.0)
    assert "In the test: 0%." in say_rounds(rounds, 0.9, 0.9)[1].text


def test_volume_that_does_not_help() -> None:
    found = say_volume(swept("volume", [20, 100, 800], [0.5, 0.6, 0.51]))
    assert found.tone is Tone.CAUTION
    assert found.text.startswith(
        "Volume does not help here: 50% right with 20 images, 51% with 800"
    )


def test_labels_that_matter() -> None:
    found = say_noise(swept("noise", [0, 0.1, 0.6], [0.94, 0.9, 0.48]))
    assert "all of them right the model reads 94% right, with 60% of them wrong 48%" in found.text
    assert found.text.endswith("With the 10% set here: 90%.")
    for end in (0, 2):  # said already
        found = say_noise(swept("noise", [0, 0.1, 0.6], [0.94, 0.9, 0.48], chosen=end))
        assert found.text.endswith("with 60% of them wrong 48%. The volume is the same.")


def test_labels_that_do_not_matter() -> None:
    text = say_noise(swept("noise", [0, 0.1, 0.6], [0.5, 0.5, 0.49])).text
    assert text == "Wrong labels make no difference that these trainings can show."


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


def tried_in_rounds(*accuracies: float) -> pd.DataFrame:
    rows = [
        (n + 1, 25 * 2**n, 0.96, accuracy, accuracy >= 0.9) for n, accuracy in enumerate(accuracies)
    ]
    return pd.DataFrame(rows, columns=["round", "volume", "known", "accuracy", "passed"])


@pytest.mark.parametrize(
    ("final", "said", "tone"),
    [
        (0.96, "it holds: 96.0%", Tone.RESULT),
        (0.91, "too close to the 90% required to call", Tone.CAUTION),
        (0.89, "too close to the 90% required to call", Tone.CAUTION),
        (0.8, "it does not hold: 80.0%", Tone.CAUTION),
    ],
)
def test_the_last_check(final: float, said: str, tone: Tone) -> None:
    passed, own, last = say_rounds(tried_in_rounds(0.5, 0.92), final, 0.9)
    assert passed.text == "The test asks for 90%: passed after 2 rounds, with 50 images (92%)."
    assert "the very first model was right 96% of the time. In the test: 50%." in own.text
    assert said in last.text
    assert last.tone is tone


def test_chance_is_two_standard_errors_of_what_is_required() -> None:
    # 2 * sqrt(0.9 * 0.1 / 300) = 0.03464, and 2 * sqrt(0.97 * 0.03 / 300) = 0.0197
    last = say_rounds(tried_in_rounds(0.92), 0.92, 0.9)[-1]
    assert last.text.endswith("Chance alone moves such a figure by 3.5 points.")
    assert "too close" in say_rounds(tried_in_rounds(0.92), 0.9346, 0.9)[-1].text
    assert "it holds" in say_rounds(tried_in_rounds(0.92), 0.9347, 0.9)[-1].text
    high = say_rounds(tried_in_rounds(0.98), 0.96, 0.97)[-1]
    assert high.text.endswith("Chance alone moves such a figure by 2.0 points.")
    passed = say_rounds(tried_in_rounds(0.3).assign(passed=True), 0.2, 0.2)[-1]
    assert passed.text.endswith("by 4.6 points.")  # 2 * sqrt(0.2 * 0.8 / 300) = 0.0462


def test_where_everything_is_required_one_error_is_too_many() -> None:
    assert say_rounds(tried_in_rounds(1.0), 1.0, 1.0)[-1] == Finding(
        "On 300 images kept aside for a last check it holds: 100.0%."
    )
    assert "does not hold: 99.7%" in say_rounds(tried_in_rounds(1.0), 0.9967, 1.0)[-1].text


def test_a_test_never_passed_is_a_caution_without_a_last_check() -> None:
    found = say_rounds(tried_in_rounds(0.5), 0.5, 0.9)
    assert len(found) == 2
    assert found[0].tone is Tone.CAUTION
    assert found[1].text.endswith("In the test: 50%. Only images never seen tell.")
    known = tried_in_rounds(0.95, 0.97).assign(known=0.96)
    assert say_rounds(known, 0.95, 0.9)[1].text == (
        "On its own training images the very first model was right 96% of the time."
    )
    assert "after 1 round the model reaches 50%" in found[0].text
    assert draw_rounds(tried_in_rounds(0.5), 0.9).alt.startswith("The test is never passed")


def test_a_test_that_is_all_but_passed_is_not_said_to_reach_what_it_asks() -> None:
    text = say_rounds(tried_in_rounds(0.8975), 0.9, 0.9)[0].text
    assert text.startswith("The test asks for 90%; after 1 round the model reaches 89.7%, and")


def test_a_share_that_is_just_what_is_required_is_written_as_it_is() -> None:
    assert write_share(0.9, 0.9) == "90%"


def test_a_product_that_all_but_passes_does_not_look_as_if_it_passed() -> None:
    table = tried(["implement", "give_up", "give_up"], (0.61, 0.897, 0.85))
    chart = draw_trials(table, 0.9)
    assert "it serves 1 of them" in chart.alt
    assert "Scans askew: as it is 61%, trained further 89.7%, from scratch 85%" in chart.alt
    assert "trained further 89.7%" in chart.svg


def tried(verdicts: list[str], askew: tuple[float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "company": ["same", "askew", "other"],
            "as_is": [0.98, askew[0], 0.0],
            "adapted": [0.97, askew[1], float("nan")],
            "scratch": [0.86, askew[2], 0.94],
            "confidence": [0.97, 0.86, 0.82],
            "verdict": verdicts,
        }
    )


@pytest.mark.parametrize(
    ("first", "second", "said", "tone"),
    [
        (
            "implement",
            "train_further",
            "falls to 61%; 40 images of the company’s own bring it to 93%, where a model trained on"
            " these alone reaches 85%",
            Tone.RESULT,
        ),
        ("implement", "implement", "it passes as well, with 61%", Tone.RESULT),
        ("train_further", "give_up", "only bring it to 93%. Collect more, or give up", Tone.DECIDE),
        ("give_up", "give_up", "too little for the need", Tone.DECIDE),
    ],
)
def test_what_the_product_is_worth(first: str, second: str, said: str, tone: Tone) -> None:
    product, other = say_trials(tried([first, second, "give_up"], (0.61, 0.93, 0.85)), 721, 40)
    assert said in product.text
    assert product.tone is tone
    assert "reads 0% right, and is 82% sure of its answers" in other.text
    assert "nan" not in product.text + other.text


def test_the_figure_of_the_product_says_what_is_not_possible() -> None:
    table = tried(["implement", "train_further", "give_up"], (0.61, 0.93, 0.85))
    assert {"0%", "50%", "100%"} <= set(words_of(draw_trials(table, 0.9)))  # the whole of the bars
    alt = draw_trials(table, 0.9).alt
    assert alt.startswith("One product, three companies: it serves 2 of them")
    assert "Needs other digits: as it is 0%, trained further not possible, from scratch 94%" in alt


@pytest.mark.parametrize(
    ("scratch", "said"),
    [
        ([0.72, 0.93], "ahead of a model from scratch by 17 points; with 160, by 1."),
        ([0.72, 0.9351], "by 17 points; with 160, no longer. The head start is worth most to"),
        ([0.72, 0.943], "by 17 points; with 160, no longer. The head start is worth most to"),
        ([0.72, 0.97], "by 17 points; with 160, no longer. The head start is worth most to"),
        ([0.8, 0.8], "by 9 points; with 160, by 14."),
        ([0.29, 0.34], "by 60 points; with 160, by 60."),
    ],
)
def test_the_head_start(scratch: list[float], said: str) -> None:
    table = pd.DataFrame({"own_volume": [10, 160], "adapted": [0.89, 0.94], "scratch": scratch})
    assert said in say_own_volume(table).text
    assert ("worth most" in say_own_volume(table).text) is (scratch[0] == 0.72)


def test_a_product_that_is_not_ahead_gives_no_head_start() -> None:
    table = pd.DataFrame({"own_volume": [10], "adapted": [0.89], "scratch": [0.9]})
    assert say_own_volume(table) == Finding(
        "With 10 images of one’s own, the product gives no head start.", Tone.CAUTION
    )


def test_a_level_required_below_half_is_on_the_figure_of_the_head_start() -> None:
    table = pd.DataFrame({"own_volume": [10, 160], "adapted": [0.89, 0.94], "scratch": [0.4, 0.9]})
    ends = {f"{way}_{end}": table[way] for way in ("adapted", "scratch") for end in ("low", "high")}
    assert ">40%<" in draw_own_volume(table.assign(**ends), 0.9).svg  # what scratch begins with
    ends["scratch_low"] = table["adapted"]
    assert ">40%<" in draw_own_volume(table.assign(**ends), 0.39).svg
    assert ">40%<" not in draw_own_volume(table.assign(**ends), 0.9).svg


@pytest.mark.parametrize("draw", [draw_volume, draw_noise])
def test_a_curve_names_what_was_set(draw: object) -> None:
    what, values = ("volume", [20, 200, 800]) if draw is draw_volume else ("noise", [0, 0.1, 0.6])
    chart = draw(swept(what, values, [0.5, 0.91, 0.95]), AS_SET)  # type: ignore[operator]
    assert "Set: 200 training images" in chart.alt
    assert {"25%", "75%"} <= set(words_of(chart))  # the whole of the curve
    assert ("200: 91%" if what == "volume" else "10%: 91%") in chart.svg


def test_the_figures_of_the_sites_are_in_words() -> None:
    alt = draw_balance(swept("balance", [0, 0.5, 1], [0.8, 0.9, 0.8]), AS_SET).alt
    assert "0%: straight 5%, askew 36%" in alt


@pytest.mark.parametrize(("noise", "wrong"), [(0, 0), (0.1, 1), (0.8, 6)])
def test_the_samples_show_wrong_labels_where_there_are_any(noise: float, wrong: int) -> None:
    chart = draw_samples(Lab(1, 1), Settings(200, noise, 0.5))
    assert f"8 images, {wrong} of them with" in chart.alt
    assert chart.svg.count(f"fill: {ORANGE}") == wrong


def test_the_words_are_in_french_where_french_is_spoken() -> None:
    with speaking("fr"):
        found = say_volume(swept("volume", [20, 100, 800], [0.5, 0.9, 0.95])).text
    assert found.startswith("Volume\u00a0: 20 images donnent 50\u00a0% de bonnes réponses")
