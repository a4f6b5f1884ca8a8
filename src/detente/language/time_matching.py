"""Matching the patterns of ``data/times`` level by level, so that "by the end of June" is built on "June"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.language.time_words import CLASSES, Found, TimeText
from detente.lexicon.patterns import match_pattern
from detente.lexicon.times import Opened, TimeRule, TimeRules


def candidates(text: TimeText, rules: TimeRules) -> Iterator[list[Found]]:
    """For each place where a time may start, its readings, the longest first; places come in text order and may overlap."""
    order = {rule.id: place for place, rule in enumerate(rules.rules)}
    classes = [_classes(text, at) for at in range(len(text.words))]
    for level in rules.levels:
        fresh = [(at, find) for at in range(len(text.words)) for find in _finds(text, at, level, classes[at])]
        for at, find in fresh:
            text.found.setdefault(at, []).append(find)
        for at in {at for at, _ in fresh}:
            text.found[at].sort(key=lambda find: (-find.last, find.rule.level, order[find.rule.id]))
    for at in sorted(text.found):
        readings = [find for find in text.found[at] if _stands(text, find)]
        if readings:
            yield readings


def _classes(text: TimeText, at: int) -> tuple[str, ...]:
    """The word classes that may open at a position; most words are in none and cost one look-up."""
    word = text.words[at]
    known = word in text.table.vocabulary or any(c.isdigit() for c in word) or "-" in word
    return tuple(f"{{{kind}}}" for kind in CLASSES if text.read(kind, at) is not None) if known else ()


def _finds(
    text: TimeText, at: int, level: Mapping[str, tuple[Opened, ...]], classes: tuple[str, ...]
) -> Iterator[Found]:
    nested = ("<>",) if at in text.found else ()
    tried: set[int] = set()
    for opening in (text.words[at], *classes, *nested):
        for rule, pattern in level.get(opening, ()):
            if id(pattern) in tried:
                continue
            tried.add(id(pattern))
            match = match_pattern(pattern, text, at)
            if match is not None and not _followed(text, rule, match.last):
                yield Found(rule, match.first, match.last, match.captures, _yields(rule, match.captures))


def _yields(rule: TimeRule, captures: object) -> str:
    if rule.yields != "same":
        return rule.yields
    assert isinstance(captures, dict)
    return next((value.yields for value in captures.values() if isinstance(value, Found)), "date")


def _followed(text: TimeText, rule: TimeRule, last: int) -> bool:
    """Whether something follows that the rule excludes, or what it asks for does not."""
    if rule.only_next and not rule.only_next & set(text.words[last : last + 1]):
        return True
    if not rule.unless_next or last >= len(text.words):
        return False
    if text.words[last] in rule.unless_next or " ".join(text.words[last : last + 2]) in rule.unless_next:
        return True
    return any(entry[0] == "{" and text.in_class(entry[1:-1], last) for entry in rule.unless_next)


def _stands(text: TimeText, find: Found) -> bool:
    """Whether a find may be reported by itself: a bare "May" or "2015" only after a word that takes a time."""
    alone = find.rule.alone
    return not alone or (find.first > 0 and text.words[find.first - 1] in alone)
