"""Finding the times of a report and resolving them against its day of publication, its dateline or one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.language.calendars import Value, read_iso
from detente.language.parsed import Paragraph, ParsedReport
from detente.language.tense import clause_direction, verb_of
from detente.language.time_context import Context, told_year, value_of
from detente.language.time_matching import candidates
from detente.language.time_speech import Anchor, Reference, day_of_speech
from detente.language.time_values import MEANINGS
from detente.language.time_words import Found, TimeText
from detente.language.times import TimeSpan
from detente.lexicon.lexicon import Lexicon
from detente.lexicon.times import TimeRules
from detente.records.kinds import Report
from detente.records.shapes import Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"\w+(?:[./:-]\d+)*|[^\w\s]")
_REACH = 2
"""Paragraphs back in which "two days later" looks for its reference."""


def find_times(parsed: ParsedReport, lexicon: Lexicon) -> tuple[TimeSpan, ...]:
    """Every time expression in text order; ``start`` and ``end`` are None where nothing says what it is counted from."""
    anchor = find_anchor(parsed.report, lexicon.times)
    speech = lexicon.modality.speech | lexicon.cues.verbs.keys()
    spans: list[TimeSpan] = []
    reference: Reference | None = None
    for paragraph in parsed.paragraphs:
        text = TimeText([token.text for token in paragraph.doc], _person_names(paragraph.doc), lexicon.times.words)
        page = _Page(parsed, paragraph, text, lexicon.times, anchor, speech)
        for span, told in _paragraph_times(page, reference):
            spans.append(span)
            reference = told or reference
    return tuple(spans)


def find_anchor(report: Report, rules: TimeRules) -> Anchor | None:
    """The day of publication, else the full date of a dateline; a dateline's day up to three days before publication wins.

    "KLOW, May 12 (Wire)", published on the 13th, says "today" of the 12th.
    """
    published = read_iso(report.published)
    told = _dateline_day(report, rules, published)
    if published is None:
        return Anchor(told[0], f"dateline {told[1]}") if told else None
    if told and timedelta(0) < published - told[0] <= timedelta(days=3):
        return Anchor(told[0], f"dateline {told[1]}")
    return Anchor(published, f"published {published.isoformat()}")


def _dateline_day(report: Report, rules: TimeRules, published: date | None) -> tuple[date, str] | None:
    for region in report.regions:
        if region.role != "dateline":
            continue
        stretch = report.text[region.start : min(region.end, region.start + 400)]
        places = [found.span() for found in _WORD.finditer(stretch)]
        text = TimeText([stretch[low:high] for low, high in places], frozenset(), rules.words)
        context = Context(MEANINGS, text, published, "published", "past")
        for find in _chosen(candidates(text, rules)):
            value = value_of(find, context)
            if find.yields == "day" and value and value.start and value.precision == "day":
                return value.start, stretch[places[find.first][0] : places[find.last - 1][1]]
    return None


@dataclass(frozen=True)
class _Page:
    """A paragraph as times are read in it; ``speech`` are lemmas of verbs of saying."""

    parsed: ParsedReport
    paragraph: Paragraph
    text: TimeText
    rules: TimeRules
    anchor: Anchor | None
    speech: frozenset[str]


def _paragraph_times(page: _Page, reference: Reference | None) -> Iterator[tuple[TimeSpan, Reference | None]]:
    """The times of one paragraph, each with what it gives to those that follow ("two days later"), if anything."""
    paragraph = page.paragraph
    if reference is not None and paragraph.index - reference.paragraph > _REACH:
        reference = None
    last = 0
    for options in candidates(page.text, page.rules):
        if options[0].first < last:
            options = [find for find in options if find.first >= last]
        for find in options:
            value = _value(find, page, reference)
            if value is None:
                continue
            span = _span(page.parsed, paragraph, find, value)
            told = _as_reference(span, value, find, paragraph)
            reference = told or reference
            yield span, told
            last = find.last
            break


def _value(find: Found, page: _Page, reference: Reference | None) -> Value | None:
    """The value of a find; words in quotation marks are told from the day they were said, where the sentence tells it."""

    def plain(other: Found) -> Value | None:
        return value_of(other, _context(other, page, page.anchor, reference))

    here = reference if reference is not None and reference.paragraph == page.paragraph.index else None
    spoken = day_of_speech(find, page.text, page.paragraph.doc, here, plain, page.speech)
    return value_of(find, _context(find, page, spoken or page.anchor, reference))


def _context(find: Found, page: _Page, anchor: Anchor | None, reference: Reference | None) -> Context:
    paragraph, doc = page.paragraph, page.paragraph.doc
    direction = clause_direction(doc, find.first, find.last, headline=paragraph.role == "headline")
    verb = verb_of(doc[find.first : find.last].root)
    spoken = verb is not None and verb.lemma_ in page.speech
    told_of = spoken and verb is not None and any(child.dep_ == "ccomp" for child in (verb, *verb.children))
    year, story_day = None, None
    told = reference is not None and (reference.paragraph, reference.sentence) == (
        paragraph.index,
        doc[find.first].sent.start,
    )
    if reference is not None and told and direction == "past":
        # "Withdrew to the camp on 5 September 1978 and signed on Sunday, 17 September": the year told first holds for the sentence.
        year = reference.year
        story_day = reference.day if reference.rule == "weekday-date" and not spoken else None
    return Context(
        MEANINGS,
        page.text,
        anchor.day if anchor else None,
        anchor.basis if anchor else None,
        direction,
        reference.day if reference else None,
        reference.basis if reference else None,
        reference.precision if reference else "day",
        year,
        story_day,
        verb is not None and not told_of,
    )


def _as_reference(span: TimeSpan, value: Value, find: Found, paragraph: Paragraph) -> Reference | None:
    """What a date tells for those after it: a day, else a month or year that is told with its year."""
    if span.kind != "date" or value.start is None or value.precision not in {"day", "month", "year"}:
        return None
    doc = paragraph.doc
    year = told_year(find)
    if value.precision == "year":
        token = doc[find.first]
        year = year if token.dep_ in {"nummod", "compound", "amod", "nmod"} else None  # "the 1962 missile crisis"
    basis = f"{span.time.text} {value.iso()[0]}"
    sentence = doc[find.first].sent.start
    return Reference(value.start, basis, paragraph.index, value.precision, sentence, year, find.first, find.rule.id)


def _span(parsed: ParsedReport, paragraph: Paragraph, find: Found, value: Value) -> TimeSpan:
    start, end = value.iso()
    low, high = paragraph.offsets(find.first, find.last)
    kind = value.kind or find.rule.kind
    basis = value.basis if value.known else None
    time = Time(parsed.report.text[low:high], (low, high), start, end, value.precision, basis)
    return TimeSpan(paragraph.index, find.first, find.last, kind, time, find.rule.id)


def _person_names(doc: Doc) -> frozenset[int]:
    """Positions inside names of persons that no figure follows: "Theresa May", but not "May 12" read as a name."""
    return frozenset(
        token.i
        for token in doc
        if token.ent_type_ == "PERSON"
        and not (token.i + 1 < len(doc) and doc[token.i + 1].text[:1].isdigit())
        and not (token.i > 0 and doc[token.i - 1].text[:1].isdigit())
    )


def _chosen(groups: Iterator[list[Found]]) -> Iterator[Found]:
    for options in groups:
        yield options[0]


def times_in(times: Sequence[TimeSpan], paragraph: int, first: int, last: int) -> tuple[TimeSpan, ...]:
    """The times that lie inside tokens ``first`` up to but not including ``last`` of a paragraph."""
    return tuple(t for t in times if t.paragraph == paragraph and first <= t.first and t.last <= last)


def nearest_time(
    times: Sequence[TimeSpan],
    paragraph: int,
    token: int,
    *,
    first: int,
    last: int,
    kinds: frozenset[str] = frozenset({"date"}),
) -> TimeSpan | None:
    """The time within tokens ``first`` to ``last`` that lies nearest to a token; a tie goes to the one after it."""
    near = [t for t in times_in(times, paragraph, first, last) if t.kind in kinds]
    return min(near, key=lambda t: (_distance(t, token), t.first < token), default=None)


def find_deadline(times: Sequence[TimeSpan], paragraph: int, first: int, last: int) -> TimeSpan | None:
    """The first deadline within tokens ``first`` to ``last``, or None."""
    return next((t for t in times_in(times, paragraph, first, last) if t.kind == "deadline"), None)


def _distance(time: TimeSpan, token: int) -> int:
    return max(time.first - token, token - time.last + 1, 0)
