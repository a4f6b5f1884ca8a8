"""Made-up pairs of reports for training: their format, and differences planted in them."""

import random

import pytest

from training.pair_changes import another, with_words
from training.pair_corpus import BadLineError, as_reports, load, read_sentence, read_stories, shared
from training.pair_plants import FEW, plant_all, slots_of
from training.told_pairs import load_told, read_told

STORY = """= a release
A: {n1:Eleven} sailors {e1:were freed|were refused release} in {p1:Odra} on {d1:Tuesday}, {s1:Minister Ana Tol} said.
A: Nothing else was told.
B: {s1:The minister} spoke of {n1:11} crewmen who {e1:had been let go|were still held}.
B: Their ship left {p2:Melk}."""


def test_marks_are_taken_out_and_kept() -> None:
    sentence = read_sentence("{n1x:Eleven} {e2:were freed|were held} in Odra.")
    assert sentence.text == "Eleven were freed in Odra."
    assert [(sentence.text[v.start : v.end], v.slot, v.opposite, v.apart) for v in sentence.values] == [
        ("Eleven", "n1", "", True),
        ("were freed", "e2", "were held", False),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [("{q1:x}", "kind 'q'"), ("{e1:was freed}", "no opposite"), ("a {n1 b", "a brace or bar")],
)
def test_what_breaks_the_format_is_told(line: str, told: str) -> None:
    with pytest.raises(BadLineError, match=told):
        read_sentence(line)


def test_all_shipped_pairs_are_in_the_format() -> None:
    stories = load()
    assert len(stories) == 490
    assert all(len(story.sides) == 2 and shared(story) for story in stories)


def test_a_changed_value_is_another_one() -> None:
    rng, pool = random.Random(1), {"p": ["Odra", "Melk"], "near p": ["Melk"]}
    (story,) = read_stories(STORY.splitlines())
    sentence = story.sides["A"][0]
    for value in sentence.values:
        words = sentence.text[value.start : value.end]
        new = another(value, words, pool, rng)
        if new is not None:
            assert new != words
    changed = with_words(sentence, {0: "Twelve", 2: "Melk"})
    assert changed.text == "Twelve sailors were freed in Melk on Tuesday, Minister Ana Tol said."
    assert [changed.text[v.start : v.end] for v in changed.values][:3] == ["Twelve", "were freed", "Melk"]


def test_plants_are_where_they_say() -> None:
    (story,) = read_stories(STORY.splitlines())
    placed, reports = as_reports(story, "made", "2024-03-14")
    raws = {f"{raw.id}": raw for raw in reports}
    plants = list(plant_all([placed], raws, FEW))
    assert {plant.kind for plant in plants} >= {"n", "e"}
    for plant in plants:
        slot = f"{plant.raw.id}".split()[-1]
        told = [raws[plant.sister].text[a:b] for a, b in plant.told]
        side = next(s for s in placed.sides.values() if s[0].place and s[0].place[0] == plant.sister)
        assert told == [s.text[v.start : v.end] for s, v in slots_of(side)[slot]]


def test_all_shipped_told_pairs_are_in_the_format() -> None:
    stories = load_told()
    assert len(stories) == 615
    assert all(len(story.shared) >= 3 for story in stories)
    assert {line.side for story in stories for line in story.lines} == {"A", "B", "C"}


def test_facts_of_a_line_are_read() -> None:
    (story,) = read_told(["= talks", "A 1 12x: They met.", "B -: It rained.", "B 12: They dined, it is said: well."])
    assert [(line.side, sorted(line.facts)) for line in story.lines] == [("A", ["1", "12"]), ("B", []), ("B", ["12"])]
    assert story.shared == {"12"}
    assert story.lines[2].text == "They dined, it is said: well."


@pytest.mark.parametrize("line", ["A: They met.", "F 1: They met.", "A one: They met.", "They met."])
def test_a_line_that_is_none_is_named(line: str) -> None:
    with pytest.raises(BadLineError, match=r"f\.txt, line 2"):
        list(read_told(["= talks", line], "f.txt"))
