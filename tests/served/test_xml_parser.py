"""The start says so where Python brings an old parser of XML along."""

import pytest

from models import ROOT
from pages.served.guard.xml_parser import warn_of_old_parser


@pytest.mark.parametrize(("version", "told"), [((2, 5, 0), True), ((2, 6, 0), False), ((2, 10, 1), False)])
def test_an_old_parser_is_told_at_the_start(version, told, caplog, logged):
    warn_of_old_parser(version)
    assert bool(logged()) is told
    if told:
        assert "expat 2.5.0" in caplog.text


def test_the_server_looks_and_the_guide_for_hosts_says_what_to_do():
    assert "\nwarn_of_old_parser()\n" in (ROOT / "dashboard.py").read_text(encoding="utf-8")
    assert "expat" in (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
