"""Days and places that one telling of a happening lends to another of the same report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract.logical import clause_of, is_noun, is_verb, lemma
from detente.extract.merging import Told, is_compatible, is_same_act
from detente.language.dates import find_anchor
from detente.language.parsed import ParsedReport
from detente.language.times import TimeSpan
from detente.lexicon.times import TimeRules
from detente.records.kinds import Report
from detente.records.shapes import Mention, Time

if TYPE_CHECKING:
    from spacy.tokens import Token


_ATTACKS = frozenset(
    {
        "missile",
        "rocket",
        "shell",
        "drone",
        "strike",
        "attack",
        "raid",
        "bomb",
        "blast",
        "explosion",
        "jet",
        "warplane",
        "shelling",
    }
)
_INVASIONS = frozenset(
    {"invasion", "invade", "occupation", "occupy", "annexation", "annex", "incursion", "seizure", "overrun"}
)
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "AID", "SANCTION", "CONSULT"})
_SPOKEN = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})


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


def share_episode(told: Sequence[Told]) -> list[Told]:
    """What tells of "the strike" or "the missiles" has the day, place and parties of the report's attack, where it tells of just one.

    "The missiles had sunk a boat" belongs to "Missiles hit Klow on Saturday". Attacks of long ago are no part of it.
    """
    attacks = [t for t in told if t.type == "ASSAULT" and t.status == "actual" and not t.historical]
    days = {t.when.start: t.when for t in attacks if t.when and len(t.when.start or "") == 10}
    places = {t.where.quote: t.where for t in attacks if t.where}
    sides = [_sides(t.actors for t in attacks), _sides(t.recipients for t in attacks)]
    if len(days) != 1:
        return list(told)
    out = []
    for item in told:
        carried = item.when is not None and "carried on" in (item.when.computed_from or "")
        if item.type == "ASSAULT" and not item.historical and _is_definite(item) and (item.when is None or carried):
            actors, recipients = (next(iter(held.values())) if len(held) == 1 else () for held in sides)
            item = replace(
                item,
                when=next(iter(days.values())),
                where=item.where or (next(iter(places.values())) if len(places) == 1 else None),
                actors=item.actors if _known(item.actors) else actors or item.actors,
                recipients=item.recipients if _known(item.recipients) else recipients or item.recipients,
            )
        out.append(item)
    return out


def _sides(parties: Iterable[tuple[Mention, ...]]) -> dict[tuple[str, ...], tuple[Mention, ...]]:
    """The different known sides among parties, by their states."""
    return {tuple(sorted(m.iso3 or m.code or "" for m in side)): side for side in parties if _known(side)}


def _known(mentions: Sequence[Mention]) -> bool:
    return any(m.iso3 or m.code for m in mentions)


def _is_definite(item: Told) -> bool:
    """Whether the trigger, its subject or what carries it out stands with "the", "that" or "this"."""
    frame = item.match.frame
    phrases = (*frame.prepositions.values(), *frame.nested.values())
    nouns = (frame.trigger, *frame.subjects, *(token for tokens in phrases for token in tokens))
    return any(
        child.dep_ == "det" and child.lower_ in {"the", "that", "this", "those", "these"}
        for noun in nouns
        if is_noun(noun) and (noun.i == frame.trigger.i or lemma(noun) in _ATTACKS)
        for child in noun.children
    )


def date_by_accord(told: Sequence[Told], agreements: frozenset[str]) -> list[Told]:
    """What is undertaken under an accord is undertaken on the day of the report's one signing: "Under the pact, Freedonia undertook to pay"."""
    signed = {
        t.when.start: t.when for t in told if t.match.pattern.row.same == "sign" and t.when and t.status == "actual"
    }
    if len(signed) != 1:
        return list(told)
    day = next(iter(signed.values()))
    return [
        replace(item, when=day)
        if item.type in {"AGREE", "CONCEDE"}
        and item.status == "actual"
        and (item.when is None or "carried on" in (item.when.computed_from or ""))
        and any(lemma(token) in agreements for token in item.match.frame.prepositions.get("under", ()))
        else item
        for item in told
    ]


def lend_places(told: Sequence[Told]) -> list[Told]:
    """An invasion takes place in what is invaded; a crowd's demand is made of those before whom it gathered.

    "Ruritania's invasion of Freedonia"; "five hundred people gathered before the ministry and demanded arms".
    """
    out = []
    for item in told:
        if item.where is None and lemma(item.match.frame.trigger) in _INVASIONS and len(item.recipients) == 1:
            invaded = item.recipients[0]
            item = replace(item, where=replace(invaded, rule="invaded") if invaded.iso3 else None)
        if item.type == "REQUEST" and not item.recipients:
            crowd = next(
                (o for o in told if o.type == "PROTEST" and o.sentence == item.sentence and o.actors == item.actors),
                None,
            )
            item = replace(item, recipients=crowd.recipients) if crowd else item
        out.append(item)
    return out


def speak_on_their_day(told: Iterable[Told], report: Report) -> list[Told]:
    """A press release asks, rejects and accuses on the day it is published: "The Ministry demands that Freedonia pay"."""
    day = report.published_day
    if report.genre != "press-release" or day is None:
        return list(told)
    return [
        replace(item, when=Time(f"published {day}", None, day, day, "day", f"published {day}, in the present tense"))
        if item.when is None and item.type in _SPOKEN and item.match.frame.support.tag_ in {"VBZ", "VBP"}
        else item
        for item in told
    ]


def _is_same_act(one: Told, other: Told) -> bool:
    if one.status not in {"actual", "negated"} or other.status != "actual" or one.historical != other.historical:
        return False
    if one.type != other.type or not is_same_act(one, other):
        return False
    return is_compatible(one.actors, other.actors) and is_compatible(one.recipients, other.recipients)


def carry_days(
    told: Iterable[Told], parsed: ParsedReport, times: Iterable[TimeSpan], rules: TimeRules, speech: frozenset[str]
) -> list[Told]:
    """Undated past events of a news report's main clauses get the day its main line last stood at.

    News tells one day: "Washington blamed Ruritania outright" belongs to the Saturday of the sentences before. Only the day of publication
    and the one before are carried, from times of main clauses; ``computed_from`` says that the day was carried. The day on which something was
    said (``speech`` are verbs of saying) is not lent to attacks, arrests and marches.
    """
    anchor = find_anchor(parsed.report, rules)
    held = list(told)
    if anchor is None or parsed.report.genre == "opinion":
        return held
    paragraphs = {paragraph.index: paragraph for paragraph in parsed.paragraphs}
    days: list[tuple[int, int, TimeSpan, bool]] = []
    for span in times:
        day = span.time.start
        if span.kind != "date" or span.time.precision != "day" or day is None or span.paragraph not in paragraphs:
            continue
        doc = paragraphs[span.paragraph].doc
        age = (anchor.day - type(anchor.day).fromisoformat(day)).days
        if age in {0, 1} and _is_main(doc[span.first : span.last].root):
            spoken = lemma(clause_of(doc[span.first : span.last].root)) in speech
            days.append((span.paragraph, span.first, span, spoken))
    return _in_row([_dated(item, days) for item in held])


def _in_row(told: list[Told]) -> list[Told]:
    """Deeds in the simple past after a dated deed of the same paragraph are of its day: "rammed it, ... sank the trawler, ... seized the crew"."""
    out: list[Told] = []
    for item in told:
        last = next((o for o in reversed(out) if o.type in _DEEDS and o.when and o.paragraph == item.paragraph), None)
        if (
            item.when is None and item.type in _DEEDS and last is not None and last.when is not None
            and last.status == item.status == "actual" and item.voice == last.voice and _is_past_main(item)
            and len(last.when.start or "") == 10
        ):  # fmt: skip
            time = last.when
            item = replace(
                item, when=replace(time, computed_from=f"carried on from {time.text!r}, {time.computed_from}")
            )
        out.append(item)
    return out


def _dated(item: Told, days: Sequence[tuple[int, int, TimeSpan, bool]]) -> Told:
    if item.when is not None or item.status != "actual" or item.voice == "opinion" or not _is_past_main(item):
        return item
    place = (item.paragraph, item.match.at)
    before = [
        span for paragraph, first, span, spoken in days
        if (paragraph, first) < place and not (spoken and item.type in {"ASSAULT", "COERCE", "MOBILIZE"})
    ]  # fmt: skip
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
