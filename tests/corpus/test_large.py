"""A text that is no single report is named, not swallowed."""

from kg.corpus import ReadFailure, Source, read
from kg.corpus.read import LARGEST


def test_a_text_of_fifty_megabytes_is_named_with_what_to_do(tmp_path):
    path = tmp_path / "архив.txt"
    path.write_bytes("Совет ветеранов провёл форум. ".encode("cp1251") * 1_700_000)
    found = read(Source("архив.txt", path))
    assert isinstance(found, ReadFailure)
    assert found.reason_code == "too_large"
    assert "разделите файл" in found.message_in("ru")
    assert found.detail in found.message_in("en")


def test_a_long_text_within_the_limit_is_read(tmp_path):
    path = tmp_path / "длинный.txt"
    path.write_text("Совет ветеранов провёл форум.\n" * 3000, encoding="utf-8")
    assert path.stat().st_size < LARGEST
    assert not isinstance(read(Source("длинный.txt", path)), ReadFailure)
