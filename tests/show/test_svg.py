"""Figures as SVG: the digits that a screen can show, and the same on every machine."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from playbook.show.svg import legible


def test_coordinates_have_two_decimals_and_words_stay() -> None:
    svg = '<text x="12.345678" y="-0.001" style="stroke-width: 0.8">12.345678 &lt; 13</text>'
    assert legible(svg) == (
        '<text x="12.35" y="0" style="stroke-width: 0.8">12.345678 &lt; 13</text>'
    )


def test_names_are_counted_whatever_they_were_made_from() -> None:
    svg = '<path id="m0123456789" d=""/><use href="#m0123456789" clip-path="url(#pabcdef0123)"/>'
    assert legible(svg) == '<path id="m1" d=""/><use href="#m1" clip-path="url(#p2)"/>'


@given(st.decimals(-1000, 1000, places=2), st.floats(-1e-13, 1e-13))
def test_last_bits_change_nothing_in_a_number_that_people_chose(
    chosen: object, change: float
) -> None:
    half = float(str(chosen)) + 0.005
    written = [legible(f'<g x="{number:f}"/>') for number in (half, half * (1 + change))]
    assert written[0] == written[1]
    (number,) = re.findall(r'"(.*)"', written[0])
    assert abs(float(number) - half) < 0.005 + 1e-6
