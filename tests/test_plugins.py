"""Plug-ins: they count where the profile names them, show, and change nothing of ours."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.command_line import aerobase as command
from support.made_plugins import offer, withdraw

from ingest.home import judged
from ingest.home.home import Home
from reports.demo.fit_activity import fit_bytes
from reports.demo.runs import smart_recorded
from reports.demo.seasons import season

ROOT = Path(__file__).parents[1]
LAST_DAY = date(2026, 5, 20)
DAYS = 16
ON = ("--today", LAST_DAY.isoformat())
SEEN = """
def seen(athlete):
    yield a_flag(athlete)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a profile and the last runs of a generated season."""
    folder, home = tmp_path_factory.mktemp("watch"), tmp_path_factory.mktemp("made") / "home"
    whole = season("too_hard", last_day=LAST_DAY)
    for run, activity in zip(whole.truth.runs, whole.activities, strict=True):
        if run.day > LAST_DAY - timedelta(days=DAYS):
            (folder / f"{run.day}.fit").write_bytes(fit_bytes(smart_recorded(activity)))
    who = ("--birth-date", "1983-02-11", "--category", "c", "--timezone", "UTC")
    assert command("--home", home, "init", *who).code == 0
    assert command("--home", home, "import", folder, *ON).code == 0
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, set as AEROBASE_HOME."""
    path = tmp_path / "home"
    shutil.copytree(made, path)
    monkeypatch.setenv("AEROBASE_HOME", str(path))
    return path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def name_in(home: Path, **named: list[str]) -> None:
    """Put plug-ins into the profile, in place of those that are named there."""
    path = home / "profile.toml"
    text = path.read_text("utf-8").split("\n[plugins]")[0]
    lines = "".join(f"{group} = {json.dumps(names)}\n" for group, names in named.items())
    path.write_text(f"{text}\n[plugins]\n{lines}", encoding="utf-8")


def said(*words: str, code: int = 0) -> Any:
    answer = command(*words, "--json")
    assert answer.code == code, answer.err
    return json.loads(answer.out)


def of_plugins(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["plugin"] is not None]


# Named, or not there at all


@pytest.mark.usefixtures("home")
def test_what_is_installed_and_not_named_does_not_count(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, "raise RuntimeError('loaded')", flags="seen")
    assert of_plugins(said("flags", *ON)) == []
    assert said("doctor", *ON)["plugins"] == []


def test_without_a_name_nothing_is_looked_up(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(**_: object) -> None:
        raise AssertionError("looked up")

    monkeypatch.setattr("importlib.metadata.entry_points", never)
    for words in (("flags",), ("status",), ("thresholds",), ("plan",), ("doctor",)):
        assert command(*words, *ON).code in {0, 3}
    name_in(home, flags=["seen"])
    assert "looked through (AssertionError: looked up)" in command("flags", *ON).err


@pytest.mark.parametrize("words", [["--help"], ["flags", "--help"], ["import", "--help"]])
def test_help_loads_no_metadata_and_no_plug_in(home: Path, words: list[str]) -> None:
    name_in(home, flags=["seen"], readers=["beats"], thresholds=["half"])
    script = (
        "import sys\nfrom planner import cli\n"
        f"try:\n    cli.main({words!r})\nexcept SystemExit:\n    pass\n"
        "print('loaded', *[one for one in sys.modules if one.startswith(('importlib.metadata',"
        " 'planner.plugged'))])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert answer.stdout.splitlines()[-1] == "loaded"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('flags = "seen"', "[plugins] flags is not a list"),
        ("flags = [3]", "3 of [plugins] flags is no name of a plug-in"),
        ('flags = ["a b"]', "'a b' of [plugins] flags is no name"),
        ('flag = ["seen"]', "flag is not a key of [plugins]"),
        ('thresholds = ["maf"]', "maf of [plugins] thresholds is a method of aerobase's own"),
    ],
)
def test_a_table_that_is_not_understood_is_an_error_that_names_it(
    home: Path, table: str, told: str
) -> None:
    with (home / "profile.toml").open("a") as stream:
        stream.write(f"\n[plugins]\n{table}\n")
    answer = command("flags", *ON)
    assert answer.code == 1
    assert told in answer.err


# Flags


def test_a_flag_shows_with_days_numbers_source_and_strength(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said("flags", *ON)
    offer(site, monkeypatch, SEEN, flags="seen")
    name_in(home, flags=["seen"])
    rows = said("flags", *ON)
    (row,) = of_plugins(rows)
    assert [one for one in rows if one is not row] == before
    assert row["id"] == "seen:seen"
    assert row["plugin"] == {"name": "seen", "package": "made-plugin", "version": "1.0"}
    assert (row["severity"], row["plan_effect"]) == ("note", "none")
    assert row["effect"] == "By itself it changes nothing in the plan."
    assert row["evidence"][0]["days"] == [LAST_DAY.isoformat()]
    assert (row["evidence"][0]["value"], row["evidence"][0]["limit"]) == (3.0, 2.0)
    assert (row["source"], row["evidence_strength"]) == ("own choice", "weak")

    brief = command("flags", *ON).out
    assert "By plug-ins, without effect on plan and verdict:" in brief
    assert "Runs were seen (warning since today)" in brief
    whole = command("flags", "seen:seen", *ON).out
    for part in ("Source: own choice", "runs: 3 (limit 2)", "the plug-in seen 1.0 (made-plugin)"):
        assert part in whole
    assert "seen 1.0 (made-plugin)" in command("flags", "-v", *ON).out


def test_it_changes_no_plan_no_verdict_and_no_exit_code(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [("plan",), ("status",), ("today",), ("sessions",), ("balance",), ("load",)]
    before = [said(*words, *ON) for words in asked]
    code = command("flags", "--check", *ON).code
    offer(
        site,
        monkeypatch,
        "def seen(athlete):\n"
        "    yield a_flag(athlete, severity='stop', plan_effect='stop', effect_words='No runs.')\n",
        flags="seen",
    )
    name_in(home, flags=["seen"])
    (row,) = of_plugins(said("flags", *ON))
    assert (row["severity"], row["plan_effect"]) == ("watch", "none")
    assert row["effect"] == "By itself it changes nothing in the plan."
    assert [said(*words, *ON) for words in asked] == before
    assert command("flags", "--check", *ON).code == code


def test_a_flag_alone_does_not_make_check_exit_with_3(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    assert command("--home", empty, "init", "--birth-date", "1983-02-11").code == 0
    offer(site, monkeypatch, SEEN, flags="seen")
    name_in(empty, flags=["seen"])
    answer = command("--home", empty, "flags", "--check", *ON)
    assert (answer.code, "Runs were seen" in answer.out) == (0, True)


def test_it_is_cleared_like_ours_and_nothing_else_changes(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, SEEN, flags="seen")
    name_in(home, flags=["seen"])
    plan = said("plan", *ON)
    cleared = said("flags", "clear", "seen:seen", "--note", "known", *ON)
    assert (cleared["id"], cleared["state"]) == ("seen:seen", "cleared")
    assert of_plugins(said("flags", *ON)) == []
    (row,) = of_plugins(said("flags", "--all", *ON))
    assert (row["id"], row["state"]) == ("seen:seen", "cleared")
    assert said("plan", *ON) == plan


def test_beside_a_sign_for_a_clinician_it_gives_no_advice(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, SEEN, flags="seen")
    name_in(home, flags=["seen"])
    assert of_plugins(said("flags", *ON))[0]["advice"] == ["Look."]
    assert command("log", "redflag", "chest-pain", *ON).code == 0
    (row,) = of_plugins(said("flags", *ON))
    assert row["advice"] == ["Nothing here before a clinician has seen you."]


def test_the_page_shows_it_and_names_the_plug_in(
    home: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, SEEN + "def bad(athlete):\n    1 / 0\n", flags="seen bad")
    name_in(home, flags=["seen", "bad"])
    page = tmp_path / "page.html"
    assert command("report", "-o", page, *ON).code == 0
    text = page.read_text("utf-8")
    card = text.split('id="plugged-1"')[1].split("</details>")[0]
    for part in ("Runs were seen", "runs: 3 (limit 2)", "seen 1.0 (made-plugin), not by aerobase"):
        assert part in card
    assert "bad of [plugins] flags could not be asked: ZeroDivisionError" in text
    footer = text.split("<footer>")[1].split("</footer>")[0]
    assert "not part of aerobase: seen 1.0 (made-plugin)." in footer
    assert command("report", "--redact", "-o", page, *ON).code == 0
    assert "made-plugin" not in page.read_text("utf-8")
    assert "Runs were seen" not in page.read_text("utf-8")


# What goes wrong is a note, and stops nothing

CALLED = {
    "raises": ("raise ValueError('so\\nit\\x1b is')", "ValueError: so it is."),
    "exits": ("raise SystemExit(7)", "SystemExit: 7"),
    "no_list": ("return 3", "TypeError: 'int' object is not iterable"),
    "nothing": ("return None", "TypeError: 'NoneType' object is not iterable"),
    "no_flag": ("yield 'a flag'", "it gave str in place of a Flag"),
    "too_many": (
        "for n in range(100): yield a_flag(athlete, id=f'f{n}')",
        "it gave more than 20 flags",
    ),
    "two": ("yield a_flag(athlete)\n    yield a_flag(athlete)", "it gave two flags of one id"),
    "id": ("yield a_flag(athlete, id='a b')", "the id of a flag is not letters, digits, - and _"),
    "severity": ("yield a_flag(athlete, severity='loud')", "severity is 'loud', none of note"),
    "title": ("yield a_flag(athlete, title='\\x1b[2J')", "title is empty, longer than 400 letters"),
    "source": ("yield a_flag(athlete, source=' ')", "source is empty"),
    "strength": (
        "yield a_flag(athlete, evidence_strength=None)",
        "evidence_strength is None, none of strong",
    ),
    "since": (
        "yield a_flag(athlete, since='2026-05-01')",
        "since is '2026-05-01', which is no date",
    ),
    "later": (
        "yield a_flag(athlete, since=athlete.today + timedelta(days=1))",
        "since is 2026-05-21, after 2026-05-20",
    ),
    "evidence": ("yield a_flag(athlete, evidence=())", "a flag without a number in its evidence"),
    "advice": ("yield a_flag(athlete, advice='Look.')", "advice is str, which is no tuple"),
    "nan": (
        "yield a_flag(athlete, evidence=numbers(float('nan'), 'today', athlete))",
        "value is nan: unknown is None",
    ),
    "words": (
        "yield a_flag(athlete, evidence=numbers('3', 'today', athlete))",
        "value is str, which is no number",
    ),
    "dayless": (
        "yield a_flag(athlete, evidence=numbers(3, 'none', athlete))",
        "a flag without a day in its evidence",
    ),
    "writes": ("athlete.today = None", "FrozenInstanceError: cannot assign to field 'today'"),
    "counts_in_place": (
        "athlete.runs[-1].facts.vectors.seconds_at[:] = 0",
        "ValueError: assignment destination is read-only",
    ),
}


@pytest.mark.parametrize("kind", CALLED)
def test_one_that_fails_when_called_is_a_note_and_stops_no_other(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    body, told = CALLED[kind]
    offer(site, monkeypatch, f"{SEEN}\ndef bad(athlete):\n    {body}\n", flags="seen bad")
    name_in(home, flags=["bad", "seen"])
    answer = command("flags", "--json", *ON)
    assert answer.code == 0
    assert [row["id"] for row in of_plugins(json.loads(answer.out))] == ["seen:seen"]
    line = f"The plug-in bad of [plugins] flags could not be asked: {told}"
    assert [one.startswith(line) for one in answer.err.splitlines()] == [True]


def test_it_is_a_row_of_all_and_a_finding_of_doctor(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, f"{SEEN}\ndef bad(athlete):\n    1 / 0\n", flags="seen bad")
    name_in(home, flags=["bad", "seen"])
    (row,) = (one for one in said("flags", "--all", *ON) if one["state"] == "failed")
    assert row["plugin"]["name"] == row["id"] == "bad"
    assert row["title"] == "Could not be asked: ZeroDivisionError: division by zero."
    assert "failed   bad: ZeroDivisionError" in command("flags", "--all", *ON).out
    kept = (home / "judged.json").read_bytes()
    found = said("doctor", *ON, code=3)
    assert [one["code"] for one in found["findings"]] == ["plugin"]
    assert [(one["name"], one["problem"]) for one in found["plugins"]] == [
        ("bad", "ZeroDivisionError: division by zero"),
        ("seen", None),
    ]
    assert found["notes"] == [
        "With plug-ins, which are not part of aerobase: seen 1.0 (made-plugin) of flags."
    ]
    assert (home / "judged.json").read_bytes() == kept


def test_what_a_plug_in_prints_damages_no_json(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "print('loaded')\ndef seen(athlete):\n    print('asked')\n    yield a_flag(athlete)\n"
    offer(site, monkeypatch, code, flags="seen")
    name_in(home, flags=["seen"])
    answer = command("flags", "--json", *ON)
    assert of_plugins(json.loads(answer.out))
    assert answer.err == "loaded\nasked\n"


@pytest.mark.parametrize("words", [("flags",), ("plan",), ("status",), ("sessions",), ("report",)])
def test_a_name_that_nothing_offers_is_a_note_and_the_command_goes_on(
    home: Path, words: tuple[str, ...]
) -> None:
    before = command(*words, *ON)
    name_in(home, flags=["many_rums"])
    answer = command(*words, *ON)
    assert (answer.code, answer.out) == (before.code, before.out)
    assert answer.err == (
        "The plug-in many_rums of [plugins] flags could not be asked: "
        "no package that is installed offers it.\n"
    )
    (found,) = said("doctor", *ON, code=3)["findings"]
    assert (found["code"], "profile.toml" in found["mend"]) == ("plugin", True)


def test_one_whose_module_fails_is_a_note(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, "import nothing_of_this_name", flags="seen", package="broken")
    offer(site, monkeypatch, SEEN, flags="seen other")
    name_in(home, flags=["seen", "other"])
    told = command("flags", *ON).err
    assert "seen of [plugins] flags could not be asked: more than one offers it: broken and" in told
    assert "other of [plugins] flags could not be asked: AttributeError" in told
    withdraw(site / "made_plugin-1.0.dist-info")
    name_in(home, flags=["seen"])
    told = command("flags", *ON).err
    assert "ModuleNotFoundError: No module named 'nothing_of_this_name'" in told


def test_broken_metadata_of_any_package_is_a_note(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, SEEN, flags="seen")
    (site / "made_plugin-1.0.dist-info/entry_points.txt").write_bytes(b"[aerobase.flags]\n\xff\xfe")
    name_in(home, flags=["seen"])
    answer = command("flags", *ON)
    assert (answer.code, answer.err.count("could not be asked")) == (0, 1)


# The version is part of what judgements are remembered under


def test_another_version_makes_judgements_anew(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keys() -> set[str]:
        assert command("sessions", *ON).code == 0
        return {key for key, _ in judged.read(Home.locate(home)).values()}

    without = keys()
    offer(site, monkeypatch, SEEN, flags="seen")
    assert keys() == without
    name_in(home, flags=["seen"])
    first = keys()
    assert first.isdisjoint(without)
    assert keys() == first
    offer(site, monkeypatch, SEEN, flags="seen", version="1.1")
    assert keys().isdisjoint(first)
    name_in(home)
    assert keys() == without


def test_another_version_has_status_worked_out_anew(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.commands.kept_status.SETTLED_S", -1e9)
    offer(site, monkeypatch, SEEN, flags="seen")
    name_in(home, flags=["seen"])

    def worked_out() -> bool:
        before = (home / "status.json").read_bytes() if (home / "status.json").exists() else b""
        assert command("status", *ON).code == 0
        return (home / "status.json").read_bytes() != before

    assert worked_out()
    assert not worked_out()
    offer(site, monkeypatch, SEEN, flags="seen", version="1.1")
    assert worked_out()
    assert not worked_out()


# Thresholds

HALF = """
def half(athlete):
    return Threshold(bpm=131.0, note="half of it", source="own choice", uncertainty_bpm=6.0)
"""


def test_a_ceiling_is_shown_beside_ours_and_is_not_in_force(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said("thresholds", *ON)
    offer(site, monkeypatch, HALF, thresholds="half")
    name_in(home, thresholds=["half"])
    found = said("thresholds", *ON)
    (row,) = of_plugins(found["methods"])
    assert (row["method"], row["value_bpm"], row["uncertainty_bpm"]) == ("half", 131.0, 6.0)
    assert (row["in_force"], row["barred"]) == (False, "of a plug-in: stands only when declared")
    assert row["plugin"] == {"name": "half", "package": "made-plugin", "version": "1.0"}
    found["methods"].remove(row)
    assert found == before
    told = " ".join(command("thresholds", *ON).out.split())
    assert "To declare it: aerobase thresholds set half 131 --since today" in told


def test_it_is_in_force_where_the_runner_declares_it(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, HALF, thresholds="half")
    answer = command("thresholds", "set", "half", "131", *ON)
    assert (answer.code, "is no method" in answer.err) == (2, True)
    name_in(home, thresholds=["half"])
    assert command("thresholds", "set", "half", "131", "--since", "2026-05-18", *ON).code == 0
    force = said("thresholds", *ON)["in_force"]
    assert (force["ceiling_bpm"], force["method"]) == (131, "half")
    assert force["rough"]
    assert said("plan", *ON)["ceiling_bpm"] == 131
    assert "half (a plug-in)" in command("status", *ON).out
    # A measured value goes before it; what is declared is the runner's, whoever worked it out.
    withdraw(site / "made_plugin-1.0.dist-info")
    assert said("thresholds", *ON)["in_force"]["method"] == "half"
    assert command("thresholds", "set", "entered", "140", *ON).code == 0
    assert said("thresholds", *ON)["in_force"]["method"] == "entered"
    assert command("thresholds", "remove", "half", "--since", "2026-05-18", *ON).code == 0
    assert "half" not in (home / "profile.toml").read_text("utf-8").split("[plugins]")[0]


def test_no_condition_that_bars_a_formula_lets_it_through(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, HALF, thresholds="half")
    name_in(home, thresholds=["half"])
    assert command("thresholds", "set", "half", "131", *ON).code == 0
    assert command("init", "--rate-medicine").code == 0
    found = said("thresholds", *ON)
    assert found["in_force"] is None
    (row,) = (one for one in found["methods"] if one["method"] == "half" and not one["plugin"])
    assert row["barred"] == "medicine that changes the heart rate"


def test_a_declared_method_that_no_list_names_is_an_error(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, HALF, thresholds="half")
    name_in(home, thresholds=["half"])
    assert command("thresholds", "set", "half", "131", *ON).code == 0
    path = home / "profile.toml"
    path.write_text(path.read_text("utf-8").replace('thresholds = ["half"]', ""), encoding="utf-8")
    answer = command("thresholds", *ON)
    assert (answer.code, "method = 'half' is unknown" in answer.err) == (1, True)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("return 131", "it gave int in place of a Threshold"),
        ("return Threshold(bpm=float('nan'), note='x', source='y')", "bpm is nan"),
        ("return Threshold(bpm=20, note='x', source='y')", "bpm is 20, not between 70 and 220"),
        ("return Threshold(bpm=130, note='', source='y')", "note is empty"),
        (
            "return Threshold(bpm=130, note='x', source='y', uncertainty_bpm=60)",
            "uncertainty_bpm is 60, not between 0 and 50",
        ),
    ],
)
def test_a_ceiling_that_cannot_be_is_a_note(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch, body: str, told: str
) -> None:
    offer(site, monkeypatch, f"{HALF}def bad(athlete):\n    {body}\n", thresholds="half bad")
    name_in(home, thresholds=["bad", "half"])
    answer = command("thresholds", "--json", *ON)
    assert f"bad of [plugins] thresholds could not be asked: {told}" in answer.err
    assert [row["method"] for row in of_plugins(json.loads(answer.out)["methods"])] == ["half"]


def test_one_that_knows_nothing_says_nothing(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, monkeypatch, "def half(athlete):\n    return None\n", thresholds="half")
    name_in(home, thresholds=["half"])
    answer = command("thresholds", "--json", *ON)
    assert (answer.err, of_plugins(json.loads(answer.out)["methods"])) == ("", [])


# The template


def test_the_template_is_installed_offline_and_its_flag_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    for n in range(7):  # the season itself has no week of ten runs
        when = f"{LAST_DAY - timedelta(days=n)}T18:00:00Z"
        (tmp_path / f"{n}.tcx").write_text(tcx_run(when))
    assert command("import", *(str(one) for one in tmp_path.glob("*.tcx")), *ON).code == 0
    before = said("flags", *ON)
    site, source = tmp_path / "site", tmp_path / "source"
    shutil.copytree(ROOT / "docs/plugin-template", source)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-index", "--no-build-isolation", "--no-deps", "--target", str(site)]
    subprocess.run([*pip, *offline, str(source)], check=True, capture_output=True)
    monkeypatch.syspath_prepend(site)
    name_in(home, flags=["many_runs"])
    (row,) = of_plugins(said("flags", *ON))
    assert row["id"] == "many_runs:week"
    assert row["plugin"] == {"name": "many_runs", "package": "aerobase-many-runs", "version": "0.1"}
    assert row["evidence"][0]["value"] >= row["evidence"][0]["limit"] == 10
    page = tmp_path / "page.html"
    assert command("report", "-o", page, *ON).code == 0
    assert "Many runs in a week" in page.read_text("utf-8")
    assert "many_runs 0.1 (aerobase-many-runs)" in page.read_text("utf-8")
    assert said("doctor", *ON)["sound"]
    shutil.rmtree(site)
    name_in(home)
    assert said("flags", *ON) == before
    assert command("report", "-o", page, *ON).code == 0
    assert not re.search("many.runs", page.read_text("utf-8"), re.IGNORECASE)


def tcx_run(start: str) -> str:
    begin = datetime.fromisoformat(start)
    points = "".join(
        f"<Trackpoint><Time>{(begin + timedelta(seconds=n)).isoformat()}</Time>"
        f"<DistanceMeters>{n * 2.5}</DistanceMeters>"
        "<HeartRateBpm><Value>128</Value></HeartRateBpm></Trackpoint>"
        for n in range(0, 1300, 5)
    )
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="Running"><Id>{start}</Id><Lap StartTime="{start}">'
        f"<TotalTimeSeconds>1295</TotalTimeSeconds><Track>{points}</Track></Lap></Activity>"
        "</Activities></TrainingCenterDatabase>"
    )
