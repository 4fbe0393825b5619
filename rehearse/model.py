"""What all records that come from a file have in common: frozen, strict, cleaned."""

from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from rehearse.text import clean, one_line


class Model(BaseModel):
    """A record of a file that people or the app write: unknown keys are errors, fields are final."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


Text = Annotated[str, Field(max_length=100_000), AfterValidator(clean)]
"""Text of a turn or a note, cleaned; tabs and newlines stay."""

Line = Annotated[str, Field(max_length=2_000), AfterValidator(one_line), Field(min_length=1)]
"""Text on one line, cleaned; may not be empty."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""The id of a thing, also the stem of its file: lower case, digits, single hyphens."""


def placed(moment: datetime) -> datetime:
    """Return the moment with its zone. Raises ValueError where it has no hour in every zone."""
    if not MINYEAR < moment.year < MAXYEAR:
        raise ValueError("no calendar here holds this moment")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


Moment = Annotated[datetime, AfterValidator(placed)]
"""A moment, so far from the ends of the calendar that it has its hour in every zone.

One from elsewhere that names no zone is taken as UTC: moments can always be compared.
"""

Unit = Annotated[float, Field(ge=0, le=1)]
"""A number from 0 to 1."""
