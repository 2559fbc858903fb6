"""The app logs a warning at the start if Python has an old XML parser."""

import pytest

from models import ROOT
from pages.served.guard.xml_parser import warn_of_old_parser


@pytest.mark.parametrize(("version", "told"), [((2, 5, 0), True), ((2, 6, 0), False), ((2, 10, 1), False)])
def test_an_old_xml_parser_is_logged_at_the_start(version, told, caplog, logged):
    warn_of_old_parser(version)
    assert bool(logged()) is told
    if told:
        assert "expat 2.5.0" in caplog.text


def test_the_server_checks_the_parser_and_the_hosting_guide_explains_the_warning():
    assert "\nwarn_of_old_parser()\n" in (ROOT / "dashboard.py").read_text(encoding="utf-8")
    assert "expat" in (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
