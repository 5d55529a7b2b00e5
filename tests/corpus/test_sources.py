"""Which files are read, and under what names."""

import os

import pytest

from kg.corpus.sources import find


def put(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Текст.", encoding="utf-8")


def names(inputs):
    return [source.identifier for source in inputs.sources]


def test_a_folder_with_folders(tmp_path):
    put(tmp_path, "б.txt", "а.TXT", "2019/отчёт города.txt", "x/y/z.docx")
    assert names(find([tmp_path])) == ["2019/отчёт города.txt", "x/y/z.docx", "а.TXT", "б.txt"]


def test_what_is_left_out_is_named(tmp_path):
    put(tmp_path, "a.txt", ".hidden.txt", "~$a.docx", "data.xlsx", "sub/.git/b.txt", "sub/photo.jpg")
    found = find([tmp_path])
    assert names(found) == ["a.txt"]
    assert [(skip.identifier, skip.reason_code) for skip in found.skipped] == [
        (".hidden.txt", "hidden"),
        ("data.xlsx", "unknown_suffix"),
        ("sub/.git", "hidden"),
        ("sub/photo.jpg", "unknown_suffix"),
        ("~$a.docx", "hidden"),
    ]


def test_a_file_by_itself_is_read_whatever_its_ending(tmp_path):
    put(tmp_path, "report", ".hidden")
    assert names(find([tmp_path / "report", tmp_path / ".hidden"])) == [".hidden", "report"]


def test_an_empty_folder(tmp_path):
    assert find([tmp_path]).sources == ()


def test_a_path_that_is_not_there(tmp_path):
    (failure,) = find([tmp_path / "нет.txt"]).failures
    assert failure.reason_code == "missing"
    assert failure.identifier.endswith("нет.txt")


def test_order_of_the_paths_does_not_matter(tmp_path):
    put(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    there, back = (
        find(paths) for paths in ([tmp_path / "one", tmp_path / "two"], [tmp_path / "two", tmp_path / "one"])
    )
    assert there == back
    assert names(there) == ["b.txt", "one/a.txt", "two/a.txt"]


def test_folders_of_one_name(tmp_path):
    put(tmp_path, "x/reports/a.txt", "y/reports/a.txt")
    found = find([tmp_path / "x/reports", tmp_path / "y/reports"])
    assert names(found) == ["x/reports/a.txt", "y/reports/a.txt"]


def test_a_name_that_grows_into_another(tmp_path):
    put(tmp_path, "p/a.txt", "q/a.txt", "q/p/a.txt")
    found = names(find([tmp_path / "p", tmp_path / "q"]))
    assert len(set(found)) == 3


def test_a_file_reached_twice_is_taken_once(tmp_path):
    put(tmp_path, "sub/a.txt")
    assert names(find([tmp_path, tmp_path / "sub", tmp_path / "sub/a.txt"])) == ["a.txt"]


def test_files_of_equal_content_are_two(tmp_path):
    put(tmp_path, "a.txt", "b.txt")
    assert names(find([tmp_path])) == ["a.txt", "b.txt"]


def test_standard_input():
    (source,) = find(["-"]).sources
    assert (source.identifier, source.path) == ("stdin", None)


def test_a_folder_that_links_to_itself(tmp_path):
    put(tmp_path, "sub/a.txt")
    (tmp_path / "sub/loop").symlink_to(tmp_path, target_is_directory=True)
    assert names(find([tmp_path])) == ["sub/a.txt"]


def test_the_output_folder_is_not_entered(tmp_path):
    put(tmp_path, "a.txt", "graphs/index.html")
    assert names(find([tmp_path], exclude=[tmp_path / "graphs"])) == ["a.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list any folder")
def test_a_folder_without_permission(tmp_path):
    put(tmp_path, "a.txt", "sub/b.txt")
    (tmp_path / "sub").chmod(0)
    try:
        found = find([tmp_path])
    finally:
        (tmp_path / "sub").chmod(0o700)
    assert names(found) == ["a.txt"]
    assert [failure.reason_code for failure in found.failures] == ["no_permission"]


def test_names_that_are_no_text(tmp_path):
    for name in (b"\xff.txt", b"\xfe.txt"):
        (tmp_path / os.fsdecode(name)).write_bytes(b"text")
    found = names(find([tmp_path]))
    assert len(set(found)) == 2
    assert all(name.encode("utf-8") for name in found)


def test_decomposed_letters_are_composed(tmp_path):
    put(tmp_path, "отче\u0308т.txt")
    assert names(find([tmp_path])) == ["отч\u0451т.txt"]
