"""The shape of the rule files; a file that does not fit is refused with the line of each fault."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.finding import Asserted, Currency, Direction, Instrument, Stage

Words = tuple[Annotated[str, Field(min_length=1, max_length=80)], ...]
Kind = Literal["measure", "permit", "flow", "list", "deal", "act"]
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


class Rule(Strict):
    """One kind of state action to be told of."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_.]+$")]
    version: str
    instrument: Instrument
    gta: int | None = None
    things: Annotated[dict[Kind, Words], Field(description="What verbs act on, by kind; singular lemmas")] = {}
    acts: tuple[Act, ...] = ()
    near: Annotated[Words, Field(description="Words that make a thing common to all families one of this")] = ()
    actor: Annotated[bool, Field(description="Whether a state or public body must be in sight")] = True
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
    on: dict[Kind, Effect] = {}
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
    cues: dict[str, Words]


class Products(Strict):
    """Goods by the name a finding says, with the nouns that mean them."""

    products: Literal["en"]
    version: str
    names: dict[str, Words]
