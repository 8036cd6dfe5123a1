"""Small closed lists of English that name checks lean on: what a word is, never who a firm is."""

from typing import Final

from streams.core.detect.entities.common_words import COMMON_WORDS

# Legal forms: a name means the same with and without them.
LEGAL: Final = frozenset(
    """inc incorporated corp corporation co company cos ltd limited plc llc lp llp ag sa nv se spa gmbh kgaa kk
    ab asa oyj bhd berhad tbk pjsc jsc pte pty pvt private sab cv sas sarl bv as oy nyrt""".split()
)
# Words of structure: left out only where what remains is distinctive.
STRUCTURE: Final = frozenset("holdings holding group".split())
# Which share it is, as lists of securities have it; no part of a name.
SHARE_CLASS: Final = ("class a", "class b", "class c", "common stock", "ordinary shares", "adr", "ads")

# Prefixes that turn a name into its opposite or into part of another word: "non-Apple" is not Apple.
NEGATING: Final = frozenset({"non", "un"})

# Small words inside names: they keep their small letter in a capitalised name.
SMALL: Final = frozenset(
    "a an and as at by de del der des di du e el et for in la le of on or the to van von y".split()
)

# After a name they say that it is a firm (or person) that acts.
ACTS: Final = frozenset(
    """said says told will would plans planned expects expected reported posted posts announced announces
    unveiled unveils launched launches raised raises cut cuts agreed agrees bought buys sold sells
    acquired acquires filed files declined warned warns beat beats missed misses forecast forecasts sued
    sues hired hires named names reiterated appoints appointed gains gained falls fell rises rose slips
    slipped jumps jumped surges surged soars soared rallies rallied tumbles tumbled plunges plunged
    drops dropped slides slid climbs climbed sinks sank rebounds ends opens hits plans seeks sought
    expands opens closes shuts recalls settles pays faces wins loses won lost makes begins starts shares
    stock scrip shareholders investors executives executive chief ceo cfo chairman chairwoman founder
    spokesman spokeswoman spokesperson stores employees workers engineers lawyers analysts inc corp plc
    ltd llc""".split()
)
# In the same sentence they make it a story of firms and markets.
MARKETS: Final = frozenset(
    """shares share stock stocks shareholder shareholders investor investors revenue revenues profit profits
    earnings dividend quarterly analyst analysts ceo cfo retailer chain stores chipmaker carmaker
    automaker acquisition takeover merger ipo nasdaq nyse valuation buyback brokerage subsidiary layoffs
    startup q1 q2 q3 q4 pat ebitda stake buyout scrip scrips downgrade upgrade antitrust rival rivals""".split()
)
# A capital word after a name that makes it the name of something else, unless that longer name is watched:
# places and prizes called after it, and firms of one house, which share the name and not the business.
MAKES_ANOTHER: Final = frozenset(
    """foundation university college school institute museum hospital stadium arena street avenue road park
    square beach county river lake island church airport bridge award awards prize cup open marathon
    records minister ministry secretary department commission committee council agency administration
    government court act federation emirates states nations ocean sea war wars bank banks securities sec
    capital finance financial finvest insurance life mutual fund funds amc wealth asset broking direct
    housing microfinance trust ventures power energy steel cement petroleum infra infrastructure telecom
    healthcare health hospitality realty properties retail foods paper ports shipping lines airlines
    airways media music entertainment pictures mining minerals chemicals fertilisers fertilizers sugar
    textiles tea""".split()
)
# Before a name they only say where the firm is from.
NATIONS: Final = frozenset(
    """america american britain british canada canadian china chinese dutch england english europe european
    finland finnish france french german germany hong kong india indian ireland irish israel israeli
    italian italy japan japanese korea korean mexican mexico netherlands norway norwegian russia russian
    singapore south spain spanish sweden swedish swiss switzerland taiwan taiwanese ukraine ukrainian
    vietnam vietnamese beijing shanghai shenzhen hangzhou tokyo seoul taipei london silicon valley""".split()
)
DAYS: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december""".split()
)
# Things that hold a name that firms or bodies have, and are known well enough to be told by everyone.
OTHER_THINGS: Final = (
    "reserve bank of india", "reserve bank of australia", "reserve bank of new zealand", "european central bank",
    "world bank", "amazon rainforest", "amazon river", "amazon basin", "amazon forest", "amazon jungle", "apple daily",
    "apple pie", "apple juice", "apple tree", "apple trees", "apple orchard", "big apple", "gap year", "orange county",
    "orange juice", "orange order", "orange revolution", "delta variant", "delta force", "nile delta",
    "mississippi delta", "river delta", "mekong delta", "niger delta", "times square", "square mile", "oracle of omaha",
    "shell company", "shell companies", "shell game", "target price", "target date", "target practice", "on target",
    "visa waiver", "visa application", "visa applications", "visa fraud", "student visa", "work visa", "h 1b visa",
    "paper chase", "united nations", "united states", "united kingdom",
    "southern district", "general assembly", "meta analysis", "meta analyses",
    "black gold", "gold rush", "block chain", "sun belt", "sun tzu", "mercury poisoning",
)  # fmt: skip
# After these a word in small letters is a verb.
MODALS: Final = frozenset("to will would may might can could should must not".split())
# Given names: "Harrison Ford" is not Ford.
GIVEN: Final = frozenset(
    """aaron adam alan albert alex alexander alice allen amanda amy andrea andrew angela ann anna anne anthony
    arthur barbara ben benjamin bob brandon brian bruce carl carlos carol caroline catherine charles
    charlie chris christina christine christopher craig dan daniel dave david deborah dennis diana diane
    donald donna doug douglas edward elizabeth emily emma eric ernest eugene francis fred george gerald
    glenn gordon graham greg gregory harold harrison harry heather helen henry howard ian jack jacob
    james jane janet jason jeff jeffrey jennifer jeremy jerry jessica jill jim jimmy joan joe joel john
    johnny jonathan jose joseph joshua joyce juan judy julia julie justin karen kate katherine kathleen
    keith kelly ken kenneth kevin kim larry laura lauren lawrence leonard linda lisa louis louise luke
    marc margaret maria marie martha martin mary matt matthew megan melissa michael michelle miguel mike
    nancy nathan neil nicholas nick nicole oliver oscar pamela patricia patrick paul peter phil philip
    rachel ralph raymond rebecca richard rick robert roger ron ronald roy russell ruth ryan samuel
    sandra sara sarah scott sean sharon simon stephanie stephen steve steven stuart susan ted teresa
    abhishek ajay ajit alok amit anand anil anish anita anup arun ashish ashok atul bharat deepak devang
    dilip dinesh gaurav girish gopal harish hemant jayant kamal karan kavita kiran kishore krishna kumar
    lalit mahesh manish manoj mayank mohan mukesh naresh naveen neeraj nitin pankaj piyush pooja prakash
    pramod prashant pravin priya rahul raj rajat rajeev rajesh rajiv rakesh ramesh ravi rohit sachin
    sandeep sandip sanjay sanjiv santosh saurabh shankar shyam sunil suresh sushil uday vijay vikas
    vikram vinay vinod vishal vivek yogesh hiroshi kenji takashi yuki ming wei xiao terry thomas tim
    timothy tina todd tom tony tyler vincent walter wayne wendy william gerald""".split()
)
TITLES: Final = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president premier minister secretary senator
    governor chancellor chairman chairwoman chief ceo cfo director general commissioner ambassador envoy
    czar spokesman spokeswoman founder co-founder boss head judge justice representative congressman
    congresswoman""".split()
)


def is_common(word: str) -> bool:
    """Whether a folded word is a common English one, inflected or not."""
    return word in COMMON_WORDS or any(base in COMMON_WORDS for base in _bases(word))


def is_word(word: str) -> bool:
    """Whether a folded word has a meaning of its own: a common word, or a nation or city."""
    return is_common(word) or word in NATIONS


def _bases(word: str) -> tuple[str, ...]:
    """What the word may be an inflection of."""
    if len(word) < 4:
        return ()
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    if word.endswith("s"):
        return word[:-1], word[:-2] if word.endswith("es") else word[:-1]
    if word.endswith("ed") and len(word) > 4:
        return word[:-2], word[:-1], word[:-3]
    if word.endswith("ing") and len(word) > 5:
        return word[:-3], word[:-3] + "e", word[:-4]
    if word.endswith("ly") and len(word) > 4:
        return (word[:-2],)
    return ()
