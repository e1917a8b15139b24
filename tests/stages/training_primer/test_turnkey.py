"""The product: what it is worth to three companies, and said of tables made by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.exceptions import ConvergenceWarning
from support.charts import words_of
from support.primer import DEMO_SEED

from playbook.show.findings import Tone
from playbook.stages.training_primer.images import both_scans
from playbook.stages.training_primer.turnkey import (
    BATCH,
    COMPANIES,
    Market,
    _network,
    draw_trials,
    open_market,
    say_trials,
    trials,
)


def test_the_product_serves_one_need_as_it_is_one_after_training_and_one_never(
    market: Market,
) -> None:
    table = trials(market, own_volume=40, required=0.9, draws=3).set_index("company")
    assert table["verdict"].to_dict() == {
        "same": "implement",
        "askew": "train_further",
        "other": "give_up",
    }
    assert table.loc["other", "as_is"] == 0
    assert table.loc["other", "confidence"] > 0.5
    assert np.isnan(table.loc["other", "adapted"])


def test_trying_the_product_leaves_it_as_it_was(market: Market) -> None:
    before = [weights.copy() for weights in market.product.coefs_]
    trials(market, own_volume=20, required=0.9, draws=1)
    assert all(map(np.array_equal, before, market.product.coefs_))


@pytest.mark.parametrize(
    ("required", "verdicts"),
    [
        (0.5, ["implement", "implement", "give_up"]),
        (1.0, ["give_up", "give_up", "give_up"]),
    ],
)
def test_the_verdict_follows_what_is_required(required: float, verdicts: list[str]) -> None:
    table = trials(open_market(DEMO_SEED), own_volume=40, required=required, draws=1)
    assert table["verdict"].tolist() == verdicts


def test_a_share_that_is_just_what_is_required_passes() -> None:
    market = open_market(DEMO_SEED)
    found = trials(market, own_volume=40, required=0.9, draws=1).set_index("company").loc["askew"]
    assert found["as_is"] < found["adapted"]
    for way, verdict in (("as_is", "implement"), ("adapted", "train_further")):
        table = trials(market, own_volume=40, required=found[way], draws=1)
        assert dict(zip(table["company"], table["verdict"], strict=True))["askew"] == verdict


def test_trainings_as_good_as_required_on_average_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    learnt = pd.DataFrame({"adapted": [0.94, 0.95, 0.96], "scratch": 0.5})
    assert learnt["adapted"].mean() < 0.95  # as floating point has it
    module = "playbook.stages.training_primer.turnkey"
    monkeypatch.setattr(f"{module}.learnt_both_ways", lambda *_what: learnt)
    table = trials(open_market(DEMO_SEED), own_volume=40, required=0.95, draws=3)
    assert table.set_index("company").loc["askew", ["adapted", "verdict"]].tolist() == [
        0.95,
        "train_further",
    ]


@pytest.mark.parametrize("own_volume", [1, 201])
def test_own_images_that_there_are_not_are_refused(own_volume: int) -> None:
    with pytest.raises(ValueError, match="own_volume must be between"):
        trials(open_market(DEMO_SEED), own_volume=own_volume, required=0.9, draws=1)


def test_a_large_seed_opens_a_market() -> None:
    assert _network(2**32 + 3).random_state == 3
    assert tuple(open_market(2**32 + 3).test) == tuple(COMPANIES)


def test_within_one_batch_the_order_of_the_images_says_nothing() -> None:
    straight, _askew, labels = both_scans()
    some = slice(0, BATCH)
    learnt = []
    for shuffle in (True, False):
        network = _network(1).set_params(shuffle=shuffle, max_iter=5, n_iter_no_change=5)
        with pytest.warns(ConvergenceWarning):
            network.fit(straight[some], labels[some])
        learnt.append(np.concatenate([weights.ravel() for weights in network.coefs_]))
    np.testing.assert_allclose(learnt[0], learnt[1], rtol=1e-6, atol=1e-9)


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


def test_a_product_that_all_but_passes_does_not_look_as_if_it_passed() -> None:
    table = tried(["implement", "give_up", "give_up"], (0.61, 0.897, 0.85))
    chart = draw_trials(table, 0.9)
    assert "it serves 1 of them" in chart.alt
    assert "Scans askew: as it is 61%, trained further 89.7%, from scratch 85%" in chart.alt
    assert "trained further 89.7%" in chart.svg


def test_the_figure_of_the_product_says_what_is_not_possible() -> None:
    table = tried(["implement", "train_further", "give_up"], (0.61, 0.93, 0.85))
    assert {"0%", "50%", "100%"} <= set(words_of(draw_trials(table, 0.9)))  # the whole of the bars
    alt = draw_trials(table, 0.9).alt
    assert alt.startswith("One product, three companies: it serves 2 of them")
    assert "Needs other digits: as it is 0%, trained further not possible, from scratch 94%" in alt
