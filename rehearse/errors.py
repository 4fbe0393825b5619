"""The one family of errors that a person may see: what happened, where, and what to do next."""


class RehearseError(Exception):
    """Something a person has to know about, said in one line.

    `what` is the cause, `where` the file, line or endpoint it was found in (may be empty),
    `cure` what to do next and what was kept (may be empty).
    """

    def __init__(self, what: str, *, where: str = "", cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.cure = cure

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f" {self.cure}" if self.cure else ""
        return f"{place}{self.what}.{cure}"


class InputError(RehearseError):
    """A file or an argument is not what it should be."""


class StorageError(RehearseError):
    """The disk refused: full, gone, or without rights. Says what was kept."""


class ContactError(RehearseError):
    """The contact's engine could not answer; the meeting is whole and can go on."""
