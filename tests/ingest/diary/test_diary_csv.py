"""The diary as CSV and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.diary import DiaryEntry, DiaryError
from ingest.diary.csv_file import COLUMNS, read_csv, unknown_to, write_csv
from ingest.diary.kinds import KINDS, PLACES, SIDES, WHENS

DAY = date(2026, 5, 20)


def pain(**parts) -> DiaryEntry:
    return DiaryEntry(**({"id": "", "day": DAY, "kind": "pain", "score": 4.0} | parts))


# CSV has no carriage returns of its own, and cells are stripped at their ends.
texts = st.text(st.characters(exclude_categories=["C"]), max_size=30).map(str.strip)
pains = st.builds(
    pain,
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    score=st.integers(0, 20).map(lambda half: half / 2),
    place=st.none() | st.sampled_from(list(PLACES)),
    side=st.none() | st.sampled_from(SIDES),
    when=st.none() | st.sampled_from(WHENS),
    text=texts.filter(lambda text: not text.startswith("'")),
    values=st.just({}) | st.just({"limp": True}) | st.just({"limp": False}),
)
strengths = st.builds(
    DiaryEntry,
    id=st.just(""),
    day=st.just(DAY),
    kind=st.just("strength"),
    values=st.fixed_dictionaries(
        {"exercise": st.sampled_from(["squat", "balance", "slrdl"])},
        optional={"hold_s": st.floats(0, 600), "level": st.just("S1")},
    ),
)


@given(st.lists(pains | strengths, max_size=8))
def test_what_is_written_is_read_back(entries):
    assert read_csv(write_csv(entries)) == tuple(entries)


def test_a_third_of_an_hour_is_known_again():
    sleep = DiaryEntry(id="a", day=DAY, kind="sleep", values={"hours": 7 + 1 / 3})
    assert unknown_to([sleep], read_csv(write_csv([sleep]))) == []


def test_only_day_and_kind_are_needed():
    (entry,) = read_csv("\ufeffKind,Date,text\nnote,2026-05-20,slept badly\n")
    assert (entry.kind, entry.day, entry.text) == ("note", DAY, "slept badly")


NEEDED = f"Needed: date, kind. Known: {', '.join(COLUMNS)}."
OF_A_DAY = "Days are written 2026-05-20."


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("", "These are not the columns of a diary: none.", NEEDED),
        ("date,kind,mood\n", "These are not the columns of a diary: date, kind, mood.", NEEDED),
        ("date,score\n", "These are not the columns of a diary: date, score.", NEEDED),
        (
            "date,kind,score\n2026-05-20,pain,4\n2026-05-20,pain,44\n",
            "Row 3: The score 44 is not between 0 and 10.",
            None,
        ),
        ("date,kind\n20.5.2026,note\n", "Row 2: '20.5.2026' is no day.", OF_A_DAY),
        ("date,kind\n,note\n", "Row 2: '' is no day.", OF_A_DAY),
        (
            "date,kind,side,score\n2026-05-20,pain,up,1\n",
            "Row 2: 'up' is not a side.",
            "One of: left, right, both.",
        ),
        (
            "date,kind\n2026-05-20,mood\n",
            "Row 2: 'mood' is not a kind of diary entry.",
            f"One of: {', '.join(KINDS)}.",
        ),
        (
            "date,kind,score\n2026-05-20,pain,much\n",
            "Row 2: The score 'much' is no number.",
            "Decimals follow a point: 4.5.",
        ),
    ],
)
def test_a_file_that_is_no_diary_is_refused_with_its_row(text, says, hint):
    with pytest.raises(DiaryError) as refused:
        read_csv(text)
    assert (refused.value.message, refused.value.hint) == (says, hint)


def test_values_of_a_newer_version_get_columns_of_their_own():
    text = write_csv([pain(values={"mood": ["calm"], "limp": True}), pain()])
    head, first, second = text.splitlines()
    assert head == ",".join((*COLUMNS, "mood"))
    assert first.endswith("['calm']")
    assert second.endswith(",")


def test_a_cell_is_never_a_formula():
    text = write_csv([pain(text="=HYPERLINK(1)")])
    assert "'=HYPERLINK(1)" in text
    assert read_csv(text)[0].text == "=HYPERLINK(1)"


def test_what_is_known_is_not_kept_twice():
    known = [pain(id="a", text="x")]
    assert unknown_to(known, [pain(text="x"), pain(text="y")]) == [pain(text="y")]


def test_every_part_of_an_entry_has_a_column():
    assert {"date", "kind", "score", "place", "side", "when", "text"} < set(COLUMNS)


def test_a_number_below_zero_is_no_formula_and_a_text_that_begins_so_is_guarded():
    squat = DiaryEntry(id="", day=DAY, kind="squat-test", values={"hold_s": 60, "hr_rise_bpm": -5})
    (_, row) = write_csv([squat]).splitlines()
    assert ",-5," in f"{row},"
    for text in ("-x", "+1 km", "@home", "=1"):
        assert f",'{text}" in write_csv([pain(text=text)])


def test_yes_and_no_and_nothing_are_words_and_empty_cells():
    head, limps, walks = write_csv(
        [pain(values={"limp": True}), pain(values={"limp": False})]
    ).splitlines()
    place = head.split(",").index("limp")
    assert [row.split(",")[place] for row in (limps, walks)] == ["yes", "no"]
    assert limps.split(",")[head.split(",").index("side")] == ""
