"""Text in TCVN3 and VNI is converted by its font, whole alphabet and back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc._testing.old_fonts import encoded
from cchc.read.legacy import converted, font_encoding, from_tcvn3, from_vni, looks_legacy

TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
SMALL = [unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in TONES] + ["đ"]
PLAIN = list("bcdghklmnpqrstvx 0123456789.,%/()")
CAPITALS = [letter.upper() for letter in SMALL]
WORDS = ("Số thủ tục hành chính", "đơn vị sự nghiệp công lập", "quý, kỳ, tỷ lệ, hoà, giữa, quyết")


def test_the_alphabet_has_all_seventy_three_letters():
    assert len(set(SMALL)) == 73


@pytest.mark.parametrize("letter", SMALL)
def test_every_small_letter_survives_both_encodings(letter):
    for font in (".VnTime", "VNI-Times"):
        stored = encoded(f"x{letter}x", font)
        assert stored is not None
        assert converted(stored, font) == f"x{letter}x"


@pytest.mark.parametrize("letter", CAPITALS)
def test_every_capital_survives_the_fonts_that_have_it(letter):
    assert converted(encoded(f"X{letter}X", "VNI-Times"), "VNI-Times") == f"X{letter}X"
    assert converted(encoded(letter, ".VnTimeH"), ".VnTimeH") == letter


@given(st.text(st.sampled_from(SMALL + PLAIN)))
def test_any_small_text_survives_both_encodings(text):
    for font in (".VnTime", "VNI-Times"):
        assert converted(encoded(text, font), font) == text


@pytest.mark.parametrize(
    ("stored", "font", "text"),
    [
        ("Sè thñ tôc hµnh chÝnh", ".VnTime", "Số thủ tục hành chính"),
        ("c¶i c¸ch hµnh chÝnh", ".VnTimeH", "CẢI CÁCH HÀNH CHÍNH"),
        ("Soá thuû tuïc haønh chính", "VNI-Times", "Số thủ tục hành chính"),
        (
            "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM",
            "VNI-Helve",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
        ("ngöôøi ñöôïc giao", "VNI-Times", "người được giao"),
    ],
)
def test_words_read_as_people_typed_them(stored, font, text):
    assert converted(stored, font) == text


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "TCVN3"),
        (".VnArialH", "TCVN3"),
        ("ABCDEF+.VnTime", "TCVN3"),
        (".VnTime-Bold", "TCVN3"),
        ("VNI-Times", "VNI"),
        ("VNI Times", "VNI"),
        ("ABCDEF+VNI-Times,Bold", "VNI"),
        ("Times New Roman", None),
        ("Vntimes new roman", None),
        ("Arial", None),
        ("", None),
    ],
)
def test_the_name_of_a_font_tells_its_encoding(font, encoding):
    assert font_encoding(font) == encoding


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
@pytest.mark.parametrize("text", WORDS)
def test_unicode_text_under_an_old_font_is_left_alone(text, font):
    assert converted(text, font) == text


def test_text_in_a_unicode_font_is_left_alone():
    assert converted("Sè thñ tôc", "Arial") == "Sè thñ tôc"


def test_symbol_places_of_an_old_font_are_known():
    stored = "".join(chr(0xF000 + ord(sign)) if ord(sign) > 127 else sign for sign in "Sè thñ tôc")
    assert converted(stored, ".VnTime") == "Số thủ tục"


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
def test_text_without_a_font_is_told_to_be_legacy(font):
    stored = encoded("số thủ tục hành chính được công bố tại các đơn vị sự nghiệp", font)
    assert looks_legacy(stored)[0] == ("TCVN3" if font.startswith(".") else "VNI")


@pytest.mark.parametrize(
    "text", [*WORDS, "Côte d'Ivoire, façade, naïve, Ærø", "tenant §5 © ® 2024"]
)
def test_other_text_is_not_told_to_be_legacy(text):
    assert looks_legacy(text) is None


def test_signs_that_no_encoding_uses_stay():
    assert from_tcvn3("a-b_c 1") == "a-b_c 1"
    assert from_vni("ø") == "ø"
