"""Articles and bare headlines are told apart by language; doubt goes to what is declared, then to English."""

import pytest

from streams.core.admit import detect_language

CASES = [
    ("an English headline", "US to lift curbs on chips for China", None, "en"),
    ("one without a function word", "TRUMP HIKES CHIP TARIFFS", None, "en"),
    ("one with a foreign name", "Nestlé sales slump", None, "en"),
    ("one with a name of foreign particles", "Ursula von der Leyen mocks Johnson", None, "en"),
    ("one with possessives and U.S.", "Tariffs grate on Italy's makers of U.S. parts", None, "en"),
    ("English declared otherwise", "China slaps tariffs on canola from Canada", "fr", "en"),
    ("simplified Chinese", "美国暂停对华芯片出口限制", None, "zh"),
    ("traditional Chinese", "美國暫停對華晶片出口限制", "zh-Hant", "zh"),
    ("Chinese with Latin names", "英伟达获准向中国出售H20芯片 Nvidia", None, "zh"),
    ("Chinese declared as English", "商务部公布不可靠实体清单", "en", "zh"),
    ("English with a Chinese name", "Luckin Coffee (瑞幸咖啡) to list in Hong Kong", None, "en"),
    ("Japanese", "米国、半導体の対中輸出規制を強化へ", None, "ja"),
    ("Japanese without kana, declared", "日米首脳会談", "ja", "ja"),
    ("Korean", "미국, 중국산 반도체에 관세", None, "ko"),
    ("Russian", "США ввели новые санкции", "en", "ru"),
    ("Ukrainian", "Україна запровадила санкції", None, "uk"),
    ("Arabic", "واشنطن تفرض رسوما جمركية جديدة", None, "ar"),
    ("Greek", "Νέοι δασμοί από τις ΗΠΑ", None, "el"),
    ("German", "USA verhängt Zölle gegen China", None, "de"),
    ("French", "Bruxelles veut des droits de douane sur les voitures chinoises", None, "fr"),
    ("Spanish", "Trump impone aranceles del 25% a las importaciones de acero", None, "es"),
    ("a declared language nothing speaks against", "Hausse drastique en vue", "fr", "fr"),
    ("a region is left out", "EU mulls duties", "en-GB", "en"),
    ("a declared tag that is none", "EU mulls duties", "???", "en"),
    ("no words", "12345 --- 67", None, "und"),
    ("nothing", "", None, "und"),
    ("nothing but a declared language", "", "zh-Hans-CN", "zh"),
]


@pytest.mark.parametrize(
    ("text", "declared", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_headline_alone_tells(text: str, declared: str | None, expected: str) -> None:
    assert detect_language(text, "", declared) == expected


def test_the_body_tells_where_the_headline_does_not() -> None:
    body = "Le ministère a annoncé que les droits seront suspendus pour une durée de trois mois."
    assert detect_language("Nvidia H20", body, None) == "fr"
