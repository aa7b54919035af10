"""The page of `report` in a real browser: seen by everybody, on every screen, and nothing fetched from anywhere."""

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from careerplan.render.report import SECTIONS
from tests.conftest import Run
from tests.test_screens import A_YEAR, words

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (found := shutil.which(name))), None)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
LONG = "Overlookhillsregionalhomehealthandhospicenetwork" * 3
HOSTILE = [
    "add contact '<script>document.title=1</script>' --at '<img src=x onerror=alert(1)>' --next-contact 2026-11-23",
    f"add application {LONG} --title '&lt;b&gt; \"quoted\" <b>' --history applied",
    "add certification '</table></section><h1>' --valid-until 2027-01-01",
    "add experience '<svg onload=alert(1)>' --setting hospital --hours-log 2026-11-02=12",
    "profile set name='<style>*{display:none}</style>'",
]
VIEWS = [("light", 1280, "screen"), ("dark", 1280, "screen"), ("light", 320, "screen"), ("dark", 320, "screen"), ("light", 800, "print")]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def page_of_a_year(run: Run, tmp_path: Path) -> Path:
    """A year of records, and texts that would like to be more than text."""
    for line in A_YEAR:
        run(*words(line))
    for line in HOSTILE:
        run(*shlex.split(line))
    made = tmp_path / "plan.html"
    run("report", "-o", str(made))
    return made


def test_everybody_can_read_it_on_every_screen_and_nothing_is_fetched(browser: Any, page_of_a_year: Path) -> None:
    for scheme, width, medium in VIEWS:
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.emulate_media(media=medium, color_scheme=scheme)
        page.goto(page_of_a_year.as_uri())
        where = f"{scheme}, {width} pixels, on {medium}"
        found = axe.Axe().run(page)
        assert found.violations_count == 0, f"{where}: {found.generate_report()}"
        assert (asked, said) == ([page_of_a_year.as_uri()], []), where
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{where}: it is wider than the screen"
        context.close()


def test_it_says_the_same_without_a_script_and_runs_none(browser: Any, page_of_a_year: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_of_a_year.as_uri())
    assert page.locator("h2").all_inner_texts() == [title for title, _ in SECTIONS.values()]
    assert [page.locator(name).count() for name in ("script", "img", "iframe", "link", "object", "form")] == [0] * 6
    assert "<style>*{display:none}</style>" in page.locator("h1").inner_text()
    assert page.locator("main").is_visible()
    for section in SECTIONS:
        assert page.locator(f"#{section}").is_visible()
    context.close()


def test_a_narrow_screen_reads_out_the_same_tables(browser: Any, page_of_a_year: Path) -> None:
    found = []
    for width in (1280, 320):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(page_of_a_year.as_uri())
        found.append([page.get_by_role(role).count() for role in ("table", "row", "columnheader", "rowheader")])
        page.close()
    assert found[0] == found[1]
    assert all(found[0])


def test_the_drawing_says_what_the_table_says(browser: Any, page_of_a_year: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(page_of_a_year.as_uri())
    for row in page.locator("section[aria-labelledby=progress] tbody tr").all():
        have, whole = (int(word) for word in row.locator("td").nth(2).inner_text().split(" of "))
        boxes = [row.locator(f"rect.{kind}").bounding_box() for kind in ("sure", "whole")]
        assert boxes[0]["width"] == pytest.approx(boxes[1]["width"] * have / whole, abs=1)
    page.close()


def test_on_paper_there_is_no_menu_and_no_row_is_torn(browser: Any, page_of_a_year: Path) -> None:
    page = browser.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(page_of_a_year.as_uri())
    assert not page.locator("nav").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('tr')).breakInside") == "avoid"
    assert page.pdf(format="Letter").startswith(b"%PDF")
    page.close()
