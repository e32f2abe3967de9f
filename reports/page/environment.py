"""How a page is made of templates: escaped by default, in one file, with nothing let in."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Final, TypeAlias

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Sequence

Templates: TypeAlias = Environment
PAGE: Final = "reports.page"
NOTHING: Final = "'none'"


def environment(package: str = PAGE) -> Templates:
    """Return what renders a package's templates; those of the page stand behind its own."""
    return Environment(
        loader=ChoiceLoader([PackageLoader(one) for one in dict.fromkeys((package, PAGE))]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def asset(name: str, package: str = PAGE) -> str:
    """Return a style or a script of a package."""
    return (files(package) / "assets" / name).read_text(encoding="utf-8")


def policy(scripts: Sequence[str] = ()) -> str:
    """Return a content security policy that admits these scripts by their hash and no others."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes or NOTHING}; "
        "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
