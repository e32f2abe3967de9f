"""The page as bytes: template, style and scripts put together; same input, same bytes."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from reports.page.blocks import block, library, library_block
from reports.page.context import context
from reports.page.environment import asset, environment, policy
from reports.page.runs import STANDING

if TYPE_CHECKING:
    from pathlib import Path

    from reports.page.environment import Templates
    from reports.page.input import PageInput

STYLES: Final = ("base.css", "style.css", "week.css", "print.css")
SCRIPTS: Final = ("page.js", "year.js", "trace.js", "runs.js", "whatif.js")
_OF_A_ROW: Final = ("row", "find", "month", "marks", "keys", "sport")


def render(page: PageInput, *, kept: Path | None = None) -> bytes:
    """Return one HTML document that needs no other file and no network.

    Every text that came from a file is escaped: by jinja2 in HTML, and data are packed in letters
    that HTML does not read. A content security policy admits the page's own two scripts by their
    hash, plotly.js by that of its unpacked source, and nothing else. ``kept`` is where what every
    page holds may lie packed already (``blocks.library_block``).
    """
    templates = environment()
    variables, data = context(page)
    data = _with_rows(templates, variables, data)
    script = "".join(asset(name) for name in SCRIPTS)
    blocks = {name: block(_json(found)) for name, found in data.items() if found}
    sources = [script]
    if "charts" in blocks:
        sources.append(library())
        blocks["plotly"] = library_block(kept)
    html = templates.get_template("page.html").render(
        css="".join(asset(name) for name in STYLES),
        script=script,
        blocks=blocks,
        policy=policy(sources),
        version=version("aerobase"),
        **variables,
    )
    return html.encode(errors="replace")  # a lone surrogate in a name is no reason to fail


def _with_rows(
    templates: Templates, variables: dict[str, Any], data: dict[str, Any]
) -> dict[str, Any]:
    """Return the packed data with rows as HTML, and leave the first rows to the page itself."""
    macros: Any = templates.get_template("rows.html").module
    rows = variables["runs"]["rows"]
    variables["runs"]["standing"] = rows[:STANDING]
    packed = {name: [row[name] for row in rows] for name in _OF_A_ROW}
    packed["html"] = [str(macros.run(row)) for row in rows]
    years = [
        str(macros.calendar(lines, variables["year"]["units"])) for lines in data.get("years", ())
    ]
    return data | {"runs": packed if rows else None, "years": years}


def _json(data: Any) -> str:
    return json.dumps(
        data, sort_keys=True, separators=(",", ":"), allow_nan=False, ensure_ascii=False
    )
