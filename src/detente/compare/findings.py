"""Where the reports of a story agree, differ, change and are alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

from detente.compare.align import Aligned, Score, align, best_pairs, stars
from detente.compare.borne_out import borne_out, tells_of_two
from detente.compare.clashes import (
    Clash,
    count_clash,
    denial_score,
    denies,
    event_clash,
    event_clash_score,
    wording_clashes,
)
from detente.compare.clause_findings import Told, told_in_clauses
from detente.compare.clause_likeness import MANY, Pair, Weigher
from detente.compare.clauses import Clause
from detente.compare.coverage import Vocabulary, words_of
from detente.compare.elsewhere import Elsewhere
from detente.compare.heads import heads_apart
from detente.compare.in_context import InContext
from detente.compare.likeness import (
    EVENT,
    STATEMENT,
    event_score,
    is_set_apart,
    statement_score,
    told_as_well,
)
from detente.compare.numbers import COUNT, count_score
from detente.compare.polarity import find_denied
from detente.compare.prints import find_misprints
from detente.compare.quotes import same_utterances, speaker_of
from detente.compare.showing import (
    in_short,
    is_trivial,
    is_worth_telling,
    overlap,
    overlap_of,
    rest_of,
    shares_much,
    shows_telling,
    subject_of,
    tells_much,
    value_of,
    without,
)
from detente.compare.slips import find_slips
from detente.compare.slot_pairs import numbers_alike, values_apart
from detente.compare.standing import judged_apart
from detente.compare.tellings import Laid, Telling, lay_out, of_clause, of_words, one_per_count
from detente.language.senses import Senses
from detente.records.coding import Coding
from detente.records.ids import make_id
from detente.records.kinds import (
    Attribution,
    Commitment,
    Entity,
    Event,
    Field,
    Finding,
    Quantity,
    Report,
    Story,
    Verdict,
)
from detente.records.shapes import Member

ALONE = 0.28
"""A fact is told by one origin alone only where no sentence of another tells it as surely as this."""
MOSTLY = 0.8
"""Share of a fact's words that a finding must show for the fact to be told by it."""
PROMISED = 0.4
"""The same of a promise: what several reports tell of one is one row already."""
CLASH = 0.6
"""Events that look this much like one and differ in one field are shown as a difference."""
DENIED = 0.52
"""Share of what is denied that a claim must tell, words of like meaning counted."""
DENIAL = 0.38
"""Share of the words of a denial that another report must tell as fact."""


def find_findings(
    story: Story,
    codings: Sequence[Coding],
    commitments: Sequence[Commitment],
    origins: Mapping[str, str],
    entities: Mapping[str, Entity],
    senses: Senses,
) -> tuple[Finding, ...]:
    """The findings of one story, in the order of the first words they rest on."""
    laid = lay_out(codings, commitments, origins, entities)
    slips = tuple(finding for coding in codings for finding in _slips(story, coding.report, laid))
    if len(codings) < 2:
        return slips
    published = {c.report.id: c.report.published_day for c in codings}
    return (*_Finder(story, laid, origins, published, senses).all(), *slips)


def _slips(story: Story, report: Report, laid: Laid) -> Iterable[Finding]:
    """Findings on a report that is at odds with itself; the facts in its words are named where there are any."""
    for slip in find_slips(report, [c for c in laid.clauses if c.evidence.report == report.id]):
        members = tuple(Member(report.id, None, value, (told,)) for value, told in slip.told)
        at = "-".join(f"{told.start}" for _, told in slip.told)
        key = make_id("finding", story.id, slip.field, f"slip {report.id} {at}")
        yield Finding(key, story.id, "slip", slip.field, in_short(slip.told[0][1].quote), slip.reason, 1, members)


_MINOR: frozenset[Field] = frozenset({"number", "place", "date"})
"""Fields in which reports may differ and still agree that it happened."""


class _Finder:
    """Findings of one story as they are made; one finding an id, the first verdict on a fact stays."""

    def __init__(
        self,
        story: Story,
        laid: Laid,
        origins: Mapping[str, str],
        published: Mapping[str, str | None],
        senses: Senses,
    ) -> None:
        self.story, self.laid, self.origins, self.published, self.senses = story, laid, origins, published, senses
        self.place = {report: i for i, report in enumerate(story.reports)}
        self.found: dict[str, tuple[tuple[int, int, int], Finding]] = {}
        self.told: dict[str, list[tuple[int, int, Field]]] = {}
        self.statements: dict[str, list[Telling]] = {}
        for telling in (t for t in laid.tellings if isinstance(t.fact, Attribution)):
            self.statements.setdefault(telling.report, []).append(telling)
        self.weigher = Weigher(laid.clauses)
        nouns = [noun for slot in laid.slots for noun in slot.nouns]
        whole = [c.evidence.quote for c in laid.clauses if c.whole]
        self.vocabulary = Vocabulary(whole, senses, more=nouns)
        self.context = InContext(whole, senses) if whole and senses.contexts else None
        self.sentences: set[str] = set()

    def all(self) -> tuple[Finding, ...]:
        """Differences and agreements of counts, promises, events and statements; what is alone last."""
        weights = self.laid.weights
        counts = align(one_per_count(self.laid.tellings), partial(count_score, weights=weights), COUNT, slack=1.0)
        events = self._aligned(Event, partial(event_score, weights=weights), EVENT)
        statements = self._aligned(Attribution, partial(statement_score, weights=weights), STATEMENT)
        promises = self._committed()
        told, like = told_in_clauses(
            self.laid.clauses, self.weigher, self.vocabulary, self.context, self.senses.together
        )
        self.elsewhere = Elsewhere(
            self.laid.clauses, like, self.vocabulary, self._named(), together=self.senses.together is not None
        )
        large = sum(c.whole for c in self.laid.clauses) > MANY
        if not large:
            self._printed()
        self._prints()
        self._differences(counts, events, statements)
        if not large:
            self._values(like)
        self._denied(like)
        self._judgements(promises)
        if len({self.origins[report] for report in self.story.reports}) > 1:
            self._agreements(told, (*promises, *events, *statements), counts)
        return tuple(finding for _, finding in sorted(self.found.values(), key=lambda pair: (pair[0], pair[1].id)))

    def _named(self) -> dict[str, frozenset[str]]:
        """The people that each report names."""
        return {r: frozenset(p for s in held for p in s.read.persons) for r, held in self.laid.sentences.items()}

    def _agreements(self, told: Sequence[Told], groups: Sequence[Aligned], counts: Sequence[Aligned]) -> None:
        """What independent reports tell alike, then what one of them tells alone; copies of one text agree on nothing."""
        for shown in told:
            if shown.difference:
                self._sentences(shown)
        for group in groups:
            shared = borne_out(self._shared(group), self.elsewhere)
            if shared.origins > 1:
                self._agree(shared)
        for shown in told:
            if not shown.difference:
                self._sentences(shown)
        for group in (*groups, *counts):
            if group.origins == 1:
                self._single(group)
        self._alone()

    def _aligned(self, kind: type, score: Score, floor: float) -> tuple[Aligned, ...]:
        return align([t for t in self.laid.tellings if isinstance(t.fact, kind)], score, floor)

    def _committed(self) -> tuple[Aligned, ...]:
        rows: dict[str, list[Telling]] = {}
        for telling in self.laid.tellings:
            if isinstance(telling.fact, Commitment):
                rows.setdefault(telling.fact.id, []).append(telling)
        return tuple(Aligned(tuple(held)) for held in rows.values())

    def _differences(self, counts: Sequence[Aligned], alike: Sequence[Aligned], statements: Sequence[Aligned]) -> None:
        weights = self.laid.weights
        for group in counts:
            if group.origins > 1 and not self._other_scenes(group):
                self._clash(group, count_clash(group, self.published))
        events = [t for t in self.laid.tellings if isinstance(t.fact, Event)]
        for group in best_pairs(events, partial(event_clash_score, weights=weights), CLASH):
            self._clash(self._widened(group, (*alike, *statements)), event_clash(group, weights, self.published))
        claims = [t for t in self.laid.tellings if isinstance(t.fact, Attribution | Event)]
        for group in stars(claims, partial(denial_score, weights=weights), DENIAL, centre=denies):
            if not self._tells_what_is_denied(group):
                continue
            self._clash(
                self._widened(group, (*alike, *statements)),
                Clash("conflict", "status", "one report tells it as fact, the other as denied"),
            )
        for group in statements:
            if group.origins > 1:
                for pair in wording_clashes(group):
                    if not self._shown_in(pair, "quote"):
                        self._clash(
                            pair, Clash("conflict", "quote", "the reports print the quotation in different words")
                        )

    def _prints(self) -> None:
        """Prints of one sentence that differ in a word that tells, also where one outlet took the text of another."""
        for shown in find_misprints(self.laid.clauses):
            group = Aligned(tuple(of_words(c.evidence, c.origin, None) for c in (shown.one, shown.two)))
            if not self._speakers(group, shown.field):
                self._add("conflict", shown.field, group, shown.reason, whole=False, values=shown.words)

    def _printed(self) -> None:
        """Quotations that the reports print in other words, or give to other speakers."""
        for shown in same_utterances(self.laid.printed, self.senses):
            group = Aligned(tuple(of_words(p.part, p.origin, p.said) for p in shown.printed))
            values = [
                speaker_of(p, self.laid.names) if shown.field == "attribution" else p.part.quote for p in shown.printed
            ]
            self._add("conflict", shown.field, group, shown.reason, whole=False, values=values)

    def _values(self, like: Sequence[Pair]) -> None:
        """Numbers, ages, days and places of one thing that differ."""
        counts = {t.fact.id: t for t in self.laid.tellings if isinstance(t.fact, Quantity)}
        counted = {identity: t.counted for identity, t in counts.items()}
        apart_values = values_apart(self.laid.slots, like, self.vocabulary, counted)
        for apart in (*heads_apart(self.laid.slots, self.laid.names), *apart_values):
            one, two = apart.one, apart.two
            if one.quantity and two.quantity:
                group = Aligned((counts[one.quantity.id], counts[two.quantity.id]))
                if not self._shown_in(group, "number"):
                    self._clash(group, count_clash(group, self.published))
                continue
            group = Aligned(tuple(of_words(s.clause.evidence, s.clause.origin, None) for s in (one, two)))
            if not self._shown_in(group, apart.field) and not self._speakers(group, apart.field):
                self._add(
                    "conflict", apart.field, group, apart.reason, whole=False, values=[one.told.quote, two.told.quote]
                )
        for one, two in numbers_alike(self.laid.slots, like, self.vocabulary):
            assert one.quantity
            assert two.quantity
            group = Aligned((counts[one.quantity.id], counts[two.quantity.id]))
            if not self._shown_in(group, "number"):
                self._clash(group, count_clash(group, self.published))

    def _tells_what_is_denied(self, group: Aligned) -> bool:
        """Whether a claim of the group tells most of what is denied; "freed the girls" does not tell "in exchange for fighters"."""
        for denial in (t for t in group.tellings if denies(t)):
            content = denial.fact.content if isinstance(denial.fact, Attribution) else denial.evidence
            shares = self.vocabulary.shares([(w, 1.0) for e in content for w in words_of(e.quote)])
            for claim in (t for t in group.tellings if not denies(t)):
                told = self.vocabulary.nearest([w for e in claim.evidence for w in words_of(e.quote)])
                if float(told @ shares) >= DENIED:
                    return True
        return False

    def _speakers(self, group: Aligned, field: Field) -> bool:
        """Whether other people are named because other people are said to have spoken, which is shown already."""
        return field == "person" and self._shown_in(group, "attribution")

    def _denied(self, like: Sequence[Pair]) -> None:
        """Sentences of which one denies what the other tells."""
        for shown in find_denied(like, self.vocabulary):
            group = Aligned(tuple(of_words(c.evidence, c.origin, None) for c in (shown.denial, shown.claim)))
            if not self._shown_in(group, "status"):
                reason = "one report tells it as having happened, the other as not"
                self._add("conflict", "status", group, reason, whole=False)

    def _judgements(self, promises: Sequence[Aligned]) -> None:
        """Agreements that one report sees kept and another not."""
        for row in dict.fromkeys(t.fact for p in promises for t in p.tellings if isinstance(t.fact, Commitment)):
            if apart := judged_apart(row, self.origins):
                told = sorted(apart, key=lambda e: self.place[e.report])
                tellings = [of_words(e, self.origins[e.report], None) for e in told]
                group = Aligned(tuple(replace(t, fact=row) for t in tellings))
                reason = "the reports judge differently whether it is kept"
                self._add("conflict", "status", group, reason, whole=False)

    def _shown_in(self, group: Aligned, field: Field) -> bool:
        """Whether a finding on this field shows the words of two reports of the group already."""
        told = [f for _, f in self.found.values() if f.field == field and f.verdict != "single"]
        return any(len({t.report for t in group.tellings if shows_telling(f, t)}) > 1 for f in told)

    def _other_scenes(self, group: Aligned) -> bool:
        """Whether the clauses around two numbers tell different acts: "with 14 men on board", "twelve men are held"."""
        told = [
            c.acts
            for t in group.tellings
            for c in self.laid.clauses
            if c.whole and any(overlap_of(c, e.report, e.start, e.end) for e in t.evidence[:1])
        ]
        return len(told) == len(group.tellings) and all(told) and not frozenset.intersection(*told)

    def _widened(self, group: Aligned, alike: Sequence[Aligned]) -> Aligned:
        """A difference with what further reports tell for either side of it."""
        held = list(group.tellings)
        for told in alike:
            if any(overlap(t, h) for t in told.tellings for h in group.tellings):
                held += [t for t in told.tellings if t.report not in {h.report for h in held}]
        return Aligned(tuple(sorted(held, key=lambda t: (self.place[t.report], t.order[1:]))))

    def _clash(self, group: Aligned, clash: Clash | None) -> None:
        if clash is not None and group.origins > 1:
            self._add(clash.verdict, clash.field, group, clash.reason)

    def _agree(self, group: Aligned) -> None:
        fact = group.tellings[0].fact
        field: Field = (
            "commitment" if isinstance(fact, Commitment) else "event" if isinstance(fact, Event) else "attribution"
        )
        mild: frozenset[Field] = frozenset({"number", "status"} if isinstance(fact, Attribution) else {"number"})
        if self._differ(group) or self._shown_together(group, but=mild) or is_trivial(group):
            return
        self._add("corroborated", field, group, f"{group.origins} independent reports tell of it")

    def _sentences(self, told: Told) -> None:
        """Sentences laid side by side, where no finding on the facts in them shows the same already."""
        group = Aligned(tuple(self._of_clause(c) for c in told.clauses))
        if group.origins < 2:
            return
        before = frozenset(self.found)
        if told.difference:
            if not self._shown_in(group, told.difference.field):
                verdict, reason = self._over_time(told.difference.field, group) or ("conflict", told.difference.reason)
                self._add(verdict, told.difference.field, group, reason, whole=False)
                self.sentences |= self.found.keys() - before
        elif not self._said_by_others(group) and not any(
            f.field not in _MINOR and key not in self.sentences and self._covers(f, group)
            for key, (_, f) in self.found.items()
        ):
            self._add("corroborated", "event", group, f"{group.origins} independent reports tell of it", whole=False)

    def _said_by_others(self, group: Aligned) -> bool:
        """Whether two reports tell what different people said, which makes no agreement on what happened."""
        speakers = [
            frozenset(
                person
                for t in self.statements.get(telling.report, ())
                if shares_much(t, telling)
                for person in t.persons
            )
            for telling in group.tellings
        ]
        return any(a and b and not a & b for a, b in combinations(speakers, 2))

    def _over_time(self, field: Field, group: Aligned) -> tuple[Verdict, str] | None:
        """Another outcome told on a later day has changed: "holds eleven sailors", two days on "released the crew"."""
        days = [day[:10] for t in group.tellings if (day := self.published.get(t.report))]
        if field != "outcome" or len(days) < len(group.tellings) or len(set(days)) == 1:
            return None
        return "changed", "a later report tells another outcome"

    def _covers(self, finding: Finding, group: Aligned) -> bool:
        return len({t.origin for t in group.tellings if shows_telling(finding, t)}) > 1

    def _of_clause(self, clause: Clause) -> Telling:
        """A sentence, a long one cut to its clause, as a Telling of the first fact in it."""
        telling = of_clause(clause, self.laid)
        facts, apart = self._facts_in(telling)
        return replace(without(telling, facts, apart), fact=facts[0].fact if facts else None)

    def _facts_in(self, telling: Telling) -> tuple[list[Telling], list[Telling]]:
        """The facts in the words of a telling, and those that their report sets apart."""
        facts = [t for t in self.laid.tellings if t.fact and overlap(t, telling)]
        apart = [t for t in facts if is_set_apart(t)]
        return [t for t in facts if t not in apart] or facts, apart

    def _shared(self, group: Aligned) -> Aligned:
        """A group with the sentences of further reports that tell the same."""
        return Aligned(
            tuple(t if t.fact else without(t, *self._facts_in(t)) for t in told_as_well(group, self.laid).tellings)
        )

    def _single(self, group: Aligned) -> None:
        telling = group.tellings[0]
        fields: dict[type, Field] = {
            Event: "event", Commitment: "commitment", Attribution: "attribution", Quantity: "number",
        }  # fmt: skip
        if not is_worth_telling(telling) or self._told_already(telling):
            return
        least = PROMISED if isinstance(telling.fact, Commitment) else ALONE
        if self.elsewhere.told(telling.evidence, telling.persons, alone=is_set_apart(telling)) < least:
            self._add("single", fields[type(telling.fact)], group, "no other report tells of it")

    def _alone(self) -> None:
        """Sentences in which no fact was found and that no other report tells: "In Klow the cabinet sat until after midnight"."""
        shared = {e for _, f in self.found.values() if len(f.members) > 1 for m in f.members for e in m.evidence}
        facts: dict[str, list[tuple[int, int]]] = {r: list(spans) for r, spans in self.laid.opinions.items()}
        for telling in self.laid.tellings:
            facts.setdefault(telling.report, []).extend((e.start, e.end) for e in telling.evidence)
        for clause in (c for c in self.laid.clauses if not c.lent):
            told = of_words(rest_of(clause, facts.get(clause.evidence.report, ())), clause.origin, None)
            words = told.evidence[0]
            held = any(a < words.end and words.start < b for a, b in facts.get(told.report, ()))
            if held or not tells_much(words) or self._told_already(told) or clause.evidence in shared:
                continue
            if self.elsewhere.told(told.evidence) < ALONE:
                self._add("single", "event", Aligned((told,)), "no other report tells of it")
                facts.setdefault(told.report, []).append((words.start, words.end))

    def _differ(self, group: Aligned) -> bool:
        """Whether an event of the group is disputed, or the words of all its reports stand in one difference."""
        if not isinstance(group.tellings[0].fact, Event):
            return False
        records = {t.fact.id for t in group.tellings if t.fact}
        for _, finding in self.found.values():
            if finding.verdict in {"conflict", "changed"}:
                disputed = finding.field != "number" and records & {m.record for m in finding.members}
                if disputed or all(shows_telling(finding, t) for t in group.tellings):
                    return True
        return False

    def _shown_together(self, group: Aligned, *, but: frozenset[Field]) -> bool:
        """Whether one finding, on another field than ``but``, already shows the words of all reports of a group."""
        return any(
            finding.field not in but and all(shows_telling(finding, t) for t in group.tellings)
            for _, finding in self.found.values()
        )

    def _told_already(self, telling: Telling) -> bool:
        """Whether findings already show most of these words; "Kerry's visit" in a sentence on something else is not that sentence.

        A finding on a number tells no event beside it: "lasted four hours and followed a meeting with the minister".
        """
        happening = isinstance(telling.fact, Event)
        for e in telling.evidence:
            shown = {
                at
                for start, end, field in self.told.get(e.report, ())
                if not (happening and field == "number")
                for at in range(max(start, e.start), min(end, e.end))
            }
            if len(shown) > MOSTLY * (e.end - e.start):
                return True
        return False

    def _add(
        self,
        verdict: Verdict,
        field: Field,
        group: Aligned,
        reason: str,
        *,
        whole: bool = True,
        values: Sequence[str | None] = (),
    ) -> None:
        """Keep a finding; ``whole``: all words of its members are told by it, not only a clause among them; ``values`` as ``value_of`` where not given."""
        if verdict in {"conflict", "changed"} and tells_of_two(group, field, self.elsewhere):
            return
        held = values or [value_of(t) for t in group.tellings]
        members = tuple(
            Member(t.report, t.fact.id if t.fact else None, value, t.evidence)
            for t, value in zip(group.tellings, held, strict=True)
        )
        key = make_id(
            "finding", self.story.id, field, *sorted(f"{m.record or m.evidence[0].start} {m.report}" for m in members)
        )
        first = min((self.place[t.report], t.evidence[0].start, t.evidence[0].end) for t in group.tellings)
        finding = Finding(key, self.story.id, verdict, field, subject_of(group), reason, group.origins, members)
        self.found.setdefault(key, (first, finding))
        for telling in group.tellings if whole else ():
            self.told.setdefault(telling.report, []).extend((e.start, e.end, field) for e in telling.evidence)
