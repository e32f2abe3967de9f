"""Where the page's rows come from: tables of a cohort, or homes judged here, and the command."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from support.command_line import aerobase
from support.made_cohorts import LOOKED_FROM, TODAY, three_athletes

from reports.coach.errors import CoachError
from reports.coach.homes import judge_homes
from reports.coach.names import read_names
from reports.coach.tables import read_tables
from reports.cohort.layouts import TABLES, TRIAGE
from reports.cohort.run import cohort
from reports.cohort.store import Store
from reports.files.parquet import rows_in, typed_parquet_bytes


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coached") / "root"
    folder.mkdir()
    return three_athletes(folder)


@pytest.fixture(scope="module")
def made(root: Path) -> Path:
    cohort(root, root.parent / "out", today=TODAY, workers=1)
    return root.parent / "out"


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """Those tables once more: a test may damage them."""
    return Path(shutil.copytree(made, tmp_path / "out"))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def coach(*arguments: object) -> tuple[int, str]:
    answer = aerobase("coach", *map(str, arguments))
    return answer.code, " ".join(f"{answer.out} {answer.err}".split())


# Tables


def test_everyone_of_the_tables_is_on_the_page(out: Path, page: Path) -> None:
    code, said = coach(out, "-o", page)
    assert code == 0
    assert f"It looks from {TODAY}." in said
    html = page.read_text("utf-8")
    assert [f'<b class="who">{alias}</b>' in html for alias in ("a1", "b2", "c3")] == [True] * 3
    assert "Wednesday 22 September 2021" in html
    assert "left Achilles 4/10" in html


def test_names_of_the_table_stay_with_the_coach(root: Path, out: Path, page: Path) -> None:
    assert coach(out, "-o", page)[0] == 0
    plain = page.read_text("utf-8")
    assert "Anna" not in plain
    assert "Berg" not in plain
    code, said = coach(out, "-o", page, "--names", root / "athletes.csv")
    assert code == 0
    assert "Names of nobody here" not in said
    assert '<b class="who">Anna Berg <span class="soft">a1</span></b>' in page.read_text("utf-8")


def test_the_page_is_its_owners_alone_and_nothing_is_left_beside_it(out: Path, page: Path) -> None:
    page.write_text("before")
    page.chmod(0o644)
    coach(out, "-o", page, "-q")
    assert {one.name for one in page.parent.iterdir()} == {"out", "page.html"}
    if os.name == "posix":
        assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_twice_the_same_bytes(out: Path, page: Path) -> None:
    coach(out, "-o", page)
    first = page.read_bytes()
    coach(out, "-o", page)
    assert page.read_bytes() == first


@pytest.mark.parametrize("name", ["flags", "plans", "diary", "weeks"])
@pytest.mark.parametrize("damage", ["torn", "gone", "no table"])
def test_one_unreadable_table_costs_its_athlete_no_more(
    out: Path, page: Path, name: str, damage: str
) -> None:
    table = Store(path=out).table(name, "c3")
    if damage == "gone":
        table.unlink()
    else:
        table.write_bytes(table.read_bytes()[:-20] if damage == "torn" else b"no table")
    code, said = coach(out, "-o", page)
    assert code == 3
    assert f"c3: {name} cannot be read" in said
    by_alias = {one.alias: one for one in read_tables(out).athletes}
    assert by_alias["c3"].unread == (name,)
    assert by_alias["c3"].triage["severity"] is not None
    assert [by_alias[alias].unread for alias in ("a1", "b2")] == [(), ()]


def test_a_table_of_another_form_is_unreadable_not_empty(out: Path) -> None:
    """Else a newer cohort's warnings would be no warnings."""
    table = Store(path=out).table("flags", "c3")
    rows = rows_in(table.read_bytes(), TABLES["flags"])
    table.write_bytes(typed_parquet_bytes(rows, TABLES["flags"][:-1]))
    (found,) = (one for one in read_tables(out).athletes if one.alias == "c3")
    assert found.unread == ("flags",)


def test_rows_come_back_as_they_were_written(out: Path) -> None:
    data = (out / "triage.parquet").read_bytes()
    rows = rows_in(data, TRIAGE)
    assert typed_parquet_bytes(rows, TRIAGE) == data
    assert rows[2]["today"] == "2021-09-22"


def test_without_the_triage_there_is_no_page(out: Path, page: Path) -> None:
    (out / "triage.parquet").write_bytes(b"torn")
    code, said = coach(out, "-o", page)
    assert code == 1
    assert "triage.parquet cannot be read" in said
    assert "aerobase cohort" in said
    assert not page.exists()


def test_tables_of_nobody_are_a_page_that_says_so(out: Path, page: Path) -> None:
    (out / "triage.parquet").write_bytes(typed_parquet_bytes((), TRIAGE))
    assert coach(out, "-o", page)[0] == 0
    assert "No athlete is in these tables" in page.read_text("utf-8")


def test_an_empty_folder_is_neither(tmp_path: Path, page: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, said = coach(tmp_path / "empty", "-o", page)
    assert code == 1
    assert "aerobase cohort" in said
    assert not page.exists()


def test_tables_look_from_their_own_day(out: Path, page: Path) -> None:
    assert coach(out, "-o", page, *LOOKED_FROM)[0] == 0
    code, said = coach(out, "-o", page, "--today", "2021-09-23")
    assert code == 1
    assert "look from 2021-09-22, not 2021-09-23" in said


def test_tables_and_homes_are_not_mixed(root: Path, out: Path, page: Path) -> None:
    code, said = coach(out, root / "c3", "-o", page)
    assert code == 1
    assert "one folder of tables" in said


# Homes


def test_a_home_says_what_its_tables_say(root: Path, out: Path) -> None:
    """Judged here, or by the cohort and read from Parquet: the rows are the same."""
    (judged,) = judge_homes([root / "c3"], TODAY).athletes
    (read,) = (one for one in read_tables(out).athletes if one.alias == "c3")
    assert judged.triage == read.triage
    for name in ("flags", "days", "pains", "weeks"):
        mine, theirs = getattr(judged, name), getattr(read, name)
        assert theirs
        columns = theirs[0].keys() - {"athlete"}
        assert [{key: row[key] for key in columns} for row in mine] == [
            {key: row[key] for key in columns} for row in theirs
        ]


def test_homes_need_no_parquet(
    root: Path, page: Path, monkeypatch: pytest.MonkeyPatch, out: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "reports.files.parquet", raising=False)
    assert coach(root / "c3", "-o", page, *LOOKED_FROM)[0] == 0
    code, said = coach(out, "-o", page)
    assert code == 1
    assert "aerobase[parquet]" in said


def test_an_athlete_who_fails_stops_no_other(root: Path, tmp_path: Path, page: Path) -> None:
    well, broken = (Path(shutil.copytree(root / "c3", tmp_path / name)) for name in ("ok", "bad"))
    (broken / "profile.toml").write_text("secret = [")
    (tmp_path / "none").mkdir()
    code, said = coach(well, broken, tmp_path / "none", "-o", page, *LOOKED_FROM)
    assert code == 3
    assert "bad: Its profile.toml is not understood" in said
    assert "none: This folder is no home of aerobase." in said
    html = page.read_text("utf-8")
    assert "left Achilles 4/10" in html
    assert "Its profile.toml is not understood" in html
    assert "secret" not in html
    assert str(tmp_path) not in html


def test_two_homes_of_one_name_are_refused(root: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(root / "c3", tmp_path / "c3"))
    with pytest.raises(CoachError) as caught:
        judge_homes([root / "c3", other], TODAY)
    assert caught.value.message == "Two of the folders have one name."
    assert caught.value.hint == "Each is shown by it: rename one."


def test_no_home_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CoachError) as caught:
        judge_homes([tmp_path], date(2026, 1, 1))
    assert caught.value.message == (
        "None of the folders is a home of aerobase, or holds tables of `aerobase cohort`."
    )
    assert caught.value.hint == (
        "Name the folder given to `aerobase cohort -o`, or one home an athlete."
    )


# Names


def test_names_are_read_by_alias_else_by_folder(tmp_path: Path) -> None:
    table = tmp_path / "names.csv"
    table.write_text("Alias;Name;note\na1;Anna Berg;x\na2;;y\n;Nobody;z\n", encoding="utf-8")
    assert read_names(table) == {"a1": "Anna Berg"}
    table.write_text("folder,alias,name\nanna,a1,Anna\nben,,Ben\n", encoding="utf-8-sig")
    assert read_names(table) == {"a1": "Anna", "ben": "Ben"}


NAMES_HINT = "It has the columns alias and name; athletes.csv may be given as it is."


@pytest.mark.parametrize("text", ["alias,note\na1,x\n", "name\nAnna\n", ""])
def test_a_table_without_names_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "names.csv").write_text(text)
    with pytest.raises(CoachError) as caught:
        read_names(tmp_path / "names.csv")
    assert caught.value.message == "names.csv has no column alias, or none name."
    assert caught.value.hint == NAMES_HINT


def test_a_table_of_names_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_bytes(b"alias,name\na,\xff\n")
    with pytest.raises(CoachError) as caught:
        read_names(tmp_path / "names.csv")
    assert caught.value.message == "names.csv is not UTF-8 text."
    assert caught.value.hint == "Save it as UTF-8."
