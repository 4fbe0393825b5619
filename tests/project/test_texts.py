"""The published files name nothing of the place where they were written."""

import re
from pathlib import Path

from tests.project.checkout import ROOT, output

# Built from parts, so that this file does not find itself.
_WORD = "f" + "arm"
_PLACES = ["/" + place + "/" for place in ("work", "root", _WORD)]
_HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))]
_FOREIGN = re.compile("|".join(map(re.escape, _PLACES + _HOSTS)), re.IGNORECASE)
_FOREIGN_WORD = re.compile(rf"\b{_WORD}\b", re.IGNORECASE)


def _foreign(path: Path) -> set[str]:
    """Return what the file should not name; in talk, and in the words weighed or cut from it, any word."""
    text = path.read_text(encoding="utf-8", errors="replace")
    words = (
        []
        if path.suffix == ".jsonl"
        or path.name in ("weights.json", "vocabulary.txt", "questions.yaml")
        or path.parent.name in ("personas", "scenarios")
        else _FOREIGN_WORD.findall(text)
    )
    return {*_FOREIGN.findall(text), *words}


def test_no_file_names_a_machine_or_a_package_host() -> None:
    named = output("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    files = [ROOT / name for name in named if name and (ROOT / name).is_file()]
    assert files
    assert {str(path.relative_to(ROOT)): found for path in files if (found := _foreign(path))} == {}
