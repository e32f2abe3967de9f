"""The manual page: every command with its options, as `man` reads it."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator


def manual(root: click.Context) -> str:
    """Return the page in roff; the same commands give the same bytes."""
    lines = [
        '.TH AEROBASE 1 "" aerobase "User Commands"',
        ".SH NAME",
        "aerobase \\- say how aerobic the running is, warn early, plan the week",
        ".SH SYNOPSIS",
        ".B aerobase",
        _plain(" ".join(root.command.collect_usage_pieces(root))),
        ".SH DESCRIPTION",
        *_paragraphs(root.command.help or ""),
        ".SH OPTIONS",
        *_options(root.command, root),
        ".SH COMMANDS",
        *_commands(root.command, root),
    ]
    return "\n".join(lines) + "\n"


def _commands(command: click.Command, ctx: click.Context) -> Iterator[str]:
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(ctx):
        inner = command.get_command(ctx, name)
        if inner is None or inner.hidden:
            continue
        below = click.Context(inner, info_name=name, parent=ctx)
        usage = " ".join([below.command_path, *inner.collect_usage_pieces(below)])
        yield f".SS {_plain(usage)}"
        yield from _paragraphs(inner.help or "")
        yield from _options(inner, below)
        yield from _commands(inner, below)


def _options(command: click.Command, ctx: click.Context) -> Iterator[str]:
    for option in command.get_params(ctx):
        record = option.get_help_record(ctx)
        if record is not None:
            yield ".TP"
            yield f".B {_plain(record[0])}"
            yield _plain(" ".join(record[1].split()))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        yield ".PP"
        if paragraph.startswith("\b"):
            yield from (".nf", *map(_plain, paragraph.splitlines()[1:]), ".fi")
        else:
            yield _plain(" ".join(paragraph.split()))


def _plain(text: str) -> str:
    """Return text in which nothing is an instruction to roff."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    escaped = "".join(one if one.isascii() else f"\\[u{ord(one):04X}]" for one in escaped)
    return f"\\&{escaped}" if escaped[:1] in {".", "'"} else escaped
