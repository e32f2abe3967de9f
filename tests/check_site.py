"""Check the built site: it loads nothing from a network, its links hold, its search finds words.

    python tests/check_site.py build/site

Run by ``make site``. Sphinx has checked the links between documents before; this looks at the pages
as a browser will, so that what the theme adds is looked at as well.
"""

from __future__ import annotations

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Element -> the attribute by which a browser loads something; a reader's link (`a`) loads nothing.
LOADS = {
    "link": "href",
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "object": "data",
    "embed": "src",
    "form": "action",
}
FOUND = {"soleus": "docs/explanation/strength", "cron": "docs/howto/calendar", "fit": "README"}
AFAR = re.compile(r"(?:https?:)?//[^\s\"')]+")


class Page(HTMLParser):
    """What a page loads, leads to, and may be led to."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.anchors |= {said[name] for name in ("id", "name") if name in said}
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        if LOADS.get(tag, "") in said:
            self.loads.append(said[LOADS[tag]])
        self.loads += re.findall(r"url\(([^)]*)\)", said.get("style", ""))


def read(path: Path) -> Page:
    """Return what stands in a page."""
    page = Page()
    page.feed(path.read_text("utf-8"))
    return page


def from_afar(site: Path) -> list[str]:
    """Return everything that a browser would load from another machine."""
    found = []
    for path in sorted(site.rglob("*.html")):
        found += [f"{path.name} loads {one}" for one in read(path).loads if AFAR.match(one.strip())]
    for path in sorted(site.rglob("*.css")):
        text = path.read_text("utf-8")
        loaded = re.findall(r"url\(\s*['\"]?([^)'\"]+)|@import\s+['\"]([^'\"]+)", text)
        found += [f"{path.name} loads {a or b}" for a, b in loaded if AFAR.match(a or b)]
    for path in sorted(site.rglob("*.js")):
        text = path.read_text("utf-8")
        asked = re.findall(r"(?:fetch|import|open)\(\s*['\"`]((?:https?:)?//[^'\"`]+)", text)
        found += [f"{path.name} asks {one}" for one in asked]
    return found


def broken(site: Path) -> list[str]:
    """Return every link to a page or a place in it that is not there."""
    pages = {path.resolve(): read(path) for path in sorted(site.rglob("*.html"))}
    return sorted(
        f"{path.name} leads to {link}"
        for path, page in pages.items()
        for link in {*page.links, *page.loads}
        if not leads_somewhere(link, path, pages)
    )


def leads_somewhere(link: str, path: Path, pages: dict[Path, Page]) -> bool:
    """Return whether a link of a page leads to what is there, or out of the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    place = unquote(parts.fragment)
    if target in pages:
        return not place or place in pages[target].anchors
    return target.is_file()


def not_found(site: Path) -> list[str]:
    """Return the words that the search of the site does not find where they stand.

    The index is a script, which a page loads from a disk as from a server. A page that wants to
    fetch others for its results could not do so from a disk.
    """
    text = (site / "searchindex.js").read_text("utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    found = []
    for word, page in FOUND.items():
        numbers = index["terms"].get(word, [])
        numbers = [numbers] if isinstance(numbers, int) else numbers
        if page not in {index["docnames"][number] for number in numbers}:
            found.append(f"the search does not find “{word}” in {page}")
    if "searchindex.js" not in read(site / "search.html").loads:
        found.append("the page of the search does not load its index")
    options = (site / "_static" / "documentation_options.js").read_text("utf-8")
    if "SHOW_SEARCH_SUMMARY: false" not in options:
        found.append("the search fetches pages")
    return found


def main(site: Path) -> int:
    """Say what is wrong with the site; return the exit code."""
    pages = list(site.rglob("*.html"))
    wrong = [*from_afar(site), *broken(site), *not_found(site)]
    sys.stdout.writelines(f"{one}\n" for one in wrong)
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    sys.stdout.write(f"{len(pages)} pages, {size / 1e6:.1f} MB: {site}/index.html\n")
    return 1 if wrong or not pages else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
