"""What a small sign hears when it is said: each place's two parts, and which come before them.

``at_entry.txt`` holds the words; ``AEROBASE_REVIEW=1`` writes them anew, for a person to read.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.made_athletes import said

from ingest.diary.kinds import PLACES
from planner.day.at_entry import at_entry

DAY = date(2026, 5, 20)
WORDS = Path(__file__).with_name("at_entry.txt")


def pain(score, place="soleus", side="left", *, ago=0, **parts):
    return said(DAY - timedelta(days=ago), "pain", score=score, place=place, side=side, **parts)


def tender(score, side, *, ago=0, place="soleus"):
    return said(
        DAY - timedelta(days=ago), "tenderness", score=score, place=place, side=side, entry_id=side
    )


def bend(score, *, unstable=False):
    return said(DAY, "knee-bend-test", score=score, side="left", values={"unstable": unstable})


def stiff(minutes, place):
    return said(DAY, "stiffness", score=2, place=place, side="left", values={"minutes": minutes})


def sides(kind, left, right, **values):
    return [
        said(DAY, kind, side=side, entry_id=side, values=values | one)
        for side, one in (("left", left), ("right", right))
    ]


def note(text, kind="note"):
    return said(DAY, kind, text=text)


EXAMPLES = {
    **{f"pain of 1, {place}": ([pain(1, place)], []) for place in PLACES},
    "pain of 4": ([pain(4)], []),
    "pain of 6": ([pain(6)], []),
    "weak push": ([note("no power to push off")], []),
    "bend": ([bend(2)], []),
    "stiff": ([stiff(45, "calf")], []),
    "stiff back": ([stiff(45, "low-back")], []),
    "both calves": ([tender(3, "left"), tender(3, "right")], []),
    "uneven raises": (sides("heel-raise-test", {"reps": 25}, {"reps": 20}), []),
    "uneven balance": (sides("balance-test", {"seconds": 20}, {"seconds": 60}, level="B1"), []),
}
HEARD = {name: at_entry(*one) for name, one in EXAMPLES.items()}


def written():
    parts = WORDS.read_text("utf-8").rstrip("\n").split("\n\n") if WORDS.exists() else []
    return {lines[0]: tuple(lines[1:]) for lines in (part.split("\n") for part in parts)}


def test_what_is_heard():
    if os.environ.get("AEROBASE_REVIEW"):
        blocks = ["\n".join((name, *lines)) for name, lines in HEARD.items()]
        WORDS.write_text("\n\n".join(blocks) + "\n", "utf-8")
    assert written() == HEARD
    assert all(len(lines) == 2 for lines in HEARD.values())


SOLEUS, CALVES, STOPPED = (
    HEARD[name] for name in ("pain of 1, soleus", "both calves", "pain of 6")
)
PUSH, STIFF, BACK = (HEARD[name] for name in ("weak push", "stiff", "stiff back"))
RAISES, BALANCE = HEARD["uneven raises"], HEARD["uneven balance"]
EASED = HEARD["pain of 4"][1]


@pytest.mark.parametrize(
    ("kept", "before", "heard"),
    [
        ([pain(0)], [], ()),
        ([pain(3)], [], SOLEUS),  # RULES 5.4: 0 to 3 safe
        ([pain(3.5)], [], (SOLEUS[0], EASED)),
        ([pain(5)], [], (SOLEUS[0], EASED)),
        ([pain(5.5)], [], STOPPED),
        ([pain(3)], [pain(6, ago=1)], STOPPED),  # stopped until it is 2
        ([pain(2)], [pain(6, ago=1)], SOLEUS),
        ([pain(3)], [pain(6, side="right", ago=1)], CALVES),
        ([pain(3, "knee")], [pain(6, "achilles", ago=1)], HEARD["pain of 1, knee"]),
        ([pain(3, side=None)], [pain(6, side="right", ago=1)], STOPPED),  # of no side: of both
        ([pain(1, None)], [], HEARD["pain of 1, other"]),
        ([bend(0)], [], ()),
        ([bend(0, unstable=True)], [], HEARD["bend"]),
        ([stiff(31, None)], [], STIFF),
        ([stiff(30, None)], [], ()),
        ([stiff(30, "calf")], [], HEARD["pain of 1, calf"]),
        ([stiff(31, "hip")], [], BACK),
        ([note("a fine day")], [], ()),
        ([note("weak on the stairs", "strength")], [], PUSH),
        ([note("slow up a hill", "done")], [], PUSH),
        ([pain(1, "calf", text="pushing off")], [], PUSH),
        ([pain(1, "knee", text="pushing off")], [], HEARD["pain of 1, knee"]),
        ([tender(3, "left")], [tender(3, "right", ago=14)], CALVES),
        ([tender(3, "left")], [tender(3, "right", ago=15)], SOLEUS),
        ([tender(3, "left")], [tender(2, "right", ago=1)], SOLEUS),
        ([tender(3, "both")], [], CALVES),
        ([tender(3, "left", place="knee"), tender(3, "right", place="knee")], [],
         HEARD["pain of 1, knee"]),
        (sides("heel-raise-test", {"reps": 20}, {"reps": 18}), [], ()),  # nine tenths
        (sides("heel-raise-test", {"reps": 20}, {"reps": 17}), [], RAISES),
        (sides("balance-test", {"seconds": 46}, {"seconds": 60}, level="B1"), [], ()),
        (sides("balance-test", {"seconds": 45}, {"seconds": 60}, level="B1"), [], BALANCE),
    ],
)  # fmt: skip
def test_which_of_them_is_heard(kept, before, heard):
    assert at_entry(kept, before) == heard
