"""Logs say what went wrong, and never who asked for what."""

import asyncio
import io
import logging
import time
from urllib.parse import quote

import pytest

from pages.served.guard import quiet_logs


@pytest.fixture
def said():
    """A log and a function that returns what it printed; the record factory is restored afterwards."""
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


def test_queries_and_addresses_are_removed_and_the_rest_is_kept(said):
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


def test_the_id_of_a_visit_is_removed(said):
    """Anyone who has it could take over the visit."""
    log, text = said
    log.warning("Session with id %s is already connected!", "9be2f973-0a1b-4c2d-8e3f-445566778899")
    log.warning("PUT /_stcore/upload_file/9BE2F973-0A1B-4C2D-8E3F-445566778899/f1")
    assert text().count("(id)") == 2
    assert "Session with id (id) is already connected!" in text()
    assert "9be2f973" not in text().lower()


def test_a_record_is_one_line_whatever_a_visitor_sends(said):
    log, text = said
    log.warning("Rejecting %s", "x\r\n2026-11-27 09:00 FAKE \x1b[31mred \x07\u2028\u202e end")
    assert len(text().splitlines()) == 1
    assert text().rstrip("\n").isprintable()
    assert r"x\r\n2026-11-27 09:00 FAKE \x1b[31mred" in text()


@pytest.mark.parametrize("sent", ["?" * 1_000_000, "\n" * 1_000_000, "1." * 500_000, "exception=" * 100_000])
def test_a_long_record_is_cut_before_it_is_scanned(said, sent):
    """Regression: one message with 60,000 question marks blocked the server for six seconds."""
    log, text = said
    before = time.process_time()
    log.warning("Rejecting backend operation request %s", sent)
    assert time.process_time() - before < 1
    assert len(text()) < 2_200
    assert text().endswith("... (cut)\n")


def test_a_cut_record_does_not_end_in_part_of_an_id_or_an_address(said):
    log, text = said
    for known in ("9be2f973-0a1b-4c2d-8e3f-445566778899", "203.0.113.9:52011", "2001:db8:0:1:2:3:4:5"):
        for place in range(1950, 2001):
            log.warning("%s", f"{'x ' * (place // 2)}{known} and so on {'x' * 60}")
    for half in ("9be2", "203.", "2001"):
        assert half not in text().replace("(id)", "").replace("(address)", "")


def test_the_message_of_an_unretrieved_exception_is_removed(said):
    """asyncio puts the message into the text of its record."""

    async def fails():
        raise ValueError("keloids, (and everything else) that was typed")

    async def goes_on():
        task = asyncio.ensure_future(fails())
        await asyncio.wait([task])
        context = {
            "message": "Task exception was never retrieved",
            "future": task,
            "exception": task.exception(),
        }
        asyncio.get_running_loop().default_exception_handler(context)

    log, text = said
    asyncio_log, handler = logging.getLogger("asyncio"), log.handlers[-1]
    asyncio_log.addHandler(handler)
    asyncio.run(goes_on())
    asyncio_log.removeHandler(handler)
    assert "Task exception was never retrieved" in text()
    assert "exception=ValueError (message left out)" in text()
    assert "typed" not in text().replace(
        'raise ValueError("keloids, (and everything else) that was typed")', ""
    )


def test_a_line_about_the_data_is_kept_unchanged(said):
    log, text = said
    line = "estimates.csv:14 typical: 150 is outside 80-120. Order them low <= typical <= high. Why? 12:30."
    log.error("%s", line)
    assert line in text()


def test_a_traceback_keeps_its_lines_and_loses_the_message(said):
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


def test_a_log_call_with_wrong_arguments_raises_no_error(said):
    log, _ = said
    log.warning("%d of %d", "one")


def test_setting_up_twice_has_no_further_effect(said):
    made = logging.getLogRecordFactory()
    quiet_logs.set_up()
    assert logging.getLogRecordFactory() is made
