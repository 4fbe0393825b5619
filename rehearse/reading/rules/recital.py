"""A walk through the resume, where the words leave no doubt: it is announced, or position follows position."""

import re

_ANNOUNCED = re.compile(
    r"\b(?:walk|take|lead|run|guide|bring) you (?:quickly |briefly )?through (?:my|the) (?:\w+ )?"
    r"(?:resume|résumé|cv|c\.v\.|background|career|(?:work |job )?history|experience|positions|jobs|qualifications)\b"
)
_ROLES = re.compile(
    r"\b(?:manager|assistant|coordinator|analyst|clerk|director|engineer|supervisor|officer|consultant|developer"
    r"|associate|intern|trainee|temp|administrator|accountant|team lead|vice president|head of|deputy|apprentice"
    r"|representative|specialist|technician|receptionist|executive|partner|lecturer|foreman)\b"
)
_STEPS = re.compile(
    r"\b(?:started (?:out )?(?:as|at|in)|began (?:as|at|in)|worked (?:as|at|for)|became|moved (?:to|on to|over to)"
    r"|joined|promoted|then (?:i was|at|as|became|three|two|four|five)|(?:since|from|until|till|to|in) (?:19|20)\d\d"
    r"|years (?:at|as|with)|months (?:at|as|with))\b"
)
_OWN = re.compile(r"\b(?:i|my|me)\b")
_POSITIONS, _TOGETHER = 2, 5
"""Roles named, and roles and steps together, from which a turn is a recital."""


def is_recital(plain: str) -> bool:
    """Whether a turn, written out in lower case, recounts a job history position by position, or announces to."""
    if _ANNOUNCED.search(plain):
        return True
    roles, steps = len(_ROLES.findall(plain)), len(_STEPS.findall(plain))
    return bool(_OWN.search(plain)) and min(roles, steps) >= _POSITIONS and roles + steps >= _TOGETHER
