"""What a YAML word without quotes stands for."""

import math
import re

Scalar = str | int | float | bool | None

_NOTHING = re.compile(r"~|null|Null|NULL|")
_TRUE = re.compile(r"(?:true|True|TRUE|yes|Yes|YES|on|On|ON)")
_FALSE = re.compile(r"(?:false|False|FALSE|no|No|NO|off|Off|OFF)")
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_BROKEN = re.compile(r"[-+]?(?:[0-9]{1,18}\.[0-9]{0,30}|\.[0-9]{1,30}|[0-9]{1,18}(?=[eE]))(?:[eE][-+]?[0-9]{1,3})?")


def resolve(bare: str) -> Scalar:
    """Return what a word without quotes stands for: nothing, true or false, a number, else itself.

    As in YAML 1.1 `yes` and `off` are true and false; unlike there, dates, octals and `12:30` stay text.
    """
    if _NOTHING.fullmatch(bare):
        return None
    if _TRUE.fullmatch(bare) or _FALSE.fullmatch(bare):
        return _TRUE.fullmatch(bare) is not None
    if _WHOLE.fullmatch(bare):
        return int(bare)
    if _BROKEN.fullmatch(bare) and math.isfinite(float(bare)):
        return float(bare)
    return bare
