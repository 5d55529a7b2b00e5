"""File formats: their text, and what is wrong with files that give none."""

import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import odfdo
import pytest

from kg.corpus import ReadFailure, Source, read
from kg.corpus.failures import UnreadableError
from kg.corpus.formats import dispatch, extract
from kg.corpus.layout import layout

FILES = Path(__file__).parent / "files"
SENTENCE = "Совет ветеранов провёл праздник."


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def lines(text):
    return [line for line in text.splitlines() if line.strip()]


def texts(text):
    return [block.text for block in layout(text)]


def a_docx():
    document = docx.Document()
    document.add_heading("АЛЕЙСК", 1)
    document.add_paragraph("Совет\tветеранов\nгорода.")
    document.add_paragraph("первый пункт", style="List Bullet")
    table = document.add_table(rows=2, cols=3)
    for index, word in enumerate(["№", "Мероприятие", "Срок", "1", "Форум ТОС", "май"]):
        table.cell(index // 3, index % 3).text = word
    wide = document.add_table(rows=1, cols=2)
    wide.cell(0, 0).merge(wide.cell(0, 1)).text = "Объединённая ячейка"
    wide.cell(0, 0).add_table(1, 2).cell(0, 1).text = "внутри"
    document.add_paragraph("Конец.")
    return document


def saved(document):
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_docx_with_tables():
    assert lines(extract(saved(a_docx()), ".docx")) == [
        "АЛЕЙСК",
        "Совет\tветеранов",
        "города.",
        "– первый пункт",
        "№ | Мероприятие | Срок",
        "1 | Форум ТОС | май",
        "Объединённая ячейка",
        "внутри",
        "Конец.",
    ]


def test_docx_what_word_wraps_around_text_is_kept():
    """Content controls, tracked insertions, hyperlinks; deleted text is not."""
    document = docx.Document()
    body = document.element.body
    for inner in (
        f"<w:sdt><w:sdtContent><w:p>{run('САЯНОГОРСК')}</w:p></w:sdtContent></w:sdt>",
        f"<w:p><w:ins>{run('вставлено')}</w:ins><w:del><w:r><w:delText>удалено</w:delText></w:r></w:del></w:p>",
        "<w:p><w:r><w:t>Анжеро</w:t><w:noBreakHyphen/><w:t>Судженск</w:t></w:r></w:p>",
        f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run('в рамке')}</w:p></w:txbxContent></w:pict></w:r></w:p>",
    ):
        body.insert(len(body) - 1, docx.oxml.parse_xml(inner.replace(">", f" {W}>", 1)))
    assert lines(extract(saved(document), ".docx")) == [
        "САЯНОГОРСК",
        "вставлено",
        "Анжеро-Судженск",
        "в рамке",
    ]


def an_odt():
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "АЛЕЙСК"))
    document.body.append(odfdo.Paragraph("Совет  ветеранов\nгорода."))
    document.body.append(odfdo.List(["первый пункт", "второй пункт"]))
    table = odfdo.Table("T", width=2, height=1)
    table.set_value((0, 0), "Форум ТОС")
    table.set_value((1, 0), "май")
    document.body.append(table)
    return document


def test_odt():
    assert lines(extract(saved(an_odt()), ".odt")) == [
        "АЛЕЙСК",
        "Совет  ветеранов",
        "города.",
        "– первый пункт",
        "– второй пункт",
        "Форум ТОС | май",
    ]


def escaped(text):
    return "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in text.encode("cp1251"))


@pytest.mark.parametrize("write", [escaped, str], ids=["escaped", "raw bytes"])
def test_rtf(write):
    head = r"{\rtf1\ansi\ansicpg1251\deff0 {\fonttbl{\f0\fcharset204 Times;}}\f0 "
    source = rf"{head}{write('АЛЕЙСК')}\par {write(SENTENCE)}\par}}"
    assert lines(extract(source.encode("cp1251"), ".rtf")) == ["АЛЕЙСК", SENTENCE]


def test_rtf_in_unicode():
    letters = "".join(rf"\u{ord(sign)}?" for sign in "Совет")
    assert lines(extract(rf"{{\rtf1\ansi {letters}}}".encode(), ".rtf")) == ["Совет"]


HTML = """<!DOCTYPE html><html><head><meta charset="{0}"><title>сайт</title><style>p {{}}</style></head>
<body><nav>меню</nav><h1>АЛЕЙСК</h1>
<p>Совет <b>вете</b>ранов
провёл &laquo;праздник&raquo;.<br>Новая строка.</p><!-- заметка -->
<ul><li>раз</li><li>два</li></ul><ol><li>один</li><li><p>второй</p></li></ol>
<table><tr><th>Мероприятие</th><th>Срок</th></tr><tr><td>Форум</td><td>май</td></tr></table>
<script>alert(1)</script></body></html>"""


@pytest.mark.parametrize("name", ["utf-8", "windows-1251", "koi8-r"])
@pytest.mark.parametrize("declared", [True, False])
def test_html(name, declared):
    source = HTML.format(name) if declared else HTML.format("utf-8")
    assert lines(extract(source.encode(name), ".html")) == [
        "АЛЕЙСК",
        "Совет ветеранов провёл «праздник».",
        "Новая строка.",
        "– раз",
        "– два",
        "1. один",
        "2. второй",
        "Мероприятие | Срок",
        "Форум | май",
    ]


def test_html_a_table_for_layout_is_text():
    cell = f"<p>{SENTENCE}</p>" * 20
    found = lines(extract(f"<table><tr><td>{cell}</td><td>{cell}</td></tr></table>".encode(), ".html"))
    assert found == [SENTENCE] * 40


def test_html_nested_deeply():
    source = "<div>" * 3000 + SENTENCE + "</div>" * 3000
    try:
        assert lines(extract(source.encode(), ".html")) == [SENTENCE]
    except UnreadableError as error:
        assert error.reason_code == "broken"


def test_markdown():
    head = "---\ntitle: x\n---\n# АЛЕЙСК\n\n"
    source = f"{head}{SENTENCE}\nВторая **строка**.\n\n1. один\n2. два\n\n- три\n\nООО «<script>»"
    assert lines(extract(source.encode(), ".md")) == [
        "АЛЕЙСК",
        f"{SENTENCE} Вторая строка.",
        "1. один",
        "2. два",
        "– три",
        "ООО «<script>»",
    ]


def test_pdf_in_two_columns():
    found = texts(extract((FILES / "two_columns.pdf").read_bytes(), ".pdf"))
    assert found[0] == "АЛЕЙСК"
    assert found[1].startswith("В 2018 году администрация города провела большую работу по поддержке")
    assert found[1].endswith("гражданско-патриотическое воспитание молодежи в школах города.")
    assert found[2].startswith("Общество инвалидов проводит выставки и концерты")
    assert len(found) == 3


def test_pdf_justified_with_indents():
    """Wide spaces between words are no columns; a first-line indent begins a paragraph."""
    blocks = layout(extract((FILES / "justified.pdf").read_bytes(), ".pdf"))
    assert [block.kind.value for block in blocks] == ["heading"] * 2 + ["paragraph"] * 3 + ["item"] * 2 + [
        "paragraph"
    ]
    assert blocks[1].text.endswith("в области взаимодействия с общественностью в 2018 году")
    assert blocks[2].text.endswith("ведет гражданско-патриотическое воспитание молодежи в школах города.")
    assert blocks[5].text.startswith("Совет ветеранов, который объединяет более двух тысяч человек")
    assert "  " not in blocks[2].text


def test_pdf_a_sentence_over_two_pages():
    (block,) = texts(extract((FILES / "pages.pdf").read_bytes(), ".pdf"))
    assert "по уничтожению объявлений наркотических сайтов на стенах" in block


def test_pdf_with_a_password_for_changes_only():
    assert "Казачье общество" in extract((FILES / "owner_password.pdf").read_bytes(), ".pdf")


def test_txt_keeps_its_own_text():
    source = "  Совет \n\n\tветеранов – <script>\r\n"
    assert extract(source.encode(), ".txt") == "  Совет \n\n\tветеранов – <script>\n"


@pytest.mark.parametrize("suffix", ["", ".doc"])
@pytest.mark.parametrize("kind", [".docx", ".odt", ".pdf", ".rtf", ".html", ".txt"])
def test_an_ending_that_does_not_tell(suffix, kind):
    data = {
        ".docx": lambda: saved(a_docx()),
        ".odt": lambda: saved(an_odt()),
        ".pdf": (FILES / "two_columns.pdf").read_bytes,
        ".rtf": rf"{{\rtf1\ansicpg1251 {escaped(SENTENCE)}}}".encode,
        ".html": f"<html><body>{SENTENCE}</body></html>".encode,
        ".txt": SENTENCE.encode,
    }[kind]()
    assert extract(data, suffix) == extract(data, kind)


def zipped(**files):
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BAD = {
    "an empty file": (".txt", b"", "empty"),
    "an empty docx": (".docx", b"", "empty"),
    "spaces only": (".txt", b" \n\t\n", "blank"),
    "a picture named txt": (".txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
    "a PDF named txt": (".txt", (FILES / "pages.pdf").read_bytes(), "binary"),
    "a docx named txt": (".txt", saved(a_docx()), "binary"),
    "a docx cut short": (".docx", saved(a_docx())[:3000], "broken"),
    "a zip that is no docx": (".docx", zipped(a="b"), "broken"),
    "a zip that is no odt": (".odt", zipped(a="b"), "broken"),
    "text named docx": (".docx", SENTENCE.encode(), "broken"),
    "text named pdf": (".pdf", SENTENCE.encode(), "broken"),
    "text named rtf": (".rtf", SENTENCE.encode(), "broken"),
    "a PDF cut short": (".pdf", (FILES / "two_columns.pdf").read_bytes()[:5000], None),
    "a docx with a password": (".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted"),
    "old Word": (".doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_word"),
    "a PDF with a password": (".pdf", (FILES / "password.pdf").read_bytes(), "encrypted"),
    "a scan": (".pdf", (FILES / "scan.pdf").read_bytes(), "scan"),
    "a docx without text": (".docx", saved(docx.Document()), "blank"),
    "html without text": (".html", b"<html><script>x()</script></html>", "blank"),
    "French in Latin letters": (".txt", "où déjà été à l'élève".encode("cp1252"), "unknown_encoding"),
}


@pytest.mark.parametrize("case", BAD.values(), ids=BAD)
def test_bad_files_are_values_with_a_reason(case, tmp_path):
    suffix, data, reason = case
    path = tmp_path / f"отчёт{suffix}"
    path.write_bytes(data)
    failure = read(Source("отчёт", path))
    assert isinstance(failure, ReadFailure)
    assert failure.identifier == "отчёт"
    assert failure.reason_code == reason or (reason is None and failure.reason_code in {"broken", "scan"})
    assert failure.message_in("ru") != failure.message_in("en")
    assert "{" not in failure.message_in("ru")


def test_an_odt_with_a_password(tmp_path):
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    path = tmp_path / "a.odt"
    path.write_bytes(
        zipped(**{"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": manifest})
    )
    failure = read(Source("a.odt", path))
    assert isinstance(failure, ReadFailure)
    assert failure.reason_code == "encrypted"


def test_a_zip_bomb(monkeypatch):
    monkeypatch.setattr(dispatch, "_LARGEST", 1000)
    with pytest.raises(UnreadableError) as caught:
        extract(saved(a_docx()), ".docx")
    assert caught.value.reason_code == "too_large_inside"


def test_a_file_that_is_gone(tmp_path):
    failure = read(Source("a.txt", tmp_path / "a.txt"))
    assert isinstance(failure, ReadFailure)
    assert failure.reason_code == "missing"


def test_a_folder_named_txt(tmp_path):
    (tmp_path / "a.txt").mkdir()
    failure = read(Source("a.txt", tmp_path / "a.txt"))
    assert isinstance(failure, ReadFailure)
    assert failure.reason_code == "io_error"


@pytest.mark.parametrize(
    ("library", "suffix", "extra"), [("docx", ".docx", "office"), ("pdfminer", ".pdf", "pdf")]
)
def test_a_missing_library_is_named_with_its_extra(library, suffix, extra, monkeypatch):
    data = saved(a_docx()) if suffix == ".docx" else (FILES / "pages.pdf").read_bytes()
    for name in list(sys.modules):
        if name.split(".")[0] == library or name.startswith(
            ("kg.corpus.formats.docx", "kg.corpus.formats.pdf")
        ):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UnreadableError) as caught:
        extract(data, suffix)
    assert (caught.value.reason_code, caught.value.detail) == ("missing_extra", extra)


def test_standard_input(monkeypatch):
    class Stdin:
        buffer = BytesIO(SENTENCE.encode("koi8-r"))

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert read(Source("stdin", None)).text == SENTENCE
