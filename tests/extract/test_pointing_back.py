"""Whom "he", "it", "the two ministers" and "the deckhand" mean: passages written before anybody had seen what comes out."""

from __future__ import annotations

import pytest

from tests.extract.test_references import Read, labels, read

__all__ = ["read"]

FERRY = (
    "Sylvania on Wednesday called in the Borduria chargé d'affaires over the sinking of a ferry in which four people died.\n\n"
    "Transport Minister Dragan Vasko told a news conference in Sylvagrad that a Bordurian patrol boat had cut across the "
    'ferry\'s bow. He said he had seen the radar record. "It speaks for itself," he added.\n\n'
    "The Bordurian coastguard denied the account. It said that the ferry had no lights and that its crew had not answered "
    "three calls.\n\n"
    'Mira, 34, a nurse who was on the upper deck, said she had heard a horn. "Then everything tilted," she told this '
    "newspaper. Her brother, who asked not to be named, lost his bags.\n\n"
    "Foreign Minister Lena Horvat spoke by telephone with her Bordurian counterpart, Stepan Ruk, on Tuesday night. "
    "The two ministers agreed to set up a joint inquiry, and they promised to publish it. Mr. Ruk said that he regretted "
    "the loss of life. His ministry later released a transcript, in which she thanks him."
)
MINE = (
    "Elbonia's mining concession has split its coalition. President Gustav Orr wants to keep the contract with Freedonia; "
    'Prime Minister Tilda Maas wants to end it. "We were cheated," she told parliament. The president replied within the '
    "hour that he would veto any bill.\n\n"
    'Freedonia has stayed calm. A spokesman for its foreign ministry said that the contract was valid. "Courts exist for '
    'a reason," the spokesman said.\n\n'
    "Maas met the Freedonian ambassador, Hugo Sand, on Friday. Neither commented afterwards. Her office said that the "
    "talks had been frank. The ambassador is to return to Fredville next week; he will brief his government there.\n\n"
    "Mudville and Fredville signed the contract in 2014. Both capitals have since changed governments."
)
CAMP = (
    "The United Nations said on Sunday that 3,000 people had crossed from Syldavia into Ruritania since the ceasefire "
    "collapsed. The organisation said that it was short of tents.\n\n"
    "General Boris Tarn, who commands the Syldavian garrison at Orlo, and Colonel Ida Lunt of the Ruritanian border service "
    "met at the crossing at noon. Tarn said that his troops would hold their positions. Lunt said hers would too. "
    "The two officers shook hands.\n\n"
    'Refugees described shelling. They said that it went on all night. "I ran," said Pavo, a baker. He had lost his shop.\n\n'
    "Syldavian rebels claimed responsibility for the shelling. They said in a statement that they would stop if Klow "
    "withdrew its tanks. The statement gave no date.\n\n"
    "Ruritania's prime minister, Karl Weiss, urged the Syldavian president, Nadia Prok, to accept an offer of mediation. "
    "He said she knew the price of delay."
)
NOTE = (
    "The Freedonian embassy in Strelsau said it had received a letter from the interior ministry. The letter said that two "
    "of its drivers had been detained. In it the ministry asked for their passports.\n\n"
    'Ambassador Rosa Klein told the daily that she would answer it in writing. "This is routine," the ambassador said. '
    "Ruritanian officials were less sure. One of them said that she had been warned twice.\n\n"
    "Her deputy, Felix Amon, has been expelled before. He left Elbonia in 2011 after its government accused him of spying. "
    "It never showed proof. Amon calls the charge absurd.\n\n"
    "The company that employs the drivers, Nordkar, declined to comment. It said that it had no information."
)


TOLL = (
    "Freedonia doubled the toll on its canal on Thursday, angering Sylvania, which ships most of its grain that way.\n\n"
    '"This is blackmail," said Trade Minister Greta Volk. She told the broadcaster that Sylvania would complain to the World '
    "Trade Organization, and that it had lawyers ready. Freedonian officials defended the move. They said that it paid for repairs.\n\n"
    "Canal director Pieter Brons, whose letter to shippers leaked last week, refused to comment. The letter said that the toll could "
    'rise again. His predecessor, Alma Reus, called it a mistake. "They will regret it," she said.\n\n'
    "Sylvanian President Tomas Ulm and Freedonian Chancellor Ida Brandt are to meet on Sunday. The two leaders last spoke in May. "
    "Ulm's spokeswoman said that he would raise the toll first. Brandt, who faces an election, has said little. She is expected to "
    "offer a rebate.\n\n"
    'Yannis, 51, a barge captain, said he could not wait. His barge lay idle at Dorn. "I have four children," he said.'
)
SPY = (
    "Borduria expelled two Syldavian diplomats on Friday. It accused them of running agents in its navy.\n\n"
    "Syldavia called the charge absurd and said it would respond in kind. Its ambassador, Olga Prin, was given two days. She said "
    "goodbye to her staff on Saturday. The Bordurian intelligence service published a film; it showed a man in a park. "
    "The service did not name him.\n\n"
    'Interior Minister Zoltan Herz thanked his officers. "They worked for a year," the minister told parliament. Opposition leader '
    "Vera Stahl asked why the government had waited. Herz replied that she knew the answer. "
    "Both politicians sit on the security committee."
)


@pytest.mark.parametrize(
    ("text", "words", "number", "expected"),
    [
        (FERRY, "He", 1, ["Dragan Vasko"]),
        (FERRY, "he", 1, ["Dragan Vasko"]),
        (FERRY, "It", 1, []),
        (FERRY, "he", 2, ["Dragan Vasko"]),
        (FERRY, "It", 2, ["Borduria"]),
        (FERRY, "Mira", 1, ["Mira"]),
        (FERRY, "she", 1, ["Mira"]),
        (FERRY, "she", 2, ["Mira"]),
        (FERRY, "her", 1, ["Stepan Ruk"]),
        (FERRY, "The two ministers", 1, ["Lena Horvat", "Stepan Ruk"]),
        (FERRY, "they", 1, ["Lena Horvat", "Stepan Ruk"]),
        (FERRY, "he", 3, ["Stepan Ruk"]),
        (FERRY, "His", 1, ["Stepan Ruk"]),
        (FERRY, "she", 3, ["Lena Horvat"]),
        (FERRY, "him", 1, ["Stepan Ruk"]),
        (MINE, "its", 1, ["Elbonia"]),
        (MINE, "she", 1, ["Tilda Maas"]),
        (MINE, "The president", 1, ["Gustav Orr"]),
        (MINE, "he", 1, ["Gustav Orr"]),
        (MINE, "its", 2, ["Freedonia"]),
        (MINE, "Neither", 1, ["Hugo Sand", "Tilda Maas"]),
        (MINE, "Her", 1, ["office of the prime minister"]),
        (MINE, "The ambassador", 1, ["Hugo Sand"]),
        (MINE, "he", 2, ["Hugo Sand"]),
        (MINE, "Both capitals", 1, ["Elbonia", "Freedonia"]),
        (CAMP, "The organisation", 1, ["United Nations"]),
        (CAMP, "it", 1, ["United Nations"]),
        (CAMP, "his", 1, ["Boris Tarn"]),
        (CAMP, "The two officers", 1, ["Boris Tarn", "Ida Lunt"]),
        (CAMP, "it", 2, []),
        (CAMP, "Pavo", 1, ["Pavo"]),
        (CAMP, "He", 1, ["Pavo"]),
        (CAMP, "its", 1, ["Syldavia"]),
        (CAMP, "He", 2, ["Karl Weiss"]),
        (CAMP, "she", 1, ["Nadia Prok"]),
        (NOTE, "she", 1, ["Rosa Klein"]),
        (NOTE, "the ambassador", 1, ["Rosa Klein"]),
        (NOTE, "she", 2, ["Rosa Klein"]),
        (NOTE, "He", 1, ["Felix Amon"]),
        (NOTE, "its", 2, ["Elbonia"]),
        (NOTE, "him", 1, ["Felix Amon"]),
        (NOTE, "It", 1, ["Elbonia"]),
        (NOTE, "It", 2, ["Nordkar"]),
        (TOLL, "She", 1, ["Greta Volk"]),
        (TOLL, "it", 1, ["Sylvania"]),
        (TOLL, "They", 1, ["Freedonia"]),
        (TOLL, "it", 2, []),
        (TOLL, "The letter", 1, ["letter"]),
        (TOLL, "she", 1, ["Alma Reus"]),
        (TOLL, "The two leaders", 1, ["Ida Brandt", "Tomas Ulm"]),
        (TOLL, "he", 1, ["Tomas Ulm"]),
        (TOLL, "She", 2, ["Ida Brandt"]),
        (TOLL, "he", 2, ["Yannis"]),
        (TOLL, "he", 3, ["Yannis"]),
        (SPY, "It", 1, ["Borduria"]),
        (SPY, "its navy", 1, ["Borduria"]),
        (SPY, "it", 1, ["Syldavia"]),
        (SPY, "She", 1, ["Olga Prin"]),
        (SPY, "The service", 1, ["Bordurian intelligence service"]),
        (SPY, "the minister", 1, ["Zoltan Herz"]),
        (SPY, "she", 1, ["Vera Stahl"]),
        (SPY, "Both politicians", 1, ["Vera Stahl", "Zoltan Herz"]),
        (SPY, "him", 1, []),
    ],
)
def test_whom_it_points_back_to(read: Read, text: str, words: str, number: int, expected: list[str]) -> None:
    assert sorted(labels(read, text, words, number)) == expected
