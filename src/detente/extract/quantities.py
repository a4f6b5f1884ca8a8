"""Numbers of a report: counts with what is counted, money, percentages, ratios and durations, each with its hedge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.counted import Counted, find_counted
from detente.language.dates import find_times
from detente.language.parsed import Paragraph, ParsedReport
from detente.language.times import TimeSpan
from detente.lexicon.lexicon import Lexicon
from detente.lexicon.numbers import read_number
from detente.lexicon.quantities import QuantityRules, UnitRow
from detente.records.ids import make_id
from detente.records.kinds import Quantity, QuantityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DASHES = frozenset({"-", "–", "—"})
_LONGEST = 16
"""Tokens; a telling that stretches further is cut to the number and its noun."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a paragraph: tokens ``first`` up to but not including ``last`` and the least and most it says."""

    first: int
    last: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Reading:
    """A quantity before it becomes a record; ``first`` and ``last`` are the tokens of its evidence."""

    type: QuantityType
    number: _Number
    first: int
    last: int
    unit: str | None
    of: str | None
    rule: str


def find_quantities(
    parsed: ParsedReport, lexicon: Lexicon, *, times: tuple[TimeSpan, ...] | None = None
) -> tuple[Quantity, ...]:
    """Every quantity in text order; years, dates, clock times, ordinals, ages and numbers in names are none.

    ``times`` are the report's times where they have been found already.
    """
    times = find_times(parsed, lexicon) if times is None else times
    return tuple(
        _record(parsed, paragraph, reading, lexicon.quantities)
        for paragraph in parsed.paragraphs
        for reading in _readings(paragraph, [t for t in times if t.paragraph == paragraph.index], lexicon.quantities)
    )


def _record(parsed: ParsedReport, paragraph: Paragraph, reading: _Reading, rules: QuantityRules) -> Quantity:
    doc, number = paragraph.doc, reading.number
    before = _hedge_before(doc, number.first - (reading.type == "money" and reading.first < number.first), rules)
    after = _hedge_after(doc, number.last, rules)
    opening = number.first if before is None else before
    first, last = min(reading.first, opening), max(reading.last, after or reading.last)
    hedge = doc[opening : number.first].text.rstrip("$€£¥₽₴₺₹ ") if before is not None else None
    if hedge is None and after is not None:
        hedge = doc[number.last : after].text.lstrip("-")
    evidence = parsed.evidence(paragraph, first, last)
    identity = make_id("quantity", parsed.report.id, evidence.start, evidence.end, reading.type, number.first)
    return Quantity(
        identity, parsed.report.id, reading.type, number.low, number.high, reading.unit,
        hedge.lower() if hedge else None, reading.of, (evidence,), reading.rule,
    )  # fmt: skip


def _readings(paragraph: Paragraph, times: list[TimeSpan], rules: QuantityRules) -> Iterator[_Reading]:
    doc = paragraph.doc
    dated = {at: t for t in times for at in range(t.first, t.last)}
    words = [token.lower_ for token in doc]
    at = 0
    while at < len(doc):
        time = dated.get(at)
        reading: _Reading | None
        if time is not None:
            reading, at = _timed(doc, words, time, rules), time.last
        else:
            reading = _read(doc, words, at, rules)
            at = max(at + 1, reading.number.last if reading else _past_number(words, at, rules))
        if reading is not None:
            yield reading


def _past_number(words: list[str], at: int, rules: QuantityRules) -> int:
    number = read_number(words, at, rules.numbers)
    return number[1] if number else at + 1


def _timed(doc: Doc, words: list[str], time: TimeSpan, rules: QuantityRules) -> _Reading | None:
    """A duration, or the number of "within 60 days"; other times are no quantities."""
    if time.kind == "date":
        return None
    for at in range(time.first, time.last):
        number = _number(words, at, rules) or (_Number(at, at + 1, 1, 1) if words[at] in {"a", "an"} else None)
        if number is None:
            continue
        unit = next(
            (doc[i].lemma_.lower() for i in range(number.last, time.last) if doc[i].lemma_.lower() in _TIME_UNITS), None
        )
        last = min(time.last, max(number.last + 1, time.last))
        return (
            _Reading("duration", number, number.first, last, unit, _of_phrase(doc, last), "duration") if unit else None
        )
    return None


_TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century"})


def _of_phrase(doc: Doc, last: int) -> str | None:
    """What lasts: "four hours of talks", "a four-day visit"."""
    if last + 1 < len(doc) and doc[last].lower_ == "of":
        return next((c.lemma_.lower() for c in doc[last].children if c.dep_ == "pobj"), None)
    return doc[last].lemma_.lower() if last < len(doc) and doc[last].tag_ in {"NN", "NNS"} else None


def _read(doc: Doc, words: list[str], at: int, rules: QuantityRules) -> _Reading | None:
    fraction = _fraction(doc, words, at, rules)
    if fraction is not None:
        return fraction
    symbol = next((row for spelled, row in rules.units if spelled == (words[at],) and row.type == "money"), None)
    number = _number(words, at + 1 if symbol else at, rules)
    if number is None:
        return _nobody(doc, at, rules)
    if symbol and _of_a_year(doc, at, number):
        return None
    if symbol:
        number = _money_range(words, number, symbol, rules)
        return _Reading(
            "money", number, at, number.last, symbol.unit, _of_phrase(doc, number.last), f"money.{symbol.id}"
        )
    if _named(doc, number, rules):
        return None
    unit = _unit_after(words, number.last, rules)
    return _measured(doc, number, *unit, rules=rules) if unit else _counted(doc, words, number, rules)


def _of_a_year(doc: Doc, at: int, number: _Number) -> bool:
    """ "Euro 2016" is a tournament."""
    return doc[at].text == "Euro" and len(doc[number.first].text) == 4 and 1900 <= number.low < 2100


def _money_range(words: list[str], number: _Number, symbol: UnitRow, rules: QuantityRules) -> _Number:
    """ "$30,000 to $50,000": both ends carry the sign."""
    at = number.last
    joined = words[at : at + 1]
    again = any(spelled == tuple(words[at + 1 : at + 2]) and row.unit == symbol.unit for spelled, row in rules.units)
    if not joined or joined[0] not in {"to", *_DASHES} or not again:
        return number
    second = read_number(words, at + 2, rules.numbers)
    if second is None or second[0] <= number.low:
        return number
    low = number.low * _borrowed_scale(number.low, second[0])
    return _Number(number.first, second[1], _even(low), _even(second[0]))


def _number(words: list[str], at: int, rules: QuantityRules) -> _Number | None:
    """A number or range: "33", "10 to 12", "10-12", "between 10 and 12", "dozens"."""
    if at < len(words) and words[at] in rules.numbers.vague:
        least, most = rules.numbers.vague[words[at]]
        following = read_number(["one", *words[at + 1 : at + 3]], 0, rules.numbers)
        return None if following and following[1] > 1 else _Number(at, at + 1, least, most)
    read = read_number(words, at, rules.numbers)
    if read is None:
        return None
    value, after = read
    low = float(value)
    joined = words[after : after + 1]
    if joined and (
        joined[0] in _DASHES or joined[0] in {"to", "or"} or (joined[0] == "and" and words[at - 1 : at] == ["between"])
    ):
        second = read_number(words, after + 1, rules.numbers)
        if second is not None and second[0] > value:
            low *= _borrowed_scale(value, second[0])
            return _Number(at, second[1], _even(low), _even(second[0]))
    return _Number(at, after, _even(value), _even(value))


def _even(value: float) -> float:
    """A value without the dust of its scale: 2.07 billion is 2070000000."""
    return round(value, 6) if abs(value) < 1e6 else float(round(value))


def _borrowed_scale(low: float, high: float) -> float:
    """ "Ten to twelve million": the first number has the scale of the second."""
    for scale in (1e9, 1e6, 1e3):
        if high >= scale and low < 1000 and low < high / scale:
            return scale
    return 1.0


def _named(doc: Doc, number: _Number, rules: QuantityRules) -> bool:
    """Whether a figure is part of a name, an age, a score or a clock time rather than a count."""
    token, before = doc[number.first], doc[number.first - 1] if number.first else None
    if before is not None and (before.lower_ in rules.numbered or before.text in {"#", "+", "/", "№"}):
        return True
    if before is not None and before.lower_ == "." and number.first > 1 and doc[number.first - 2].lower_ == "no":
        return True
    following = [t.lower_ for t in doc[number.last : number.last + 4]]
    if (
        following[:1] in (["/"], ["+"])
        or ("old" in following and "-" in following[:3])
        or following[1:3] == ["years", "old"]
    ):
        return True
    if (
        before is not None
        and before.text in _DASHES
        and number.first > 1
        and doc[number.first - 2].is_alpha
        and token.text.isdigit()
    ):
        return not (doc[number.first - 2].whitespace_ or before.whitespace_)
    if _of_a_model(doc, number):
        return True
    return token.ent_type_ in {"PRODUCT", "LAW", "FAC", "WORK_OF_ART", "TIME"} or (
        token.ent_type_ in {"ORG", "GPE", "PERSON"} and token.is_digit
    )


def _of_a_model(doc: Doc, number: _Number) -> bool:
    """ "Three Karr 9 rockets": the figure inside a name between a capitalised word and the noun both belong to."""
    token = doc[number.first]
    if number.first == 0 or number.last != number.first + 1 or not token.is_digit or len(token.text) > 3:
        return False
    before = doc[number.first - 1]
    if before.pos_ != "PROPN" or before.ent_type_ in {"GPE", "LOC", "DATE", "NORP", "TIME"} or not before.is_alpha:
        return False
    return before.dep_ in {"compound", "nmod"} and before.head.i in {token.i, token.head.i} and token.head.i > token.i


def _is_weight(doc: Doc, last: int, rules: QuantityRules) -> bool:
    """ "119,000 pounds of cargo", "140,660 pounds (63,800 kilograms)": pounds that weigh."""
    after = [t.lemma_.lower() for t in doc[last : last + 5]]
    if after[:1] == ["("] and set(after) & {"kilogram", "kg", "kilo", "tonne", "ton"}:
        return True
    if {t.lemma_.lower() for t in doc[max(last - 7, 0) : last]} & {"weigh", "payload", "weight", "cargo", "thrust"}:
        return True
    return after[:1] == ["of"] and bool(rules.weighed & set(after))


def _unit_after(words: list[str], at: int, rules: QuantityRules) -> tuple[UnitRow, int] | None:
    if at + 1 < len(words) and words[at] == "-":
        at += 1
    for spelled, row in rules.units:
        if tuple(words[at : at + len(spelled)]) == spelled:
            return row, at + len(spelled)
    return None


def _measured(doc: Doc, number: _Number, row: UnitRow, last: int, *, rules: QuantityRules) -> _Reading:
    if row.id == "pound" and doc[last - 1].lower_ in {"pound", "pounds"} and _is_weight(doc, last, rules):
        return _Reading("count", number, number.first, last, "pound", _of_phrase(doc, last), "count.weight")
    return _Reading(row.type, number, number.first, last, row.unit, _of_phrase(doc, last), f"{row.type}.{row.id}")


def _fraction(doc: Doc, words: list[str], at: int, rules: QuantityRules) -> _Reading | None:
    """ "Two-thirds of the troops", "nearly half of the border", "one in five"."""
    rest = words[at : at + 5]
    top = rules.numbers.units.get(rest[0])
    if top and rest[1:2] == ["in"] and len(rest) > 2 and not doc[at].is_digit:
        bottom = rules.numbers.units.get(rest[2]) or rules.numbers.tens.get(rest[2])
        if bottom and bottom > top and rest[3:4] != ["day"]:
            value = round(top / bottom, 3)
            return _Reading(
                "ratio", _Number(at, at + 3, value, value), at, at + 3, None, _of_phrase(doc, at + 3), "ratio.in"
            )
    count, after = (top or 1, at + 1) if top or rest[0] in {"a", "an"} else (1, at)
    if after > at and after < len(words) and words[after] == "-":
        after += 1
    part = rules.fractions.get(words[after]) if after < len(words) else None
    if part is None or words[after + 1 : after + 2] != ["of"] or (after == at and words[after] != "half"):
        return None
    value = round(count * part, 2)
    of = _of_phrase(doc, after + 1)
    return (
        None
        if of in _TIME_UNITS | {"month", "january"} or _dated_pobj(doc, after + 1)
        else _Reading("ratio", _Number(at, after + 1, value, value), at, after + 1, None, of, "ratio.of")
    )


def _dated_pobj(doc: Doc, at: int) -> bool:
    return any(t.ent_type_ == "DATE" for t in doc[at : at + 2])


def _nobody(doc: Doc, at: int, rules: QuantityRules) -> _Reading | None:
    """ "Nobody was killed", "no one was hurt", "there were no casualties": a count of nought."""
    token = doc[at]
    last = at + 1
    if token.lower_ == "no" and last < len(doc):
        if doc[last].lower_ == "one":
            last += 1
        elif doc[last].tag_ not in {"NNS", "NN"}:
            return None
    elif token.lower_ not in rules.none:
        return None
    counted = find_counted(doc, at, last, rules)
    noun = doc[last] if last < len(doc) else None  # "Sylvania trusts no one" may be the whole line
    if counted.state is None and token.lower_ == "no" and noun and noun.lemma_.lower() in {"casualty", "victim"}:
        counted = Counted(None, "killed", (noun,))
    if counted.state is None:
        return None
    low, high = _stretch(at, last, counted)
    return _Reading("count", _Number(at, last, 0, 0), low, high, None, counted.state, f"state.{counted.state}")


def _counted(doc: Doc, words: list[str], number: _Number, rules: QuantityRules) -> _Reading | None:
    counted = find_counted(doc, number.first, number.last, rules)
    if counted.noun is None and counted.state is None:
        return None
    if not _worth_counting(words, number, counted, rules):
        return None
    low, high = _stretch(number.first, number.last, counted)
    unit = _lemma(counted.noun) if counted.noun is not None else None
    of = counted.state or (_described(counted.noun, rules) if counted.noun is not None else None)
    return _Reading("count", number, low, high, unit, of, f"state.{counted.state}" if counted.state else "count")


def _worth_counting(words: list[str], number: _Number, counted: Counted, rules: QuantityRules) -> bool:
    """Whether the noun is one that reports count: no "two sides", and "one silo" only where something is told of it."""
    noun = counted.noun
    if counted.state is None and noun is not None and not _plural(words, number, noun):
        return False
    if words[number.first] == "one" and number.last == number.first + 1 and counted.state is None:
        if noun is None or words[number.last : number.last + 1] in (["of"], ["another"], ["or"]):
            return False
        if noun.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
            return False
    return noun is None or noun.lemma_.lower() not in _TIME_UNITS | rules.uncounted


def _plural(words: list[str], number: _Number, noun: Token) -> bool:
    """ "12 guns", "one gun", but no "2014 announcement", "two-state solution" or "16-page report"."""
    if words[number.last : number.last + 1] == ["-"]:
        return False
    return (
        noun.tag_ in {"NNS", "NNPS"}
        or number.high <= 1
        or noun.lower_ in {"people", "aircraft", "staff", "personnel", "police"}
    )


def _lemma(noun: Token) -> str:
    lemma = noun.lemma_.lower()
    return {"people": "person", "persons": "person"}.get(lemma, lemma)


def _described(noun: Token, rules: QuantityRules) -> str:
    """The noun; of people in general the adjective tells more: "eight hundred young people"."""
    lemma = _lemma(noun)
    if noun.lemma_.lower() not in rules.generic:
        return lemma
    adjective = next(
        (
            c.lower_
            for c in noun.children
            if c.dep_ == "amod" and c.tag_ == "JJ" and c.lower_ not in {"other", "more", "many"}
        ),
        None,
    )
    return f"{adjective} {lemma}" if adjective else lemma


def _stretch(first: int, last: int, counted: Counted) -> tuple[int, int]:
    places = [token.i for token in counted.tokens]
    low, high = min([first, *places]), max([last, *(place + 1 for place in places)])
    if high - low > _LONGEST:
        near = [place for place in places if first - 4 <= place < last + 8]
        low, high = min([first, *near]), max([last, *(place + 1 for place in near)])
    return low, high


def _hedge_before(doc: Doc, at: int, rules: QuantityRules) -> int | None:
    """Where the hedge before a number starts, or None."""
    for hedge in rules.hedges:
        start = at - len(hedge)
        if start >= 0 and tuple(t.lower_ for t in doc[start:at]) == hedge and not _tells_how_long(doc, start, at):
            return start
    return None


def _tells_how_long(doc: Doc, start: int, at: int) -> bool:
    """Whether "over" tells how long something takes: "stretched over five years" is no more than five."""
    word = doc[start]
    return at - start == 1 and word.lower_ == "over" and word.dep_ == "prep" and word.head.i < word.i


def _hedge_after(doc: Doc, at: int, rules: QuantityRules) -> int | None:
    """Where the hedge after a number ends, or None."""
    for hedge in rules.after:
        if tuple(t.lower_ for t in doc[at : at + len(hedge)]) == hedge:
            return at + len(hedge)
    return None
