from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest
import sample
from browser import DESKTOP, PHONE, View, launched
from PIL import Image

from kg.view.page import write_page

ADMINISTRATION = "Администрация города Алейска"


@pytest.fixture(scope="module")
def browser():
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def page(annotated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(annotated, tmp_path_factory.mktemp("page") / "index.html").path


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four actors in a chain, two cities, one plan, one thing not done, one name with «ё»."""
    built = sample.Builder()
    line = "Берёзовский клуб поддерживает фонд, фонд финансирует музей, музей проводит форум."
    for source, city, year in (("1.txt", "Алейск", 2018), ("2.txt", "Саяногорск", 2019)):
        built.source(source, line, city, year)
        built.entity(city, "Place", city, at=sample.PLACES[city])
    for key, kind, label in (
        ("клуб", "NGO", "Берёзовский клуб"), ("фонд", "Foundation", "Фонд развития"),
        ("музей", "Institution", "Городской музей"), ("форум", "Event", "Форум добрососедства"),
    ):  # fmt: skip
        built.entity(key, kind, label)
    built.mention("1.txt", "клуб", 0, 16)
    built.mention("1.txt", "фонд", 30, 34)
    built.mention("2.txt", "фонд", 36, 40)
    built.mention("2.txt", "музей", 53, 58)
    built.mention("2.txt", "форум", 75, 80)
    where = (0, len(line))
    built.claim("клуб", "supports", "фонд", ("1.txt", *where), confidence=0.6)
    built.claim("фонд", "funds", "музей", ("2.txt", *where), "Planned")
    built.claim("музей", "organizes", "форум", ("2.txt", *where), "NotRealised")
    graph = built.write(tmp_path_factory.mktemp("alone") / "civic.ttl")
    return write_page(graph, graph.with_name("index.html")).path


@pytest.fixture
def view(browser):
    opened = View(browser)
    yield opened
    # whatever a test does, the page asks the net for nothing and has nothing to complain of
    assert opened.outside == []
    assert opened.complaints == []
    opened.context.close()


def test_the_overview_is_drawn_with_a_hint_that_comes_once(view: View, page: Path):
    view.open(page, hint=True)
    assert len(view.shown()) == 300
    assert view.page.locator("#hint").is_visible()
    view.page.locator("#hint button").click()
    view.open(page, hint=True)
    assert not view.page.locator("#hint").is_visible()


# where a node of the data is drawn: in the drawing made beforehand, and in the live network
DRAWN = """(name) => {
  const data = JSON.parse(document.getElementById('data-graph').textContent), sketch = document.getElementById('sketch');
  const [, x, y] = data.overview.find(([node]) => data.nodes.label[node] === name);
  const at = new DOMPoint(x, y).matrixTransform(sketch.getScreenCTM());
  return [at.x, at.y];
}"""
SOME = """() => {
  const data = JSON.parse(document.getElementById('data-graph').textContent);
  const told = data.overview.filter(([node]) => data.types[data.nodes.type[node]] !== 'SocialGroup');
  const names = told.map(([node]) => data.nodes.label[node]);
  const once = names.filter((name) => names.indexOf(name) === names.lastIndexOf(name));
  return once.filter((_, i) => i % 40 === 0);
}"""
LIVE = """(name) => {
  const [x, y] = civic.place(name), box = document.getElementById('canvas').getBoundingClientRect();
  return [box.left + x, box.top + y];
}"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE, (1920, 1080), (820, 1180)])
def test_the_live_network_stands_where_the_drawing_stood(browser, page: Path, size: tuple[int, int]):
    view = View(browser, size).open_held(page)
    names = view.page.evaluate(SOME)
    before = [view.page.evaluate(DRAWN, name) for name in names]
    assert len(before) > 3
    assert all(0 < x < size[0] and 0 < y < size[1] for x, y in before)
    view.release()
    assert view.page.locator("#sketch").count() == 0
    for name, place in zip(names, before, strict=True):
        assert view.page.evaluate(LIVE, name) == pytest.approx(place, abs=1)
    assert view.complaints == []
    view.context.close()


def test_the_drawing_is_seen_before_the_network_is_live_and_without_scripts(browser, view: View, page: Path):
    still = View(browser, scripts=False)
    still.page.goto(page.as_uri())
    for one in (view.open_held(page), still):
        box = one.page.locator("#view-network").bounding_box()
        seen = Image.open(BytesIO(one.page.screenshot(clip=box))).convert("RGB")
        colours = {colour: count for count, colour in seen.getcolors(1 << 24)}
        # administrations, associations, and the grounds of the municipalities
        assert (
            colours[0, 0x72, 0xB2] > 300 and colours[0, 0x9E, 0x73] > 300 and colours[255, 255, 255] > 50_000
        )
        assert "Алейск" in one.page.locator("#sketch .names:visible").text_content()
    still.context.close()


def test_a_click_on_the_drawing_is_answered_when_the_network_is_live(view: View, alone: Path):
    view.open_held(alone)
    view.page.mouse.click(*view.page.evaluate(DRAWN, "Фонд развития"))
    view.release()
    assert view.page.locator("#panel h2").inner_text() == "Фонд развития"


def test_a_page_that_opens_on_another_view_does_not_show_the_drawing(view: View, alone: Path):
    view.open(alone, "#v=table")
    assert view.page.locator("#sketch").count() == 0


def test_what_needs_the_evidence_waits_while_it_is_still_being_read(view: View, alone: Path):
    view.page.add_init_script(
        "window.late = true; Object.defineProperty(document, 'readyState', { get: () => late ? 'loading' : 'complete' });"
    )
    view.open(alone, "#v=table&table=claims")
    assert "финансирование" in view.page.locator("tbody").inner_text()
    view.find("Фонд")
    assert "…" in view.page.locator("#panel .claims").first.inner_text()
    for key in "3451":
        view.page.keyboard.press(key)
    view.page.evaluate("window.late = false; document.dispatchEvent(new Event('DOMContentLoaded'))")
    assert view.page.locator("#panel mark").count() > 0


def test_a_city_looks_as_in_the_overview_with_what_it_shares_around_it(view: View, alone: Path):
    view.open(alone)
    before = view.page.evaluate("['Берёзовский клуб', 'Алейск'].map((name) => civic.place(name))")
    view.page.select_option("#f-city", label="Алейск")
    after = view.page.evaluate("['Берёзовский клуб', 'Алейск'].map((name) => civic.place(name))")
    turned = [[(b[axis] - a[axis]) for axis in (0, 1)] for a, b in (before, after)]
    # the same direction, whatever the scale
    assert turned[0][0] * turned[1][1] == pytest.approx(turned[0][1] * turned[1][0], rel=0.01)
    assert "Фонд развития" in view.shown()


def test_a_click_on_a_link_shows_its_claims(view: View, alone: Path):
    view.open(alone)
    x, y = view.page.evaluate("civic.link('Берёзовский клуб')")
    box = view.page.locator("#canvas").bounding_box()
    view.page.mouse.move(box["x"] + x, box["y"] + y)
    view.page.locator("#hover").wait_for()
    assert view.page.locator("#hover").inner_text() == "Берёзовский клуб поддерживает Фонд развития"
    view.page.mouse.click(box["x"] + x, box["y"] + y)
    assert "Берёзовский клуб — Фонд развития" in view.panel()


def test_search_knows_no_difference_between_yo_and_ye(view: View, alone: Path):
    view.open(alone)
    view.page.keyboard.press("/")
    view.page.keyboard.type("БЕРЕЗОВСКИЙ")
    assert view.page.locator("#results li").count() == 1
    view.page.keyboard.press("Enter")
    assert "Берёзовский клуб поддерживает" in view.panel()


def test_what_begins_as_typed_is_found_before_what_holds_it_somewhere(view: View, page: Path):
    view.open(page)
    view.page.fill("#search", "совет вет")
    assert view.page.locator("#results .result-name").first.inner_text().startswith("Совет ветеранов")


def test_search_forgives_endings_and_says_when_nothing_is_found(view: View, page: Path):
    view.open(page)
    view.page.fill("#search", "администрацией города Алейска")
    assert ADMINISTRATION in view.page.locator("#results").inner_text()
    view.page.fill("#search", "нет такого нигде")
    assert view.page.locator("#results").inner_text() == "Ничего не найдено"


def test_a_click_on_a_node_shows_claims_with_marked_sentences_and_their_source(view: View, alone: Path):
    view.open(alone)
    view.click_node("Фонд развития")
    text = view.panel()
    assert "Фонд развития планирует финансировать Городской музей" in text
    assert "2.txt · Саяногорск · 2019 год" in text
    marks = view.page.locator("#panel .claim.done mark").all_inner_texts()
    assert marks == ["Берёзовский клуб", "фонд"]


def test_the_panel_of_an_annotated_report_has_figures_names_and_measures(view: View, page: Path):
    view.open(page)
    view.find(ADMINISTRATION)
    text = view.panel()
    assert "Также: " in text and "Посредничество" in text
    assert "Администрация города Алейска и" in text and "сотрудничают" in text


def test_filters_take_away_and_reset_brings_back(view: View, alone: Path):
    view.open(alone)
    everything = sorted(view.shown())
    view.page.uncheck("#f-type-Event")
    assert "Форум добрососедства" not in view.shown()
    view.page.uncheck("#f-status-1")
    assert sorted(view.shown()) == ["Берёзовский клуб", "Фонд развития"]
    view.page.click("#reset")
    assert sorted(view.shown()) == everything
    view.page.select_option("#f-from", "2019")
    assert "Берёзовский клуб" not in view.shown()
    view.page.click("#reset")
    view.page.select_option("#f-city", label="Алейск")
    assert sorted(view.shown()) == ["Алейск", "Берёзовский клуб", "Фонд развития"]


def test_a_confidence_limit_and_a_relation_filter(view: View, alone: Path):
    view.open(alone)
    view.page.locator("#f-conf").fill("70")
    assert "Берёзовский клуб" not in view.shown() and "Фонд развития" in view.shown()
    view.page.click("#reset")
    view.page.click("#f-relations summary")
    view.page.uncheck("#f-rel-funds")
    view.page.wait_for_url("**cut=funds")


def test_the_neighbourhood_widens_with_each_step(view: View, alone: Path):
    view.open(alone)
    view.click_node("Берёзовский клуб", times=2)
    view.page.wait_for_url("**steps=1**")
    assert sorted(view.shown()) == ["Берёзовский клуб", "Фонд развития"]
    for steps, size in (("2", 3), ("3", 4)):
        view.page.click(f".actions .segment button:text-is('{steps}')")
        assert len(view.shown()) == size
    view.page.click(".chip")
    assert len(view.shown()) == 6


def test_the_path_between_two(view: View, alone: Path):
    view.open(alone)
    view.find("Берёзовский")
    view.page.click("text=Путь до…")
    view.find("Форум")
    text = view.panel()
    assert "Путь · 3 шага" in text.replace("\n", " ")
    assert text.index("поддерживает") < text.index("планирует финансировать") < text.index("не проводит")
    view.page.keyboard.press("Escape")
    assert len(view.shown()) == 6


def test_no_path_leads_through_those_who_are_helped(view: View, tmp_path: Path):
    built = sample.Builder()
    built.source("1.txt", "Клуб и музей помогают детям.", "Алейск", 2018)
    for key, kind in (("Клуб", "NGO"), ("Музей", "Institution"), ("Алейск", "Place")):
        built.entity(key, kind, key)
    for key in ("Клуб", "Музей"):
        built.claim(key, "targets", "G:children", ("1.txt", 0, 28))
        built.claim(key, "locatedIn", "Алейск", ("1.txt", 0, 28))
    view.open(write_page(built.write(tmp_path / "civic.ttl"), tmp_path / "p.html").path)
    view.find("Клуб")
    view.page.click("text=Путь до…")
    view.find("Музей")
    assert "нет пути" in view.panel()


def test_every_view_shows_the_same_graph(view: View, page: Path):
    view.open(page)
    for key, inside in (
        ("2", "table.grid tbody tr"),
        ("3", ".time-row"),
        ("4", "svg.map .city"),
        ("5", ".versus"),
    ):
        view.page.keyboard.press(key)
        assert view.page.locator(inside).first.is_visible()
    view.page.keyboard.press("1")
    assert view.page.locator("#canvas canvas").is_visible()


def test_the_table_sorts_and_opens_what_is_clicked(view: View, alone: Path):
    view.open(alone, "#v=table")
    view.page.click("th.c-degree button")
    assert view.page.locator("tbody tr td").first.inner_text() in ("Фонд развития", "Городской музей")
    view.page.click(".page-head .segment button:nth-of-type(2)")
    assert view.page.locator("tbody tr").count() == 3
    assert "Не сделано" in view.page.locator("tbody").inner_text()
    view.page.click("tbody .node-link >> nth=0")
    assert view.page.locator("#panel h2").is_visible()


def test_two_cities_held_against_each_other(view: View, alone: Path):
    view.open(alone, "#v=cities")
    text = view.page.locator("#view-cities").inner_text()
    assert "Есть только здесь: Алейск" in text and "финансирование" in text


def test_english_and_back(view: View, alone: Path):
    view.open(alone)
    view.page.click("#lang")
    assert view.page.locator("h1").inner_text() == "Civic life graph"
    assert view.page.evaluate("document.documentElement.lang") == "en"
    view.find("Фонд")
    assert "Фонд развития plans to fund Городской музей" in view.panel()
    view.page.click("#lang")
    assert view.page.locator("h1").inner_text() == "Граф гражданской жизни"


def test_an_address_brings_the_same_view_back(view: View, alone: Path):
    view.open(alone)
    view.page.uncheck("#f-status-2")
    view.find("Фонд")
    view.page.click(".actions .segment button:text-is('1')")
    view.page.wait_for_url("**steps=1**")
    shown, part = sorted(view.shown()), view.page.url[view.page.url.index("#") :]
    view.page.goto("about:blank")
    view.open(alone, part)
    assert sorted(view.shown()) == shown
    assert not view.page.is_checked("#f-status-2")
    assert "Фонд развития" in view.panel()


def download(view: View, name: str) -> bytes:
    view.page.click("#export")
    with view.page.expect_download() as found:
        view.page.click(f"#export-menu >> text={name}")
    return Path(found.value.path()).read_bytes()


def test_what_is_seen_can_be_kept(view: View, alone: Path):
    view.open(alone)
    assert download(view, "PNG").startswith(b"\x89PNG")
    drawing = download(view, "SVG").decode()
    assert drawing.startswith("<svg") and "Берёзовский клуб" in drawing
    rows = download(view, "CSV").decode("utf-8-sig").splitlines()
    assert len(rows) == 4 and rows[1].startswith('"Берёзовский клуб"')
    triples = {str(t.predicate.value) for t in ox.parse(download(view, "Turtle"), format=ox.RdfFormat.TURTLE)}
    assert "https://w3id.org/civic-kg/ontology#supports" in triples
    assert "https://w3id.org/civic-kg/ontology#organizes" not in triples


HOSTILE = (
    "<script>document.title='owned'</script>", "</script><img src=x onerror=alert(1)>", "javascript:alert(1)",
    "Кавычки \"двойные\" 'одинарные' `обратные` ${1} \\ конец", "Эмодзи 👩‍👩‍👧 и 🇷🇺", "Д" * 500 + " конец",
    "Справа\u202eналево\u202c и \u200fещё", "=cmd|' /C calc'!A0", "<!-- <script>", "строка\u2028разрыв",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = sample.Builder()
    body = " ".join(HOSTILE)
    built.source("<b>x</b>.txt", body, "Алейск", 2018)
    built.entity("Алейск", "Place", "Алейск")
    at = 0
    for number, name in enumerate(HOSTILE):
        built.entity(str(number), "NGO", name, (name + " ещё",))
        built.mention("<b>x</b>.txt", str(number), at, at + len(name))
        at += len(name) + 1
    for number in range(len(HOSTILE) - 1):
        built.claim(
            str(number), "supports", str(number + 1), ("<b>x</b>.txt", 0, len(body)), rule="<i>rule</i>"
        )
        built.figure(str(number), "<u>члены</u>", 5, "Count", ("<b>x</b>.txt", 0, len(body)))
    graph = built.write(tmp_path_factory.mktemp("hostile") / "civic.ttl")
    return write_page(graph, graph.with_name("index.html")).path


def test_the_drawing_shows_what_a_document_says_as_text_and_nothing_else(view: View, hostile: Path):
    view.open_held(hostile)
    allowed = {"svg", "g", "path", "ellipse", "rect", "text"}
    assert set(view.page.evaluate("[...sketch.querySelectorAll('*')].map((one) => one.localName)")) <= allowed
    named = " ".join(view.page.locator("#sketch .names.on").text_content().split())
    assert "<script>document.title" in named and "javascript:alert(1)" in named
    assert "\u202e" not in named
    attributes = "[...sketch.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())"
    given = view.page.evaluate(attributes)
    assert not [name for name in given if name.startswith("on") or "href" in name]
    assert view.page.title() == "Граф гражданской жизни"


def test_what_a_document_says_is_text_and_nothing_else(view: View, hostile: Path):
    view.open(hostile)
    assert len(view.shown()) == len(HOSTILE) + 1
    for name in HOSTILE[:6]:
        view.page.evaluate("location.hash = '#v=network'")
        view.page.fill("#search", name[:60])
        view.page.keyboard.press("Enter")
        assert view.page.locator("#panel h2").text_content() == name
    for key in "2345":
        view.page.keyboard.press(key)
    view.page.evaluate("location.hash = '#v=table&table=claims'")
    assert view.page.title() == "Граф гражданской жизни"
    assert view.page.locator(":is(main, #panel) :is(img, script, u)").count() == 0


def test_a_formula_in_a_name_is_text_in_the_table_that_is_saved(view: View, hostile: Path):
    view.open(hostile)
    assert "\"'=cmd|" in download(view, "CSV").decode("utf-8-sig")
    assert "<script>" not in download(view, "SVG").decode()


def test_marks_stand_right_after_emoji(view: View, hostile: Path):
    view.open(hostile)
    view.find(HOSTILE[6][:6])
    marked = view.page.locator("#panel mark.object").first.text_content()
    assert marked in HOSTILE


def test_no_right_to_left_sign_of_a_name_reaches_the_words_around_it(view: View, hostile: Path):
    view.open(hostile, "#v=table")
    assert "\u202e" not in view.page.locator("#view-table").text_content()


def test_an_empty_graph_says_what_to_do(view: View, tmp_path: Path):
    (tmp_path / "civic.ttl").write_text("", encoding="utf-8")
    view.open(write_page(tmp_path, tmp_path / "index.html").path)
    assert "kg build" in view.page.locator("#empty").inner_text()
    for key in "2345":
        view.page.keyboard.press(key)


def test_filters_that_leave_nothing_offer_the_way_back(view: View, alone: Path):
    view.open(alone, "#status=000")
    assert "Под эти фильтры" in view.page.locator("#empty").inner_text()
    view.page.click("#empty button")
    assert len(view.shown()) == 6


def test_a_phone_has_drawers_and_no_sideways_scrolling(browser, page: Path):
    view = View(browser, PHONE, touch=True).open(page)
    for key in ("network", "table", "time", "map", "cities"):
        view.page.tap(f"#tab-{key}")
        assert view.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        if key == "table":
            assert (
                view.page.evaluate(
                    "(one => one.scrollWidth - one.clientWidth)(document.querySelector('.scroll'))"
                )
                == 0
            )
    view.page.tap("#open-filters")
    view.page.locator("#f-status-0").wait_for(state="visible")
    view.page.tap(".filters-head .icon-button")
    view.page.tap("#tab-network")
    view.find(ADMINISTRATION)
    assert view.page.locator("#panel h2").is_visible()
    view.page.tap("#panel .close")
    view.page.wait_for_timeout(300)
    assert not view.page.locator("#panel h2").is_visible()
    assert (view.outside, view.complaints) == ([], [])
    view.context.close()


def test_everything_that_can_be_pressed_has_a_name_and_the_keyboard_reaches_it(view: View, page: Path):
    view.open(page)
    reached = set()
    for _ in range(40):
        view.page.keyboard.press("Tab")
        reached.add(view.page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"search", "tab-network", "export", "lang", "f-city", "f-status-0"} <= reached
    view.find(ADMINISTRATION)
    assert view.page.evaluate("document.activeElement.id") == "panel"
    nameless = view.page.evaluate(
        """[...document.querySelectorAll('button, input, select, [role=button], [role=tab]')]
        .filter((one) => one.getClientRects().length && !one.textContent.trim()
            && !one.getAttribute('aria-label') && !(one.labels && one.labels.length))
        .map((one) => one.outerHTML)"""
    )
    assert nameless == []


def test_a_page_around_an_actor_opens_on_it(view: View, annotated: Path, tmp_path: Path):
    view.open(write_page(annotated, tmp_path / "p.html", around="Совет предпринимателей", lang="en").path)
    assert "Around: Совет предпринимателей" in view.page.locator("#chips").inner_text()
    assert view.page.evaluate("document.documentElement.lang") == "en"
