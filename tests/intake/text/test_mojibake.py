"""Text in an encoding of another language is read well or held, and never published garbled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.text.legacy import decode_legacy
from generator.intake.text.mojibake import is_garbled

ENGLISH = "“Ferry” lease approved – café’s view\nBy José Núñez\n\nThe council voted at the “Café”. It costs €5.\n"
FOREIGN = {
    "gb18030": "港口重新开放\n港口星期天重新开放，市长说。船只从早上开始航行。",
    "cp949": "항구가 다시 열렸다\n\n항구가 일요일 다시 열렸다고 시장이 말했다.",
    "cp1256": "إعادة فتح الميناء بعد العاصفة\n\nأعيد فتح الميناء يوم الأحد كما قال رئيس البلدية.",
    "cp1254": "Liman fırtınadan sonra açıldı\n\nBelediye başkanı pazar günü limanın açıldığını söyledi.",
    "cp1251": "Порт открылся после шторма\n\nПорт открылся в воскресенье, сообщил мэр города.",
}
OWN = {"zh": "gb18030", "ko": "cp949", "ar": "cp1256", "tr": "cp1254", "ru": "cp1251"}


@pytest.mark.parametrize("language", ["es", "pl", "ru", "ar", "ja", "zh", "tr", "ko"])
def test_western_text_is_read_as_such_or_held_in_a_paper_of_any_language(language: str) -> None:
    found = decode_legacy(ENGLISH.encode("cp1252"), language)
    assert found is None or found.text == ENGLISH


@pytest.mark.parametrize("codec", FOREIGN)
@pytest.mark.parametrize("language", ["pl", "ru", "ar", "ja", "zh", "tr", "cs"])
def test_text_of_another_language_is_held(codec: str, language: str) -> None:
    found = decode_legacy(FOREIGN[codec].encode(codec), language)
    assert found is None or (OWN.get(language) == codec and found.text == FOREIGN[codec])


@pytest.mark.parametrize("language", OWN)
def test_text_of_the_papers_own_language_is_read(language: str) -> None:
    text = FOREIGN[OWN[language]]
    found = decode_legacy(text.encode(OWN[language]), language)
    assert found is not None
    assert found.text == text
    assert not is_garbled(text, language)


@given(st.text(max_size=400), st.sampled_from(["pl", "ru", "ja", "zh", "ar", "en"]))
def test_no_text_raises(text: str, language: str) -> None:
    is_garbled(text, language)
