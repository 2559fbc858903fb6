"""Random, mutated and broken input: nothing crashes, nobody sees a traceback, other visitors are unaffected.

A small part of what ``make hostile`` does, on one server.
"""

import asyncio
import random
import re
from contextlib import suppress
from datetime import date
from itertools import islice
from urllib.parse import parse_qs

import pytest
from hosted import hosted
from hostile_files import files
from hostile_input import queries
from hostile_runs import Hangers, garble_all, get_all, meanwhile, open_all, pace, upload_all
from visitor import Visitor

from models.clinic.own_table import read_own_table
from models.clinic.price_list import read_prices
from models.link import consultation
from models.link.share_link import full_query, open_link
from models.uploads import spreadsheet

TODAY = date(2026, 11, 24)


def test_any_query_gives_preferences_that_a_link_can_express(evidence):
    for query in islice(queries(evidence, random.Random(1)), 400):
        try:
            read = parse_qs(query, keep_blank_values=True, errors="replace", max_num_fields=1000)
        except ValueError:
            continue
        preferences = open_link(read, evidence).preferences
        again = open_link(full_query(preferences, evidence), evidence)
        assert again.preferences == preferences, query
        assert not again.note, query


def test_any_file_gives_a_table_or_a_list_of_problems(evidence):
    for name, content in islice(files(evidence, random.Random(2)), 150):
        sheet = spreadsheet.read(content, name)
        table = read_own_table(sheet, evidence, as_of=TODAY)
        assert table.evidence or table.problems or sheet.problems
        read_prices(sheet, evidence, clinic="", as_of=TODAY)
        with suppress(consultation.NoConsultationError):
            consultation.read(content, evidence)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with hosted(tmp_path_factory.mktemp("server") / "log") as running:
        yield running


async def beside_somebody_else(server, attack):
    """Counts the results of the attack, while an ordinary visitor keeps moving a slider."""
    async with Visitor(server.address) as visitor:
        found, _ = await meanwhile(visitor, attack)
    assert server.is_alive()
    assert not found["traceback"]
    return found


@pytest.mark.e2e
def test_the_server_survives_hostile_addresses(server, evidence):
    found = asyncio.run(beside_somebody_else(server, asyncio.to_thread(get_all, server, evidence, 50)))
    assert sum(found.values()) == 50
    assert found["200"] > 25
    assert set(found) <= {"200", "307", "400", "403", "404", "405", "413", "414", "429", "431"}


@pytest.mark.e2e
def test_every_page_opens_from_a_hostile_link(server, evidence):
    found = asyncio.run(beside_somebody_else(server, open_all(server, evidence, 8)))
    assert found == {"pages shown": 8, "errors shown": 0}


@pytest.mark.e2e
def test_hostile_uploads_show_no_errors(server, evidence):
    """Files known to be bad, and two random ones. The readers are tested on many files above."""
    uploads = list(islice(files(evidence, random.Random(3)), 14, 22))
    found = asyncio.run(beside_somebody_else(server, upload_all(server, uploads)))
    assert found["files opened"] == len(uploads)
    assert not found["errors shown"]


@pytest.mark.e2e
def test_the_server_survives_garbled_messages(server):
    """The sender may learn that something went wrong, never what. The connection may be closed."""
    found = asyncio.run(beside_somebody_else(server, garble_all(server, 16)))
    closed = sum(number for what, number in found.items() if re.fullmatch(r"closed 10\d\d", what))
    assert found["went on"]
    assert found["went on"] + closed == 16


@pytest.mark.e2e
def test_hanging_connections_do_not_stop_the_server(server):
    async def hanging():
        async with Visitor(server.address) as visitor:
            with Hangers(server, 80) as hangers:
                await pace(visitor, 2)
                hangers.drip()
                await pace(visitor, 2)
            await pace(visitor, 2)

    asyncio.run(hanging())
    assert server.is_alive()
