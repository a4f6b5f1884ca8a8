"""Statements by speaker and promises as a ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.brief.dates import plain_time
from detente.brief.footnotes import Footnotes, shorten
from detente.brief.names import Namer
from detente.brief.pages import Group, Line, Section
from detente.brief.room import PAGE, Room
from detente.brief.rules import BriefRules
from detente.records.kinds import Attribution, Commitment
from detente.records.shapes import Deadline, Mention

WORDS = 240
JUDGED = 180
_PRONOUNS = frozenset({"they", "he", "she", "it", "we", "i", "who"})
GAP = 40
QUOTES = '“”«»"‘'
HEADING = "What was promised, agreed, demanded or threatened"
HINT = "Where no status is given, no report says whether it was kept."
SHORT = 4
"""Words; shorter statements are shown only where a speaker has nothing longer."""


def write_statements(
    attributions: Sequence[Attribution],
    *,
    texts: Mapping[str, str],
    shared: frozenset[str],
    namer: Namer,
    notes: Footnotes,
    rules: BriefRules,
    room: Room = PAGE,
) -> Section:
    """The speakers heard in most reports with a few statements each; ``shared`` are told by several reports."""
    by_speaker: dict[object, list[Attribution]] = {}
    for held in attributions:
        if held.source and held.content:
            by_speaker.setdefault(held.source.entities or held.source.quote.casefold(), []).append(held)
    order = sorted(by_speaker, key=lambda k: _speaker_rank(by_speaker[k]))[: room.speakers]
    groups, shown = [], 0
    for key in order:
        chosen = sorted(by_speaker[key], key=lambda a: _statement_rank(a, shared))[: room.statements]
        chosen.sort(key=lambda a: attributions.index(a))
        shown += len(chosen)
        source = chosen[0].source
        lines = tuple(Line(tell_statement(a, texts[a.report], rules), notes.of(a.content)) for a in chosen)
        groups.append(Group(namer.heading(source) if source else "", lines))
    left = sum(map(len, by_speaker.values())) - shown
    return Section(
        "statements",
        "Who said what",
        tuple(groups),
        hint="In quotation marks: the speaker's words. Without: the report's words for what was said.",
        more=f"and {left} more (detente attributions FILE.db)" if left else "",
    )


def _speaker_rank(held: Sequence[Attribution]) -> tuple[object, ...]:
    source = held[0].source
    known = bool(source and source.entities)
    return (not known, -len({a.report for a in held}), -len(held), held[0].id)


def _statement_rank(held: Attribution, shared: frozenset[str]) -> tuple[object, ...]:
    words = sum(len(part.quote.split()) for part in held.content)
    return (words < SHORT, held.id not in shared, held.form == "indirect", -held.confidence, held.content[0].start)


def tell_statement(held: Attribution, text: str, rules: BriefRules) -> str:
    """A direct quotation in quotation marks; otherwise the report's words from the word of saying on, where that stands before."""
    if held.form == "direct":
        words = shorten(" … ".join(part.quote for part in held.content), WORDS)
        words = f"“{words.strip(QUOTES).rstrip(',')}”"
    elif held.cue and 0 <= held.content[0].start - held.cue.end <= GAP and "\n" not in _between(held, text):
        return shorten(text[held.cue.start : held.content[-1].end], WORDS)
    else:
        words = shorten(" … ".join(part.quote for part in held.content), WORDS)
    stance = rules.words["stances"].get(held.stance)
    return f"{stance}: {words}" if stance else words


def _between(held: Attribution, text: str) -> str:
    return text[held.cue.end : held.content[-1].end] if held.cue else ""


def write_promises(
    commitments: Sequence[Commitment],
    *,
    attributions: Mapping[str, Attribution],
    namer: Namer,
    notes: Footnotes,
    rules: BriefRules,
    room: Room = PAGE,
) -> Section:
    """Agreements first, then those most reports tell, each with condition, day and status."""
    ranked = sorted(commitments, key=_promise_rank)
    lines = tuple(
        Line(_promise(c, attributions, namer, rules), notes.of((*c.evidence, *c.status_evidence)))
        for c in ranked[: room.promises]
    )
    left = len(ranked) - len(lines)
    more = f"and {left} more (detente commitments FILE.db)" if left else ""
    groups = (Group("", lines),) if lines else ()
    return Section("commitments", HEADING, groups, hint=HINT if lines else "", more=more)


def _promise_rank(held: Commitment) -> tuple[object, ...]:
    reports = len({e.report for e in held.evidence})
    return (-reports, held.type != "agreement", not (held.holder or held.parties), -held.confidence, held.id)


def _promise(held: Commitment, attributions: Mapping[str, Attribution], namer: Namer, rules: BriefRules) -> str:
    words = _words(held)
    return "".join(
        (
            _opening(held, namer, rules),
            _saying(held, attributions, namer),
            f": “{shorten(words, WORDS)}”" if words else ".",
            f" Condition: “{shorten(held.condition.quote, WORDS)}”." if held.condition and held.consequence else "",
            _due(held.deadline),
            f" Status: {rules.word('statuses', held.status)}." if held.status != "unknown" else "",
            _judged(held),
        )
    )


def _judged(held: Commitment) -> str:
    """What reports say has become of it, side by side."""
    told = dict.fromkeys(shorten(" ".join(e.quote.split()), JUDGED) for e in held.status_evidence)
    return f" Reported of it: {'; '.join(f'“{words}”' for words in told)}." if told else ""


def _opening(held: Commitment, namer: Namer, rules: BriefRules) -> str:
    label = rules.word("commitments", held.type)
    if held.instrument:
        sides = namer.joined(_states_first(held.parties or held.holder))
        return f"{label}, {held.instrument.label}" + (f" ({sides})" if sides else "")
    who, whom = namer.joined(held.holder or held.parties), namer.joined(held.to)
    return f"{label} by {who or 'a side not named'}" + (f", to {whom}" if whom else "")


def _states_first(parties: Sequence[Mention]) -> tuple[Mention, ...]:
    """The parties to an agreement without the people who signed for them, where the states are told too."""
    states = {m.iso3 for m in parties if m.iso3 and not m.sector}
    return tuple(m for m in parties if not m.sector or m.iso3 not in states) or tuple(parties)


def _saying(held: Commitment, attributions: Mapping[str, Attribution], namer: Namer) -> str:
    said = attributions.get(held.attribution or "")
    if not said or not said.source or (not said.source.entities and not said.source.anonymous):
        return ""
    speaker = namer.speaker(said.source)
    bound = (*namer.parties(held.holder), namer.joined(held.holder or held.parties))
    return f", according to {speaker}" if speaker not in bound and said.source.quote.lower() not in _PRONOUNS else ""


def _words(held: Commitment) -> str:
    named = [e for e in held.evidence if e not in held.status_evidence] or list(held.evidence)
    own = [e for e in named if e.report == held.report] or named
    longest = max(own, key=lambda e: (min(len(e.quote), WORDS), -e.start), default=None)
    part = (held.term if held.instrument else None) or held.consequence or held.term or longest
    words = part.quote if part else ""
    # Another name of an agreement tells nothing of it.
    return "" if held.instrument and words in (held.instrument.label, *held.instrument.aliases) else words


def _due(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    day = plain_time(deadline) if deadline.start or deadline.end else ""
    words = " ".join(deadline.text.split())
    if deadline.precision == "after":
        return f" From: {day.removeprefix('after ')} (“{words}”)."
    return f" Due: {day} (“{words}”)." if day else f" Due: “{words}” (no day computed)."
