"""The persona: a file that describes a contact, and every word that the offline contact has."""

from enum import StrEnum

from pydantic import Field, model_validator

from rehearse.model import Line, Model, Slug, Unit
from rehearse.reading.codebook import Label

Lines = tuple[Line, ...]


class Voice(Model):
    """How the contact talks."""

    register_: Line = Field(alias="register", description="one sentence: pace, warmth, humour, dialect")
    words: tuple[int, int] = Field(description="words in a usual turn, from and to", examples=[[8, 35]])
    phrases: Lines = Field(default=(), description="turns of phrase, each used at most twice in a meeting")
    never: Lines = Field(default=(), description="words and phrases they would never say")


class Layer(Model):
    """One deeper layer of a story: what a good follow-up brings out."""

    says: Line = Field(description="the contact's words, one spoken turn")
    answers: Lines = Field(default=(), description="follow-up questions that this layer answers")


class Story(Model):
    """Something the contact tells when asked well, in layers."""

    id: Slug
    title: Line = Field(description="completes 'You never learned …', such as 'why she left the sea'")
    topics: Lines = Field(min_length=1, description="words and short phrases that lead to it")
    questions: Lines = Field(default=(), description="questions that it answers, as a learner would ask them")
    opens: Line = Field(description="what is said at first")
    deeper: tuple[Layer, ...] = Field(min_length=1, max_length=4, description="told one by one, when followed up")
    asks_back: Line | None = Field(default=None, description="a question to the learner that it leads to")
    scenarios: tuple[Slug, ...] = Field(default=(), description="the only scenarios it belongs to; empty: all")


class Remark(Model):
    """A fact, a view, an advice or a private thing: said in one turn."""

    id: Slug
    topics: Lines = Field(min_length=1, description="words and short phrases that lead to it")
    questions: Lines = Field(default=(), description="questions that it answers")
    says: Line = Field(description="the contact's words")
    scenarios: tuple[Slug, ...] = Field(default=(), description="the only scenarios it belongs to; empty: all")


class Secret(Remark):
    """Something that is told only to somebody who is trusted."""

    trust: Unit = Field(description="the trust it takes")


class SmallTalk(Model):
    """How the contact begins a meeting and receives the first pleasantries."""

    openings: Lines = Field(min_length=3, description="first lines, where the scenario gives none")
    replies: Lines = Field(min_length=4, description="to 'hi', 'how are you', 'nice to meet you'")


class Unknown(Model):
    """What the contact would not know, and how they say so."""

    topics: Lines = Field(default=(), description="what lies outside their life and trade")
    says: Lines = Field(min_length=6, description="wordings that admit it in character, and invent nothing")


class GiftKind(StrEnum):
    """What a gift is; `open_door` is 'what can I do for you?'."""

    ADVICE = "advice"
    HELP = "help"
    INTRODUCTION = "introduction"
    OPEN_DOOR = "open_door"


class Gift(Model):
    """Something the contact may offer by themselves, once it is earned; never because it was asked for."""

    id: Slug
    kind: GiftKind = Field(description="advice, help, introduction, or open_door: 'what can I do for you?'")
    to: Line | None = Field(default=None, description="whom an introduction leads to; for no other kind")
    says: Lines = Field(min_length=2, description="wordings of the offer")
    trust: Unit = Field(description="the trust it takes")
    energy: Unit = Field(description="the energy it takes")

    @model_validator(mode="after")
    def _names_whom(self) -> "Gift":
        if (self.to is not None) != (self.kind is GiftKind.INTRODUCTION):
            raise ValueError("an introduction names whom it leads to in `to`, and no other gift has one")
        return self


class Exits(Model):
    """How the contact ends a meeting."""

    glad: Lines = Field(min_length=3, description="they would gladly meet again")
    on_time: Lines = Field(min_length=3, description="the time is over, and it was all right")
    parting: Lines = Field(min_length=3, description="the learner goes before the time is over, and it was all right")
    early: Lines = Field(min_length=3, description="their patience is over")


class News(StrEnum):
    """What somebody tells about themselves may be about, the heaviest first."""

    LOSS = "loss"
    DOUBT = "doubt"
    CHANGE = "change"
    FAMILY = "family"
    HOME = "home"
    MAKING = "making"
    WORK = "work"


class Manners(Model):
    """Short lines that a conversation lives on; each is said at most once in a meeting."""

    takes_up: Lines = Field(min_length=12, description="receives what the learner told about themselves")
    nods: Lines = Field(min_length=10, description="receives a turn that holds no question, and hands the word back")
    asks_back: Lines = Field(min_length=8, description="questions to the learner about themselves")
    turns_aside: Lines = Field(min_length=8, description="to a question that finds no answer in this file")
    puzzled: Lines = Field(min_length=4, description="to nonsense, another language, an empty phrase")
    human: Lines = Field(min_length=3, description="to 'are you a bot?', and to orders as if to one")
    rudeness: Lines = Field(min_length=3, description="to an insult; the last one before they leave")
    interrupts: Lines = Field(min_length=3, description="cuts into a monologue")
    considers: Lines = Field(min_length=3, description="to an ask that they invited: hears it, promises nothing")
    time: Lines = Field(min_length=4, description="says that time is short")
    resumes: Lines = Field(min_length=4, description="leads back to a story of their own, just before it")
    takes_up_of: dict[News, Lines] = Field(
        default={}, description="as takes_up, by what it is about: true of any family, any loss; else takes_up alone"
    )
    no_more: Lines = Field(default=(), description="kindly, to a follow-up where a story has no more to it")
    misnamed: Lines = Field(
        default=(), description="when called by another person's name: good-humoured, and cold in the last one"
    )
    kept: Lines = Field(default=(), description="when the learner brings what they had promised")


class Again(Model):
    """What the contact says to somebody whom they have met before, and writes back after a meeting."""

    greets: Lines = Field(min_length=2, description="first words to somebody known, wherever the two meet")
    told: Lines = Field(default=(), description="to a question about something that was told in an earlier meeting")
    writes: Lines = Field(default=(), description="answers to a thank-you note, in writing; promises nothing")


class Persona(Model):
    """A contact, whole. `rehearse check` holds a file against this."""

    schema_: int = Field(alias="schema", ge=1, le=1, description="version of this form: 1")
    id: Slug
    name: Line
    pronouns: Line
    role: Line
    organisation: Line
    place: Line
    about: Line = Field(description="one sentence for the learner's list: who this is and how they are")
    public: Lines = Field(min_length=3, description="what anybody could find out beforehand")
    voice: Voice
    minutes: int = Field(ge=5, le=180, description="how long they give a stranger")
    patience: Unit = Field(description="0: leaves at the second misstep; 1: a saint")
    warmth: Unit = Field(description="the energy they come with")
    interrupts_after: int = Field(ge=30, le=1000, description="words of one learner turn before they cut in")
    stories: tuple[Story, ...] = Field(min_length=1)
    facts: tuple[Remark, ...] = ()
    views: tuple[Remark, ...] = ()
    advice: tuple[Remark, ...] = ()
    private: tuple[Secret, ...] = ()
    does_not_know: Unknown
    small_talk: SmallTalk
    manners: Manners
    reactions: dict[Label, Lines] = Field(description="by label, from the first time to the last straw")
    gifts: tuple[Gift, ...] = ()
    exits: Exits
    again: Again | None = Field(default=None, description="for later meetings; else they begin as with strangers")
    thoughts: dict[Label, Lines] = Field(description="by label: what they think and do not say")

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Persona":
        ids = [*(s.id for s in self.stories), *(r.id for r in self.remarks), *(g.id for g in self.gifts)]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"ids used twice: {', '.join(twice)}")
        return self

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Facts, views, advice and private things: all that is said in one turn."""
        return (*self.facts, *self.views, *self.advice, *self.private)
