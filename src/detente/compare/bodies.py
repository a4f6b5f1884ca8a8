"""Whether two names of ministries, services, embassies and other bodies are one body's."""

from __future__ import annotations

from functools import cache

from detente.compare.names import state_names
from detente.lexicon.phrases import PhraseBook, build_phrases, fold_words
from detente.records.kinds import Entity

_EMPTY = frozenset({"the", "of", "for", "and", "on", "s", "'s", "'", "-", ",", "command", "republic", "kingdom", "ltd", "inc", "plc", "corp",
                    "."})  # fmt: skip
_SAME = {"center": "centre", "defense": "defence", "organization": "organisation", "affair": "", "internal": "interior",
         "labor": "labour", "department": "ministry", "external": "foreign"}  # fmt: skip


def body_keys(entity: Entity) -> frozenset[frozenset[str]]:
    """For each name of a body the words that make it the same body, states left out.

    "Ministry of Foreign Affairs of Ruritania", "Ruritanian Foreign Ministry" and "the Foreign Ministry" share one.
    """
    return frozenset(key for name in (entity.label, *entity.aliases) if (key := _body_key(name)))


@cache
def _body_key(name: str) -> frozenset[str]:
    words, at = fold_words(name), 0
    kept: list[str] = []
    while at < len(words):
        state = _states().longest_at(words, at)
        if state is None:
            kept.append(words[at].lower())
        at += state[0] if state else 1
    plain = (_plain(word) for word in kept if word not in _EMPTY)
    return frozenset(word for word in plain if word)


def _plain(word: str) -> str:
    word = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return _SAME.get(word, word)


@cache
def _states() -> PhraseBook[str]:
    return build_phrases((name, iso3, True) for name, iso3 in state_names())
