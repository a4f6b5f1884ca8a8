"""Typed rules of ``data/modality``: words that say whether an event happened, and how far each reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from detente.errors import LexiconError
from detente.lexicon.files import DataFolder, Row, merge_rows
from detente.records.kinds import Status

Kind = Literal["auxiliary", "negation", "governor", "mark", "adverb", "subject", "preposition", "determiner"]
Scope = Literal["verb", "complement", "object", "clause", "phrase"]


class ModalityExample(Row):
    """A sentence, the words of the trigger to look at, and the status it must get."""

    text: str
    trigger: str
    status: Status


class ModalityRule(Row):
    """ConText-style rule: cue words, the status they give, what they reach and what stops them.

    ``kind`` says where the cue stands: an auxiliary or negation of the trigger's verb; a ``governor`` over it (verb, noun or
    adjective whose ``scope`` is its complement, its object, or both); a ``mark`` opening the clause or one above; an adverb of the clause; a
    word in the subject; a preposition before the trigger's phrase; a determiner of the trigger noun. ``noun`` marks governors that
    are nouns. No cue reaches through a relative clause or an apposition. ``strength`` decides between several rules (the highest wins).
    """

    id: str
    kind: Kind
    status: Status
    words: tuple[str, ...]
    noun: bool = False
    scope: tuple[Scope, ...] = ("verb",)
    strength: int = 1
    examples: tuple[ModalityExample, ...] = ()


class NeutralRow(Row):
    """Governors that leave the status of what they govern as it is ("began to withdraw"), or are cues of speech or movement."""

    list: Literal["neutral", "speech", "movement", "belief"]
    words: tuple[str, ...]


@dataclass(frozen=True)
class ModalityRules:
    """Rules of ``data/modality``: by kind and cue word."""

    rules: tuple[ModalityRule, ...] = ()
    by_word: Mapping[tuple[str, str], tuple[ModalityRule, ...]] = field(default_factory=dict)
    neutral: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    movement: frozenset[str] = frozenset()
    belief: frozenset[str] = frozenset()

    def of(self, kind: Kind, *words: str) -> tuple[ModalityRule, ...]:
        """The rules of a kind for any of these cue words, strongest first."""
        found = {rule.id: rule for word in words for rule in self.by_word.get((kind, word), ())}
        return tuple(sorted(found.values(), key=lambda rule: (-rule.strength, rule.id)))


def load_modality(folder: DataFolder) -> ModalityRules:
    """Load ``data/modality``; raises LexiconError for a rule without an example."""
    rules = merge_rows(folder.yaml_rows("modality/rules.yaml", ModalityRule), key=lambda row: row.id)
    for rule in rules:
        if not rule.examples:
            raise LexiconError(f"rules.yaml:{rule.line} (rule {rule.id}): expected examples, found none")
    lists = {row.list: frozenset(row.words) for _, row in folder.yaml_rows("modality/lists.yaml", NeutralRow)}
    index: dict[tuple[str, str], list[ModalityRule]] = {}
    for rule in rules:
        for word in rule.words:
            index.setdefault((rule.kind, word), []).append(rule)
    return ModalityRules(
        rules=rules,
        by_word={key: tuple(held) for key, held in index.items()},
        neutral=lists.get("neutral", frozenset()),
        speech=lists.get("speech", frozenset()),
        movement=lists.get("movement", frozenset()),
        belief=lists.get("belief", frozenset()),
    )
