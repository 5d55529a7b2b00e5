"""What goes to standard output and what beside it; languages, colours, encodings."""

import re

import pytest
from program import REPORTS, run

REPORT = REPORTS["алейск 2018.txt"]
COLOUR = re.compile("\x1b\\[")


def test_standard_input_is_a_document(kg):
    done = kg("build", "-", "--jobs", "1", "--no-page", "--no-cache", stdin=REPORT.encode("cp1251"))
    assert (done.code, done.out) == (0, "")
    query = "SELECT ?n { ?d a civ:SourceDocument ; dcterms:identifier ?n }"
    assert kg("query", "-", stdin=query.encode()).out == "n\nstdin\n"


def test_an_empty_standard_input_is_named(kg):
    done = kg("build", "-", "--no-page", "--no-cache")
    assert done.code == 1
    assert "stdin" in done.err


def test_the_summary_tells_what_was_found_and_where_it_is(built):
    done = run("build", "reports", "--out", "again", cwd=built)
    assert done.out == ""
    for word in ("Документов: 2", "Сущностей", "Утверждений", "Показателей", "civic.ttl", "index.html"):
        assert word in done.err
    assert "Documents: 2" in run("--lang", "en", "build", "reports", "--out", "again", cwd=built).err


def test_quiet_says_nothing_and_still_names_errors(built):
    done = run("build", "reports", "--out", "again", "-q", cwd=built)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert "nowhere" in run("build", "nowhere", "-q", cwd=built).err


def test_verbose_lists_everything(kg, tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "отчёт.txt").write_text(REPORT, encoding="utf-8")
    for number in range(30):
        (reports / f"пустой {number:02}.txt").touch()
    short, whole = (kg("build", "reports", "--jobs", "1", "--no-page", *more) for more in ((), ("-v",)))
    assert (short.code, whole.code) == (3, 3)
    assert "пустой 29.txt" not in short.err
    assert "30" in short.err
    assert "пустой 29.txt" in whole.err


@pytest.mark.parametrize(
    "arguments", [["query", "actors"], ["queries"], ["stats"], ["build", "reports", "--out", "x"]]
)
def test_a_pipe_gets_no_colours(built, arguments):
    done = run(*arguments, cwd=built, TERM="xterm-256color")
    assert done.code == 0, done.err
    assert not COLOUR.search(done.out + done.err)


def test_colours_are_given_up_where_a_terminal_says_so(built):
    coloured = run("query", "nowhere", cwd=built, FORCE_COLOR="1", TERM="xterm-256color")
    plain = run("query", "nowhere", cwd=built, FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1")
    assert "\x1b[31m" in coloured.err or "\x1b[1;31m" in coloured.err
    assert not re.search("\x1b\\[[0-9;]*3[0-9]m", plain.err)


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C"}, ASCII, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "cp1251"}],
    ids=["C", "C without any help", "POSIX", "cp1251"],
)
def test_output_is_utf_8_whatever_the_locale(built, environment):
    done = run("query", "actors", cwd=built, KG_LANG="ru", **environment)
    assert done.code == 0, done.err
    assert "Алейск" in done.out
    assert "Документов" in run("build", "reports", "--out", "c", cwd=built, KG_LANG="ru", **environment).err


def test_names_and_arguments_are_read_whatever_the_locale(built):
    same = (built / "graphs" / "civic.ttl").read_bytes()
    assert run("build", "reports", "--out", "ascii", cwd=built, **ASCII).code == 0
    assert (built / "ascii" / "civic.ttl").read_bytes() == same
    asked = run("query", "actors", "-p", "city=Алейск", cwd=built, LC_ALL="C")
    assert "Совет ветеранов" in asked.out
    assert "Вектор" not in asked.out


def test_data_is_alone_on_standard_output(built):
    done = run("query", "actors", "-f", "csv", cwd=built)
    assert done.err == ""
    assert all(line.count(",") >= 1 for line in done.out.splitlines())
    exported = run("export", "-f", "nt", cwd=built)
    assert exported.code == 0
    assert all(line.endswith(" .") for line in exported.out.splitlines())
