"""The rules that tell which changes of the code change nothing (tools/equivalents.py)."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from equivalents import changes_nothing


def are_alike(original: str, changed: str) -> bool:
    return changes_nothing(ast.parse(original), ast.parse(changed))


@pytest.mark.parametrize(
    ("original", "changed"),
    [
        ("zip(a, b, strict=True)", "zip(a, b)"),
        ("t.merge(u, on='a')", "t.merge(u)"),
        ("t.astype(float)", "t.astype(None)"),
        ("np.argsort(t, kind='stable')", "np.argsort(t, kind='STABLE')"),
        ("t.sort_values(['a', 'b'], kind='stable')", "t.sort_values(['a', 'b'])"),
        ("t.to_dict('records')", "t.to_dict('RECORDS')"),
        ("axes.plot(x, color='white')", "axes.plot(x, color='WHITE')"),
        ("{'color': 'black'}", "{'color': 'BLACK'}"),
        ("f(color='white' if a else 'black')", "f(color='WHITE' if a else 'black')"),
        ("axes.set_title(t, loc='left')", "axes.set_title(t, loc='LEFT')"),
        ("axes.grid(axis='x', which='both')", "axes.grid(axis='x', which='BOTH')"),
        ("month.to_timestamp(how='end')", "month.to_timestamp(how='END')"),
        ("axes.set(xlabel='', ylabel='')", "axes.set(xlabel=None, ylabel='')"),
        ("axes.set_yticks(p, n, rotation=0)", "axes.set_yticks(p, n, rotation=None)"),
        ("axes.set_visible(False)", "axes.set_visible(None)"),
        ("axes.set_ylabel('')", "axes.set_ylabel(None)"),
        ("axes.set_facecolor('none')", "axes.set_facecolor('NONE')"),
        ("axes.errorbar(x, y, fmt='none')", "axes.errorbar(x, y, fmt='NONE')"),
        ("f(deep=False)", "f(deep=None)"),
    ],
)
def test_another_spelling_of_the_same_changes_nothing(original: str, changed: str) -> None:
    assert are_alike(original, changed)


@pytest.mark.parametrize(
    ("original", "changed"),
    [
        ("zip(a, b, strict=True)", "zip(a, None, strict=True)"),
        ("t.sort_values('a', kind='stable')", "t.sort_values('a')"),
        ("t.to_dict('records')", "t.to_dict(None)"),
        ("t.to_dict('records')", "t.to_dict('XXrecordsXX')"),
        ("axes.plot(x, color='white')", "axes.plot(x, color=None)"),
        ("{'label': 'black'}", "{'label': 'BLACK'}"),
        ("f(color='white' if a else 'black')", "f(color='white' if b else 'black')"),
        ("axes.text(x, y, 'left')", "axes.text(x, y, 'LEFT')"),
        ("axes.set(xlabel='', ylabel='')", "axes.set(xlabel='XXXX', ylabel='')"),
        ("axes.set_yticks(p, n, rotation=0)", "axes.set_yticks(p, n, rotation=1)"),
        ("axes.set_visible(False)", "axes.set_visible(True)"),
    ],
)
def test_another_value_changes_something(original: str, changed: str) -> None:
    assert not are_alike(original, changed)


def test_the_libraries_read_names_as_the_rules_say() -> None:
    table = pd.DataFrame({"a": [1, 2]})
    assert table.to_dict("RECORDS") == table.to_dict("records")  # type: ignore[call-overload]
    month = pd.Period("2026-11", "M")
    assert month.to_timestamp(how="END") == month.to_timestamp(how="end")  # type: ignore[arg-type]
    assert to_rgba("WHITE") == to_rgba("white")
    axes = Figure().subplots()
    axes.set(xlabel=None, title="t")
    axes.set_title("left", loc="LEFT")  # type: ignore[arg-type]
    axes.grid(which="MINOR")  # type: ignore[arg-type]
    axes.set_visible(None)  # type: ignore[arg-type]
    assert axes.get_xlabel() == ""
    assert axes.get_title("left") == "left"
    assert axes.xaxis.get_tick_params(which="minor")["gridOn"]
    axes.set_ylabel(None)  # type: ignore[arg-type]
    axes.set_facecolor("NONE")
    marks, *_rest = axes.errorbar([1], [1], yerr=[1], fmt="NONE")
    assert marks is None
    assert axes.get_ylabel() == ""
    assert axes.get_facecolor()[3] == 0
    assert not axes.get_visible()
