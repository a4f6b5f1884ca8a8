from __future__ import annotations

from pathlib import Path

import pytest

from detente.pipeline import Reader
from eval.seeds import failing
from eval.twins import make_twin, the_seeds


def test_the_facts_of_the_seeds_are_read(shared: Path, reader: Reader) -> None:
    assert failing(the_seeds(shared), reader) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, 6))
def test_the_facts_of_twins_are_read_as_well(number: int, shared: Path, reader: Reader) -> None:
    assert failing(make_twin(number, shared), reader) == []
