"""spaCy makes a new Token each time one is asked for: ``is`` between two of them is never true and can loop for ever."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import detente
from tests.conftest import Code

SOURCE = Path(detente.__file__).parent
MODULES = sorted([*SOURCE.glob("extract/*.py"), *SOURCE.glob("language/*.py")])


OWN = frozenset(
    {
        "earlier is previous", "m is previous", "d.at is marked", "other is not draft", "other.at is draft.at",
        "other is not item", "draft.speaker_at is draft.at", "last.doc is not doc", "hit.named is phrase.owner",
        "where is marked", "where is not marked", "draft.speaker_at is one.draft.speaker_at", "new.at is draft.at", "draft.speaker_at is new.speaker_at", "other is draft", "m is at", "part[0] is not at", "piece[0] is at",
        "self.at is self.speaker_at", "self.at is not self.speaker_at",
    }
)  # fmt: skip
"""Comparisons of our own records, and of whole Docs, which do keep their identity."""


def _identities(module: Path) -> list[str]:
    """Comparisons by identity with something else than None, True or False."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return [
        f"{module.name}:{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and isinstance(node.ops[0], ast.Is | ast.IsNot)
        and not isinstance(node.comparators[0], ast.Constant)
        and ast.unparse(node) not in OWN
    ]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_tokens_are_compared_by_equality(module: Path) -> None:
    assert _identities(module) == []


@pytest.mark.parametrize(
    "headline",
    [
        "Sylvania to open the border and says it wants peace.",
        "Ruritania to withdraw and said it would pay.",
        "Freedonia to send troops to the border and warned its neighbour.",
        "Stop the war and accused Borduria of lying.",
        "Sylvania trusts no one",
        "No one",
    ],
)
def test_a_headline_in_the_infinitive_comes_to_an_end(headline: str, code: Code) -> None:
    assert code(headline).report.text == headline
