"""The check of the built site finds what is wrong; else its silence would mean nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import check_site
import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<link rel="stylesheet" href="https://fonts.example/a.css">', True),
        ('<script src="//cdn.example/a.js"></script>', True),
        ('<p style="background: url(http://a.example/b.png)">', True),
        ('<a href="https://example.org">out</a>', False),
        ('<script src="_static/a.js"></script>', False),
    ],
)
def test_what_comes_from_afar_is_seen(tmp_path: Path, html: str, *, found: bool) -> None:
    (tmp_path / "a.html").write_text(html)
    assert bool(check_site.from_afar(tmp_path)) is found


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.css", "@font-face { src: url('https://fonts.example/a.woff') }", True),
        ("a.css", "@import '//fonts.example/a.css';", True),
        ("a.css", "a { background: url(data:image/png;base64,AA) }", False),
        ("a.js", "fetch('https://example.org/count')", True),
        ("a.js", "location = 'https://example.org'", False),
    ],
)
def test_scripts_and_styles_are_looked_into(
    tmp_path: Path, name: str, text: str, *, found: bool
) -> None:
    (tmp_path / name).write_text(text)
    assert bool(check_site.from_afar(tmp_path)) is found


def test_links_that_lead_nowhere_are_seen(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text('<h2 id="there">x</h2>')
    (tmp_path / "a.html").write_text(
        '<a href="b.html">1</a><a href="b.html#there">2</a><a href="#">3</a>'
        '<a href="c.html">4</a><a href="b.html#gone">5</a><img src="d.png">'
    )
    assert check_site.broken(tmp_path) == [
        "a.html leads to b.html#gone",
        "a.html leads to c.html",
        "a.html leads to d.png",
    ]


def test_a_word_that_the_search_does_not_know_is_seen(tmp_path: Path) -> None:
    terms = '{"soleus": 0, "cron": [0, 1], "fit": 1}'
    docs = '["docs/howto/calendar", "README"]'
    (tmp_path / "searchindex.js").write_text(
        f'Search.setIndex({{"docnames": {docs}, "terms": {terms}}})'
    )
    (tmp_path / "search.html").write_text('<script src="searchindex.js"></script>')
    (tmp_path / "_static").mkdir()
    options = tmp_path / "_static" / "documentation_options.js"
    options.write_text("{SHOW_SEARCH_SUMMARY: false}")
    assert check_site.not_found(tmp_path) == [
        "the search does not find “soleus” in docs/explanation/strength"
    ]
    options.write_text("{SHOW_SEARCH_SUMMARY: true}")
    (tmp_path / "search.html").write_text("")
    assert len(check_site.not_found(tmp_path)) == 3
