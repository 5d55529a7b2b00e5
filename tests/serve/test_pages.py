"""The pages for people."""

import html
import json
import re
import urllib.parse

import pytest

from kg.query.catalogue import catalogue

from .conftest import EVIL, ID

VALUES = {
    "city": "Белногорск",
    "other": "Белноейск",
    "actor": "Совет ветеранов",
    "source": "Совет ветеранов",
    "target": "Школа № 1",
}


def address(path, **values):
    return f"{path}?{urllib.parse.urlencode(values)}"


def test_every_question_has_a_page_in_both_languages(server):
    for language in ("ru", "en"):
        home = html.unescape(server.get(address("/", lang=language)).text)
        for item in catalogue():
            assert item.question[language] in home
            assert f"/ask/{item.name}?lang={language}" in home


@pytest.mark.parametrize("name", [item.name for item in catalogue()])
def test_every_question_is_answered(server, name):
    item = next(item for item in catalogue() if item.name == name)
    required = {p.name: VALUES[p.name] for p in item.parameters if p.required}
    reply = server.get(address(f"/ask/{name}", **required))
    assert reply.status == 200
    if item.columns:
        rows = reply.text.count("<tr>") - 1
        assert rows > 0
        assert f"Строк: {rows}" in reply.text


def test_a_form_offers_what_may_be_chosen(server):
    text = html.unescape(server.get(address("/ask/support", status="Planned")).text)
    options = re.findall(r'<option value="(\w*)"( selected)?>(.+?)</option>', text)
    assert ("Realised", "", "сделано") in options or ("Realised", "", "Сделано") in options
    assert [value for value, chosen, _ in options if chosen] == ["Planned"]
    assert '<option value="Белногорск">' in text
    english = server.get(address("/ask/actors", lang="en", kind="council")).text
    assert '<option value="Council" selected>Council</option>' in english


def test_a_wrong_value_is_an_error_page_with_the_nearest(server):
    reply = server.get(address("/ask/actors", city="Белнагорсск"))
    assert reply.status == 400
    assert "Белногорск" in reply.text and "Не получилось" in reply.text
    assert server.get("/ask/nothing").status == 400


def test_no_file_is_read_through_a_name(server):
    for name in ("..%2f..%2fetc%2fpasswd", "x.rq", "01-actors.rq", "%2e%2e%2fx.rq"):
        assert server.get(f"/ask/{name}").status in {400, 404}
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"):
        assert server.get(path).status == 404


def test_a_card_shows_names_claims_and_sentences(server):
    text = server.get(address("/entity", iri=ID + "ngo/0-0")).text
    assert "<h1>Совет ветеранов</h1>" in text
    assert "Общественная организация" in text and "frame." in text
    assert re.search(r"<cite>00000_20\d\d\.txt:\d+–\d+ ·", text)
    assert server.get(address("/entity", iri=ID + "ngo/none")).status == 404
    assert server.get(address("/entity", iri="no iri")).status == 400
    assert server.get("/entity").status == 400


def test_search_finds_word_forms(server):
    text = server.get(address("/search", q="советами ветеранам")).text
    assert ">Совет ветеранов</a>" in text and "<blockquote>" in text
    assert "Ничего не найдено" in server.get(address("/search", q="небывальщина")).text
    assert server.get("/search").status == 200


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/entity", {"iri": ID + "ngo/evil"}),
        ("/search", {"q": "script alert"}),
        ("/search", {"q": EVIL}),
        ("/entity", {"iri": EVIL}),
        ("/ask/actors", {"city": EVIL}),
        ("/ask/dossier", {"lang": EVIL, "actor": EVIL}),
    ],
)
def test_text_of_documents_and_of_people_is_never_markup(server, path, values):
    text = server.get(address(path, **values)).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_pages_ask_nobody_else(server):
    for path in ("/", "/query", "/ask/actors", "/search?q=форум", "/static/style.css", "/static/editor.js"):
        text = server.get(urllib.parse.quote(path, safe="/?=")).text
        links = re.findall(
            r"""(?:src|href|action)="([^"]+)"|url\(["']?([^)"']+)|["'](https?://[^"']+)""", text
        )
        outside = [
            link for found in links for link in found if "//" in link and not link.startswith(server.url)
        ]
        assert outside == []
        assert not re.search(r"<script(?! src=)|\son\w+=|javascript:", text)


def test_the_editor_has_all_it_needs(server):
    page = server.get("/query").text
    for link in re.findall(r'(?:src|href)="(/static/[^"]+)"', page):
        assert server.get(link).status == 200
    queries = json.loads(server.get("/queries.json?lang=en").body)
    assert [item["name"] for item in queries] == [item.name for item in catalogue()]
    assert "civ" in json.loads(server.get("/prefixes.json").body)
    assert "Copyright" in server.get("/static/LICENSES.txt").text
