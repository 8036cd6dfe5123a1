"""Chinese words of the news with the English words that reports of the same event use.

A Chinese and an English report share no words; with these they share what happened and who was there.
Written for this: events first, then measures, goods, bodies, places and firms. A word that is missing costs little:
numbers, Latin names and the structure of a policy event meet without it.
"""

from typing import Final

_TABLE: Final = """
地震 earthquake quake magnitude|台风 typhoon|洪水 flood|火灾 fire|爆炸 explosion blast|事故 accident|坠毁 crash|召回 recall
罢工 strike walk|抗议 protest|裁员 layoff job cut|裁减 cut|辞职 resign|任命 appoint name|接任 successor|去世 die|逮捕 arrest
起诉 sue charge|诉讼 lawsuit|调查 inquiry investigation probe|裁决 ruling|判决 ruling|无罪 acquit clear|有罪 guilty
法院 court|最高法院 supreme court|罚款 fine|反垄断 antitrust|违反 violate violation|欺诈 fraud|认罪 plead
收购 buy acquire acquisition|合并 merger|并购 merger|入股 stake|投资 invest investment|股份 stake|上市 listing ipo|退市 delist
营收 revenue|收入 revenue|利润 profit|净利润 profit|亏损 loss|财报 result earnings quarter|季度 quarter|预期 estimate forecast
增长 rise grow climb|下降 fall drop|上涨 rise|下跌 fall|股价 share|市值 value|订单 order|销售 sale|销量 sale|产量 output
发布 launch release|推出 launch unveil|开幕 opening|称赞 praise|批评 criticise|访问 visit|会见 meet|会谈 talk|谈判 talk|协议 deal agreement
工厂 plant factory|建厂 plant|扩大 expand|停产 halt|暂停 suspend pause halt|恢复 resume|取消 cancel lift|推迟 delay|批准 approve
禁止 ban bar|限制 limit curb|关税 tariff duty|加征 tariff|出口 export|进口 import|出口管制 export control|许可 licence license
许可证 licence license|制裁 sanction|实体清单 entity list|黑名单 blacklist|反倾销 dumping|配额 quota|补贴 subsidy|报复 retaliation
芯片 chip|半导体 semiconductor chip|人工智能 ai|开源 open source|大模型 model|模型 model|软件 software|数据中心 data center
电动汽车 electric car ev|汽车 car|电池 battery|光伏 solar|稀土 rare earth|钢铁 steel|铝 aluminium|铜 copper|大豆 soybean|石油 oil
天然气 gas lng|原油 crude oil|黄金 gold|水产品 seafood|海鲜 seafood|猪肉 pork|牛肉 beef|无人机 drone|船舶 ship|航母 carrier
手机 phone|飞机 jet plane|航班 flight|战斗机 fighter jet|卫星 satellite|火箭 rocket|疫苗 vaccine|药品 drug
政府 government|总统 president|总理 premier minister|部长 minister|商务部 commerce ministry|财政部 finance ministry treasury
外交部 foreign ministry|海关 customs|央行 central bank|国会 congress|议会 parliament|白宫 white house|欧盟 eu|联合国 un
董事长 chairman|会长 chairman|首席执行官 chief executive ceo|总裁 president|创始人 founder|工人 worker|农民 farmer
中国 china chinese|美国 us united states american|日本 japan japanese|韩国 korea south korean|台湾 taiwan|香港 hong kong|印度 india
俄罗斯 russia russian|乌克兰 ukraine|英国 britain uk|法国 france french|德国 germany german|荷兰 netherlands dutch|加拿大 canada canadian
墨西哥 mexico|越南 vietnam|伊朗 iran iranian|以色列 israel|北京 beijing|上海 shanghai|华盛顿 washington|布鲁塞尔 brussels|东京 tokyo
首尔 seoul|台北 taipei|台南 tainan|新竹 hsinchu|亚利桑那 arizona|链博会 supply chain expo|博览会 expo|峰会 summit
英伟达 nvidia|黄仁勋 huang jensen|台积电 tsmc|三星 samsung|三星电子 samsung electronics|李在镕 jae yong lee|英特尔 intel|苹果 apple
华为 huawei|阿里巴巴 alibaba|腾讯 tencent|百度 baidu|字节跳动 bytedance|深度求索 deepseek|中芯国际 smic|比亚迪 byd|特斯拉 tesla
波音 boeing|空客 airbus|微软 microsoft|谷歌 google|亚马逊 amazon|高通 qualcomm|美光 micron|阿斯麦 asml|宁德时代 catl|小米 xiaomi
特朗普 trump|拜登 biden|习近平 xi jinping|马斯克 musk
"""

ENGLISH: Final[dict[str, tuple[str, ...]]] = {
    chinese: tuple(english)
    for chinese, *english in (
        entry.split() for line in _TABLE.split("\n") for entry in line.split("|") if entry
    )
}
LONGEST: Final = max(map(len, ENGLISH))


def english_of(run: str) -> list[str]:
    """The English words of a run of Chinese characters (simplified), the longest known word first at each place."""
    found: list[str] = []
    place = 0
    while place < len(run):
        for length in range(min(LONGEST, len(run) - place), 0, -1):
            words = ENGLISH.get(run[place : place + length])
            if words is not None:
                found += words
                place += length
                break
        else:
            place += 1
    return found
