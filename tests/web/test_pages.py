"""What stands on the pages of the demo record, in HTML and in the JSON twins."""

from __future__ import annotations

import io
import re
from typing import Any
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from detente.web.app import PAGES

SHIP = "Borduria seizes Syldavian ship, detains 11"


def story_of(desk: TestClient, title: str = SHIP) -> dict[str, Any]:
    found = next(s for s in desk.get("/stories.json").json()["stories"] if s["title"] == title)
    return dict(desk.get(f"{found['href']}.json").json())


def test_stories_are_newest_first_with_parties_reports_and_counts(desk: TestClient) -> None:
    told = desk.get("/stories.json").json()
    assert [s["span"] for s in told["stories"]] == ["12 to 15 March 2024", "5 to 7 September 2023"]
    ship = told["stories"][1]
    assert (ship["reports"], ship["origins"]) == (4, 4)
    assert [p["label"] for p in ship["parties"]][:2] == ["Borduria", "Syldavia"]
    assert ship["commitments"] > 0
    assert desk.get("/").text == desk.get("/stories").text


def test_every_page_has_a_title_of_its_own_and_a_twin(desk: TestClient) -> None:
    titles = {}
    for address in addresses_of(desk):
        page = desk.get(address)
        assert page.status_code == 200, address
        titles[address] = re.search(r"<title>(.*?)</title>", page.text, re.DOTALL)[1]  # type: ignore[index]
        twin = re.search(r'<link rel="alternate" type="application/json" href="([^"]+)"', page.text)
        assert twin, address
        told = desk.get(twin[1].replace("&amp;", "&"))
        assert (told.status_code, told.headers["content-type"]) == (200, "application/json"), address
        assert told.json()["title"], address
    assert len(set(titles.values())) == len(titles)


def addresses_of(desk: TestClient) -> list[str]:
    """One address of every kind of page."""
    story = story_of(desk)
    fact, finding = story["days"][0]["lines"][0]["href"], story["matrix"][0]["rows"][0]["href"]
    entity = story["parties"][0]["href"]
    return [
        "/", f"/story/{story['id']}", f"/story/{story['id']}/brief", story["papers"][0]["href"], fact, finding, entity,
        "/relation/XBO/XSD", "/commitments", "/findings", "/search?q=ship", "/entities", "/reports", "/corrections", "/help",
    ]  # fmt: skip


def test_no_page_is_left_out_of_these_tests(desk: TestClient) -> None:
    patterns = {re.sub(r"\{[^}]*\}", "[^/]+", address) for address, _ in PAGES if ".json" not in address}
    told = [address.partition("?")[0] for address in addresses_of(desk)]
    untried = {p for p in patterns if not any(re.fullmatch(p, address) for address in told)}
    assert untried == {"/stories", "/relation"} | {f"/story/[^/]+/brief.{ending}" for ending in ("md", "html", "docx")}


def test_the_story_says_when_as_precisely_as_it_is_known(desk: TestClient) -> None:
    days = story_of(desk)["days"]
    # one report says "on Sunday night", the others Monday: the reports differ, and each day has its line
    assert [d["heading"] for d in days[:2]] == ["3 September 2023", "4 September 2023"]
    assert [d["start"] for d in days[:2]] == ["2023-09-03", "2023-09-04"]
    assert any("computed from “" in line["note"] for line in days[0]["lines"])
    assert [d["start"] for d in days if d["start"] and not d["background"]] == sorted(
        d["start"] for d in days if d["start"] and not d["background"]
    )


def test_the_matrix_has_a_cell_for_every_report(desk: TestClient) -> None:
    story = story_of(desk)
    rows = [row for block in story["matrix"] for row in block["rows"]]
    letters = [paper["letter"] for paper in story["papers"]]
    assert letters == ["A", "B", "C", "D"]
    assert all([cell["letter"] for cell in row["cells"]] == letters for row in rows)
    assert all((cell["href"] is None) == (cell["does"] == "silent") for row in rows for cell in row["cells"])
    differ = story["matrix"][0]
    assert differ["verdict"] == "conflict"
    assert {c["words"] for c in differ["rows"][0]["cells"]} >= {"4 September 2023"}
    assert {block["verdict"] for block in story["matrix"]} >= {"conflict", "corroborated"}


def test_a_cell_opens_the_two_wordings_with_the_differing_words_marked(desk: TestClient) -> None:
    story = story_of(desk, "Ruritania, Freedonia sign protocol to reopen Tarn gas line")
    row = next(r for b in story["matrix"] for r in b["rows"] if r["field"] == "Wording of a quotation")
    cell = next(c for c in row["cells"] if c["does"] == "differs")
    page = desk.get(cell["href"])
    assert page.text.count('<section class="side"') == 2
    assert '<mark class="dif">' in page.text
    address, _, query = cell["href"].partition("?")
    sides = desk.get(f"{address}.json?{query}").json()["sides"]
    told = ["".join(piece["text"] for piece in side["pieces"]) for side in sides]
    assert told == ["We closed a valve, not a door", "It was a valve that we closed and not a door"]


def test_commitments_stand_with_condition_deadline_and_status(desk: TestClient) -> None:
    entries = desk.get("/commitments.json").json()["entries"]
    days = [e["due_date"] for e in entries]
    assert days == sorted(days, reverse=True)
    threat = next(e for e in entries if "dispute" in e["line"]["text"])
    assert threat["holder"] == "Freedonia"
    assert threat["condition"] == "unless gas was flowing by the end of April"
    assert (threat["due"], threat["status_word"]) == ("30 April 2024", "not reported whether kept")
    assert all(e["due_date"] is None for e in desk.get("/commitments.json?day=none").json()["entries"])


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("party=Freedonia", 200),
        ("party=Freedonia&type=threat", 200),
        ("status=breached", 200),
        ("party=nobody+at+all", 400),
        ("type=poem", 400),
        ("day=someday", 400),
        ("page=0", 400),
        ("page=99", 404),
        ("page=%C2%B2", 400),
    ],
)
def test_filters_of_the_ledger(desk: TestClient, query: str, status: int) -> None:
    answer = desk.get(f"/commitments.json?{query}")
    assert answer.status_code == status
    if "Freedonia" in query:
        assert all("Freedonia" in e["holder"] + e["to"] for e in answer.json()["entries"])
        assert answer.json()["entries"]


def test_the_text_of_a_report_is_printed_character_for_character(desk: TestClient) -> None:
    for paper in story_of(desk)["papers"]:
        view = desk.get(f"{paper['href']}.json").json()
        told = "".join(s["text"] for stretch in view["stretches"] for s in stretch["segments"])
        page = desk.get(paper["href"]).text
        assert len(told) > 500
        assert page.count('class="mk ') == sum(bool(s["ids"]) for st in view["stretches"] for s in st["segments"])
        assert all(stretch["reason"] for stretch in view["stretches"] if stretch["aside"])


def test_every_mark_leads_to_its_fact_and_every_fact_to_its_words(desk: TestClient) -> None:
    paper = story_of(desk)["papers"][0]
    view = desk.get(f"{paper['href']}.json").json()
    marked = {i for st in view["stretches"] for s in st["segments"] for i in s["ids"]}
    page = desk.get(paper["href"]).text
    for reading in view["readings"]:
        assert f'id="r-{reading["id"]}"' in page
        if reading["layer"]:
            assert reading["id"] in marked
            assert page.count(f'id="w-{reading["id"]}"') == 1
    address, _, rest = view["readings"][0]["words_href"].partition("?")
    hit = desk.get(f"{address}.json?{rest.partition('#')[0]}").json()
    told = "".join(s["text"] for st in hit["stretches"] for s in st["segments"] if s["hit"])
    assert " ".join(told.split()).startswith(view["readings"][0]["words"].split(" … ")[0])


def test_a_fact_says_its_rule_confidence_and_what_others_say(desk: TestClient) -> None:
    row = story_of(desk)["matrix"][0]["rows"][0]
    finding = desk.get(f"{row['href']}.json").json()
    fact = desk.get(f"{finding['sides'][0]['fact_href']}.json").json()
    assert fact["reading"]["rule"]
    assert re.fullmatch(r"\d+ in 100", fact["reading"]["sure"])
    assert {o["verdict"] for o in fact["reading"]["others"]} >= {"conflict"}
    assert fact["sentences"]
    assert "The rule" in desk.get(finding["sides"][0]["fact_href"]).text


def test_the_relation_counts_what_the_command_counts(desk: TestClient, demo_file: object, capsys: Any) -> None:
    import json

    from detente.cli.main import main

    main(["relations", str(demo_file), "--between", "XBO", "XSD", "--format", "jsonl"])
    (line,) = capsys.readouterr().out.splitlines()
    counted = json.loads(line)
    view = desk.get("/relation/XBO/XSD.json").json()
    assert dict(view["quads"]) == counted["quads"]
    assert [s["total"] for s in view["statements"]] == [len(ids) for ids in counted["said"]]
    assert len(view["promised"]) == len(counted["commitments"])
    assert sum(b["cooperation"] + b["conflict"] for b in view["chart"]["bars"]) + view["chart"]["undated"] == len(
        counted["events"]
    )
    by_name = desk.get("/relation.json?one=Syldavia&other=Borduria").json()
    assert by_name["parties"] == view["parties"]


def test_an_entity_has_its_names_deeds_sayings_and_partners(desk: TestClient) -> None:
    person = next(p for p in story_of(desk)["parties"] if p["label"] == "Rosa Tamm")
    view = desk.get(f"{person['href']}.json").json()
    assert view["state"] == "Elbonia"
    assert {part["id"] for part in view["parts"]} >= {"did", "said"}
    assert view["partners"]
    page = desk.get(person["href"]).text
    assert 'role="img" aria-label="Rosa Tamm with: ' in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=hotline", 1),
        ('q="coast guard"', 3),
        ("q=hotline+nothing-like-it", 0),
        ("q=%22", 0),
        ("q=*", 0),
        ("party=Elbonia", 3),
        ("speaker=Tamm", 3),
        ("outlet=Harbour+Wire", 2),
        ("type=SANCTION&q=ship", None),
        ("since=2023-09-06&until=2023-09-06", 1),
        ("until=2023-09-05", 2),
        ("since=2030-01-01", 0),
    ],
)
def test_search(desk: TestClient, query: str, found: int | None) -> None:
    view = desk.get(f"/search.json?{query}").json()
    assert view["turn"]["total"] == len(view["hits"])
    assert found is None or len(view["hits"]) == found


def test_search_shows_the_matched_words(desk: TestClient) -> None:
    assert "<mark>hotline</mark>" in desk.get("/search?q=hotline").text
    assert desk.get("/search?q=Tamm").text.count("Rosa Tamm</a>") >= 1


@pytest.mark.parametrize("query", ["since=yesterday", "type=POEM", "party=nobody+at+all", "page=-1"])
def test_what_cannot_be_searched_for_is_said(desk: TestClient, query: str) -> None:
    answer = desk.get(f"/search?{query}")
    assert answer.status_code == 400
    assert "Expected" in answer.text


def test_the_brief_tells_only_what_is_ticked(desk: TestClient) -> None:
    story = story_of(desk)
    event, promise = story["days"][0]["lines"][0], story["ledger"][0]["line"]
    ticked = f"fact={event['id']}&fact={promise['id']}"
    view = desk.get(f"/story/{story['id']}/brief.json?{ticked}").json()
    (page,) = view["brief"]["pages"]
    assert [s["id"] for s in page["sections"]] == ["events", "commitments"]
    assert all(len(s["groups"]) == 1 and len(s["groups"][0]["lines"]) == 1 for s in page["sections"])
    whole = desk.get(f"/story/{story['id']}/brief.json").json()["brief"]["pages"][0]
    assert len(whole["sections"]) > 2
    everything = "&".join(f"fact={line['id']}" for day in story["days"] for line in day["lines"])
    (all_events,) = desk.get(f"/story/{story['id']}/brief.json?{everything}").json()["brief"]["pages"][0]["sections"]
    assert all_events["more"] == ""


@pytest.mark.parametrize(
    ("ending", "kind"), [("md", "text/markdown"), ("html", "text/html"), ("docx", "application/vnd")]
)
def test_the_brief_is_saved_as_a_file(desk: TestClient, ending: str, kind: str) -> None:
    story = story_of(desk)
    answer = desk.get(f"/story/{story['id']}/brief.{ending}")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content == desk.get(f"/story/{story['id']}/brief.{ending}").content
    if ending == "docx":
        words = ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
        assert SHIP in words
        assert "How far to trust this" in words
    else:
        assert SHIP in answer.text


def test_findings_by_verdict(desk: TestClient) -> None:
    view = desk.get("/findings.json").json()
    assert view["verdict"] == "conflict"
    assert len(view["findings"]) == {name: count for name, _, count in view["tabs"]}["conflict"]
    single = desk.get("/findings.json?verdict=single&field=commitment").json()
    assert single["findings"]
    assert all(f["field"] == "What was promised" for f in single["findings"])
    assert desk.get("/findings.json?verdict=maybe").status_code == 400


@pytest.mark.parametrize("address", ["/story/s-nothing", "/report/none", "/fact/e-1", "/finding/f-1", "/entity/n-1", "/relation/XBO/AAA", "/nowhere"])  # fmt: skip
def test_what_is_not_there_says_so_in_one_line(desk: TestClient, address: str) -> None:
    page, twin = desk.get(address), desk.get(f"{address}.json")
    assert (page.status_code, twin.status_code) == (404, 404)
    assert "Not in this record" in page.text
    assert set(twin.json()) == {"title", "message"}
