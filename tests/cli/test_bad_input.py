"""Files as people really have them: each is read, or named with the reason, and the others are built."""

import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from program import REPORTS, run, write_reports, written

FILES = Path(__file__).parents[1] / "corpus" / "files"
REPORT = REPORTS["алейск 2018.txt"]
HOSTILE = "<script>alert(1)</script>"

UNREADABLE = {
    "пустой.txt": (b"", "пустой файл"),
    "пробелы.txt": (b"  \n\n\t \n", "нет текста"),
    "картинка.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "не текст"),
    "двоичный.txt": (bytes(range(256)) * 50, "не текст"),
    "битый.docx": (b"PK\x03\x04 no archive", "повреждён"),
    "скан.pdf": ((FILES / "scan.pdf").read_bytes(), "скан"),
    "под паролем.pdf": ((FILES / "password.pdf").read_bytes(), "парол"),
}

READABLE = {
    "cp1251.txt": REPORT.encode("cp1251"),
    "koi8-r.txt": REPORT.replace("«", '"').replace("»", '"').encode("koi8-r"),
    "utf16.txt": REPORT.encode("utf-16"),
    "отчёт № 1 (копия).txt": REPORT.encode(),
    "тот же текст.txt": REPORT.encode(),
    "english.txt": b"The City Council held a public forum in 2018. The administration supported veterans.\n"
    * 5,
    "смайлы.txt": (REPORT + "\nГородской Совет ветеранов 🏅 провёл акцию «Добро 👨‍👩‍👧» в парке.\n").encode(),
    "справа налево.txt": (
        REPORT + "\n\u202eСовет отцов\u202c провёл \u200fсбор\u200f, \u05e9\u05dc\u05d5\u05dd.\n"
    ).encode(),
    "нули.txt": REPORT.replace("форум", "фо\0рум", 1).encode(),
    "разметка.txt": (
        f"{REPORT}\nОбщественная организация «{HOSTILE}» провела фестиваль «Память» для молодёжи.\n"
        "Общественная организация «<img src=x onerror=alert(2)>» провела конкурс «Двор».\n"
    ).encode(),
    "колонки.pdf": (FILES / "two_columns.pdf").read_bytes(),
    "без конца.txt": ("Городской Совет ветеранов провёл форум «Диалог» для молодёжи. " * 40).encode(),
}


def docx_with_a_table(path: Path) -> None:
    docx = pytest.importorskip("docx", reason="reading docx is an extra")
    document = docx.Document()
    document.add_paragraph("АЛЕЙСК. Что удалось сделать в области молодёжной политики в 2018 году")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Кто", "Что сделано", "Молодёжный центр «Вектор»", "Проведён фестиваль «Открытый город»."),
        strict=True,
    ):
        cell.text = text
    document.save(path)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Everything at once, built."""
    folder = tmp_path_factory.mktemp("mixed")
    reports = folder / "reports"
    write_reports(reports)
    for name, content in (*((n, c) for n, (c, _) in UNREADABLE.items()), *READABLE.items()):
        (reports / name).write_bytes(content)
    docx_with_a_table(reports / "таблица.docx")
    (reports / "notes.xyz").write_bytes(b"left out")
    (reports / ".hidden.txt").write_bytes(b"left out")
    return folder, run("build", "reports", "--jobs", "1", "--verbose", cwd=folder)


@pytest.fixture(scope="module")
def identifiers(mixed):
    folder, _ = mixed
    query = "SELECT ?n { ?d a civ:SourceDocument ; dcterms:identifier ?n }"
    done = run("query", "-", "-f", "tsv", cwd=folder, stdin=query.encode())
    assert done.code == 0, done.err
    return set(done.out.splitlines()[1:])


def test_the_others_are_built_and_the_exit_code_is_3(mixed, identifiers):
    _, done = mixed
    assert done.code == 3, done.err
    assert done.out == ""
    assert identifiers == {*READABLE, *REPORTS, "таблица.docx"}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_named_with_the_reason(mixed, name):
    _, done = mixed
    line = next(line for line in done.err.splitlines() if line.strip().startswith(name))
    assert UNREADABLE[name][1] in line


def test_what_is_left_out_is_named(mixed):
    _, done = mixed
    assert "notes.xyz" in done.err
    assert ".hidden.txt" in done.err


def test_every_quote_is_in_its_source_whatever_the_encoding(mixed):
    folder, _ = mixed
    done = run("validate", "--sources", "reports", "--no-shapes", cwd=folder)
    assert done.code == 0, done.out + done.err


def test_the_actors_of_odd_files_are_found(mixed):
    folder, _ = mixed
    query = """SELECT DISTINCT ?n { ?m nif:anchorOf ?a ; itsrdf:taIdentRef ?e ; nif:referenceContext ?d .
        ?d dcterms:identifier ?n FILTER(CONTAINS(STR(?a), "Совет ветеранов") || CONTAINS(STR(?a), "Вектор")) }"""
    found = set(run("query", "-", "-f", "tsv", cwd=folder, stdin=query.encode()).out.splitlines()[1:])
    unlike = {"english.txt", "колонки.pdf"}
    assert found >= {*READABLE, "таблица.docx"} - unlike


def test_the_same_text_twice_is_two_documents_and_one_actor(mixed):
    folder, _ = mixed
    query = """SELECT (COUNT(DISTINCT ?e) AS ?n) { ?m nif:referenceContext ?d ; itsrdf:taIdentRef ?e ;
        nif:anchorOf "Городской Совет ветеранов" .
        ?d dcterms:identifier ?name FILTER(?name IN ("отчёт № 1 (копия).txt", "тот же текст.txt")) }"""
    done = run("query", "-", "-f", "tsv", cwd=folder, stdin=query.encode())
    assert done.out.split() == ["n", "1"]


def test_markup_in_a_name_stays_text_in_the_page(mixed):
    folder, _ = mixed
    page = (folder / "graphs" / "index.html").read_text(encoding="utf-8")
    assert HOSTILE not in page
    assert "<img src=x" not in page
    assert "alert(1)" in page  # it is there, as text


@pytest.mark.parametrize("prepare", ["empty folder", "only unreadable", "only unknown", "not there"])
def test_no_readable_input_leaves_everything_as_it_was(kg, tmp_path, prepare):
    (tmp_path / "graphs").mkdir()
    (tmp_path / "graphs" / "civic.ttl").write_text("what was there", encoding="utf-8")
    reports = tmp_path / "reports"
    if prepare != "not there":
        reports.mkdir()
    if prepare == "only unreadable":
        (reports / "пустой.txt").touch()
    if prepare == "only unknown":
        (reports / "table.xlsx").write_bytes(b"PK")
    done = kg("build", "reports")
    assert done.code == 1, done.err
    assert "reports" in done.err
    assert written(tmp_path / "graphs") == {"civic.ttl": b"what was there"}


def test_a_long_text_of_one_line_is_built(kg, tmp_path):
    word = "слово " * 10
    (tmp_path / "line.txt").write_text((word * 4000)[:200_000], encoding="utf-8")
    (tmp_path / "one word.txt").write_text("а" * 200_000, encoding="utf-8")
    done = kg("build", "line.txt", "one word.txt", "--no-page")
    assert done.code == 0, done.err


def test_a_bomb_of_a_docx_is_named(kg, tmp_path):
    with (
        ZipFile(tmp_path / "bomb.docx", "w", ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(501):
            part.write(bytes(1024 * 1024))
    shutil.copy(FILES / "pages.pdf", tmp_path)
    done = kg("build", "bomb.docx", "pages.pdf", "--no-page")
    assert done.code == 3, done.err
    assert "bomb.docx" in done.err


def test_a_report_without_a_heading_gets_its_city_from_the_text(kg, tmp_path):
    (tmp_path / "report.txt").write_text(REPORT.split("\n\n", 2)[2], encoding="utf-8")
    done = kg("build", "report.txt", "--no-page")
    assert done.code == 0
    assert "report.txt" not in done.err
    query = "SELECT ?n { ?d civ:municipality/rdfs:label ?n }"
    assert kg("query", "-", stdin=query.encode()).out.split() == ["n", "Алейск"]
