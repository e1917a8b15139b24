"""The demo campaign with anonymous votes, and twins of it that must look the same."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from support.vote_attack import sets_of, steps

from playbook.kit import Kit
from playbook.packs.prepare import prepare_workshop
from playbook.pipeline.run import run_campaign
from playbook.report.changes import changes_text
from playbook.report.manifest import existing_manifest
from playbook.report.portfolio_page import write_portfolio
from playbook.report.slides import write_slides
from playbook.statistics.anonymity import band_of, dots_told

ROOT = Path(__file__).parents[2]
STAGES = (
    "overview",
    "ideation",
    "prioritisation",
    "solution_selection",
    "culture_workshop",
    "change_messages",
)
PACKS = ("ideation", "prioritisation", "solution_selection", "culture_workshop")
FINGERPRINT = re.compile(r"\b[0-9a-f]{64}\b")
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
        for path in Kit(ROOT).stages("demo").values():
            shutil.copy(path, folder / "notebooks")
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
        """Seven people vote on everything, but for a few votes; an eighth on nothing."""
        people = [f"P{n}" for n in range(1, 8)]
        cases = pd.read_csv(self._path("use_cases"))["use_case_id"]
        cells = pd.MultiIndex.from_product([people, cases], names=["participant_id", "use_case_id"])
        table = cells.to_frame(index=False)
        for grade in ("value", "feasibility"):
            table[grade] = self.random.integers(1, 6, len(table)).astype(float)
            table.loc[self.random.random(len(table)) < 0.04, grade] = np.nan
        self.tables["ratings"] = table
        known = pd.read_csv(self._path("participants"))
        extra = [p for p in (*people, "P8") if p not in set(known["participant_id"])]
        more = pd.DataFrame({"participant_id": extra}).reindex(columns=known.columns)
        pd.concat([known, more]).to_csv(self._path("participants"), index=False)
        self.tables["first_ratings"] = table.assign(
            value=self.random.integers(1, 6, len(table)).astype(float)
        )
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
        ideas, tasks = (len(pd.read_csv(self._path(name))) for name in ("ideas", "tasks"))
        self.tables["dot_votes"] = self._other_dots("dot_votes", ["idea_id"], ideas, 3)
        reasons = 2  # for each task
        key = ["task_id", "reason"]
        self.tables["task_dots"] = self._other_dots("task_dots", key, tasks * reasons, 1)
        first = self.tables["first_ratings"]
        first["value"] = self.random.integers(1, 6, len(first)).astype(float)
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

    def _other_dots(self, name: str, key: list[str], things: int, most_each: int) -> pd.DataFrame:
        """Dots moved from thing to thing while the same is told of them; as many a person."""
        table = self.tables[name]
        counted = "dots" in table
        cells = table.assign(dots=table["dots"] if counted else 1)
        wide = cells.set_index(["participant_id", *key])["dots"].unstack(key, fill_value=0)
        most = most_each * len(wide)
        told = dots_told(wide.sum().tolist(), most, things)
        for _try in range(400):
            person, other = self.random.integers(len(wide), size=2)
            old, new = self.random.choice(wide.shape[1], 2, replace=False)
            moved = wide.copy()
            moved.iat[person, old] -= 1
            moved.iat[person, new] += 1
            if self.random.random() < 0.7:
                moved.iat[other, new] -= 1
                moved.iat[other, old] += 1
            allowed = moved.to_numpy().min() >= 0 and moved.to_numpy().max() <= most_each
            if allowed and dots_told(moved.sum().tolist(), most, things) == told:
                wide = moved
        long = wide.stack(key, future_stack=True).rename("dots").reset_index()
        long = long[long["dots"] > 0]
        return long if counted else long.drop(columns="dots")

    def write(self) -> None:
        """Put the votes where the campaign has them."""
        for name, table in self.tables.items():
            table.to_csv(self._path(name), index=False)

    def published(self, stages: Sequence[str] = STAGES) -> dict[str, str]:
        """All that the kit makes of these votes to be read: texts by place.

        Pages, results, executed notebooks, the record of the run; the brief and the page over all
        campaigns, slides and mail; packs. Fingerprints are left out: they change with the votes,
        and tell nothing without the secret.
        """
        self.write()
        kit = Kit(self.root)
        shutil.rmtree(self.root / "reports", ignore_errors=True)
        few = {f"{stage}.resamples": 60 for stage in STAGES[1:]}
        run_campaign(kit, "demo", stages, given=few)
        folder = kit.reports_of("demo")
        manifest = existing_manifest(folder, "demo")
        write_portfolio(kit)
        write_slides(folder, manifest, self.root / "reports/demo.pptx", None)
        for stage in PACKS:
            prepare_workshop(kit, "demo", stage)
        texts = {"mail": changes_text(manifest)}
        for path in sorted((self.root / "reports").rglob("*.*")):
            for place, text in _texts(path):
                texts[place.replace(f"{self.root}/", "")] = FINGERPRINT.sub("", text)
        return texts


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """What a file says, by place; a presentation is many files."""
    if path.suffix == ".pptx":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield f"{path}/{name}", archive.read(name).decode("utf-8", "replace")
    elif path.is_file():
        yield str(path), path.read_bytes().decode("utf-8", "replace")
