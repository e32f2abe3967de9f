"""`aerobase help`: a command's help by its name, and all of it as a manual page."""

from __future__ import annotations

import click


@click.command("help")
@click.argument("names", nargs=-1, metavar="[COMMAND]...")
@click.option("--man", is_flag=True, help="The whole manual as a page for `man`.")
@click.pass_context
def command(ctx: click.Context, *, names: tuple[str, ...], man: bool) -> None:
    """Say what a command does, as `aerobase COMMAND --help` does.

    \b
    aerobase help plan move
    aerobase help --man > aerobase.1; man ./aerobase.1
    """  # noqa: D301 - the backspace keeps click from joining the lines
    root = ctx.find_root()
    if man:
        from reports.commands.manual import manual

        click.echo(manual(root), nl=False)
        return
    where, found = root, root.command
    for name in names:
        if not isinstance(found, click.Group):
            raise click.UsageError(f"{where.command_path} has no commands of its own.")
        called, inner, _ = found.resolve_command(where, [name])
        assert inner is not None  # noqa: S101 - click has failed before
        where, found = click.Context(inner, info_name=called, parent=where), inner
    click.echo(found.get_help(where))
