"""Logs that say what went wrong, and never who asked what."""

import io
import logging
from urllib.parse import quote

import pytest

from pages.served import quiet_logs


@pytest.fixture
def said():
    """What a log prints, with the process's way of making records put back in the end."""
    before, level = logging.getLogRecordFactory(), logging.getLogger("uvicorn.error").level
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log = logging.getLogger("somebody else's")
    log.addHandler(handler)
    quiet_logs.set_up()
    yield log, out.getvalue
    log.removeHandler(handler)
    logging.setLogRecordFactory(before)
    logging.getLogger("uvicorn.error").setLevel(level)


def test_queries_and_addresses_are_left_out_and_the_rest_is_kept(said):
    log, text = said
    log.warning(
        '%s - "GET %s" %d', "203.0.113.9:52011", f"/compare?concern={quote('acne scars')}&cost=9", 500
    )
    log.warning("from [2001:db8::17]:443 and 2001:db8:0:1:2:3:4:5 for https://x.example/a?phototype=IV")
    assert text().count("(address)") == 3
    assert '(address) - "GET /compare?..." 500' in text()
    assert "https://x.example/a?..." in text()
    for gone in ("203.0", "acne", "cost", "phototype", "db8"):
        assert gone not in text()


def test_a_line_about_the_data_is_kept_as_it_is(said):
    log, text = said
    line = "estimates.csv:14 typical: 150 is outside 80-120. Order them low <= typical <= high. Why? 12:30."
    log.error("%s", line)
    assert line in text()


def test_a_traceback_keeps_its_lines_and_loses_the_words(said):
    log, text = said
    try:
        raise KeyError("keloids, and everything else that was typed")
    except KeyError:
        log.exception("It failed")
    assert "It failed" in text()
    assert "test_quiet_logs.py" in text()
    assert "KeyError (message left out)" in text()
    assert "keloids" not in text().replace(
        'raise KeyError("keloids, and everything else that was typed")', ""
    )


def test_a_record_that_does_not_fit_its_words_is_no_fault_of_the_visit(said):
    log, _ = said
    log.warning("%d of %d", "one")


def test_setting_up_twice_changes_nothing_more(said):
    made = logging.getLogRecordFactory()
    quiet_logs.set_up()
    assert logging.getLogRecordFactory() is made
