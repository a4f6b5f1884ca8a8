from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.extract.quotations import find_quotations, join_paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," he said.', ["We go,"]),
        ('"We go," he said, "and soon."', ["We go,", "and soon."]),
        ("“We go,” he said.", ["We go,"]),
        ("‘We go,’ he said.", ["We go,"]),
        ("'We go,' he said.", ["We go,"]),
        ("«We go», said he.", ["We go"]),
        ("„We go“, he said.", ["We go"]),
        ("``We go,'' he said.", ["We go,"]),
        ("‘It is the ministers’ plan,’ he said.", ["It is the ministers’ plan,"]),
        ("The ministers’ plan and the king’s horse", []),
        ("Rock 'n' roll and the '90s", []),
        ("“He told me ‘never again’ and left,” she said.", ["He told me ‘never again’ and left,"]),
        ("“What they do [sanctions and talk] fails,” he said.", ["What they do [sanctions and talk] fails,"]),
        ("“It is over, he said.", ["It is over, he said."]),
        ("“It is over, he said. “We go home.”", ["It is over, he said.", "We go home."]),
        ('a 6" gun', []),
        ("“”", []),
        ("", []),
    ],
)
def test_quotations_of_a_paragraph(text: str, expected: list[str]) -> None:
    assert [text[q.inner : q.inner_end] for q in find_quotations(text)] == expected


def test_a_quotation_that_is_reopened_continues() -> None:
    texts = ["“We had one gate.", "“Now we have two,” said the mayor.", "“No,” he said."]
    joined = join_paragraphs([find_quotations(text) for text in texts], texts)
    assert [[q.continues for q in quotations] for quotations in joined] == [[False], [True], [False]]
    assert not joined[0][0].closed


MARKS = st.text(alphabet="\"'“”‘’«»„‟`ab. ,s\n\u200f\u202e😀", max_size=300)


@given(MARKS)
@settings(max_examples=100, deadline=None)
def test_any_marks_give_quotations_in_order_and_in_bounds(text: str) -> None:
    at = 0
    for found in find_quotations(text):
        assert at <= found.start < found.inner <= found.inner_end <= found.end <= len(text)
        at = found.end


@pytest.mark.parametrize("piece", ['"', "“", "‘a ", "'a ", "« ", "“a", "`` ", "'' ", "a's ", "“a” ", "s' "])
def test_time_grows_with_length_only(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.perf_counter()
    find_quotations(text)
    assert time.perf_counter() - started < 2.0
