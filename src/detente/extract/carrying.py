"""Days and places that one telling of a happening lends to another of the same report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract.logical import clause_of, is_noun, is_verb
from detente.extract.merging import Told, is_compatible, is_same_act
from detente.language.dates import find_anchor
from detente.language.parsed import ParsedReport
from detente.language.times import TimeSpan
from detente.lexicon.times import TimeRules

if TYPE_CHECKING:
    from spacy.tokens import Token


def share_circumstances(told: Sequence[Told]) -> list[Told]:
    """Tellings of one act by compatible parties share the only day and the only place that any of them has.

    "The two ministers put their names to the papers" has the day of "the accord, signed on Friday in Klow".
    """
    shared = []
    for item in told:
        others = [other for other in told if other is not item and _is_same_act(item, other)]
        when, where = item.when, item.where
        days = {other.when.start: other.when for other in others if other.when and len(other.when.start or "") == 10}
        if (when is None or when.start is None) and len(days) == 1:
            when = next(iter(days.values()))
        places = {other.where.quote: other.where for other in others if other.where}
        if where is None and len(places) == 1:
            where = next(iter(places.values()))
        shared.append(replace(item, when=when, where=where))
    return shared


def _is_same_act(one: Told, other: Told) -> bool:
    if one.status not in {"actual", "negated"} or other.status != "actual" or one.historical != other.historical:
        return False
    if one.type != other.type or not is_same_act(one, other):
        return False
    return is_compatible(one.actors, other.actors) and is_compatible(one.recipients, other.recipients)


def carry_days(told: Iterable[Told], parsed: ParsedReport, times: Iterable[TimeSpan], rules: TimeRules) -> list[Told]:
    """Undated past events of a news report's main clauses get the day its main line last stood at.

    News tells one day: "Washington blamed Ruritania outright" belongs to the Saturday of the sentences before. Only the day of publication
    and the one before are carried, from times of main clauses; ``computed_from`` says that the day was carried.
    """
    anchor = find_anchor(parsed.report, rules)
    held = list(told)
    if anchor is None or parsed.report.genre == "opinion":
        return held
    paragraphs = {paragraph.index: paragraph for paragraph in parsed.paragraphs}
    days: list[tuple[int, int, TimeSpan]] = []
    for span in times:
        day = span.time.start
        if span.kind != "date" or span.time.precision != "day" or day is None or span.paragraph not in paragraphs:
            continue
        doc = paragraphs[span.paragraph].doc
        age = (anchor.day - type(anchor.day).fromisoformat(day)).days
        if age in {0, 1} and _is_main(doc[span.first : span.last].root):
            days.append((span.paragraph, span.first, span))
    return [_dated(item, days) for item in held]


def _dated(item: Told, days: Sequence[tuple[int, int, TimeSpan]]) -> Told:
    if item.when is not None or item.status != "actual" or item.voice == "opinion" or not _is_past_main(item):
        return item
    place = (item.paragraph, item.match.at)
    before = [span for paragraph, first, span in days if (paragraph, first) < place]
    if not before:
        return item
    time = max(before, key=lambda span: (span.paragraph, span.first)).time
    return replace(item, when=replace(time, computed_from=f"carried on from {time.text!r}, {time.computed_from}"))


def _is_main(time: Token) -> bool:
    """Whether a time stands in a sentence's main clause in the simple past ("said on Saturday", "struck on Friday")."""
    clause = clause_of(time)
    while clause.dep_ == "conj" and is_verb(clause.head):
        clause = clause.head
    return clause.dep_ in {"ROOT", "ccomp"} and clause.tag_ in {"VBD", "VBN"}


def _is_past_main(item: Told) -> bool:
    """Whether an event is told in the simple past in a main clause, or in what somebody said in one."""
    node = item.match.frame.support
    if is_noun(node):
        return False
    auxiliaries = [c for c in node.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.lower_ in {"had", "'d", "have", "has"} for c in auxiliaries):
        return False
    finite = node.tag_ == "VBD" or any(c.tag_ == "VBD" for c in auxiliaries)
    if not finite and node.dep_ == "conj":
        finite = node.head.tag_ == "VBD"
    if not finite:
        return False
    while node.head.i != node.i:
        if node.dep_ not in {"conj", "ccomp", "parataxis"} or (node.dep_ == "ccomp" and node.head.i < node.i):
            return False  # "told reporters that it attacked": the day of the telling is not the day of the deed
        node = node.head
    return True
