"""docs/plugin-template, installed offline by pip as anybody would."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from support.command_line import aerobase as command
from support.made_plugins import LAST_DAY, ON, name_in, of_plugins, said

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]


def test_the_template_is_installed_offline_and_its_flag_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runner: Path
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
    name_in(runner, flags=["many_runs"])
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
    name_in(runner)
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
