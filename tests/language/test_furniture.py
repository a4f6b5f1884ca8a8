"""Lines under reports that no rule names as its example: what the rules make of furniture they have not seen."""

from __future__ import annotations

import pytest

from detente.language.regions import mark_regions
from detente.lexicon.files import DataFolder
from detente.lexicon.regions import load_regions
from detente.records.shapes import FACT_ROLES

RULES = load_regions(DataFolder())

REPORT = """Ruritania and Freedonia agree to open the river

By Ilse Holm, Klow

The governments of Ruritania and Freedonia agreed on Monday to open the river to the ships of both states again.

The foreign minister of Freedonia, Ada Brandt, signed the protocol in Klow after two days of talks with her colleague.

Neither side would tell how many guns had been pulled back from the banks, and the villages below the dam stay empty.

An old ferryman, who had waited nine years for it, wept.

"""

LINES = (
    "Support independent journalism: become a patron from 3 euros",
    "Photo: AFP",
    "Photo by the ministry's press service",
    "Photograph: Kemal Aydin for the Ledger",
    "Additional reporting by Jan Kos in Paris",
    "Jan Kos contributed reporting from Klow.",
    "Our correspondent in Klow contributed to this report",
    "The writer is a former ambassador to Ruritania.",
    "Ilse Holm is our diplomatic columnist.",
    "Ilse Holm has covered the region since 1994.",
    "Professor Ilse Holm teaches law at the University of Klow.",
    "This column does not represent the view of the newspaper.",
    "The opinions expressed are the author's own.",
    "Views are personal.",
    "The author is a member of the Board.",
    "More on this story: page 7",
    "Next week: who owns the dam?",
    "Tomorrow in the Ledger: the men who dug the tunnel",
    "Letters to the editor: letters@ledger.example",
    "Have a tip? Write to us securely.",
    "Follow the Ledger on X and Facebook",
    "Join 20,000 readers of our evening bulletin",
    "Get our app for breaking news alerts",
    "Turn on notifications to stay informed",
    "All rights reserved.",
    "© 2019 The Ledger. All rights reserved.",
    "(c) River Wire 2019",
    "When quoting, a reference to the agency is required.",
    "When using materials, a link to the website is mandatory.",
    "When reprinting, reference to River Wire is mandatory.",
    "Any use of materials is allowed only with a hyperlink to the source.",
    "Quotation with an active link to the agency only.",
    "River Wire is not responsible for the content of external sites.",
    "Press service of the Government",
    "Press Secretary's Office, tel. 555-010",
    "Department of Information and Press",
    "Contact for the media: +00 555 010, press@gov.example",
    "Ends.",
    "– END –",
    "Published in the print edition of 3 May",
    "This article appeared in the print edition under the headline 'A river of guns'",
    "A version of this article appears in print on page A4",
    "Print edition, page 3",
    "Last updated 10:15 GMT",
    "Have you been affected? Get in touch.",
    "Listen: our podcast on the water war",
    "VIDEO: The bridge before the raid",
    "SEE ALSO: Five questions on the accord",
    "Don't miss: the secret life of ferrymen",
    "You may also like",
    "Editing by Tom Field",
    "Writing by Ada Brandt; Editing by Tom Field and Jan Kos",
    "(Writing by Ada Brandt)",
    "RW/ab/jk",
    "ab/jk (AFP, dpa)",
    "Keywords: river, accord, Klow",
    "5 min read",
    "Share",
    "Like and share!",
    "Comments are closed.",
    "Log in to comment",
    "Thank you for reading the Ledger.",
    "Thanks for reading! Support us.",
    "Read the full statement on our website.",
    "The full text of the accord is at www.gov.example",
    "To read this story in Ruritanian, click here.",
    "Translated from the Ruritanian by Ilse Holm",
    "Translation: River Wire",
    "Source: River Wire",
    "Sources: River Wire, Freedonian army",
    "Graphic: Jan Kos",
    "Map by Jan Kos",
    "Advertise with us",
    "Buy the Ledger at your newsagent",
    "Try the Ledger for one month, free",
    "Subscribers can listen to this article",
    "The Ledger's weekly world briefing, in your inbox every Friday",
    "Free delivery of the Ledger: 0800 555 010",
    "Sign the petition for peace on our site",
    "Win two tickets to the opera: see page 12",
    "Weather: rain in the north",
    "Exchange rate of the National Bank: 84.8",
    "Horoscope, crossword and chess on page 14",
    "This story has been updated with comment from the ministry.",
    "Correction: the earlier version misspelled the governor's name.",
    "The Gazette is printed on recycled paper",
    "Founded in 1921",
    "Page 1 of 3",
    "Telegram channel: @ledger",
    "WhatsApp us on 555 010",
    "#river #accord",
    "Hotline for refugees: 115",
    "Emergency hotline of the ministry 101",
    "Donate blood: Central Hospital, 9am-5pm",
    "Collection point for aid: Lenin Street 5",
    "Read us on Telegram",
    "We are on Telegram",
    "Stay with us",
    "To be continued",
    "Our newsletter: the week in five minutes",
    "Like what you read? Sign up.",
    "Copyright: River Wire",
    "Ilse Holm was Sylvania's envoy to the United Nations from 2001 to 2005.",
)


@pytest.mark.parametrize("line", LINES)
def test_line_below_a_report_gives_no_facts(line: str) -> None:
    text = REPORT + line + "\n"
    (region,) = [r for r in mark_regions(text, title=None, english=True, rules=RULES) if r.end > len(REPORT)]
    assert region.role not in FACT_ROLES, region.reason
    assert text[region.start : region.end] == line


LAST = (
    "Freedonia has not said when it will answer.",
    "Ada Brandt was foreign minister from 2001 to 2004 as well.",
    "The river has been closed since the war of 2010.",
    '"You will see us again," the ferryman said.',
    "Klow lies on both banks.",
    "Is that peace? Nobody in Klow would say so.",
    "Ada Brandt is the first Freedonian minister to visit Klow.",
)


@pytest.mark.parametrize("line", LAST)
def test_last_sentence_of_a_report_stays_body(line: str) -> None:
    text = REPORT + line
    (region,) = [r for r in mark_regions(text, title=None, english=True, rules=RULES) if r.end > len(REPORT)]
    assert region.role == "body", region.reason
