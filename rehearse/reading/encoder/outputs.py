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
OUTPUTS = (*(label.value for label in Label), *(f"act:{label.value}" for label in ACTS), *(cue.value for cue in Cue))
"""Labels, then acts, then cues."""
AT = {name: at for at, name in enumerate(OUTPUTS)}
"""Where each stands."""
