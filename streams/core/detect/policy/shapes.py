"""The shape of the rule files; a file that does not fit is refused with the line of each fault."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.finding import Asserted, Currency, Direction, Instrument, Stage

Words = tuple[Annotated[str, Field(min_length=1, max_length=80)], ...]
Kind = Literal["measure", "permit", "quota", "flow", "list", "deal", "probe", "act"]
Effect = tuple[Direction, Stage]
Turn = tuple[Literal["keep", "flip"], Stage]


class Strict(BaseModel):
    """A misspelt key is a fault, not a rule that silently does less."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Gives(Strict):
    """What a positive case must give; what is left out is not looked at."""

    instrument: Instrument | None = None
    direction: Direction | None = None
    stage: Stage | None = None
    asserted: Asserted | None = None
    currency: Currency | None = None
    actors: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None
    products: tuple[str, ...] | None = None


class Positive(Strict):
    """A sentence that the rule must find as a current event."""

    text: str
    gives: Gives = Gives()


class NearMiss(Strict):
    """A sentence with the rule's words that reports no current event of it."""

    text: str


class Act(Strict):
    """A verb or noun that is measure and move in one: "blacklists", "retaliation"."""

    verbs: Words = ()
    nouns: Words = ()
    does: Effect


class Takes(Strict):
    """Where one of `where` stands in the sentence or the headline, what `from` found is this rule's."""

    rules: Annotated[Words, Field(alias="from")]
    where: Words


class Rule(Strict):
    """One kind of state action to be told of."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_.]+$")]
    version: str
    instrument: Instrument
    gta: int | None = None
    things: Annotated[
        dict[Kind, Words], Field(description="What verbs act on, by kind; singular lemmas")
    ] = {}
    acts: tuple[Act, ...] = ()
    near: Annotated[
        Words, Field(description="Words that make a thing common to all families one of this")
    ] = ()
    takes: Takes | None = None
    direction: Annotated[
        Direction | None, Field(description="Where all that is said of it has one direction")
    ] = None
    done: Annotated[
        bool, Field(description="Whether what is told as done is in force at once, as sanctions are")
    ] = False
    positives: tuple[Positive, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()


class Family(Strict):
    """One file: one family of rules."""

    family: str
    rules: tuple[Rule, ...]


class Operator(Strict):
    """A group of verbs, with what they do to each kind of thing and to another verb's move."""

    verbs: Words = ()
    nouns: Words = ()
    phrases: Words = ()
    does: dict[Kind, Effect] = {}
    done: Annotated[Stage | None, Field(description="Stage where it is told as done")] = None
    move: Turn | None = None


class Grammar(Strict):
    """What all families have in common."""

    grammar: Literal["en"]
    version: str
    operators: dict[str, Operator]
    things: dict[Kind, Words]


class Cues(Strict):
    """Words that say when, how surely and by whom."""

    language: Literal["en"]
    version: str
    auxiliaries: dict[str, Words]
    boundaries: Words
    gate: Annotated[
        dict[Literal["trade", "wide", "weak"], Words], Field(description="Words of trade besides the rules'")
    ]
    cues: dict[str, Words]


class Products(Strict):
    """Goods by the name a finding says, with the nouns that mean them."""

    products: Literal["en"]
    version: str
    names: dict[str, Words]


class JudgeWeights(Strict):
    """How judge and rules add up, as log odds."""

    own: float
    rules: float
    bias: float


class Weights(Strict):
    """How much each cue speaks for a current event: log odds, added up."""

    weights: Literal["en"]
    version: str
    threshold: float
    judge: JudgeWeights = JudgeWeights(own=1.0, rules=0.0, bias=0.0)
    bare: Annotated[
        float, Field(gt=0, lt=1, description="The rules' probability where they read no frame")
    ] = 0.1
    second: Annotated[
        float, Field(description="Share of a sentence's best frame that a second frame must reach")
    ] = 0.6
    fields: Annotated[
        dict[str, float],
        Field(description="How much the rules' value of a field weighs against the judge's, in log odds"),
    ] = {}
    loose: Annotated[dict[str, float], Field(description="The same where no verb was read")] = {}
    odds: dict[str, float]
