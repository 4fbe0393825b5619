"""What the network tells of each turn, in the order of its outputs."""

from rehearse.reading.codebook import Cue, Label

ACTS = (
    Label.INTRODUCTION_ASK,
    Label.JOB_ASK,
    Label.SALES_PITCH,
    Label.FREE_WORK_ASK,
    Label.RESUME_WALKTHROUGH,
    Label.ME_FIRST,
    Label.NAME_DROP,
    Label.UNPREPARED,
)
"""Debits that an invitation excuses: of these the network also tells the bare act, invited or not."""
STATES = ("invited", "resume", "background", "offered", "advised", "no", "no_stands", "time")
"""What stands when a learner's turn begins (`rehearse.reading.invitations`): the network tells it beside the turn, so
that it learns to look for it in what was said before."""
OUTPUTS = (
    *(label.value for label in Label),
    *(f"act:{label.value}" for label in ACTS),
    *(cue.value for cue in Cue),
    *(f"state:{name}" for name in STATES),
)
"""Labels, then acts, then cues, then states."""
AT = {name: at for at, name in enumerate(OUTPUTS)}
"""Where each stands."""
