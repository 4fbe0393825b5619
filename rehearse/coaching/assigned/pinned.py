"""A file that goes from hand to hand and says by a hash what it holds: an assignment, a submission."""

from typing import Generic, Self, TypeVar

from pydantic import Field

from rehearse.model import Model
from rehearse.scene.hashing import content_hash

C = TypeVar("C", bound=Model)


class Pinned(Model, Generic[C]):
    """The file: its kind, its content, and the hash that pins it."""

    kind: str
    schema_: int = Field(alias="schema", default=1, ge=1, le=1)
    hash: str = Field(pattern=r"^[0-9a-f]{64}$", description="sha256 of the content's canonical JSON")
    content: C

    @classmethod
    def of(cls, content: C) -> Self:
        """Return the content, pinned."""
        return cls.model_validate({"hash": content_hash(content), "content": content})

    @property
    def genuine(self) -> bool:
        """Whether the content is what the hash says."""
        return content_hash(self.content) == self.hash
