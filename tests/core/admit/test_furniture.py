"""What is marked as page furniture, and what must never be: real paragraphs, however short."""

import pytest

from schemas.article import Article
from streams.core.admit import read
from streams.core.document import Furniture

LEAD = (
    "The ministry said on Tuesday it would require a licence for exports of graphite to Japan.\n\n"
    "Makers of batteries said they had enough in stock until the autumn."
)


def marks(body: str) -> list[tuple[str, Furniture | None]]:
    """The sentences of a body with their marks."""
    return [(sentence.plain, sentence.furniture) for sentence in read(Article(id="a", body=body)).sentences]


FURNITURE = [
    (
        "a call to follow on a messenger",
        "Follow us on our WhatsApp channel for breaking news alerts",
        Furniture.FOLLOW_US,
    ),
    ("a call in capitals", "FOLLOW US ON FACEBOOK AND TWITTER", Furniture.FOLLOW_US),
    ("a call to sign up", "Sign up for our newsletter, the Morning Brief, here.", Furniture.FOLLOW_US),
    ("a call to click", "Click here to read the full report.", Furniture.FOLLOW_US),
    ("a call to download", "Download the app to get alerts on your phone.", Furniture.FOLLOW_US),
    ("a call to subscribe", "Subscribe to The Wire's daily newsletter", Furniture.FOLLOW_US),
    (
        "a call to get the news by mail",
        "Get the latest stories delivered straight to your inbox.",
        Furniture.FOLLOW_US,
    ),
    ("a call to join a channel", "Join our Telegram channel", Furniture.FOLLOW_US),
    ("a Chinese call to follow", "关注我们的微信公众号，获取更多资讯", Furniture.FOLLOW_US),
    ("a Chinese call to scan", "扫描二维码关注", Furniture.FOLLOW_US),
    ("tags with spaced commas", "SCMP , China , Nvidia", Furniture.TAG_LINE),
    ("three tags", "Trade, Semiconductors, Japan", Furniture.TAG_LINE),
    ("tags after their word", "Tags: export controls, ASML", Furniture.TAG_LINE),
    ("tags with bars", "Trade | Technology | Huawei", Furniture.TAG_LINE),
    ("hash tags", "#tariffs #China #steel", Furniture.TAG_LINE),
    ("a Chinese line of tags", "标签：芯片 出口管制", Furniture.TAG_LINE),
    ("a paper's name behind dashes", "-- SOUTH CHINA MORNING POST", Furniture.SIGN_OFF),
    ("an agency behind a dash", "– Reuters", Furniture.SIGN_OFF),
    ("an agency alone", "AFP", Furniture.SIGN_OFF),
    ("a wire's end", "(Reporting by Jane Roe in Tokyo; Editing by John Doe)", Furniture.SIGN_OFF),
    ("inputs from agencies", "(With inputs from agencies)", Furniture.SIGN_OFF),
    ("a wire's last mark", "ENDS", Furniture.SIGN_OFF),
    ("a Chinese editor", "责任编辑：王小明", Furniture.SIGN_OFF),
    ("a Chinese end", "（完）", Furniture.SIGN_OFF),
    (
        "a photo credit at the end",
        "The minister at a plant in Osaka on Monday. Photo: Kyodo",
        Furniture.CAPTION,
    ),
    (
        "an agency's photo credit",
        "A worker inspects wafers at a plant in Hsinchu. (AP Photo/Jane Roe)",
        Furniture.CAPTION,
    ),
    (
        "a photographer's name",
        "Containers at the port of Busan, May 3. REUTERS/Kim Roe/File Photo",
        Furniture.CAPTION,
    ),
    ("a file photo", "FILE PHOTO: A logo is seen on a building in Santa Clara.", Furniture.CAPTION),
    ("a picture agency", "The chancellor arrives in Brussels | Jane Roe/Getty Images", Furniture.CAPTION),
    ("a Chinese photo credit", "图：路透社", Furniture.CAPTION),
    ("a Chinese archive photo", "资料图：港口的集装箱", Furniture.CAPTION),
    ("a copyright notice", "Copyright 2025 The Daily Example. All rights reserved.", Furniture.NOTICE),
    ("a notice with the sign", "© 2025 Example Media", Furniture.NOTICE),
    ("a disclaimer", "Disclaimer: The information is for education only.", Furniture.NOTICE),
    ("an author's views", "The views expressed here are those of the author.", Furniture.NOTICE),
    ("where it appeared first", "This article first appeared in the Example Review.", Furniture.NOTICE),
    ("an advertisement's place", "ADVERTISEMENT", Furniture.NOTICE),
    ("a Chinese source line", "来源：新华社", Furniture.NOTICE),
    ("a Chinese first headline", "原标题：商务部公布新规", Furniture.NOTICE),
    ("a link to another story", "Read more: Tokyo weighs curbs on chip tools", Furniture.HEADLINE_RAIL),
    ("the heading of a rail", "Related stories", Furniture.HEADLINE_RAIL),
]


@pytest.mark.parametrize(
    ("line", "kind"), [case[1:] for case in FURNITURE], ids=[case[0] for case in FURNITURE]
)
def test_a_line_of_furniture_is_marked_and_the_text_before_it_is_not(line: str, kind: Furniture) -> None:
    marked = marks(f"{LEAD}\n\n{line}")
    assert [mark for _, mark in marked[:2]] == [None, None]
    assert {mark for _, mark in marked[2:]} == {kind}


NEWS = [
    ("short paragraphs", "Beijing hit back.\n\nIt will tax soybeans.\n\nMarkets fell."),
    (
        "flashes without stops",
        "U.S. TO IMPOSE 25% TARIFF ON CHIPS\nTRUMP SAYS LEVY STARTS AUG 1\nEU PREPARES RESPONSE",
    ),
    ("an imperative in the news", "Follow-up talks on the tariff will be held in Geneva, the ministry said."),
    (
        "a sentence about a messenger",
        "Russia will ban WhatsApp from state offices, the communications ministry said.",
    ),
    (
        "a sentence about a newsletter",
        "The bank said in its newsletter that the duty would cost 2 billion euros.",
    ),
    ("news of a notice", "Copyright rules on imports of books were tightened by Ottawa on Monday."),
    ("news of publication", "The report is published every month by the commerce ministry."),
    ("a poll by an agency", "Most expect the duty to stay, a Reuters/Ipsos poll showed"),
    ("a list in a sentence", "The duty applies to steel, copper, aluminium and zinc from Monday."),
    ("a list of headline-like moves", "Trump hikes tariffs, China retaliates, markets fall"),
    (
        "a paragraph that opens as a notice",
        "Disclosures of sales to Iran must be filed with the Treasury within ten days.",
    ),
    ("photographs as goods", "The list covers cameras, film and photo paper made in Japan."),
    ("related as a word", "Related duties on car parts will start in May, the White House said."),
    ("more as a word", "More tariffs are coming, the president said."),
    ("watch as a word", "Watch makers in Switzerland face a duty of 39 per cent from Thursday."),
    ("a Chinese paragraph", "商务部周二宣布，将对石墨实施出口许可管理。企业表示库存充足。"),
    ("a dash before text", "-- China will lift the ban on Australian beef"),
    ("a list behind a colon", "Three firms were added to the list:\nHuawei, SMIC, YMTC"),
    (
        "a bulleted list of names",
        "The firms on the list:\n* Huawei, Shenzhen, China\n* SMIC, Shanghai, China",
    ),
]


@pytest.mark.parametrize("body", [case[1] for case in NEWS], ids=[case[0] for case in NEWS])
def test_news_is_not_marked(body: str) -> None:
    assert [
        sentence for sentence, mark in marks(f"{LEAD}\n\n{body}\n\nThe duty takes effect in May.") if mark
    ] == []
    assert [sentence for sentence, mark in marks(body) if mark] == []


RAIL = (
    "Next In Business News",
    "Tokyo weighs curbs on chip tools",
    "Oil slips as talks drag on",
    "Who pays for the tariffs?",
    "Why 'de-risking' is back",
)


def test_a_rail_of_headlines_is_marked_to_the_end() -> None:
    marked = marks(f"{LEAD}\n\n" + "\n".join(RAIL) + "\n\nOthers Also Read")
    assert [mark for _, mark in marked[2:]] == [Furniture.HEADLINE_RAIL] * 6


def test_a_rail_ends_where_running_text_resumes() -> None:
    marked = marks(
        f"{LEAD}\n\n" + "\n\n".join(RAIL) + "\n\nBrussels said it would answer in kind.\n\nIt named no date."
    )
    assert [mark for _, mark in marked[-3:]] == [Furniture.HEADLINE_RAIL, None, None]


def test_a_paragraph_of_two_sentences_ends_a_rail_however_it_closes() -> None:
    marked = marks(f"{LEAD}\n\nRelated stories\n\nOil slips\n\nThe duty is off. Who would have thought it?")
    assert [mark for _, mark in marked[2:]] == [Furniture.HEADLINE_RAIL, Furniture.HEADLINE_RAIL, None, None]


def test_two_rails_with_text_between_are_both_marked() -> None:
    marked = marks(f"{LEAD}\n\nRelated stories\n\nOil slips\n\nBrussels said no.\n\nMost read\n\nGold jumps")
    kinds = [mark for _, mark in marked]
    rail = Furniture.HEADLINE_RAIL
    assert kinds == [None, None, rail, rail, None, rail, rail]


def test_furniture_at_the_end_of_a_paragraph_leaves_the_paragraph() -> None:
    body = "The ministry lifted the ban. Exports resume. Makers cheered. Prices fell. (Reporting by Jane Roe)"
    assert [mark for _, mark in marks(body)] == [None, None, None, None, Furniture.SIGN_OFF]


def test_a_credit_that_ran_into_a_paragraph_leaves_the_paragraph() -> None:
    body = "The ministry lifted the ban on Monday. Exports resume at once. A plant in Osaka. Photo: Kyodo"
    assert [mark for _, mark in marks(body)] == [None, None, None, Furniture.CAPTION]


def test_a_caption_that_says_so_at_its_start_is_one_as_a_whole() -> None:
    body = f"FILE PHOTO: A plant in Osaka. It makes chips. REUTERS/Kim Roe/File Photo\n\n{LEAD}"
    assert [mark for _, mark in marks(body)] == [Furniture.CAPTION] * 3 + [None, None]


def test_a_byline_counts_only_above_the_text() -> None:
    assert marks(f"By Jane Roe and John Doe\n\n{LEAD}")[0][1] is Furniture.SIGN_OFF
    assert marks(f"{LEAD}\n\nBy Jane Roe")[-1][1] is None


def test_the_headline_is_never_furniture() -> None:
    document = read(Article(id="a", headline="Follow us on WhatsApp, Photo: Reuters", body=""))
    assert [sentence.furniture for sentence in document.sentences] == [None]
