"""The page in a browser: nothing overflows, nothing is requested, folded evidence opens, and axe finds no fault.

Needs Chromium (SAYSO_CHROMIUM, else /usr/bin/chromium). The accessibility test needs axe-core, as `npm install axe-core`
leaves it, or the path of `axe.min.js` in SAYSO_AXE.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import brief_sample
from sayso.brief import build_brief, to_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CHROMIUM = Path(os.environ.get("SAYSO_CHROMIUM", "/usr/bin/chromium"))
AXE = Path(os.environ.get("SAYSO_AXE", Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(to_html(build_brief(brief_sample.readings(), brief_sample.links())), encoding="utf-8")
    return path.as_uri()


def opened(browser: Browser, address: str, width: int = 1280, scheme: str = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_page_is_no_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_nothing_is_requested_and_no_script_runs(browser: Browser, address: str) -> None:
    page = browser.new_page()
    requests: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(address)
    assert requests == [address]
    assert dialogs == []
    page.close()


def test_a_link_opens_what_is_folded(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    assert not page.locator("#c8").is_visible()
    page.goto(address + "#c8")
    assert page.locator("#c8").is_visible()
    page.close()


def test_words_lead_to_their_place_in_the_article_and_back(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.locator("#c1 .text a").click()
    target = page.evaluate("document.querySelector(':target').closest('article.text').id")
    assert target == "a1"
    page.locator("article.text a.ref[href='#c1']").first.click()
    assert page.evaluate("document.querySelector(':target').id") == "c1"
    page.close()


def test_pin_labels_do_not_overlap(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    boxes = [box for box in (t.bounding_box() for t in page.locator(".map .wide text").all()) if box]
    assert len(boxes) == 2
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            apart = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
            assert apart or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
    page.close()


def test_it_prints_what_is_folded(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.emulate_media(media="print")
    page.wait_for_function("document.querySelector('#c8').checkVisibility()")
    assert page.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert len(page.pdf(format="A4")) > 10_000
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str, width: int) -> None:
    if not AXE.exists():
        pytest.skip(f"no axe-core at {AXE}")
    page = opened(browser, address, width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
    assert [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found["violations"]] == []
    page.close()
