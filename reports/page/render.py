"""The page as bytes: template, style and scripts put together; same input, same bytes."""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports.figures.interactive import library
from reports.page.context import context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.page.input import PageInput

STYLES: Final = ("style.css", "week.css", "print.css")
SCRIPTS: Final = ("page.js", "whatif.js", "trace.js", "sessions.js")


def render(page: PageInput) -> bytes:
    """Return one HTML document that needs no other file and no network.

    Every text that came from a file is escaped: by jinja2 in HTML, by ``tojson`` in the data. A
    content security policy admits the page's own two scripts by their hash and nothing else.
    """
    environment = Environment(
        loader=PackageLoader("reports.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {
        "sort_keys": True,
        "separators": (",", ":"),
        "allow_nan": False,
    }
    plotly = library()
    script = "".join(_asset(name) for name in SCRIPTS)
    html = environment.get_template("page.html").render(
        css="".join(_asset(name) for name in STYLES),
        script=script,
        plotly=plotly,
        policy=_policy((script, plotly)),
        version=version("aerobase"),
        **context(page),
    )
    return html.encode(errors="replace")  # a lone surrogate in a name is no reason to fail


def _asset(name: str) -> str:
    return (files("reports.page") / "assets" / name).read_text(encoding="utf-8")


def _policy(scripts: Sequence[str]) -> str:
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
