"""Encodings: Unicode first, then the five 8-bit encodings of Russian."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.encodings import EIGHT_BIT, clean, decode
from kg.corpus.failures import UnreadableError

TEXTS = {
    "report": "Администрация города активно взаимодействует с местными общественными организациями.",
    "capitals on top": "УСТЬ-ИЛГАНЬ\n\nЧто удалось в 2021 году\n\nПрошёл фестиваль «Чистая заводь» № 3.",
    "with Latin": "Волонтёры проекта Dance4life провели 12 акций (IV форум), сайт www.example.ru.",
    "short": "Совет ветеранов города",
}


@pytest.mark.parametrize("name", EIGHT_BIT)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_eight_bit(name, text):
    data = text.encode(name, "ignore")
    assert decode(data) == data.decode(name)


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_unicode(name, text):
    assert decode(text.encode(name)) == text


def test_utf_16_of_either_order_with_a_mark():
    assert decode(codecs.BOM_UTF16_BE + "Совет".encode("utf-16-be")) == "Совет"


def test_english_and_emoji():
    assert decode("The council 🎉 met.".encode()) == "The council 🎉 met."


def test_line_ends():
    assert decode(b"a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_a_few_nul_bytes_become_spaces():
    assert decode("Совет\0ветеранов города".encode()) == "Совет ветеранов города"


def test_broken_letters_in_utf_8_stay_visible():
    sentence = "Совет ветеранов города провёл заседание".encode()
    assert decode(sentence[:-1]) == "Совет ветеранов города провёл заседани\ufffd"
    assert decode(sentence + b"\xff" + sentence).count("\ufffd") == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        (b"PK\x03\x04" + bytes(100), "binary"),
        (b"%PDF-1.7 ...", "binary"),
        (bytes(range(256)) * 40, "binary"),
        ("Ça a été décidé à l'été, où déjà".encode("cp1252"), "unknown_encoding"),
        ("日本語のテキストです".encode("shift-jis"), "unknown_encoding"),
    ],
)
def test_what_is_no_text(data, reason):
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert caught.value.reason_code == reason


@given(st.binary(max_size=400))
def test_any_bytes_give_clean_text_or_a_reason(data):
    try:
        text = decode(data)
    except UnreadableError as error:
        assert error.reason_code in {"empty", "binary", "unknown_encoding"}
    else:
        assert "\r" not in text
        assert "\0" not in text
        assert text.encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=100))
def test_utf_8_comes_back_as_it_was(text):
    assert clean(text) == text.removeprefix("\ufeff")
