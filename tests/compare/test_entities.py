"""One entity for one person over several reports."""

from __future__ import annotations

from itertools import permutations

import pytest

from detente.compare.entities import merge_entities
from detente.compare.spelling import same_name
from detente.records.kinds import Entity


def person(key: str, label: str, iso3: str | None = None, code: str | None = None) -> Entity:
    return Entity(key, label, "person", iso3, code)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Oleksandr Karrenko", "Alexander Karrenko", True),
        ("Sergei Karrov", "Sergey Karrov", True),
        ("Khulusi Karr", "Hulusi Karr", True),
        ("J. Karr", "Jan Karr", True),
        ("Jan Peter Karr", "Jan Karr", True),
        ("António Karreres", "Antonio Karrerish", True),
        ("Bambang Soedarmo", "Bambang Sudarmo", True),
        ("Đỗ Thị Karrh", "Do Thi Karrh", True),
        ("Lê Hoàng Dorn", "Le Hoang Dorn", True),
        ("Tjahjo Karrono", "Cahjo Karrono", True),
        ("Djoko Karrono", "Joko Karrono", True),
        ("Youssef Karrouni", "Yusuf Karruni", True),
        ("Vladimir Karroutine", "Vladimir Karrutin", True),
        ("Tchékhar Karroff", "Chekhar Karrov", True),
        ("Jan Schröder", "Jan Schroeder", True),
        ("Recep Çelikkarr", "Recep Celikkarr", True),
        ("Işıl Karroğlu", "Isil Karroglu", True),
        ("Moammar Qaddarri", "Moammar Gaddarri", True),
        ("Stephan Karr", "Stefan Karr", True),
        ("Ghulam Karrbari", "Gulam Karrbari", True),
        ("Ban Ki-karr", "Ban Kikarr", True),
        ("Karr Viktor", "Viktor Karr", True),
        ("Joe Karr", "Jo Karr", True),
        ("Ali Karr", "Oli Karr", False),
        ("Jan Karr", "Jana Karr", False),
        ("Xi Jinkarr", "Xi Jinkong", False),
        ("Juan Karrez", "Juana Karrez", False),
        ("Mohammed Karr", "Mahmoud Karr", False),
        ("Jan Karr", "Anna Karr", False),
        ("Jan Petrov", "Jan Petrova", False),
        ("Ali Khamenei", "Ali Khomeini", False),
        ("Kim Jong Un", "Kim Jong Il", False),
        ("Jan Karr", "Jan Holm", False),
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_states_that_differ_keep_persons_apart() -> None:
    ids, entities = merge_entities([person("a", "Jan Karr", "XRU"), person("b", "Jan Karrh", "XFR")])
    assert len(entities) == 2
    assert ids == {"a": "a", "b": "b"}


def test_a_surname_goes_to_the_only_one_it_fits() -> None:
    ids, entities = merge_entities([person("a", "Anna Karr", "XRU"), person("b", "Karr")])
    assert ids == {"a": "a", "b": "a"}
    assert entities[0].aliases == ("Karr",)


def test_a_surname_that_fits_two_goes_to_neither() -> None:
    rows = [person("a", "Anna Karr", "XRU"), person("b", "Karr"), person("c", "Jan Karr", "XRU")]
    assert merge_entities(rows)[0] == {"a": "a", "b": "b", "c": "c"}


def body(key: str, label: str, iso3: str | None = None) -> Entity:
    return Entity(key, label, "organisation", iso3)


@pytest.mark.parametrize(
    ("labels", "count"),
    [
        ([("Ruritanian Foreign Ministry", "XRU"), ("Ministry of Foreign Affairs", None)], 1),
        ([("Ministry of Foreign Affairs of Ruritania", "XRU"), ("Ruritania's foreign ministry", "XRU")], 1),
        (
            [
                ("Ruritanian Foreign Ministry", "XRU"),
                ("Freedonian Foreign Ministry", "XFR"),
                ("Foreign Ministry", None),
            ],
            3,
        ),
        ([("Ruritanian Foreign Ministry", "XRU"), ("Ruritanian Defence Ministry", "XRU")], 2),
        ([("First Fleet", None), ("First Fleet Command", "XRU")], 1),
        ([("First Fleet", "XRU"), ("First Fleet", "XFR")], 2),
        ([("Institute for Peace", None), ("Institute for War", None)], 2),
    ],
)
def test_bodies_are_one_by_name_and_state(labels: list[tuple[str, str | None]], count: int) -> None:
    rows = [body(str(n), label, iso3) for n, (label, iso3) in enumerate(labels)]
    for order in permutations(rows):
        assert len(merge_entities(order)[1]) == count


def test_places_spelt_in_one_word_or_two() -> None:
    rows = [Entity("a", "Ha Dorn", "place", "XRU"), Entity("b", "Hadorn", "place"), Entity("c", "Dornha", "place")]
    assert merge_entities(rows)[0] == {"a": "a", "b": "a", "c": "c"}


def test_the_order_of_reports_does_not_matter() -> None:
    rows = [
        person("a", "Oleksandr Karrenko", "XRU"),
        person("b", "Alexander Karrenko"),
        person("b", "Alexander Karrenko"),
        person("c", "Karrenko"),
        Entity("d", "Dorn", "place", "XRU"),
        Entity("e", "Dorn", "place"),
    ]
    results = {str(merge_entities(order)) for order in permutations(rows)}
    assert len(results) == 1
    ids, entities = merge_entities(rows)
    assert ids == {"a": "b", "b": "b", "c": "b", "d": "d", "e": "d"}
    assert [entity.label for entity in entities] == ["Alexander Karrenko", "Dorn"]
    assert entities[0].iso3 == "XRU"
