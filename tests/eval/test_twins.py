from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.twins import SEED_PEOPLE, SEED_STATES, _one_pass, make_twin, the_seeds


def test_one_pass_swaps_nothing_twice() -> None:
    swap = _one_pass([(r"\bKlow\b", "Szohod"), (r"\bSzohod\b", "Klow"), (r"\bthe Baths\b", "the Springs")])
    assert swap("Klow wrote to Szohod; the Baths-Klow road") == "Szohod wrote to Klow; the Springs-Szohod road"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_twin_has_none_of_the_names_of_the_seeds(number: int, shared: Path) -> None:
    twin = make_twin(number, shared)
    kept = {person.surname for person in twin.people.values()}
    gone = {person.surname for person in SEED_PEOPLE.values()} - kept
    gone |= {SEED_STATES[key].name for key in SEED_STATES} - {"Germany"}
    for text in (twin.first, twin.second):
        assert not [name for name in gone if re.search(rf"\b{name}\b", text)]


def test_a_twin_is_the_same_each_time_and_another_for_another_number(shared: Path) -> None:
    assert make_twin(4, shared) == make_twin(4, shared)
    assert make_twin(4, shared).first != make_twin(5, shared).first


def test_a_twin_keeps_the_shape_of_the_seeds(shared: Path) -> None:
    seeds, twin = the_seeds(shared), make_twin(1, shared)
    for was, now in ((seeds.first, twin.first), (seeds.second, twin.second)):
        assert was.count("\n") == now.count("\n")
        assert [c for c in was if c in '"“”[]()'] == [c for c in now if c in '"“”[]()']
