"""A file that people wrote is written back with what they put into it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.drawn_tables import frames
from support.frames import source_frames

from playbook.language import speaking
from playbook.sources.folder import Folder
from playbook.tables import TABLES


def read(folder: Path, name: str) -> pd.DataFrame:
    return source_frames(Folder(folder, "x"), None)[name]


def more(folder: Path, name: str, **cells: object) -> pd.DataFrame:
    """The table that lies in a folder, with one row more."""
    frame = read(folder, name)
    added = pd.DataFrame([cells], columns=frame.columns).astype(frame.dtypes.to_dict())
    return pd.concat([frame, added], ignore_index=True)


IDEAS = """Colour;text;Idée;round
red;"a;b";'01;first_reflection

;"c";2;Après l’atelier"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_rows_are_added_after_what_was_there(tmp_path: Path, encoding: str, ending: str) -> None:
    before = IDEAS.replace("\n", ending).encode(encoding)
    (tmp_path / "Ideas.CSV").write_bytes(before)
    frame = more(tmp_path, "ideas", idea_id="3", text="é;", round="follow_up")
    Folder(tmp_path, "x").write({"ideas": frame})
    after = (tmp_path / "Ideas.CSV").read_bytes()
    assert after.startswith(before)
    assert after.decode(encoding).endswith(f'{ending};"é;";3;follow_up{ending}')
    assert [path.name for path in tmp_path.iterdir()] == ["Ideas.CSV"]


def test_a_changed_cell_changes_no_other(tmp_path: Path) -> None:
    (tmp_path / "ideas.csv").write_text(IDEAS, encoding="utf-8")
    frame = read(tmp_path, "ideas")
    frame.loc[1, "text"] = "=d"
    Folder(tmp_path, "x").write({"ideas": frame})
    lines = (tmp_path / "ideas.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ['red;"a;b";\'01;first_reflection', ";'=d;2;Après l’atelier"]


def test_the_line_that_announces_the_separator_stays(tmp_path: Path) -> None:
    (tmp_path / "ideas.csv").write_text("sep=|\nidea_id|text|round\n1|a|follow_up\n")
    frame = read(tmp_path, "ideas")
    frame.loc[0, "text"] = "b"
    Folder(tmp_path, "x").write({"ideas": frame})
    written = (tmp_path / "ideas.csv").read_text()
    assert written == "sep=|\nidea_id|text|round\n1|b|follow_up\n"


def test_a_column_that_the_file_lacks_is_added_in_the_files_language(tmp_path: Path) -> None:
    (tmp_path / "ideas.csv").write_text("Idée,Texte,Phase\n1,a,Après l’atelier\n", encoding="utf-8")
    with speaking("fr"):
        frame = more(tmp_path, "ideas", idea_id="2", text="b", round="follow_up", theme="T")
        Folder(tmp_path, "x").write({"ideas": frame})
    written = (tmp_path / "ideas.csv").read_text(encoding="utf-8")
    assert written == "Idée,Texte,Phase,Thème\n1,a,Après l’atelier,\n2,b,Après l’atelier,T\n"


def test_the_same_table_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "ideas.csv"
    path.write_text(IDEAS, encoding="utf-8")
    path.chmod(0o600)
    stamp = path.stat().st_mtime_ns
    Folder(tmp_path, "x").write({"ideas": read(tmp_path, "ideas")})
    assert (path.stat().st_mtime_ns, path.read_text(encoding="utf-8")) == (stamp, IDEAS)
    frame = more(tmp_path, "ideas", idea_id="3", text="x", round="follow_up")
    Folder(tmp_path, "x").write({"ideas": frame})
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_sign_that_the_file_could_not_hold_is_kept(tmp_path: Path) -> None:
    (tmp_path / "ideas.csv").write_bytes("idea_id,text,round\n1,é,follow_up\n".encode("cp1252"))
    frame = more(tmp_path, "ideas", idea_id="2", text="😀", round="follow_up")
    Folder(tmp_path, "x").write({"ideas": frame})
    assert list(read(tmp_path, "ideas")["text"]) == ["é", "😀"]


@pytest.mark.parametrize("name", ["ideas", "costs"])
@settings(max_examples=25)
@given(data=st.data())
def test_a_table_written_over_another_is_read_back_the_same(name: str, data: st.DataObject) -> None:
    first, second = data.draw(frames(name)), data.draw(frames(name))
    key = list(TABLES[name].key)
    first, second = first.drop_duplicates(key), second.drop_duplicates(key)
    both = pd.concat([first.head(2), second]).drop_duplicates(key).reset_index(drop=True)
    both = both.astype(first.dtypes.to_dict())
    with (
        tempfile.TemporaryDirectory() as folder,
        speaking(data.draw(st.sampled_from(["en", "fr"]))),
    ):
        source = Folder(Path(folder), "x")
        source.write({name: first.reset_index(drop=True)})
        source.write({name: both})
        found = source_frames(source, True)[name]
    pd.testing.assert_frame_equal(found, both, check_index_type=False, rtol=0, atol=0)
