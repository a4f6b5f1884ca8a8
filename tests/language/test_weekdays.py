"""Which way a weekday lies from the day of the report, and what day quoted words are told from."""

from __future__ import annotations

import pytest

from detente.pipeline import Reader
from tests.language.test_dates import times_of

PUBLISHED = "2015-05-13"
"""A Wednesday."""
AHEAD, BEHIND = True, False
DAYS = ("Monday", "Tuesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The minister, who is due in Moscow next week, met his counterpart on Monday.", BEHIND),
        ("A vote of confidence has been called for Friday.", AHEAD),
        ("The court set a hearing for Monday.", AHEAD),
        ("She invited both leaders to a dinner on Saturday.", AHEAD),
        ("He is expected to land in Ankara on Thursday.", AHEAD),
        ("Having arrived on Sunday, the envoy went straight to the palace.", BEHIND),
        ("The truce takes effect on Friday.", AHEAD),
        ("The union wants an answer by Friday.", AHEAD),
        ("Parliament is likely to reject the bill on Thursday.", AHEAD),
        ("Friday's vote looks close.", AHEAD),
        ("Tuesday's vote was close.", BEHIND),
        ("Ahead of Friday's vote, tensions rose.", AHEAD),
        ("After Sunday's election, tensions rose.", BEHIND),
        ("Ministers meeting on Thursday are unlikely to agree.", AHEAD),
        ("The two leaders, meeting on Friday in Vienna, will discuss Syria.", AHEAD),
        ("The attack on Saturday killed ten.", BEHIND),
        ("A summit on Saturday is seen as the last chance.", AHEAD),
        ("Unless it pays on Friday, Greece defaults.", AHEAD),
        ("Greece has until Friday to pay.", AHEAD),
        ("He urged them to return to the table on Monday.", AHEAD),
        ("He said he would fly to Cairo on Friday.", AHEAD),
        ("He said he had flown to Cairo on Friday.", BEHIND),
        ("Leaders are gathering in Brussels for a summit on Thursday.", AHEAD),
        ("Police said the man was detained on Saturday.", BEHIND),
        ("The foreign ministers hope to sign on Sunday.", AHEAD),
        ("The Security Council was to vote on Thursday.", AHEAD),
        ("The Security Council was due to vote on Thursday.", AHEAD),
        ("The plane was scheduled to leave on Friday.", AHEAD),
        ("Talks planned for Friday were cancelled.", AHEAD),
        ("A decision may come as early as Friday.", AHEAD),
        ("The hostages could be freed on Thursday, officials said.", AHEAD),
        ("It threatened to cut gas on Friday.", AHEAD),
        ("The delegation leaves for Geneva on Saturday.", AHEAD),
        ("Russia warned that it would halt supplies on Monday.", AHEAD),
        ("Kerry heads to Sochi on Friday.", AHEAD),
        ("Syria talks open in Geneva on Friday.", AHEAD),
        ("Election day is Sunday.", AHEAD),
        ("Voters go to the polls Sunday.", AHEAD),
        ("The parade took place Saturday.", BEHIND),
        ("The deadline expires Friday.", AHEAD),
        ("The deadline expired Sunday.", BEHIND),
        ("With the deadline on Friday looming, talks went on.", AHEAD),
        ("Envoys prepared for Friday's meeting.", AHEAD),
        ("The statement followed Monday's meeting.", BEHIND),
        ("The rebels have held the town since Saturday.", BEHIND),
        ("Delegates arriving on Friday will be searched.", AHEAD),
        ("Delegates arriving on Sunday were searched.", BEHIND),
        ("He is flying to Paris Thursday.", AHEAD),
        ("Moscow has invited them to talks on Friday.", AHEAD),
        ("The two sides agreed to meet again on Friday.", AHEAD),
        ("They agreed on a meeting on Friday.", AHEAD),
        ("An emergency meeting will be held on Friday at the request of Jordan.", AHEAD),
        ("The pope celebrates mass in Bangui on Sunday.", AHEAD),
        ("The king speaks to the nation on Thursday.", AHEAD),
        ("On Monday, the United Nations says, two trucks were hit.", BEHIND),
        ("On Sunday he says he was beaten.", BEHIND),
        ("The ban comes into force on Saturday.", AHEAD),
        ("Troops will be out by Sunday at the latest.", AHEAD),
        ("Iran must answer by Saturday.", AHEAD),
        ("By Sunday the town had fallen.", BEHIND),
        ("Thousands plan to march on Saturday.", AHEAD),
        ("Thousands of protesters plan a march on Saturday.", AHEAD),
        ("The party, which holds its congress on Saturday, is split.", AHEAD),
        ("The president delays trip until Friday.", AHEAD),
        ("A spokesman declined to say whether the convoy would leave on Thursday.", AHEAD),
        ("The bank holiday on Friday means markets are shut.", AHEAD),
    ],
)
def test_a_weekday_lies_where_its_clause_looks(reader: Reader, text: str, ahead: bool) -> None:
    found = [
        t.time for t in times_of(reader, (text, "body"), published=PUBLISHED) if any(d in t.time.text for d in DAYS)
    ]
    day = found[-1].end or found[-1].start
    assert day is not None
    assert (day > PUBLISHED) is ahead


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ('"We signed it yesterday," the colonel told reporters on Monday.', "yesterday", "2015-05-10"),
        ('"Last night we agreed," the premier said on Monday.', "Last night", "2015-05-10"),
        ('Addressing parliament on Monday, he said: "The note will be lodged tomorrow."', "tomorrow", "2015-05-12"),
        ('In a letter of 8 January he said that order would be restored "next week".', "next week", "2015-01-12"),
        ('"We met on Monday and again yesterday," he said.', "yesterday", "2015-05-12"),
        ('"We signed it yesterday," said the colonel, whose plane landed on Monday.', "yesterday", "2015-05-12"),
        ("He signed it yesterday, the colonel said on Monday.", "yesterday", "2015-05-12"),
    ],
)
def test_quoted_words_are_told_from_the_day_they_were_said(reader: Reader, text: str, words: str, start: str) -> None:
    found = {t.time.text: t.time.start for t in times_of(reader, (text, "body"), published=PUBLISHED)}
    assert found[words] == start


def test_a_day_of_the_story_leads_on(reader: Reader) -> None:
    text = "The mutiny broke out on Friday, 16 January; the garrison gave up only on Sunday evening."
    found = {t.time.text: t.time.start for t in times_of(reader, (text, "body"), published=PUBLISHED)}
    assert found["Sunday evening"] == "2015-01-18"
