"""The desk in Debian's Chromium: what a reader does, with keys, in the dark, on a phone and on paper."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from detente.pipeline import Reader, Settings, read_into
from detente.records.raw import RawReport
from detente.store.database import open_store
from detente.web.app import make_app
from tests.web.conftest import HOSTILE, reader_of

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
STORY = "Borduria seizes Syldavian ship, detains 11"
OTHER = "Ruritania, Freedonia sign protocol to reopen Tarn gas line"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="/usr/bin/chromium is not installed (apt install chromium)"),
]


def serve(path: Path) -> Iterator[str]:
    """The address of a desk over a record file, until the test is over."""
    server = uvicorn.Server(uvicorn.Config(make_app(path), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def own_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo record that may be corrected."""
    path = tmp_path_factory.mktemp("own") / "demo.db"
    shutil.copy(demo_file, path)
    return path


@pytest.fixture(scope="module")
def base(own_file: Path) -> Iterator[str]:
    yield from serve(own_file)


@pytest.fixture(scope="module")
def hostile_base(hostile_file: Path) -> Iterator[str]:
    yield from serve(hostile_file)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        held = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield held
        held.close()


@pytest.fixture
def told() -> list[str]:
    """What the browser complains about, and requests that would leave the machine."""
    return []


@pytest.fixture
def context(browser: Browser, told: list[str]) -> Iterator[BrowserContext]:
    held = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    watch(held, told)
    yield held
    held.close()
    assert told == []


def watch(context: BrowserContext, told: list[str]) -> None:
    context.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    context.on("weberror", lambda error: told.append(str(error.error)))
    context.on(
        "request",
        lambda request: told.append(request.url) if urlsplit(request.url).hostname != "127.0.0.1" else None,
    )


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def answers(page: Page) -> None:
    """Wait for the page's script: what is typed, touched or selected before it has come is lost."""
    page.wait_for_load_state("load")


def open_story(page: Page, base: str, title: str = STORY) -> None:
    page.goto(base)
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    answers(page)


def open_report(page: Page, base: str) -> None:
    open_story(page, base)
    page.locator(".papers a").first.click()
    expect(page.locator(".text-body")).to_be_visible()
    answers(page)


def test_from_the_stories_to_two_wordings(page: Page, base: str) -> None:
    open_story(page, base, OTHER)
    row = page.locator("tr.conflict", has_text="We closed a valve, not a door")
    row.locator("td.differs a").first.click()
    expect(page.locator(".side")).to_have_count(2)
    expect(page.locator(".side").first.locator("blockquote")).to_contain_text("We closed a valve, not a door")
    expect(page.locator("mark.dif").first).to_be_visible()


def test_a_mark_shows_its_reading_and_leads_to_its_fact(page: Page, base: str) -> None:
    open_report(page, base)
    mark = page.locator("a.mk.event").first
    mark.hover()
    panel = page.locator("#reading")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("rule")
    expect(panel).to_contain_text("in 100")
    page.locator("a.mk.commitment:not(.name)").first.click()
    expect(page.get_by_role("heading", name="How it was read")).to_be_visible()
    page.locator("figcaption a").first.click()
    expect(page.locator(".mk.hit").first).to_be_in_viewport()


def test_layers_are_switched_without_a_script_too(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_report(page, base)
    mark = page.locator("a.mk.event").first
    shadow = "el => getComputedStyle(el).boxShadow"
    before = mark.evaluate(shadow)
    page.locator("#layer-event").uncheck()
    assert before != "none"
    assert mark.evaluate(shadow) == "none"
    context.close()


def test_search_from_the_keyboard(page: Page, base: str) -> None:
    page.goto(base)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("hotline")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("hotline")
    expect(page).to_have_title("Search: hotline – detente")


def test_keys_go_through_facts(page: Page, base: str) -> None:
    open_story(page, base)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    now = page.locator(".fact.now")
    expect(now).to_have_count(1)
    expect(now).to_be_in_viewport()
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="Brief of the ticked lines")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("w")
    page.wait_for_url("**/report/**")
    expect(page.locator(".mk.hit").first).to_be_in_viewport()
    page.keyboard.press("1")
    expect(page.locator("#layer-said")).not_to_be_checked()


def test_ticked_facts_make_the_brief(page: Page, base: str) -> None:
    open_story(page, base)
    page.locator(".day .tick").first.check()
    page.locator(".ledger .tick").first.check()
    page.get_by_role("button", name="Brief of the ticked lines").click()
    expect(page.locator("main")).to_contain_text("2 ticked lines")
    expect(page.locator("main section")).to_have_count(4)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    assert download.value.path().read_bytes()[:2] == b"PK"


def test_a_correction_is_shown_and_survives_a_new_reading(
    page: Page, base: str, own_file: Path, reader: Reader
) -> None:
    open_story(page, base)
    page.locator(".sayings .speaker", has_text="Rosa Tamm").locator("a.text").first.click()
    page.locator(".correcting > summary").click()
    form = page.locator("form.correct", has=page.locator("[value=speaker]"))
    form.locator("[name=value]").fill("Dragan Pell")
    form.locator("[name=by]").fill("Ann Lee")
    form.locator("[name=note]").fill("a test")
    form.get_by_role("button").click()
    expect(page.get_by_role("heading", name="Corrections")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Rosa Tamm → Dragan Pell")
    page.locator("main a.text").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dragan Pell")
    expect(page.locator(".history")).to_contain_text("Ann Lee")
    address = page.url
    again = Reader(reader.lexicon, reader.parser, Settings(captions=True, model=False))
    with open_store(own_file) as store:
        read_into(store, [RawReport(None, "late", None, "2031-01-01", None, "Nothing new.", "txt", "late.txt")], again)
        read_into(store, [], reader_of(reader))
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dragan Pell")
    expect(page.locator("code").first).to_contain_text("+corrected")


def test_a_part_is_marked_by_selecting_its_words(page: Page, base: str) -> None:
    open_report(page, base)
    page.locator(".margin .correcting > summary").click()
    words = "No sailor was hurt."
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector('.text-body'), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at >= 0) { getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length); return; }
            }
        }""",
        words,
    )
    expect(page.locator("[name=start]")).not_to_have_value("")
    start, end = (int(page.locator(f"[name={name}]").input_value()) for name in ("start", "end"))
    twin = page.context.request.get(page.url.partition("?")[0] + ".json").json()
    text = "".join(s["text"] for stretch in twin["stretches"] for s in stretch["segments"])
    assert text[start:end] == words


PLACES = (
    "/",
    "/commitments",
    "/findings",
    "/search?q=ship",
    "/entities",
    "/reports",
    "/relation/XBO/XSD",
    "/corrections",
    "/help",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(browser: Browser, base: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for visit in (*PLACES, *inner_places(page, base)):
        page.goto(base + visit)
        results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
        found += [
            (visit, v["id"], v["nodes"][0]["html"][:160], v["nodes"][0].get("failureSummary", "")[:300])
            for v in results.response["violations"]
        ]
    context.close()
    assert found == []


def inner_places(page: Page, base: str) -> list[str]:
    """A story, its brief, a report, a fact, a finding and an entity."""
    open_story(page, base)
    story = urlsplit(page.url).path
    first = [page.locator(f"{where} >> nth=0").get_attribute("href") for where in (".papers a", ".day a.text", ".matrix td a", ".who a")]  # fmt: skip
    return [story, f"{story}/brief", *(href for href in first if href)]


def test_dark_and_light_differ(browser: Browser, base: str) -> None:
    colours = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(base)
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert colours[0] != colours[1]


def test_nothing_sticks_out_at_360_pixels(browser: Browser, base: str, told: list[str]) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    watch(context, told)
    page = context.new_page()
    wide = {}
    for visit in (*PLACES, *inner_places(page, base)):
        page.goto(base + visit)
        wide[visit] = page.evaluate("document.documentElement.scrollWidth")
    assert {visit: width for visit, width in wide.items() if width > 360} == {}
    open_report(page, base)
    page.locator(".mk.event").first.tap()
    expect(page.locator("#reading")).to_be_visible()
    context.close()
    assert told == []


def test_on_paper_there_is_text_and_no_machinery(page: Page, base: str) -> None:
    open_story(page, base)
    page.emulate_media(media="print")
    expect(page.locator("nav").first).to_be_hidden()
    expect(page.locator(".tick").first).to_be_hidden()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    assert page.pdf()[:4] == b"%PDF"


def test_a_hostile_report_is_inert(page: Page, hostile_base: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script of the report ran: {dialog.message}"))
    page.goto(f"{hostile_base}/reports")
    page.locator("a.text", has_text="script").first.click()
    text = page.locator(".text-body")
    expect(text).to_contain_text("<script>alert(1)</script></mark></a>")
    assert text.locator("img, script, b").count() == 0
    shown = text.evaluate(
        "el => { const c = el.cloneNode(true); c.querySelectorAll('.why').forEach(w => w.remove()); return c.textContent }"
    )
    assert len(shown) == len(HOSTILE)
