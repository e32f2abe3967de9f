"""How Sphinx makes the site of the documents: `make site`.

The documents are plain Markdown that reads as well where no site is made. So nothing in them is
Sphinx's own: a page that leads to others has a list of links, and the order of that list is the
order of the site.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]

project = "aerobase"
version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
release = version
extensions = ["myst_parser"]
# README.md and its like are pages too, and stand where they always stood.
FOLDERS: Final = ("decisions", "explanation", "howto", "plugin-template", "reference")
include_patterns = ["*.md", "docs/*.md", "docs/*.ipynb", *(f"docs/{one}/*.md" for one in FOLDERS)]
exclude_patterns = [".*", "build", "dist"]
source_suffix = {".md": "markdown", ".ipynb": "markdown"}  # a notebook is read as what it shows
root_doc = "docs/index"
highlight_language = "none"
nitpicky = True
myst_heading_anchors = 4  # as GitHub names them, so that a link works on both
html_theme = "furo"
html_title = "aerobase"
html_copy_source = False
html_use_index = False
html_show_copyright = False
html_show_search_summary = False  # a page opened as a file may not fetch others
html_static_path = ["site/site.css"]
html_css_files = ["site.css"]
html_extra_path = ["site/index.html"]

# The pages that lead to others, each by the list on it.
INDEXES: Final = (
    "docs/index",
    "docs/tutorial",
    "docs/howto/index",
    "docs/reference/index",
    "docs/explanation/index",
    "docs/building",
    "docs/decisions/README",
)


def led_to(text: str) -> list[tuple[str, str]]:
    """Return the pages that a list of links leads to, in its order: name, path without suffix."""
    found = re.findall(r"^- \[([^\]]+)\]\(([^):#]+)\.(?:md|ipynb)\)", text, re.MULTILINE)
    return [(name.replace("`", ""), path) for name, path in found]


def shown(output: dict[str, Any]) -> str:
    """Return one output of a notebook's cell as Markdown: a picture or a table, else its text."""
    data = output.get("data", {})
    for kind, form in (
        ("image/svg+xml", "{}"),
        ("image/png", '<img alt="What the cell draws." src="data:image/png;base64,{}">'),
        ("text/html", "{}"),
    ):
        if kind in data:
            # An empty line would end the piece of HTML.
            return form.format(re.sub(r"\n\s*\n", "\n", "".join(data[kind]).strip()))
    text = "".join(output.get("text", data.get("text/plain", "")))
    return f"```\n{text.rstrip()}\n```"


def as_markdown(notebook: dict[str, Any]) -> str:
    """Return an executed notebook as Markdown: its words, its code, and what that shows."""
    parts = []
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            parts.append(text)
        elif cell["cell_type"] == "code":
            parts += [f"```python\n{text}\n```", *(shown(one) for one in cell["outputs"])]
    return "\n\n".join(parts) + "\n"


def prepare(app: Sphinx, docname: str, source: list[str]) -> None:
    """Read a notebook as Markdown, and put the pages of an index page into the site's order."""
    if app.env.doc2path(docname).suffix == ".ipynb":
        source[0] = as_markdown(json.loads(source[0]))
    if docname in INDEXES:
        entries = "\n".join(f"{name} <{path}>" for name, path in led_to(source[0]))
        source[0] += f"\n```{{toctree}}\n:hidden:\n\n{entries}\n```\n"


def setup(app: Sphinx) -> dict[str, Any]:
    """Have each page looked at as it is read."""
    app.connect("source-read", prepare)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
