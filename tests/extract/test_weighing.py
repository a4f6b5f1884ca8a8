"""Rule and event model together, with models that answer as told: weighing of types, retyping, leaving out, and events of the model's own."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.extract.proposals import LEAST, MOST_WORDS_ALONE, RULE, event_type_of, pattern_of
from detente.extract.weighing import AMONG_OTHERS, WEIGHTS, Weights, pair_of, sure, weigh_told, weigh_types
from detente.language.event_model import NO_EVENT, TYPES
from detente.language.masking import Pair
from detente.pipeline import Reader
from detente.records.shapes import Mention
from tests.conftest import Code
from tests.extract.factory import PUBLISHED, FakeJudge, judged, likelihoods, read_told, sides

EVEN = dict.fromkeys(TYPES, 1 / len(TYPES))
_LIKELY = st.lists(st.floats(0.0, 1.0), min_size=len(TYPES), max_size=len(TYPES)).map(
    lambda values: {name: value / (sum(values) or 1) for name, value in zip(TYPES, values, strict=True)}
)
_CONFIDENCE = st.floats(0.05, 0.97)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TYPES), _CONFIDENCE, _LIKELY, st.integers(0, 6), st.sampled_from([WEIGHTS, AMONG_OTHERS]))
def test_shares_sum_to_one_best_first(
    type_: str, confidence: float, likely: dict[str, float], rank: int, weights: Weights
) -> None:
    shares = weigh_types(type_, confidence, likely, weights, rank=rank)
    assert set(shares) == set(TYPES)
    assert math.isclose(sum(shares.values()), 1.0, abs_tol=1e-9)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TYPES), _LIKELY, st.floats(0.05, 0.9), st.floats(0.01, 0.07))
def test_a_surer_pattern_has_a_larger_share(type_: str, likely: dict[str, float], low: float, more: float) -> None:
    less, surer = (weigh_types(type_, value, likely, WEIGHTS)[type_] for value in (low, low + more))
    assert surer >= less


@pytest.mark.parametrize("type_", ["ASSAULT", "PROTEST", "CONSULT"])
def test_a_pattern_that_asks_for_more_has_a_larger_share(type_: str) -> None:
    shares = [weigh_types(type_, 0.7, EVEN, WEIGHTS, rank=rank)[type_] for rank in range(4)]
    assert shares == sorted(set(shares))


def test_types_of_few_examples_trust_their_pattern_more() -> None:
    assert weigh_types("PROTEST", 0.7, EVEN, WEIGHTS)["PROTEST"] > weigh_types("ASSAULT", 0.7, EVEN, WEIGHTS)["ASSAULT"]


def test_an_impossible_type_has_some_share() -> None:
    shares = weigh_types("ASSAULT", 0.8, {**dict.fromkeys(TYPES, 0.0), "ACCUSE": 1.0}, WEIGHTS)
    assert min(shares.values()) > 0
    assert next(iter(shares)) == "ACCUSE"


@settings(max_examples=40, deadline=None)
@given(_CONFIDENCE, st.floats(0.0, 1.0), st.booleans())
def test_sureness_is_a_confidence(confidence: float, likely: float, own: bool) -> None:
    assert 0.05 <= sure(confidence, likely, own, WEIGHTS) <= 0.97


def test_sureness_grows_where_both_agree() -> None:
    assert sure(0.8, 0.9, True, WEIGHTS) > sure(0.8, 0.5, True, WEIGHTS) > sure(0.6, 0.5, True, WEIGHTS)
    assert sure(0.8, 0.9, True, WEIGHTS) > sure(0.8, 0.9, False, WEIGHTS)


def _mention(start: int, end: int) -> Mention:
    return Mention("r", start, end, "")


def test_a_pair_is_told_in_its_sentence() -> None:
    sentence = "Ruritania met Freedonia."
    one, other, outside = _mention(100, 109), _mention(114, 123), _mention(10, 19)
    none: frozenset[str] = frozenset()
    assert pair_of(sentence, 100, [one], [other], none) == Pair(sentence, ((0, 9),), ((14, 23),))
    assert pair_of(sentence, 100, [one, other], [], none) == Pair(sentence, ((0, 9),), ((14, 23),))
    assert pair_of(sentence, 100, [outside], [other], none) == Pair(sentence, (), ((14, 23),))
    assert pair_of(sentence, 100, [one], [], none) == Pair(sentence, ((0, 9),), ())


@pytest.mark.parametrize(
    ("text", "shares", "types"),
    [
        # alone in its sentence, and the model is sure
        ("Ruritania attacked Freedonia.", {"ACCUSE": 0.97}, ["ACCUSE"]),
        ("Ruritania attacked Freedonia.", {"ASSAULT": 0.97}, ["ASSAULT"]),
        ("Ruritania attacked Freedonia.", {"ACCUSE": 0.1}, ["ASSAULT"]),
        # words alone
        ("Ruritania attacked Freedonia.", {NO_EVENT: 0.97}, []),
        ("Ruritania attacked Freedonia.", {NO_EVENT: 0.8}, ["ASSAULT"]),
        # what the model sees is the sentence's other event
        (
            "Ruritania accused Freedonia of lies and expelled the Freedonian ambassador.",
            {"SANCTION": 0.97},
            ["ACCUSE", "SANCTION"],
        ),
        # what two do with one another
        ("Ruritania met Freedonia.", {"ASSAULT": 0.97}, ["CONSULT"]),
        # one side alone
        ("Ruritania apologised.", {"ASSAULT": 0.97}, ["CONCEDE"]),
        # a ministry does not demonstrate
        ("The Ruritanian foreign ministry criticised Freedonia.", {"PROTEST": 0.97}, ["ACCUSE"]),
        ("Ruritanian students criticised Freedonia.", {"PROTEST": 0.97}, ["PROTEST"]),
    ],
)
def test_types_after_the_model(text: str, shares: Mapping[str, float], types: list[str], reader: Reader) -> None:
    assert [event.type for event in judged(text, reader, FakeJudge(shares))] == types


def test_confidence_is_that_of_both(reader: Reader) -> None:
    text = "Ruritania attacked Freedonia."
    agreed, doubted, retyped = (
        judged(text, reader, FakeJudge({name: share}))[0].confidence
        for name, share in (("ASSAULT", 0.97), ("ASSAULT", 0.2), ("ACCUSE", 0.9))
    )
    assert agreed > doubted
    assert agreed > retyped


def test_a_mode_that_the_new_type_lacks_is_left_out(code: Code, reader: Reader) -> None:
    text = "Ruritania shelled Freedonia."
    assert code(text, published=PUBLISHED).events[0].modes == ("heavy-weapons",)
    event = judged(text, reader, FakeJudge({"AID": 0.97}))[0]
    assert (event.type, event.modes) == ("AID", ())


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania did not attack Freedonia.",
        "Ruritania denied that it had attacked Freedonia.",
        "Ruritania might attack Freedonia.",
        "Ruritania's attack on Freedonia shocked Europe.",
    ],
)
def test_denials_and_bare_nouns_are_not_asked(text: str, code: Code, reader: Reader) -> None:
    judge = FakeJudge({NO_EVENT: 0.97})
    found, ruled = judged(text, reader, judge), code(text, published=PUBLISHED).events
    assert found
    assert [(e.type, e.status, e.evidence) for e in found] == [(e.type, e.status, e.evidence) for e in ruled]
    assert judge.asked == []


def test_the_model_reads_masked_names(reader: Reader) -> None:
    judge = FakeJudge({"ACCUSE": 0.9})
    judged("Ruritania accused the Freedonian army.", reader, judge)
    assert judge.asked == ["[who: _] →accused [whom: the _ army]."]


def test_of_several_events_in_a_sentence_the_clause_is_read(reader: Reader) -> None:
    judge = FakeJudge({"ACCUSE": 0.9})
    told = read_told("Ruritania accused Freedonia of lies after Sylvania had praised Borduria.", reader)
    weigh_told(told, judge, reader.lexicon.events)
    assert judge.asked == ["[who: _] →accused [whom: _] of lies", "[who: _] had →praised [whom: _]"]


def test_tellings_come_back_in_order(reader: Reader) -> None:
    told = read_told("Ruritania attacked Freedonia. Ruritania did not attack Sylvania. Sylvania met Borduria.", reader)

    def by_verb(pair: Pair) -> Mapping[str, float]:
        return {NO_EVENT: 0.95} if "met" in pair.text else {"ACCUSE": 0.97}

    weighed = weigh_told(told, FakeJudge({}, by_verb), reader.lexicon.events)
    assert [(item.type, item.status) for item in weighed] == [("ACCUSE", "actual"), ("ASSAULT", "negated")]
    assert weighed[1].match is told[1].match


def test_without_tellings_nothing_is_weighed(reader: Reader) -> None:
    assert weigh_told([], FakeJudge({}), reader.lexicon.events) == []


UNKNOWN = "Ruritania outfoxed Freedonia."
"""A sentence whose verb no pattern knows."""


@pytest.mark.parametrize(
    ("shares", "type_"),
    [
        ({"ACCUSE": LEAST + 0.01}, "ACCUSE"),
        ({"ACCUSE": LEAST - 0.01}, None),
        ({NO_EVENT: 0.97}, None),
        ({"ACCUSE": LEAST + 0.01, NO_EVENT: MOST_WORDS_ALONE + 0.01}, None),
        ({"ACCUSE": LEAST + 0.01, NO_EVENT: MOST_WORDS_ALONE - 0.01}, "ACCUSE"),
        ({}, None),
    ],
)
def test_the_model_must_be_sure(shares: Mapping[str, float], type_: str | None, reader: Reader) -> None:
    assert event_type_of(likelihoods(shares)) == type_
    assert [event.type for event in judged(UNKNOWN, reader, FakeJudge(shares))] == ([type_] if type_ else [])


def test_a_proposal_has_both_sides_and_the_models_rule(reader: Reader) -> None:
    (event,) = judged(UNKNOWN, reader, FakeJudge({"ACCUSE": 0.9}))
    assert (event.rule, event.status, sides(event)) == (RULE, "actual", (["XRU"], ["XFR"]))
    assert pattern_of("ACCUSE").id == RULE


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania outfoxed the goat.",
        "The goat outfoxed Freedonia.",
        "Ruritania resembles a garden.",
        "Ruritania seems like Freedonia.",
        "Rain fell on the hills.",
    ],
)
def test_both_sides_must_be_known(text: str, reader: Reader) -> None:
    judge = FakeJudge({"ACCUSE": 0.95})
    assert judged(text, reader, judge) == ()
    assert judge.asked == []


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Ruritania will outfox Freedonia.", "AGREE", "planned"),
        ("Ruritania outfoxed Freedonia.", "CONSULT", "actual"),
    ],
)
def test_what_is_planned_has_the_planned_type(text: str, type_: str, status: str, reader: Reader) -> None:
    answers = iter([{"CONSULT": 0.95}, {type_: 0.95}])  # to the proposal, then to its weighing

    def in_turn(pair: Pair) -> Mapping[str, float]:
        return next(answers)

    assert [(e.type, e.status) for e in judged(text, reader, FakeJudge({}, in_turn))] == [(type_, status)]


def test_a_sentence_with_a_patterns_event_gets_no_other(reader: Reader) -> None:
    judge = FakeJudge({"ACCUSE": 0.95})
    events = judged("Ruritania outfoxed Freedonia after it had accused Sylvania of lies.", reader, judge)
    assert RULE not in {event.rule for event in events}


def test_without_a_model_nothing_is_proposed(code: Code) -> None:
    assert code(UNKNOWN, published=PUBLISHED).events == ()
