"""The fenced blocks of the documents: their language, their lines, and the mark of what is not run.

A block that cannot be run has a comment before it, which no reader sees::

    <!-- not run: a watch has to be mounted there -->
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from planner import cli

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCED = re.compile(
    r"(?:^ *<!-- not run: (?P<mark>.+?) -->\n)?^(?P<indent> *)```(?P<language>\w*)\n"
    r"(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
PROGRAM = r"(?:\.venv/bin/|\$HOME/\.local/bin/|%h/\.local/bin/)?aerobase"
NAMES = "|".join(cli.COMMANDS)
MENTIONED = re.compile(
    rf"{PROGRAM}[\"']?(?:</string>)? +(?:--?\w[\w-]*|{NAMES})\b|^aerobase(?: +#|$)"
)
COMMAND = re.compile(r"^(?:\.venv/bin/)?aerobase(?= |$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block; ``mark`` says why it is not run, None where it is."""

    page: str
    language: str
    text: str
    mark: str | None

    @property
    def commands(self) -> list[str]:
        """The lines that call the program, with what is remarked behind them."""
        return [line for line in self.text.splitlines() if COMMAND.match(line)]

    @property
    def mentions(self) -> list[str]:
        """The lines that call the program in any way: from cron, a service, a shell."""
        return [line for line in self.text.splitlines() if MENTIONED.search(line)]

    @property
    def is_transcript(self) -> bool:
        """Whether what was said stands under each command: such pages are made."""
        return self.text.startswith("$ aerobase")

    @property
    def is_usage(self) -> bool:
        """Whether it tells how a command is called."""
        return bool(re.fullmatch(r"aerobase [^\n]*\[OPTIONS\][^\n]*\n", self.text))


def blocks_of(path: Path, text: str | None = None) -> list[Block]:
    """Return the blocks of a document in their order."""
    return [
        Block(
            page=path.relative_to(ROOT).as_posix(),
            language=found["language"],
            text=textwrap.dedent(found["text"]),
            mark=found["mark"],
        )
        for found in FENCED.finditer(path.read_text("utf-8") if text is None else text)
    ]


def words_of(line: str) -> str:
    """Return a command without what is remarked behind it, and without what a shell does next."""
    return re.split(r"\s+#|\s{3,}| [>;|] ?|;", COMMAND.sub("", line), maxsplit=1)[0].strip()
