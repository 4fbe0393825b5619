"""The pages of `rehearse review --html OUT`: OUT is the page of one transcript, or the folder of several's."""

from pathlib import Path

from rehearse.archive.fresh import check_free, new_folder, write_free, write_new
from rehearse.review.facts import Review
from rehearse.review.opinion import SecondOpinion
from rehearse.review.page import as_page
from rehearse.text import clean


class Pages:
    """Writes page after page, over no other file, and prints where each lies."""

    def __init__(self, out: Path, *, several: bool) -> None:
        """Raise Taken where OUT is there already: better now than after a hundred reviews."""
        check_free(out)
        self._out = out
        self._several = several
        self._begun = False

    def add(self, review: Review, transcript: Path, opinion: SecondOpinion | None) -> None:
        """Write the page of one transcript. Raises as `write_new` does."""
        page = as_page(review, opinion)
        path = self._out
        if not self._several:
            write_new(path, page)
        else:
            if not self._begun:
                new_folder(path)
                self._begun = True
            path = write_free(path, transcript.stem, ".html", page)
        print(clean(str(path)))
