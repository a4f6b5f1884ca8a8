from __future__ import annotations

from pathlib import Path

import pytest

from detente.pipeline import Reader
from eval.seeds import failing
from eval.twins import make_twin, the_seeds


def test_the_facts_of_the_seeds_are_read(shared: Path, reader: Reader) -> None:
    """By rules alone; how the two are compared rests on the table of words as well."""
    assert [name for name in failing(the_seeds(shared), reader) if not name.startswith("compared:")] == []


def test_the_seeds_are_compared(shared: Path, model_reader: Reader) -> None:
    failed = [name for name in failing(the_seeds(shared), model_reader) if name.startswith("compared:")]
    assert failed == []


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, 6))
def test_the_facts_of_twins_are_read_as_well(number: int, shared: Path, reader: Reader) -> None:
    failed = failing(make_twin(number, shared), reader)
    assert [name for name in failed if not name.startswith("compared:")] == []
