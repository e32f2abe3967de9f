"""Who is in a cohort: folders, athletes.csv, aliases, and what a row may say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reports.cohort.athletes import Listed, athletes_of, profile_options
from reports.cohort.errors import AthleteError, CohortError
from reports.cohort.roots import LocalRoot
from reports.cohort.store import file_name

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 5, 17)


def cohort(path: Path, table: str | bytes | None = None, *folders: str) -> tuple[Listed, ...]:
    for name in folders or ("anna", "ben"):
        (path / name).mkdir()
    if table is not None:
        data = table if isinstance(table, bytes) else table.encode()
        (path / "athletes.csv").write_bytes(data)
    return athletes_of(LocalRoot(path=path))


def test_without_a_table_the_folders_names_are_the_aliases(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "notes.txt").write_text("")
    assert cohort(tmp_path) == (
        Listed(folder="anna", alias="anna"),
        Listed(folder="ben", alias="ben"),
    )


@pytest.mark.parametrize(
    "table",
    [
        "folder,alias,birth date\nanna,z9,1983-02-11\n",
        "Folder;Alias;Birth-Date\r\nanna;z9;1983-02-11\r\n",
        "\ufefffolder,alias,birth_date,name\nanna, z9 ,1983-02-11,Anna Berg\n\n,,,\n",
    ],
)
def test_a_row_gives_an_alias_and_what_is_known(tmp_path: Path, table: str) -> None:
    assert cohort(tmp_path, table) == (
        Listed(folder="ben", alias="ben"),
        Listed(folder="anna", alias="z9", given=(("birth_date", "1983-02-11"),)),
    )


def test_without_a_column_of_folders_the_alias_names_it(tmp_path: Path) -> None:
    found = cohort(tmp_path, "alias,sex,timezone\nanna,f,\n")
    assert found[0] == Listed(folder="anna", alias="anna", given=(("sex", "f"),))


def test_a_row_without_a_folder_is_an_athlete_too(tmp_path: Path) -> None:
    assert [one.folder for one in cohort(tmp_path, "folder\ncleo\n")] == ["anna", "ben", "cleo"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("folder,birthdate\n", "birthdate"),
        ("name,birth date\n", "neither"),
        ("folder,alias\nanna,ben\n", "called 'ben'"),
        ("folder,alias\nanna,Ben\n", "called 'ben'"),
        ("folder,alias\nanna,a\nanna,b\n", "two rows"),
        ("folder\n../anna\n", "Row 2"),
        ("folder,alias\nanna,\x07\n", "alias"),
        (f"folder,alias\nanna,{'x' * 81}\n", "alias"),
        (b"folder\n\xff\xfe\n", "UTF-8"),
    ],
)
def test_a_table_that_is_not_understood_stops_before_anything_is_made(
    tmp_path: Path, table: str | bytes, words: str
) -> None:
    with pytest.raises(CohortError, match=words) as caught:
        cohort(tmp_path, table)
    assert caught.value.hint


def test_a_row_is_what_init_would_be_told() -> None:
    given = {
        "birth_date": "11.2.1983",
        "category": "C",
        "sex": "w",
        "zone": "Europe/Madrid",
        "ceiling": "141",
        "hr_max": "188",
        "hr_rest": "52,5",
    }
    assert profile_options(given, TODAY) == {
        "birth_date": date(1983, 2, 11),
        "category": "c",
        "sex": "female",
        "timezone": "Europe/Madrid",
        "ceiling": 141.0,
        "hr_max": 188.0,
        "hr_rest": 52.5,
    }


@pytest.mark.parametrize("name", ["birth_date", "category", "sex", "ceiling", "hr_rest"])
def test_a_cell_that_is_not_understood_is_named_and_not_quoted(name: str) -> None:
    with pytest.raises(AthleteError, match=name.replace("_", " ")) as caught:
        profile_options({name: "Anna Berg"}, TODAY)
    assert "Anna" not in caught.value.message


def test_no_two_aliases_have_one_file_and_none_is_passed_over() -> None:
    aliases = [
        "a1", "a 1", "a_1", "a.1", "a%201", "_a", ".a", "a.", "a_", "-", ".", "..", "%2E", "é",
        "a/b",
    ]  # fmt: skip
    names = [file_name(alias) for alias in aliases]
    assert len(set(names)) == len(aliases)
    assert names[:4] == ["a1", "a%201", "a_1", "a.1"]
    for name in names:
        assert name[0] not in "._"
        assert not {"/", "\\", " ", ":"} & set(name)
        assert not name.endswith(".")
