"""Times in a sentence, read without a parser."""

import pytest

from detente.compare.dated import same_in_words, times_at

PUBLISHED = "2016-10-14"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were freed on Thursday before dawn.", [("Thursday", "2016-10-13", "2016-10-13")]),
        ("They were seized two years ago.", [("two years ago", "2014-01-01", "2014-12-31")]),
        ("The lowest level since Nov. 13, 2015, in Klow.", [("Nov. 13, 2015", "2015-11-13", "2015-11-13")]),
        ("A truce in May 2016 and a vote last week.", [("May 2016", "2016-05-01", "2016-05-31"), ("last week", "2016-10-03", "2016-10-09")]),
        ("The plan was scheduled to start on Friday.", [("Friday", "2016-10-14", "2016-10-14")]),
        ("He scored in the third quarter.", []),
        ("In recent decades nothing was agreed.", []),
        ("The minister did not say so.", []),
    ],
)  # fmt: skip
def test_times_of_a_sentence(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(text[t.start : t.end], t.first, t.last) for t in times_at(text, PUBLISHED)] == expected


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Saturday", "Saturday afternoon", True),
        ("May 4", "May 4, 2018", True),
        ("Oct. 9", "October 9", True),
        ("April 14, 2016", "April 14, 2014", False),
        ("Tuesday", "Friday", False),
        ("October 9", "October 19", False),
        ("last week", "September", False),
        ("2014", "2015", False),
    ],
)
def test_times_that_share_their_words(one: str, two: str, same: bool) -> None:
    assert same_in_words(one, two) is same
    assert same_in_words(two, one) is same
