"""Build the distribution, check the wheel, and run it outside the checkout.

Run as a script (``make lint`` does): everything happens in a temporary directory. The wheel is
built twice, to the same bytes, and installed into fresh virtual environments, where nothing of the
checkout can help it: with the newest of what it needs, with the oldest that it allows, as a tool of
uv's, and under every other Python from 3.11 on that is found here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PACKAGES = ("aerobase", "ingest", "planner", "reports")
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
UV = (sys.executable, "-m", "uv")
NOTEBOOK = """
import sys, aerobase
for name in aerobase.__all__:
    getattr(aerobase, name)
athlete = aerobase.load_athlete(sys.argv[1])
print(len(aerobase.sessions_frame(athlete)), len(aerobase.make_plan(athlete).days))
"""
PLUGIN = "many_runs 0.1 (aerobase-many-runs)"
IN_SDIST = (
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "SECURITY.md",
    "Makefile",
    "docs",
    "fixtures",
    "locks",
    "tests",
)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="aerobase-wheel-") as name:
        folder = Path(name)
        wheel, source = built(folder)
        run(
            sys.executable, "-m", "check_wheel_contents", "--config", ROOT / "pyproject.toml", wheel
        )
        check_names(wheel, source)
        run(sys.executable, ROOT / "fixtures" / "sbom.py", folder)
        venv.create(folder / "newest", with_pip=True)
        python = folder / "newest" / SCRIPTS / "python"
        run(python, "-m", "pip", "install", "--quiet", wheel, cwd=folder)
        try_installed(wheel, folder / "newest")
        try_plugin(folder / "newest")
        try_by_uv(wheel, folder / "oldest", sys.executable, "--resolution", "lowest-direct")
        try_as_tool(wheel, folder / "tool")
        others = list(other_pythons())
        for version, python in others:
            try_by_uv(wheel, folder / version, python)
        tried = [f"{sys.version_info[0]}.{sys.version_info[1]}", *(one for one, _ in others)]
    say(f"wheel and sdist are sound; tried with Python {', '.join(tried)}")


def built(folder: Path) -> tuple[Path, Path]:
    """Build wheel and sdist twice; stop where a byte differs; return the first ones."""
    made: list[list[Path]] = []
    for name in ("dist", "again"):
        out = folder / name
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT)
        made.append([*out.glob("*.whl"), *out.glob("*.tar.gz")])
    (wheel, source), again = made
    differ = {
        one.name
        for one, other in zip((wheel, source), again, strict=True)
        if one.read_bytes() != other.read_bytes()
    }
    stop_if(differ, "not the same bytes when built again")
    return wheel, source


def try_by_uv(wheel: Path, folder: Path, python: str, *more: str) -> None:
    """Install into a new environment by uv, and do the first things there."""
    run(*UV, "venv", "--quiet", "--python", python, folder)
    inside = folder / SCRIPTS / "python"
    run(*UV, "pip", "install", "--quiet", "--python", inside, *more, wheel)
    try_installed(wheel, folder)


def try_as_tool(wheel: Path, folder: Path) -> None:
    """Install as ``uv tool install`` does, and ask the command for its version."""
    places = {"UV_TOOL_DIR": str(folder / "tools"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    run(*UV, "tool", "install", "--quiet", "--python", sys.executable, wheel, **places)
    run(folder / "bin" / "aerobase", "--version", cwd=folder)


def other_pythons() -> Iterator[tuple[str, str]]:
    """Yield each other Python that can run aerobase here: ``3.12`` and its command.

    Those of pyenv are asked of it, as its commands of other versions refuse to run.
    """
    for minor in range(11, 20):
        version = f"3.{minor}"
        if minor == sys.version_info[1]:
            continue
        for command in (shutil.which(f"python{version}"), *pyenv(version)):
            if command and answers(command, version):
                yield version, command
                break


def pyenv(version: str) -> list[str]:
    root = os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")
    return [str(path) for path in Path(root).glob(f"versions/{version}.*/bin/python{version}")]


def answers(command: str, version: str) -> bool:
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    return said.returncode == 0 and said.stdout.startswith(f"Python {version}.")


def check_names(wheel: Path, source: Path) -> None:
    """Stop where a file of a package is not in the wheel, or a foreign one is."""
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = set(tracked(*PACKAGES))
    stop_if(wanted - inside, "missing from the wheel")
    stop_if(inside - wanted, "not of a package, but in the wheel")
    stop_if({f"{p}/py.typed" for p in PACKAGES} - inside, "missing from the wheel")
    with tarfile.open(source) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    lacking = {part for part in IN_SDIST if not any(name.startswith(part) for name in names)}
    stop_if(lacking, "missing from the sdist")


def tracked(*folders: str) -> list[str]:
    """Return the files that belong to the packages: git's list, else what lies there."""
    answer = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *folders],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode == 0:
        return [name for name in answer.stdout.splitlines() if (ROOT / name).is_file()]
    files = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    return [path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts]


def try_installed(wheel: Path, folder: Path) -> None:
    """Do the first things that a runner and a notebook do, in an environment with the wheel."""
    scripts = folder / SCRIPTS
    command = scripts / "aerobase"
    home = folder / "home"
    version = run(command, "--version", cwd=folder)
    stop_if({version} if wheel.name.split("-")[1] not in version else set(), "the wrong version")
    run(command, "--help", cwd=folder)
    run(
        command, "--home", home, "init", "--birth-date", "1980-05-01", "--category", "c", cwd=folder
    )
    run(command, "--home", home, "status", cwd=folder)
    page = folder / "report.html"
    run(command, "demo", "--weeks", "2", "-o", page, cwd=folder)
    stop_if(set() if page.is_file() else {page.name}, "not written by the demo")
    said = run(scripts / "python", "-c", NOTEBOOK, home, cwd=folder)
    stop_if(set() if said.strip() == "0 7" else {said}, "not what a notebook should find")
    run(scripts / "python", "-m", "aerobase", "--version", cwd=folder)


def try_plugin(folder: Path) -> None:
    """Install the template of a plug-in beside the wheel, offline, and look for it on the page."""
    scripts, home = folder / SCRIPTS, folder / "home"
    template = folder / "template"
    shutil.copytree(ROOT / "docs/plugin-template", template)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", template)
    (plugin,) = (template / "dist").glob("*.whl")
    pip = (scripts / "python", "-m", "pip", "install", "--quiet", "--no-index", "--no-deps")
    run(*pip, plugin, cwd=folder)
    page = folder / "page.html"
    command = (scripts / "aerobase", "--home", home)
    run(*command, "report", "-o", page, cwd=folder)
    stop_if({PLUGIN} if PLUGIN in page.read_text("utf-8") else set(), "counts without its name")
    with (home / "profile.toml").open("a", encoding="utf-8") as profile:
        profile.write('\n[plugins]\nflags = ["many_runs"]\n')
    run(*command, "doctor", cwd=folder)
    run(*command, "report", "-o", page, cwd=folder)
    stop_if(set() if PLUGIN in page.read_text("utf-8") else {PLUGIN}, "not on the page")


def run(*command: str | Path, cwd: Path = ROOT, **surroundings: str) -> str:
    """Run a command with nothing of the checkout on the path; stop where it fails."""
    words = [str(word) for word in command]
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    answer = subprocess.run(
        words,
        cwd=cwd,
        env=clean | surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if answer.returncode:
        say(answer.stdout)
        stop_if({" ".join(words)}, f"ended with {answer.returncode}")
    return answer.stdout


def stop_if(names: set[str], what: str) -> None:
    if names:
        say(f"{what}:", *sorted(names))
        sys.exit(1)


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")


if __name__ == "__main__":
    main()
