"""What is shown of an anonymous vote when it is closed: no more than the report tells."""

from __future__ import annotations

import numpy as np
import pytest
from support.vote_attack import attack, steps

from playbook.live.results import anonymous_dots, in_words, summary
from playbook.statistics.anonymity import band_of

SCALES = [(1.0, 3.0), (1.0, 4.0), (1.0, 5.0), (0.0, 5.0)]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("voters", [5, 6, 7])
def test_panel_and_report_together_tell_no_more_than_the_band(
    scale: tuple[float, float], voters: int
) -> None:
    def both(votes: tuple[float, ...]) -> object:
        return summary(votes, scale, True, 5), band_of(np.array(votes), scale)

    found = attack(both, steps(scale), voters)
    alone = attack(lambda votes: band_of(np.array(votes), scale), steps(scale), voters)
    assert found == alone
    assert found.unique == found.insider_unique == 0


def test_fewer_voters_than_promised_show_nothing() -> None:
    assert summary([1, 2, 3, 4], (1, 5), True, 5) == "–"
    assert summary([5, 4, 4, 1, 2], (1, 5), True, 5) == "–"  # five are too few on five grades
    assert summary([5, 4, 4, 1, 2, 3, 3], (1, 5), True, 8) == "–"
    assert summary([], (1, 5), False, 5) == "–"
    assert summary([1, 2, 3, 4], (1, 5), False, 5) == "2.5 (2.50)"


def test_the_band_of_the_mean_is_shown() -> None:
    assert summary([5] * 6, (1, 5), True, 5) == "4 to 5"
    assert summary([3, 3, 3, 4, 2, 3], (1, 5), True, 5) == "2.2 to 3.8"
    assert summary([0] * 5, (0, 5), True, 5) == "0 to 1.2"


def test_anonymous_dots_are_told_in_twos() -> None:
    told = anonymous_dots({"x": 5, "y": 3, "z": 1}, 18, 10)
    assert told == {"x": 4, "y": 2, "z": 0}
    assert [in_words(dots) for dots in told.values()] == ["4 or more", "2 or more", "fewer"]
    assert anonymous_dots({}, 18, 10) == {}
