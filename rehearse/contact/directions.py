"""Says what the contact is to do, beat by beat, in the words in which an LLM is told."""

from rehearse.meeting.plan import Beat, Move
from rehearse.scene.persona import Persona

DOING = {
    Move.GREET: "greet them, in a few words.",
    Move.RECEIVE: "take up what they told about themselves.",
    Move.NOD: "show in a few words that you heard it, and leave the word to them.",
    Move.KEPT: "they bring or did what they had promised; show that you remember.",
    Move.MISNAMED: "they called you by another person's name; put it right in a few words, and make no more of it.",
    Move.NO_MORE: "say kindly that there is no more to that story.",
    Move.RECALL: "they ask for something that you told them when you last met; say so, in a few words.",
    Move.RESUME: "lead over to the next thing.",
    Move.ASK_BACK: "ask them one question about themselves.",
    Move.CONSIDER: "you asked for their wish: say that you heard it, and promise nothing.",
    Move.TURN_ASIDE: "turn the question aside; you have no answer to it.",
    Move.ADMIT: "admit that you do not know.",
    Move.PUZZLE: "you did not understand; say so.",
    Move.HUMAN: "they doubt or order you about as if you were a machine; answer as a person would, with humour.",
    Move.REBUKE: "they were rude; say that this will not do.",
    Move.INTERRUPT: "cut in; they have talked for too long.",
    Move.SIGNAL_TIME: "say that your time is short.",
    Move.LEAVE: "say goodbye and end the meeting.",
    Move.WRITE: "say what their note was to you.",
}
STRAWS = ("kindly, and clearly", "shortly", "coldly; it is the last time")
TELL, OFFER = (
    "answer, with this and no more than this:",
    "offer what you may offer, by yourself, as one does.",
)
FIXED = (*DOING.values(), *STRAWS, TELL, OFFER)
"""All that is said here in the same words each time."""


def direction(persona: Persona, beat: Beat) -> str:
    """Return what one beat asks for, in a sentence."""
    if beat.move in (Move.TELL, Move.ADVISE):
        return f"{TELL} {_content(persona, beat)}"
    if beat.move is Move.OFFER:
        return OFFER
    if beat.label is not None:
        line = next(iter(persona.reactions.get(beat.label, ())), "")
        manner = STRAWS[min(beat.times, len(STRAWS)) - 1] if beat.label.is_debit else "in a few words"
        verb = "say no to what they ask" if beat.move is Move.DECLINE else f"answer their {beat.label.words}"
        return f"{verb}, {manner}; in the manner of: {line}"
    return DOING[beat.move]


def _content(persona: Persona, beat: Beat) -> str:
    for story in persona.stories:
        if story.id == beat.ref:
            return (story.opens, *(layer.says for layer in story.deeper))[beat.layer]
    return next((remark.says for remark in persona.remarks if remark.id == beat.ref), "")
