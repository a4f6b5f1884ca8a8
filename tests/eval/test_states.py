"""The marked paragraphs of `eval/states` are read as they are meant."""

from __future__ import annotations

import pytest

from eval.states import PARTS, count_right, parse_paragraph, read_part


def test_marks_become_spans() -> None:
    paragraph = parse_paragraph("p", "{s1|Klow} {c1|said} {q1|it had fired}, {c2|adding} {q2|that nobody was hurt}.")
    assert paragraph.text == "Klow said it had fired, adding that nobody was hurt."
    assert paragraph.sources == {"1": [(0, 4)], "2": [(0, 4)]}
    assert [paragraph.text[a:b] for (a, b) in (*paragraph.contents["1"], *paragraph.contents["2"])] == [
        "it had fired",
        "that nobody was hurt",
    ]


@pytest.mark.parametrize(
    ("source", "content", "right"),
    [((0, 4), (10, 22), 1), ((0, 4), (17, 22), 1), ((5, 9), (10, 22), 0), ((0, 4), (0, 4), 0)],
)
def test_found_means_half_the_words_and_the_speaker(
    source: tuple[int, int], content: tuple[int, int], right: int
) -> None:
    paragraph = parse_paragraph("p", "{s1|Klow} {c1|said} {q1|it had fired}.")
    assert count_right(paragraph, [([source], [content])]) == right


def test_there_are_a_hundred_paragraphs_all_different() -> None:
    parts = [read_part(part) for part in PARTS]
    assert [len(part) for part in parts] == [50, 50]
    assert len({p.text for part in parts for p in part}) == 100
    assert all(set(p.contents) <= set(p.sources) for part in parts for p in part)
