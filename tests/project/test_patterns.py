"""No regular expression in the app takes quadratic time, because one would block the whole server."""

import re

import pytest
from patterns import Pattern, every_pattern, too_slow

from models import ROOT


def test_every_pattern_of_the_app_takes_linear_time():
    patterns = every_pattern(ROOT)
    assert len(patterns) > 40, "most patterns were not collected"
    assert too_slow(patterns) == ""


@pytest.mark.parametrize(
    ("source", "way"),
    [
        (r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "sub"),
        (r"([;\t\r\n]\s*)(?=[=+\-@])", "sub"),
        (r"\?[^\s\"'<>]*=[^\s\"'<>]*", "sub"),
        (r"\s*([+-]?\d{1,9})\s*", "search"),
        (r"<title>.*?</title>", "search"),
        (r"(\w+)+-", "fullmatch"),
    ],
    ids=["a number format", "a cell", "a query in the log", "blanks", "a title", "a nested group"],
)
def test_a_pattern_that_takes_quadratic_time_is_found(source, way):
    """Regression: the first three blocked the server for five to eight seconds on 1 kB to 60 kB of text."""
    assert too_slow([Pattern("here", source, 0, (way,))]).startswith(f"here {source} {way}")


def test_patterns_are_found_in_constants_and_in_functions(tmp_path, monkeypatch):
    (tmp_path / "room_of_patterns").mkdir()
    (tmp_path / "room_of_patterns/some.py").write_text(
        "import re\n\n_SIGN = 'x+'\nNAMED = re.compile(rf'{_SIGN}y', re.ASCII)\n\n\n"
        "def asked(text):\n    return NAMED.search(text), re.sub('a+', '', text), re.split(text, 'a')\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(AssertionError, match=r"some.py:8.* Make the pattern a constant of its module"):
        every_pattern(tmp_path, ["room_of_patterns"])
    file = tmp_path / "room_of_patterns/some.py"
    file.write_text(file.read_text(encoding="utf-8").replace(", re.split(text, 'a')", ""), encoding="utf-8")
    assert every_pattern(tmp_path, ["room_of_patterns"]) == [
        Pattern("room_of_patterns/some.py:4", "x+y", re.ASCII, ("search",)),
        Pattern("room_of_patterns/some.py:8", "a+", 0, ("sub",)),
    ]
