"""The page of a coach as bytes: one file without scripts; same input, same bytes."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from planner.flags.red_flag_signs import stop_signs
from reports.coach.board import board
from reports.page.environment import asset, environment, policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.coach.model import Squad

PACKAGE: Final = "reports.coach"


def render(squad: Squad, names: Mapping[str, str] | None = None) -> bytes:
    """Return one HTML document that needs no other file, no network and no script.

    ``names`` says by alias who somebody is; without it nobody is named. Every text is escaped.
    """
    html = (
        environment(PACKAGE)
        .get_template("coach.html")
        .render(
            css=asset("base.css") + asset("coach.css", PACKAGE),
            policy=policy(),
            version=version("aerobase"),
            stop=stop_signs(),
            **board(squad, names or {}),
        )
    )
    return html.encode(errors="replace")  # a lone surrogate in an alias is no reason to fail
