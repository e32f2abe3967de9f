"""How a page is made of templates: escaped by default, in one file, with nothing let in."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Final, TypeAlias

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from jinja2.filters import do_forceescape, do_mark_safe

from reports.page.blocks import script_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

Templates: TypeAlias = Environment
PAGE: Final = "reports.page"
NOTHING: Final = "'none'"
_BAND: Final = re.compile(r"\d+-\d+(?:\xa0bpm)?|--[a-z][a-z-]*")
_UNIT: Final = re.compile(r"(?<=\d) (?=(?:bpm|min|h|s|km|mi|m|ft)\b|%)")


def environment(package: str = PAGE) -> Templates:
    """Return what renders a package's templates; those of the page stand behind its own."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(one) for one in dict.fromkeys((package, PAGE))]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"kept": _kept, "whole": _whole}
    return made


def _kept(text: str) -> str:
    """Return a text with no line's end between a number and its unit."""
    return _UNIT.sub("\N{NO-BREAK SPACE}", text)


def _whole(text: str) -> str:
    """Return a text, escaped, with no line's end inside a number and its unit or an option."""
    text = str(do_forceescape(_kept(text)))
    return do_mark_safe(_BAND.sub(r'<span class="whole">\g<0></span>', text))


def asset(name: str, package: str = PAGE) -> str:
    """Return a style or a script of a package."""
    return (files(package) / "assets" / name).read_text(encoding="utf-8")


def policy(scripts: Sequence[str] = ()) -> str:
    """Return a content security policy that admits these scripts by their hash and no others."""
    hashes = " ".join(f"'sha256-{script_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes or NOTHING}; "
        "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
