"""The page as bytes: template, style and scripts put together; same input, same bytes."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.filters import do_forceescape, do_mark_safe

from reports.page.blocks import block, library, library_block, script_hash
from reports.page.context import context
from reports.page.runs import STANDING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reports.page.input import PageInput

STYLES: Final = ("style.css", "week.css", "print.css")
SCRIPTS: Final = ("page.js", "year.js", "trace.js", "runs.js", "whatif.js")
_BAND: Final = re.compile(r"\d+-\d+(?:\xa0bpm)?|--[a-z][a-z-]*")
_UNIT: Final = re.compile(r"(?<=\d) (?=(?:bpm|min|h|s|km|mi|m|ft)\b|%)")
_OF_A_ROW: Final = ("row", "find", "month", "marks", "keys", "sport")


def render(page: PageInput, *, kept: Path | None = None) -> bytes:
    """Return one HTML document that needs no other file and no network.

    Every text that came from a file is escaped: by jinja2 in HTML, and data are packed in letters
    that HTML does not read. A content security policy admits the page's own two scripts by their
    hash, plotly.js by that of its unpacked source, and nothing else. ``kept`` is where what every
    page holds may lie packed already (``blocks.library_block``).
    """
    environment = Environment(
        loader=PackageLoader("reports.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"kept": _kept, "whole": _whole}
    variables, data = context(page)
    data = _with_rows(environment, variables, data)
    script = "".join(_asset(name) for name in SCRIPTS)
    blocks = {name: block(_json(found)) for name, found in data.items() if found}
    sources = [script]
    if "charts" in blocks:
        sources.append(library())
        blocks["plotly"] = library_block(kept)
    html = environment.get_template("page.html").render(
        css="".join(_asset(name) for name in STYLES),
        script=script,
        blocks=blocks,
        policy=_policy(sources),
        version=version("aerobase"),
        **variables,
    )
    return html.encode(errors="replace")  # a lone surrogate in a name is no reason to fail


def _with_rows(
    environment: Environment, variables: dict[str, Any], data: dict[str, Any]
) -> dict[str, Any]:
    """Return the packed data with rows as HTML, and leave the first rows to the page itself."""
    macros: Any = environment.get_template("rows.html").module
    rows = variables["runs"]["rows"]
    variables["runs"]["standing"] = rows[:STANDING]
    packed = {name: [row[name] for row in rows] for name in _OF_A_ROW}
    packed["html"] = [str(macros.run(row)) for row in rows]
    years = [
        str(macros.calendar(lines, variables["year"]["units"])) for lines in data.get("years", ())
    ]
    return data | {"runs": packed if rows else None, "years": years}


def _kept(text: str) -> str:
    """Return a text with no line's end between a number and its unit."""
    return _UNIT.sub("\N{NO-BREAK SPACE}", text)


def _whole(text: str) -> str:
    """Return a text, escaped, with no line's end inside a number and its unit or an option."""
    text = str(do_forceescape(_kept(text)))
    return do_mark_safe(_BAND.sub(r'<span class="whole">\g<0></span>', text))


def _json(data: Any) -> str:
    return json.dumps(
        data, sort_keys=True, separators=(",", ":"), allow_nan=False, ensure_ascii=False
    )


def _asset(name: str) -> str:
    return (files("reports.page") / "assets" / name).read_text(encoding="utf-8")


def _policy(scripts: Sequence[str]) -> str:
    hashes = " ".join(f"'sha256-{script_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
