"""The forms that page furniture takes, in English and Chinese, by kind.

All but the ones that `plain` stands in the name of are matched against folded text, from the start of a line
or a sentence on. A form asks for two signs (an imperative and "our newsletter"), or for one that running
text does not have (a heading alone on its line, a credit behind a colon).
"""

import re
from typing import Final


def _any(*forms: str) -> str:
    return "(?:" + "|".join(forms) + ")"


_CHANNELS: Final = (
    r"(?:newsletters?|whatsapp|telegram|wechat|facebook|twitter|instagram|youtube|linkedin|tiktok"
    r"|inbox|apps?\b|podcasts?"
    r"|alerts?|channels?|subscri\w+|notifications?|google news)"
)
# "US" is a state and "us" is the page: this form is matched against plain text.
CALL_PLAIN: Final = re.compile(
    r"(?i)[\W_]*(?:please |to (?=stay|get|receive|keep|read|see)|for (?:more|the latest)\b.{0,40}?[, ])?"
    + _any(
        rf"(?:follow|join|subscribe|sign up|sign in|log in|download|click|tap|scan|visit|register"
        rf"|install)\b.{{0,120}}?\b"
        rf"(?:(?-i:us)\b|our\b|here\b|{_CHANNELS}|websites?\b|accounts?\b|updates\b|link\b|button\b"
        rf"|qr\b|free\b|the conversation\b)",
        r"(?:follow us|(?:click|tap) here|sign up|subscribe now|subscribe today|log in|stay tuned"
        r"|already a (?:subscriber|member))\b.{0,80}$",
        rf"(?:get|stay|keep|receive|never miss|don't miss|like|want|listen to|watch|find|check out"
        rf"|see|read|send|contact|email|text|catch|enjoy)"
        rf"\b.{{0,120}}?\b(?:(?-i:us) (?:on|at)\b|our (?:\w+ ){{0,3}}{_CHANNELS}|our (?:website"
        rf"|coverage|page|journalism)"
        rf"|newsletters?\b|inbox\b|whatsapp|telegram channel|free trial|unlimited access"
        rf"|push notifications|breaking news alerts"
        rf"|(?:our|the|news) app\b|by subscribing|live updates on\b|\S+@\S+\.\w+)",
        r"关注.{0,20}(?:微信|公众号|微博|频道|我们)",
        r"(?:扫码|扫描|长按|点击).{0,20}(?:二维码|关注|订阅|下载|阅读原文|查看|进入)",
        r"订阅.{0,12}(?:频道|通讯|邮件|我们)",
        r"(?:更多.{0,12})?请?下载.{0,12}(?:客户端|app|应用)",
        r"更多.{2,12}[,，]请",
    )
)
# Alone on its line; what follows are other headlines.
RAIL_HEADING: Final = re.compile(
    _any(
        r"next in .{1,40}",
        r"(?:others? |people |readers )?also (?:read|liked|reading|on .{1,30})",
        r"others? (?:also )?(?:read|reading|are reading)",
        r"related(?: (?:stor(?:y|ies)|articles?|news|content|topics?|posts?|coverage|links?|reading"
        r"|headlines|videos?))?",
        r"(?:you (?:may|might) (?:also )?(?:like|be interested in)|recommended|suggested|sponsored"
        r"|promoted|popular|trending|latest"
        r"|featured|similar)(?: (?:for you|stories|reads?|articles?|news|now|content|videos?|posts"
        r"|headlines|topics?|reading|right now))*",
        r"(?:read|see) (?:also|next|more)",
        r"read more (?:from|on|about|in) .{1,40}",
        r"more (?:from|on|in|about|for|news|stories|top stories|headlines|coverage)(?: .{1,40})?",
        r"most (?:read|popular|viewed|shared|watched|commented)(?: .{1,30})?",
        r"(?:top|breaking|other|live) (?:stories|news|headlines|reads|picks)(?: .{1,30})?",
        r"editors?'?s? (?:picks?|choice)",
        r"don't miss(?: .{1,20})?|in other news|what to read next|keep reading|up next"
        r"|elsewhere on .{1,30}|must reads?",
        r"相关(?:阅读|新闻|文章|报道|链接|专题)|延伸阅读|推荐阅读|热门(?:新闻|文章|推荐)|更多(?:新闻"
        r"|报道|阅读|内容|精彩)",
        r"猜你喜欢|大家都在看|编辑推荐|精彩推荐|最新(?:新闻|消息)|今日热点",
    )
    + r"\s*[:>»…-]*$"
)
# One other headline behind its word.
LINK: Final = re.compile(
    _any(
        r"(?:also |must )?read(?: more| also| next| on)?|see also|related|more|watch|listen|explainer"
        r"|in pictures|opinion|analysis",
        r"相关(?:阅读|新闻|文章|报道)|延伸阅读|更多阅读|阅读更多|另见|上一篇|下一篇",
    )
    + r"\s*[:|>»]\s*\S"
)
SIGN_OFF: Final = re.compile(
    r"[(\[【]?"
    + _any(
        r"(?:additional )?(?:reporting|writing|editing|research|graphics"
        r"|translation)(?: and (?:writing|editing|reporting))? by\b",
        r"(?:compiled|edited|written|reported|translated|produced"
        r"|published)(?: and \w+)? by:? [a-z][^.]{2,80}[)\].]*$",
        r"with (?:additional )?(?:inputs?|files?|reporting|assistance|contributions?) (?:from|by)\b",
        r"with (?:\w+ ){1,2}inputs?\W*$",
        r"source:? [a-z][\w .&'-]{1,40}$",
        r"/prnewswire/|/business ?wire/|business wire\W*$|globe ?newswire\W*$",
        r"ends?[)\]]?$|-30-|30\W*$|#{3}|\*{3}$",
        r"(?:责任)?编辑(?:[:|].{1,30}| .{1,14})$|责编|(?:记者|作者|编译|撰文|校对|审校)(?:[:|]"
        r"| ?(?=.{2,6} .{0,8}(?:报道|摄))).{1,14}$",
        r"记者.{2,4}\)|完\)$",
    )
)
AGENCY_ALONE: Final = re.compile(
    r"\W*"
    + _any(
        r"reuters?|afp|ap|upi|dpa|pti|ians|ani|bernama|xinhua|kyodo|yonhap|bloomberg"
        r"|(?:the )?associated press",
        r"agence france-presse|dow jones(?: newswires)?|agencies|新华社|路透社?|法新社|美联社|彭博社?|中新社",
    )
    + r"\W*"
)
DASHED_PLAIN: Final = re.compile(r"(?:--|[—-])\s?[A-Z][A-Z .&/',-]{1,48}$")
BYLINE_PLAIN: Final = re.compile(r"By [A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|and|de|van|von|bin|al),?){1,8}$")
CAPTION_OPEN: Final = re.compile(
    r"[(\[【]?"
    + _any(
        r"file(?: photo| image| picture| pic)?\s*[:—-]",
        r"(?:ap |file |afp |reuters )?(?:photos?|images?|pictures?|pictured|photograph|photographer"
        r"|graphic|illustration)"
        r"(?: credits?| by| courtesy(?: of)?| source)?\s*[:/|]",
        r"(?:photo|image|picture|photograph|illustration) (?:by|courtesy of|credit|via) ",
        r"in this (?:\w+ )?(?:photo|image|picture|photograph)\b",
        r"图(?:片|源|为|表)?(?:来源|说明)?\s*[:/|]|资料(?:图|照)|(?:摄影|图文|照片|配图|视频)[:/|]",
    )
)
CAPTION_END_PLAIN: Final = re.compile(
    _any(
        r"\b(?:Photo(?:s|graph|grapher)?|Picture|Image|Pic|Illustration|Graphic|PHOTO|IMAGE|Handout)"
        r"(?: [Cc]redit| [Bb]y| [Cc]ourtesy| [Ss]ource)?\s?[:/|]\s?[^.!?\n]{2,60}",
        r"[(\[](?:AP |File |FILE |AFP |EPA |Reuters )?(?:[Pp]hotos?|PHOTO|[Ii]mage|[Pp]icture|Pic"
        r"|Credit|File|FILE)\b[^)\]\n]{0,90}[)\]]",
        r"\b(?:REUTERS|AFP|EPA|AP Photo|EPA-EFE|VCG|Xinhua"
        r"|Getty Images)\s?/\s?(?:via )?[A-Z][^.!?/\n]{1,40}(?:/[A-Z][^.!?\n]{1,30})?",
        r"(?:\b[Vv]ia |[/|-] ?|\bby |[.:] )Getty Images",
        r"\b(?:[Ff]ile|FILE) (?:photo|PHOTO|picture|image|pic)",
        r"[.)] ?\| ?(?:Reuters|AFP|AP|Bloomberg|EPA|Xinhua|Kyodo|Getty)[\w ]{0,12}",
        r"[—-] ?(?:Reuters|AFP|AP|Bloomberg|EPA|Bernama|Xinhua)[\w ]{0,10} (?:pic|photo|file|image)",
        r"[(（]?图(?:片来源|源|片)?[:/|]\s?[^。\n]{1,20}",
    )
    + r"[.)\]]*$"
)
# Each form above holds one of them.
CAPTION_SIGNS: Final = (
    "/", "|", ":", "(", "[", "Getty", "ile p", "ile i", "ile P", "FILE ", "hoto", " pic", "image", " file",
    "图",
)  # fmt: skip
NOTICE: Final = re.compile(
    r"[(\[【]?"
    + _any(
        r"copyright (?:©|\(c\)|\d{4}|by\b)|copyright$|©|c\) \d{4}|all rights reserved",
        r"disclaimer\b|disclosures?:|(?:skip )?advertisements?(?: · .{1,40})?$|ad$"
        r"|sponsored(?: content| by)|paid (?:post|content)",
        r"(?:story|article|text) continues|continue reading|loading[. ]*$|comments?$|share$|print$"
        r"|email$|save$|copy link$",
        r"(?:previous|next) (?:article|story|post)$|listen to this|share (?:this|on)|print this",
        r"\d+ (?:min(?:ute)?s?[ -]read|(?:minutes?|mins?|hours?|hrs?|days?) ago)$",
        r"(?:terms (?:of use|and conditions)|privacy policy)\b.{0,30}$|our standards\b",
        r"(?:only the headline and .{3,40} |this (?:article|story|report|content|material|text"
        r"|translation|post|piece|transcript|copy)\b.{0,60}?)"
        r"\b(?:may (?:not |have been )|first appeared|(?:was|has been|has not been|is|were) (?:first "
        r"|originally |also )?(?:published|generated|auto\S*|translated"
        r"|edited|produced|reproduced|for informational|not intended))",
        r"(?:nothing|none of).{0,40}(?:investment|financial|legal) advice",
        r"(?:first )?published(?: on|:| at)|(?:last )?updated(?: on| at|:)",
        r"免责声明|版权(?:所有|声明|归)|未经.{0,8}(?:授权|许可).{0,12}(?:转载|使用)|"
        r"声明[:|]本(?:文|站|网)|本文来自|举报",
        r"(?:原标题|来源|本文来源|稿源|文章来源|发布时间|原文)\s*[:|]|转载请",
    )
)
# Anywhere in a sentence near the text's end.
CLOSING: Final = re.compile(
    r"all rights reserved|版权所有|©\s?\d{4}|appeared first on |syndicated feed|has a disclosure policy"
    r"|(?:views|opinions?) expressed (?:here|in|by|are|above|on|do)|information (?:provided"
    r"|contained) (?:herein|in this (?:article|story|report|material))"
)
# One of these is in every text that has such a sentence: looked for first, by plain search.
CLOSING_CUES: Final = (
    "rights", "expressed", "©", "appeared first", "版权", "syndicated", "has a disclosure", "contained in",
    "provided in",
)  # fmt: skip
TAGS: Final = re.compile(
    r"(?:related )?(?:tags?|topics?|keywords?|filed under|categories|category|labels?|hashtags?|标签"
    r"|关键词|话题)\s*[:|]"
)
TAGS_PLAIN: Final = re.compile(r"TAGS\b")

# The words that any of the forms opens with; most lines open with another and cost one look-up.
OPENERS: Final = frozenset(
    "please to for follow join subscribe sign log download click tap scan visit register install get stay "
    "keep receive never don't like want listen watch find check see read send contact email text catch enjoy "
    "already next previous other others also people readers related you recommended suggested sponsored "
    "promoted popular trending latest featured similar more most top breaking live editor's editors' editors "
    "editor in what up elsewhere must explainer opinion analysis additional reporting writing editing "
    "research graphics translation compiled edited written reported translated produced published with source "
    "end ends prnewswire/ business globe file ap afp reuters photo photos image images picture pictures "
    "pictured photograph photographer graphic illustration copyright © c all disclaimer disclosure "
    "disclosures skip advertisement advertisements ad paid story article continue loading comment comments "
    "share print save copy terms privacy our only this nothing none first last updated tag tags topic topics "
    "keyword keywords filed categories category label labels hashtag hashtags".split()
)
