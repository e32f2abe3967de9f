"""`aerobase completion`: what a shell needs to complete commands, options, places and sessions."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import get_completion_class

from reports.commands.params import named

SHELLS: Final = ("bash", "zsh", "fish")
VARIABLE: Final = "_AEROBASE_COMPLETE"  # click's own name for a program called aerobase


@click.command("completion")
@click.argument("shell", type=named("shell", *SHELLS))
@click.pass_context
def command(ctx: click.Context, *, shell: str) -> None:
    r"""Print the completion script for bash, zsh or fish.

    \b
    bash   eval "$(aerobase completion bash)"                    in ~/.bashrc
    zsh    eval "$(aerobase completion zsh)"                     in ~/.zshrc
    fish   aerobase completion fish | source         in ~/.config/fish/config.fish

    It reads the archive to name sessions, and writes nothing.
    """
    found = get_completion_class(shell)
    assert found is not None  # noqa: S101 - click knows all three
    script = found(ctx.find_root().command, {}, "aerobase", VARIABLE)
    click.echo(script.source_template % script.source_vars())
