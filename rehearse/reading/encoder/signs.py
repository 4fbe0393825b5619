"""What speaks for and against a label or a cue: what the network tells, and what the talk so far has opened and closed.

The network reads words in context; whether an ask was invited, a no still stands or a name may be used is a matter of
record, and `rehearse.reading.invitations` keeps it. Both are weighed together, by weights fitted to labelled talk.
"""

from collections.abc import Mapping, Sequence

from rehearse.reading.codebook import Cue, Label, Turn
from rehearse.reading.encoder.outputs import ACTS, AT, STATES
from rehearse.reading.invitations import ASKED_FOR, Invitations, mentions, names
from rehearse.reading.rules.reader import odds_of_contact, odds_of_learner
from rehearse.reading.scene import Scene, Side
from rehearse.reading.spans import words

Signs = dict[str, float]
_SCALE, _MOST = 4.0, 2.0
_STEEP = 8.0
_GOES_ON = (Label.CURIOSITY, Label.FOLLOW_UP, Label.ADVICE_ASK, Label.ME_FIRST)
"""What carries on over a time signal, beside an ask."""
_ASKED_OF_THEM = ("told:curiosity", "told:follow_up", "silent", "first")
_TAKEN_WELL = ("told:gratitude", "told:graceful_response", "told:time_respect")
_BEARS: Mapping[Label, tuple[str, ...]] = {
    Label.CURIOSITY: _ASKED_OF_THEM,
    Label.FOLLOW_UP: _ASKED_OF_THEM,
    Label.PREPARATION: ("first",),
    Label.GRATITUDE: (*_TAKEN_WELL, "offered", "advised"),
    Label.TIME_RESPECT: (*_TAKEN_WELL, "time"),
    Label.GRACEFUL_RESPONSE: (*_TAKEN_WELL, "no", "no_stands", "offered", "advised", "nothing_to_take"),
    Label.INTRODUCTION_ASK: ("invited", "introduced", "takes_up", "agenda"),
    Label.JOB_ASK: ("invited", "agenda"),
    Label.SALES_PITCH: ("invited", "background", "agenda"),
    Label.FREE_WORK_ASK: ("invited", "offered", "agenda"),
    Label.RESUME_WALKTHROUGH: ("resume", "background"),
    Label.ME_FIRST: ("background",),
    Label.NAME_DROP: ("stranger", "withheld", "blessed"),
    Label.PUSHING: ("time", "no", "no_stands", "offered", "invited"),
    Label.UNPREPARED: ("first", "silent"),
}
"""Signs that bear on a label, beside what the network tells of it and what meets its act."""
_OFFERS = (Cue.OFFERS_HELP, Cue.OFFERS_INTRODUCTION)


def of_learner(scene: Scene, before: Sequence[Turn], text: str, open_: Invitations, odds: Sequence[float]) -> Signs:
    """Return the signs of a learner turn; `odds` are the network's log-odds, in the order of its outputs.

    `told:` and `act:` are what the network tells, `rules:` what the rules make of the same turn (they err differently),
    `act&flag` an act that meets what stands, `push:` what makes an act one too many. What stands is told twice: as the
    record has it, and `felt`, as the network has it, since either may have missed a cue.
    """
    told = {f"told:{label}": _soft(odds[AT[label]]) for label in Label}
    told |= {f"rules:{name}": _soft(each) for name, each in odds_of_learner(scene, before, text, open_).items()}
    told |= {f"act:{act}": _soft(odds[AT[f"act:{act}"]]) for act in ACTS}
    acts = {act: _chance(odds[AT[f"act:{act}"]]) for act in ACTS}
    flags = _standing(scene, before, text, open_)
    flags |= {f"felt {name}": _chance(odds[AT[f"state:{name}"]]) for name in STATES}
    met = {f"{act}&{flag}": acts[act] * value for act in ACTS for flag, value in flags.items()}
    return told | flags | met | _pushes(before, open_, odds, acts, flags)


def _pushes(
    before: Sequence[Turn], open_: Invitations, odds: Sequence[float], acts: Mapping[Label, float], flags: Signs
) -> Signs:
    ask = max(acts[each] for each in ASKED_FOR)
    goes_on = max(_chance(odds[AT[each]]) for each in _GOES_ON)
    pushing = _chance(odds[AT[Label.PUSHING]])
    offer_stands = any(turn.has(*_OFFERS) for turn in before)
    nothing = not (flags["time"] or flags["no_stands"] or offer_stands)
    found = {
        "push:ask after a no": max((acts[each] for each in ASKED_FOR if each in open_.declined), default=0.0),
        "push:other ask after a no": max((acts[e] for e in ASKED_FOR if e not in open_.declined), default=0.0)
        * flags["no_stands"],
        "push:felt ask after a no": ask * flags["felt no_stands"],
        "push:offer stands": pushing * float(offer_stands),
        "push:nothing to push": pushing * float(nothing),
        "push:nothing": float(nothing),
    }
    for felt in ("", "felt "):
        found |= {
            f"push:{felt}right after a no": pushing * flags[f"{felt}no"],
            f"push:{felt}ask over time": ask * flags[f"{felt}time"],
            f"push:{felt}goes on over time": goes_on * flags[f"{felt}time"],
            f"push:{felt}past an offer": ask * flags[f"{felt}offered"],
        }
    return found


def weighed_for(label: Label, sign: str) -> bool:
    """Whether a sign is weighed for a label: what the network tells of it, what meets its act, and what bears on it."""
    if "&" in sign:
        return sign.startswith(f"{label}&")
    if sign.startswith("push:"):
        return label in (Label.PUSHING, Label.GRACEFUL_RESPONSE)
    return sign in (f"told:{label}", f"act:{label}", f"rules:{label}") or sign.removeprefix("felt ") in _BEARS.get(
        label, ()
    )


def of_contact(before: Sequence[Turn], text: str, odds: Sequence[float], asked: Sequence[float] | None) -> Signs:
    """Return the signs of a contact turn; `asked` are the log-odds of the learner turn before it, if there is one."""
    told = {f"told:{cue}": _soft(odds[AT[cue]]) for cue in Cue}
    told |= {f"rules:{name}": _soft(each) for name, each in odds_of_contact(before, text).items()}
    last = before[-1] if before else None
    heard = {f"heard:{label}": float(last is not None and last.has(label)) for label in Label}
    ask = max((_chance(asked[AT[f"act:{each}"]]) for each in ASKED_FOR), default=0.0) if asked else 0.0
    said = {mark.label for turn in before if turn.speaker is Side.CONTACT for mark in turn.cues}
    earlier = {f"said:{cue}": float(cue in said) for cue in (Cue.DECLINES, Cue.SIGNALS_TIME, Cue.INVITES_ASK)}
    return told | heard | earlier | {"first": float(last is None), "asked": ask}


def matters(open_: Invitations) -> dict[str, bool]:
    """Return which of the network's `STATES` hold, as a matter of record."""
    return {
        "invited": open_.asks,
        "resume": open_.resume,
        "background": open_.background,
        "offered": open_.offered,
        "advised": open_.advised,
        "no": open_.just_declined,
        "no_stands": bool(open_.declined or open_.refused),
        "time": open_.time,
    }


def _standing(scene: Scene, before: Sequence[Turn], text: str, open_: Invitations) -> Signs:
    heard = {word for turn in before if turn.speaker is Side.CONTACT for word in words(turn.text)}
    named = names(text) - frozenset(words(scene.contact.name))
    strangers = named - open_.known - heard
    facts = matters(open_) | {
        "introduced": open_.introduction,
        "agenda": scene.agenda is not None,
        "they_sought": scene.invited_by is Side.CONTACT,
        "first": not any(turn.speaker is Side.LEARNER for turn in before),
        "silent": not heard,
        "takes_up": mentions(text, open_.introductions),
        "stranger": bool(strangers),
        "withheld": mentions(text, open_.withheld),
        "blessed": bool(named) and not strangers and not mentions(text, open_.withheld),
        "nothing_to_take": not (open_.offered or open_.advised or open_.just_declined or open_.refused),
    }
    return {name: float(holds) for name, holds in facts.items()}


def _soft(odds: float) -> float:
    return max(-_MOST, min(_MOST, odds / _SCALE))


def _chance(odds: float) -> float:
    return max(0.0, min(1.0, 0.5 + odds / _STEEP))
