"""A campaign whose data are a workbook."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from support.small_kit import make_small_kit
from support.workbooks import written

from playbook.campaign.checked import check_campaign
from playbook.campaign.place import open_source
from playbook.files import sha256
from playbook.kit import Kit
from playbook.language import speaking
from playbook.sources.folder import Folder
from playbook.workbooks.source import Workbook

HEADER = ["idea_id", "text", "round"]
IDEAS = [["N1", "Sort the mail", "first_reflection"], ["N2", "Answer faster", "First reflection"]]


def with_workbook(folder: Path, rows: list[list[str]], language: str = "en") -> Kit:
    """The small kit, with its ideas in a workbook."""
    kit = make_small_kit(folder, language=language)
    (kit.root / "data/small.xlsx").write_bytes(written({"ideas": [HEADER, *rows], "Notes": [[1]]}))
    path = kit.root / "parameters/small.yml"
    path.write_text(path.read_text().replace("data/small", "data/small.xlsx"))
    return kit


def test_a_campaign_is_read_from_a_workbook_as_from_a_folder(tmp_path: Path) -> None:
    from_folder = check_campaign(make_small_kit(tmp_path / "a"), "small").sound()
    from_workbook = check_campaign(with_workbook(tmp_path / "b", IDEAS), "small").sound()
    pd.testing.assert_frame_equal(from_folder.table("ideas"), from_workbook.table("ideas"))
    assert [notice.where for notice in from_workbook.notices] == ["data/small.xlsx, sheet Notes"]


def test_problems_name_sheet_row_and_column_in_the_language_of_the_campaign(tmp_path: Path) -> None:
    kit = with_workbook(tmp_path, [*IDEAS, ["N1", "", "round"]], "fr")
    with speaking("fr"):
        found = [str(problem) for problem in check_campaign(kit, "small").problems]
    assert len(found) == 3
    places = ["cellule B4 (text)", "cellule C4 (round)", "cellule A4 (idea_id)"]
    assert all(line.startswith("data/small.xlsx, feuille ideas, ") for line in found)
    assert [place in line for place, line in zip(places, found, strict=True)] == [True] * 3


def test_the_fingerprint_is_that_of_the_file(tmp_path: Path) -> None:
    kit = with_workbook(tmp_path, IDEAS)
    source = open_source(kit.root, "data/small.xlsx")
    content = (kit.root / "data/small.xlsx").read_bytes()
    assert source.fingerprints() == {"data/small.xlsx": sha256(content)}


@pytest.mark.parametrize("data", ["x.xlsx", "x.XLSM", "x.ods", "x.xls", "x.xlsb"])
def test_a_workbook_is_known_by_its_name(data: str) -> None:
    assert isinstance(open_source(Path(), data), Workbook)
    assert isinstance(open_source(Path(), f"{data}/x"), Folder)
