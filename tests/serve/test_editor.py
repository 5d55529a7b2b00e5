"""The query page in a browser: a question of the catalogue is run, and nothing outside is asked."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "view"))

from browser import DESKTOP, PHONE, View, launched


@pytest.fixture(scope="module")
def browser():
    with launched() as found:
        yield found


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_question_of_the_catalogue_is_run_in_the_editor(server, browser, size):
    view = View(browser, size, touch=size == PHONE)
    page = view.page
    page.goto(f"{server.url}/query?lang=ru#actors")
    page.wait_for_function("document.querySelector('#catalogue').value === 'actors'")
    assert "Кто действует в городе" in page.locator(".CodeMirror-code").inner_text()
    page.click(".yasqe_queryButton")
    rows = page.locator(".yasr_results tbody tr")
    rows.first.wait_for()
    assert rows.count() > 1
    assert "Белногорск" in page.locator(".yasr_results").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    header, table = (page.locator(part).bounding_box() for part in (".yasr_header", ".yasr_results tbody"))
    assert table["y"] - header["y"] - header["height"] < 100
    assert [url for url in view.requests if not url.startswith((server.url, "data:"))] == []
    assert view.complaints == []


def test_a_wrong_query_is_told_in_words(server, browser):
    page = View(browser).page
    page.goto(f"{server.url}/query?lang=ru")
    page.wait_for_selector(".yasqe_queryButton")
    page.evaluate("void yasgui.getTab().setQuery('SELEKT * { ?s ?p ?o }')")
    page.evaluate("yasgui.getTab().query().catch(() => {}), 0")
    page.get_by_text(re.compile("SELECT вместо SELEKT")).first.wait_for()
