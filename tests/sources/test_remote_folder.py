"""Campaign folders at URLs: fsspec's file systems, with the same tables and clear refusals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pandas as pd
import pytest

from playbook.campaign.checked import check_campaign
from playbook.campaign.place import open_source
from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.sources.folder import Folder

PARAMETERS = """title: Spring
language: en
challenge: What would let us answer sooner?
data: {data}
as_of: 2026-09-30
"""


@pytest.fixture
def bucket() -> Iterator[str]:
    yield "memory://bucket/spring"
    fsspec.filesystem("memory").rm("/bucket", recursive=True)


def fill(path: str, content: bytes) -> None:
    with fsspec.open(path, "wb") as file:
        file.write(content)


def make_kit(root: Path, data: str) -> Kit:
    for name in ("parameters", "notebooks"):
        (root / name).mkdir()
    (root / "parameters" / "spring.yml").write_text(PARAMETERS.format(data=data))
    return Kit(root)


def test_a_campaign_reads_its_tables_from_object_storage(tmp_path: Path, bucket: str) -> None:
    fill(f"{bucket}/participants.csv", "participant_id;name\n01;Zoé\n".encode())
    fill(f"{bucket}/Ideas.csv", b"idea_id,participant_id,text,round\nI1,01,A bot,follow_up\n")
    checked = check_campaign(make_kit(tmp_path, bucket), "spring")
    assert checked.problems == ()
    campaign = checked.sound()
    assert campaign.table("participants").loc[0, "name"] == "Zoé"
    assert campaign.table("ideas").loc[0, "participant_id"] == "01"


def test_problems_name_the_file_at_its_url(tmp_path: Path, bucket: str) -> None:
    fill(f"{bucket}/participants.csv", b"participant_id,role\n01,pilot\n")
    fill(f"{bucket}/notes.csv", b"x\n")
    problems = [str(p) for p in check_campaign(make_kit(tmp_path, bucket), "spring").problems]
    assert any(p.startswith(f"{bucket}/participants.csv, row 2, column role") for p in problems)
    assert any(p.startswith(f"{bucket}/notes.csv") for p in problems)


def test_what_is_written_is_read_back_and_known_by_the_same_fingerprint_as_a_folder(
    tmp_path: Path, bucket: str
) -> None:
    frame = pd.DataFrame({"participant_id": ["01", "=2"], "name": ["Zoé", "a;b"]})
    remote, local = open_source(tmp_path, bucket), Folder(tmp_path / "x", bucket)
    for source in (remote, local):
        source.write({"participants": frame})
        assert source.fault() is None
    assert remote.fingerprints() == local.fingerprints()
    raw, problems = remote.read(None)
    assert problems == []
    assert [cells for _row, cells in raw["participants"].rows] == [["01", "Zoé"], ["=2", "a;b"]]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://nowhere/at/all", "there is no such folder"),
        ("nosuch://bucket/spring", "the place cannot be used (Unsupported filesystem: 'nosuch')"),
        ("s3://bucket/spring", "Install s3fs"),
        ("ftp://ann:secret@localhost/spring", "a password does not belong in the URL"),
    ],
)
def test_a_place_that_cannot_be_read_is_refused_without_a_traceback(
    tmp_path: Path, url: str, said: str
) -> None:
    (problem,) = check_campaign(make_kit(tmp_path, url), "spring").problems
    assert said in str(problem)
    assert "secret" not in str(problem)


def test_a_connection_that_breaks_while_reading_is_a_problem(
    bucket: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fill(f"{bucket}/participants.csv", b"participant_id\n01\n")
    source = open_source(tmp_path, bucket)
    assert source.fault() is None

    def broken(*_arguments: object, **_options: object) -> None:
        raise TimeoutError("the line went dead")

    monkeypatch.setattr(fsspec.filesystem("memory"), "_open", broken)
    tables, problems = source.read(None)
    assert tables == {}
    assert "the line went dead" in str(problems[0])


def test_writing_where_one_may_not_says_so(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match="cannot be used"):
        open_source(tmp_path, "nosuch://bucket/x").write({})
