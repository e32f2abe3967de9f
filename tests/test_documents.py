"""What the documents promise is there: files, commands, options, make targets."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import click
import pytest

from planner import cli

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(ROOT.glob("*.md"))
DOCUMENTS += sorted((ROOT / "docs").rglob("*.md"))
DOCUMENTS += sorted((ROOT / ".github").rglob("*.md")) + sorted((ROOT / ".github").rglob("*.yml"))
EVERYWHERE = {"--home", "--today", "--json", "--help", "--version", "--debug"}


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids)
def test_every_make_target_exists(path: Path) -> None:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = re.findall(r"(?:^|`)make ([a-z]+)(?:`|\s|$)", path.read_text("utf-8"), re.MULTILINE)
    assert set(told) <= known


def called(text: str) -> list[list[str]]:
    """Return the words after `aerobase` of every line of code and every piece in backquotes."""
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`(aerobase [^`]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    words = [re.split(r"\s+#", line)[0].split() for line in lines]
    names = {"aerobase", ".venv/bin/aerobase"}
    return [found[1:] for found in words if found and found[0] in names]


# What is mistyped on purpose is called by tests/reports/commands/test_wrong_inputs.py.
RIGHT = [path for path in DOCUMENTS if path.name != "wrong-inputs.md"]


@pytest.mark.parametrize("path", RIGHT, ids=ids)
def test_every_command_that_is_told_can_be_called(path: Path) -> None:
    for words in called(path.read_text("utf-8")):
        check_call(words)


def check_call(words: list[str]) -> None:
    context = click.Context(cli.app)
    command: click.Command = cli.app
    known = set(EVERYWHERE)
    for word in words:
        if word.startswith("-"):
            known |= {name for option in command.params for name in option.opts}
            known |= {name for option in command.params for name in option.secondary_opts}
            assert word in known, f"aerobase {' '.join(words)}: {word}"
        elif isinstance(command, click.Group) and word.islower():
            inner = command.get_command(context, word)
            if inner is None:
                assert command is not cli.app, f"aerobase {' '.join(words)}: {word}"
            else:
                command = inner


def test_the_check_itself_finds_what_is_not_there() -> None:
    with pytest.raises(AssertionError):
        check_call(["nonsense"])
    with pytest.raises(AssertionError):
        check_call(["sessions", "--nonsense"])
    assert called("```\naerobase plan --next  # the week\n```\n`aerobase init`") == [
        ["plan", "--next"],
        ["init"],
    ]


def test_every_rule_that_the_code_cites_is_in_the_rules() -> None:
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    told = set(re.findall(r"^#+ (\d(?:\.\d+)?) ", text, re.MULTILINE))
    cited = {
        number
        for package in ("ingest", "planner", "reports")
        for path in (ROOT / package).rglob("*.py")
        for number in re.findall(r"RULES (\d(?:\.\d+)?)", path.read_text("utf-8"))
    }
    assert cited <= told
    assert cited


SITE = runpy.run_path(str(ROOT / "docs" / "conf.py"))


def test_every_page_stands_once_in_the_order_of_the_site() -> None:
    """A page is put there by one line: a link in the list of the page that leads to it."""
    led = [
        (path.parent / target).resolve()
        for path in (ROOT / f"{name}.md" for name in SITE["INDEXES"])
        for _, target in SITE["led_to"](path.read_text("utf-8"))
    ]
    pages = {path for pattern in SITE["include_patterns"] for path in ROOT.glob(pattern)}
    assert sorted(led) == sorted(one.with_suffix("") for one in pages - {ROOT / "docs/index.md"})


def test_lists_of_links_are_read_in_their_order() -> None:
    text = (
        "- [`a.toml`, key by key](a.md): a\n- [B](../b/README.md)\n- [C](c.md#d)\n[E](e.md)\n"
        "- [F](https://f.org/f.md)"
    )
    assert SITE["led_to"](text) == [("a.toml, key by key", "a"), ("B", "../b/README")]


def test_a_notebook_is_shown_with_its_outputs() -> None:
    table = {"data": {"text/html": ["<table>\n\n", "</table>"], "text/plain": ["a"]}}
    picture = {"data": {"image/png": "iVBOR", "text/plain": ["<Figure>"]}}
    cells = [
        {"cell_type": "markdown", "source": ["# A year\n", "Words."]},
        {
            "cell_type": "code",
            "source": ["print(1)"],
            "outputs": [{"output_type": "stream", "text": ["1\n"]}, table, picture],
        },
        {"cell_type": "code", "source": "x", "outputs": [{"data": {"text/plain": ["2"]}}]},
    ]
    assert SITE["as_markdown"]({"cells": cells}).split("\n\n") == [
        "# A year\nWords.",
        "```python\nprint(1)\n```",
        "```\n1\n```",
        "<table>\n</table>",
        '<img alt="What the cell draws." src="data:image/png;base64,iVBOR">',
        "```python\nx\n```",
        "```\n2\n```\n",
    ]


def test_the_readme_leads_to_the_parts_of_the_site() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for _, target in SITE["led_to"]((ROOT / "docs/index.md").read_text("utf-8")):
        assert target == "../README" or f"](docs/{target}.md)" in text, target


def test_the_list_of_decisions_leads_to_each() -> None:
    folder = ROOT / "docs/decisions"
    text = (folder / "README.md").read_text("utf-8")
    for path in folder.iterdir():
        assert path.name == "README.md" or f"]({path.name})" in text, path.name


def test_every_decision_has_its_four_parts() -> None:
    for path in (ROOT / "docs/decisions").iterdir():
        if path.name != "README.md":
            assert re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE) == [
                "Context",
                "Decision",
                "What speaks against it",
                "When to look again",
            ], path.name


def test_the_readme_names_the_two_commands_first() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert text.index("make demo") < text.index("make test") < text.index("pip install")
