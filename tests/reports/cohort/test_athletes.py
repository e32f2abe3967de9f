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


COLUMNS = (  # as docs/cohort.md has them
    "Its columns are: folder, alias, birth_date, category, sex, zone, ceiling, hr_max, hr_rest; "
    "`name` and `note` are not read."
)
OWN_ALIAS = "Give each an alias of its own in athletes.csv."
ODD_ALIAS = (
    "The alias of athlete 1 is empty, longer than 80 letters, or holds one that cannot be shown."
)
OTHER_ALIAS = "Give the athlete another one in athletes.csv, or the folder another name."


@pytest.mark.parametrize(
    ("table", "message", "hint"),
    [
        (
            "folder,birthdate\n",
            "athletes.csv has an unknown column 'birthdate'. Did you mean birth_date?",
            COLUMNS,
        ),
        ("folder,shoe\n", "athletes.csv has an unknown column 'shoe'.", COLUMNS),
        ("name,birth date\n", "athletes.csv has neither a column folder nor alias.", COLUMNS),
        ("folder,alias\nanna,ben\n", "More than one athlete is called 'ben'.", OWN_ALIAS),
        ("folder,alias\nanna,Ben\n", "More than one athlete is called 'ben'.", OWN_ALIAS),
        (
            "folder,alias\nanna,a\nanna,b\n",
            "athletes.csv has two rows for one folder.",
            COLUMNS,
        ),
        ("folder\n../anna\n", "Row 2 of athletes.csv names no folder of ROOT.", COLUMNS),
        ("folder,alias\nanna,\x07\n", ODD_ALIAS, OTHER_ALIAS),
        (f"folder,alias\nanna,{'x' * 81}\n", ODD_ALIAS, OTHER_ALIAS),
        (b"folder\n\xff\xfe\n", "athletes.csv is not UTF-8 text.", "Save it as UTF-8."),
    ],
)
def test_a_table_that_is_not_understood_stops_before_anything_is_made(
    tmp_path: Path, table: str | bytes, message: str, hint: str
) -> None:
    with pytest.raises(CohortError) as caught:
        cohort(tmp_path, table)
    assert (caught.value.message, caught.value.hint) == (message, hint)


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
    with pytest.raises(AthleteError) as caught:
        profile_options({name: "Anna Berg"}, TODAY)
    assert caught.value.message == f"athletes.csv: the {name.replace('_', ' ')} is not understood."


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
