"""Ideation: what ranked ballots say beside the dots."""

from __future__ import annotations

import pandas as pd
import pytest
from support.dot_ballots import IDEAS, dotted, ranked
from support.frames import frame
from support.sentences import plain, said

from playbook.language import speaking
from playbook.show.findings import Tone
from playbook.stages.ideation import ranked_ballots

NO_DOTS = ranked(dotted({}))


def votes(*orders: str) -> pd.DataFrame:
    """The table of votes of P1, P2, …, each an order such as "x yz": y and z at one position."""
    rows = [
        (f"P{voter}", idea, position)
        for voter, order in enumerate(orders, start=1)
        for position, level in enumerate(order.split(), start=1)
        for idea in level
    ]
    return frame("ranked_votes", "participant_id idea_id position", rows)


def ballots(*orders: str) -> pd.DataFrame:
    return ranked_ballots.laid_out(votes(*orders), anonymous=False)


def compared(*orders: str, dots: pd.DataFrame = NO_DOTS) -> pd.DataFrame:
    return ranked_ballots.methods_compared(ballots(*orders), IDEAS, dots)


def winner(*orders: str) -> tuple[str, Tone]:
    return said(ranked_ballots.say_winner(ballots(*orders), compared(*orders)))


def methods(*orders: str, dots: pd.DataFrame = NO_DOTS) -> tuple[str, Tone]:
    return said(ranked_ballots.say_methods(compared(*orders, dots=dots)))


BORDA_DIFFERS = ["x y z"] * 3 + ["y z x"] * 2


def test_each_method_has_its_column_beside_the_dots() -> None:
    dots = ranked(dotted({"A": {"y": 2, "v": 5}, "B": {"x": 1}}))
    table = compared(*BORDA_DIFFERS, dots=dots).set_index("idea_id")
    # x beats y and z by 3 to 2, y beats z by 5 to 0; 6, 7 and 2 points over five ballots.
    assert table["schulze_rank"].to_dict() == {"x": 1, "y": 2, "z": 3}
    assert table["copeland_rank"].to_dict() == {"x": 1, "y": 2, "z": 3}
    assert table["borda_rank"].to_dict() == {"y": 1, "x": 2, "z": 3}
    assert table["borda"].to_dict() == pytest.approx({"x": 1.2, "y": 1.4, "z": 0.4})
    assert table["dots_rank"].dropna().to_dict() == {"y": 2, "x": 3}
    assert table[["beats", "level", "beaten_by", "ranked_by"]].loc["y"].tolist() == [1, 0, 1, 5]
    assert table["text"]["z"] == "Idea z"


def test_a_narrow_winner_is_named_with_what_would_change_it() -> None:
    assert winner(*BORDA_DIFFERS) == (
        "“Idea x” beats every other idea one by one: more people put it above than below; the"
        " closest is “Idea y”, by 3 to 2. One person who ranked these two the other way round would"
        " change that.",
        Tone.CAUTION,
    )
    text, tone = winner("x y z", "x y z", "x z y")
    assert text.endswith("the closest is “Idea y”, by 3 to 0.")
    assert tone is Tone.RESULT


def test_what_a_narrow_winner_is_said_to_hang_on_is_so() -> None:
    for orders in (["x y z"] * 3 + ["y x z"] * 2, ["x y z"] * 3 + ["y x z"]):
        assert "One person" in winner(*orders)[0]
        assert "“Idea x” beats every other" not in winner(*orders[1:], "y x z")[0]
    wide = ["x y z"] * 4 + ["y x z"]
    assert "One person" not in winner(*wide)[0]
    assert "“Idea x” beats every other" in winner(*wide[1:], "y x z")[0]


def test_where_nothing_beats_every_other_it_is_said_why() -> None:
    assert winner("x y z", "y z x", "z x y")[0] == (
        "No idea beats every other one by one: each is beaten by another."
    )
    assert winner("x y z", "y x z")[0] == (
        "No idea beats every other one by one; “Idea x” and “Idea y” are beaten by none, but level"
        " with others."
    )
    # x and z are level; z loses to y, and y to x.
    assert winner("x y z", "z x y", "y xz")[0].startswith("No idea beats every other one by one")
    assert winner("x", "x") == (
        "Only “Idea x” was ranked: there is nothing to hold it against.",
        Tone.CAUTION,
    )


def test_methods_that_differ_are_each_named() -> None:
    assert methods(*BORDA_DIFFERS) == (
        "The methods do not agree on the first place. Schulze: “Idea x”. Copeland: “Idea x”. Borda:"
        " “Idea y”.",
        Tone.CAUTION,
    )


def test_methods_that_agree_are_held_against_the_dots() -> None:
    orders = ["x y z", "x z y", "y x z"]
    assert methods(*orders) == (
        "The methods of Schulze, Copeland and Borda put first: “Idea x”.",
        Tone.RESULT,
    )
    same = ranked(dotted({"A": {"x": 2, "y": 1}}))
    assert methods(*orders, dots=same)[0] == (
        "The methods of Schulze, Copeland and Borda, and the dots, put first: “Idea x”."
    )
    other = ranked(dotted({"A": {"v": 3, "y": 2, "x": 1}}))
    assert methods(*orders, dots=other)[0].endswith(
        "put first: “Idea x”; of these ideas, the dots put first: “Idea y”."
    )


def test_few_people_and_short_ballots_are_said() -> None:
    assert said(ranked_ballots.say_ballots(ballots("x y z", "x", "z y x"))) == (
        "This is what 3 people ranked; how others would rank is not known from it. 1 of them"
        " ranked only some of the 3 ideas: what is left out counts as below the rest.",
        Tone.CAUTION,
    )
    with speaking("fr"):
        text = plain(said(ranked_ballots.say_ballots(ballots("x y")))[0])
    assert text.startswith("C’est le classement de 1 personne ; ")


@pytest.mark.parametrize("anonymous", [False, True])
def test_without_rankings_or_with_anonymous_ones_no_figure_is_given(anonymous: bool) -> None:
    kept = votes(*BORDA_DIFFERS) if anonymous else votes()
    rankings = ranked_ballots.laid_out(kept, anonymous=anonymous)
    table = ranked_ballots.methods_compared(rankings, IDEAS, NO_DOTS)
    assert rankings.empty
    assert table.empty
    assert set(ranked_ballots.SHOWN) < set(table.columns)
    assert ranked_ballots.say_winner(rankings, table) is None
    assert ranked_ballots.say_methods(table) is None
    assert ranked_ballots.say_ballots(rankings) is None
    why = ranked_ballots.say_anonymous(kept, anonymous=anonymous)
    assert (why is not None and "would show how people ranked" in why.text) is anonymous
