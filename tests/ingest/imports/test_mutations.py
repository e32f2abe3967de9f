"""Random damage never makes a total that nobody can have made; ``make fuzz`` tries many more."""

from __future__ import annotations

import random

import pytest
from support import fit_bytes as fb
from support.mutations import Truth, derived, impossible, mutate, truth
from support.whole_files import whole_files

FILES = whole_files()
MUTATIONS = 25  # of each file


@pytest.fixture(scope="module")
def known() -> dict[str, Truth]:
    """What each whole file says of itself."""
    found = {name: truth(data) for name, data in FILES.items()}
    return {name: true for name, true in found.items() if true is not None}


def test_all_generated_files_are_sound_and_possible(known: dict[str, Truth]) -> None:
    assert known.keys() == FILES.keys()


@pytest.mark.parametrize("name", FILES)
def test_damage_makes_no_impossible_total(name: str, known: dict[str, Truth]) -> None:
    chance = random.Random(name)  # noqa: S311 - nothing secret
    for number in range(MUTATIONS):
        damaged = mutate(chance, FILES[name])
        assert list(impossible(damaged, known[name])) == [], number


def test_what_is_impossible_is_seen() -> None:
    """The judge of the tests above sees each kind where it is."""
    run = fb.session(fb.run(100), fb.START, 99, metres=297)
    true = truth(run.build())
    assert true is not None

    def found(fit: fb.FitFile) -> str:
        return "; ".join(impossible(fit.build(), true))

    longer = fb.session(fb.run(200), fb.START, 99, metres=297)
    assert "the session says 99 s" in found(longer)
    assert "the session says 297 m" in found(longer)
    assert found(run) == ""
    fast = fb.file_id(fb.FitFile()).define(1, 20, fb.RECORD_FIELDS)
    for second in range(100):
        fast.data(1, fb.START + second, 120, 1100 * second, 11_000)
    assert "running of 1089 m in 99 s" in found(fb.session(fast, fb.START, 99))


def test_a_few_bytes_of_anything_are_read_or_refused() -> None:
    chance = random.Random(1)  # noqa: S311 - nothing secret
    for _ in range(50):
        derived(chance.randbytes(chance.randrange(1, 400)))
