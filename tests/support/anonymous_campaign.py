"""The demo campaign with anonymous votes, and twins of it that must look the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from support.notebook_cells import run_cells
from support.vote_attack import sets_of, steps

from playbook.statistics.anonymity import band_of, dots_told

ROOT = Path(__file__).parents[2]
STAGES = [
    "0_overview.ipynb",
    "1a_ideation.ipynb",
    "1b_prioritisation.ipynb",
    "2b_solution_selection.ipynb",
    "5a_culture_workshop.ipynb",
    "5d_change_messages.ipynb",
]
GRADES = {
    "ratings": (["use_case_id"], ["value", "feasibility"], (1.0, 5.0)),
    "jury_scores": (["solution_id", "criterion_id"], ["score"], (0.0, 5.0)),
    "feedback": (["solution_id"], ["rating"], (0.0, 5.0)),
    "pulse": (
        ["date", "department"],
        ["fear", "understanding", "disappointment", "daily_use"],
        (1.0, 5.0),
    ),
}


class AnonymousCampaign:
    """A kit with the demo's tables, seven voters and anonymous votes.

    Attributes
    ----------
    tables : dict of str to DataFrame
        Those with votes, as text but for the votes.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.root = folder
        self.random = np.random.default_rng(seed)
        shutil.copytree(ROOT / "data/demo", folder / "data/demo")
        for name in ("notebooks", "parameters"):
            (folder / name).mkdir()
        given = (ROOT / "parameters/demo.yml").read_text(encoding="utf-8")
        more = "anonymous_votes: true\n"
        (folder / "parameters/demo.yml").write_text(given + more, encoding="utf-8")
        shutil.copy(ROOT / "parameters/demo.secret", folder / "parameters")
        names = [*GRADES, "dot_votes", "task_dots"]
        self.tables = {name: pd.read_csv(self._path(name)) for name in names}
        self._fill()

    def _path(self, name: str) -> Path:
        return self.root / f"data/demo/{name}.csv"

    def _fill(self) -> None:
        """Seven people vote on everything, but for a few votes."""
        people = [f"P{n}" for n in range(1, 8)]
        cases = pd.read_csv(self._path("use_cases"))["use_case_id"]
        cells = pd.MultiIndex.from_product([people, cases], names=["participant_id", "use_case_id"])
        table = cells.to_frame(index=False)
        for grade in ("value", "feasibility"):
            table[grade] = self.random.integers(1, 6, len(table)).astype(float)
            table.loc[self.random.random(len(table)) < 0.04, grade] = np.nan
        self.tables["ratings"] = table
        known = pd.read_csv(self._path("participants"))
        extra = [p for p in people if p not in set(known["participant_id"])]
        more = pd.DataFrame({"participant_id": extra}).reindex(columns=known.columns)
        pd.concat([known, more]).to_csv(self._path("participants"), index=False)
        ideas = pd.read_csv(self._path("ideas"))["idea_id"].head(12)
        rows = [(p, i) for p in people for i in self.random.choice(ideas, 3)]
        dots = pd.DataFrame(rows, columns=["participant_id", "idea_id"])
        self.tables["dot_votes"] = dots.value_counts().rename("dots").reset_index()
        ranks = [(p, i, at) for p in people for at, i in enumerate(ideas.head(4), start=1)]
        columns = ["participant_id", "idea_id", "position"]
        self.tables["ranked_votes"] = pd.DataFrame(ranks, columns=columns)

    def twin(self) -> None:
        """Other votes by everybody, of which the same may be told."""
        for name, (by, grades, scale) in GRADES.items():
            table = self.tables[name]
            for _thing, rows in table.groupby(by):
                for grade in grades:
                    votes = rows[grade].dropna()
                    table.loc[votes.index, grade] = self._other(votes.to_numpy(float), scale)
        dots = self.tables["dot_votes"]
        wide = dots.pivot_table(index="participant_id", columns="idea_id", values="dots")
        moved = self._other_dots(wide.fillna(0).astype(int))
        long = moved.stack().rename("dots").reset_index()
        self.tables["dot_votes"] = long[long["dots"] > 0]
        tasks = self.tables["task_dots"]
        tasks["participant_id"] = self._swapped(tasks)
        ranks = self.tables["ranked_votes"]
        for _person, rows in ranks.groupby("participant_id"):
            ranks.loc[rows.index, "position"] = self.random.permutation(rows["position"])

    def _other(self, votes: np.ndarray, scale: tuple[float, float]) -> np.ndarray:
        """A set of the same band, in any order; fewer voters than can be told vote anything."""
        band = band_of(votes, scale)
        sets = sets_of(steps(scale), len(votes))
        for place in self.random.permutation(len(sets)):
            if band_of(np.array(sets[place]), scale) == band:
                return self.random.permutation(sets[place])
        raise AssertionError

    def _other_dots(self, wide: pd.DataFrame) -> pd.DataFrame:
        """Dots moved from idea to idea as long as the same is told of them; as many a person."""
        things, most = 51, 3 * len(wide)
        told = dots_told(wide.sum().tolist(), most, things)
        for _try in range(400):
            person = self.random.integers(len(wide))
            old, new = self.random.choice(wide.shape[1], 2, replace=False)
            other = self.random.integers(len(wide))
            if wide.iat[person, old] == 0:
                continue
            moved = wide.copy()
            moved.iat[person, old] -= 1
            moved.iat[person, new] += 1
            if moved.iat[other, new] > 0 and self.random.random() < 0.7:
                moved.iat[other, new] -= 1
                moved.iat[other, old] += 1
            if dots_told(moved.sum().tolist(), most, things) == told:
                wide = moved
        return wide

    def _swapped(self, tasks: pd.DataFrame) -> pd.Series:
        """The dots on tasks, by other people: two swap where neither has that dot already."""
        people = tasks["participant_id"].copy()
        for _try in range(200):
            a, b = self.random.choice(len(tasks), 2, replace=False)
            swapped = people.copy()
            swapped.iloc[[a, b]] = people.iloc[[b, a]].to_numpy()
            rows = tasks.assign(participant_id=swapped)
            if not rows.duplicated(["participant_id", "task_id", "reason"]).any():
                people = swapped
        return people

    def write(self) -> None:
        """Put the votes where the campaign has them."""
        for name, table in self.tables.items():
            table.to_csv(self._path(name), index=False)

    def published(self, folder: Path) -> dict[str, str]:
        """All that is shown and kept by the stages that know votes: texts by place."""
        self.write()
        texts: dict[str, str] = {}
        for stage in STAGES:
            draws = {} if stage.startswith("0_") else {"resamples": 60}
            shown = run_cells(stage, campaign="demo", **draws)
            for place, text in enumerate(words for value in shown for words in _words(value)):
                texts[f"{stage} {place}"] = text
        for path in sorted(folder.rglob("*.*")):
            if path.suffix in (".csv", ".json") and "reads" not in path.name:
                texts[str(path.relative_to(folder))] = path.read_text(encoding="utf-8")
        return texts


def _words(value: object) -> Iterator[str]:
    """The texts that a notebook shows for a value: words, HTML, SVG."""
    made = value._repr_mimebundle_()  # type: ignore[attr-defined]
    bundle = made[0] if isinstance(made, tuple) else made
    yield from bundle.values()
