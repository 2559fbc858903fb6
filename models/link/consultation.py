"""A consultation saved as one JSON file on the clinic's own device: view, prices, table and own words.

Nothing is kept on the server. Health answers are saved only where the person asked for that.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.clinic.overlay import overlay
from models.clinic.price_list import prices_template, read_prices
from models.evidence.clinic_prices import ClinicPrices
from models.evidence.nouns import Evidence
from models.link.share_link import Opened, full_query, open_link
from models.link.shared_view import for_others
from models.person.preferences import Preferences
from models.uploads.file_currency import Answer
from models.uploads.sheet import LONGEST_CELL, MAX_COLUMNS, MAX_ROWS, of_texts

#: Version of the file format. Raise it when the meaning of a field changes, and keep reading old versions.
FORM = 1

#: Largest file in bytes that the app can have written: a table of 5 MB grows by a third in base64.
LARGEST = 8_000_000

#: Limits on commas and brackets in the file, and on characters in its view: many times what the app writes.
MOST_PARTS, LONGEST_VIEW = 50_000, 16_384

#: Characters of the person's own words.
LONGEST_WORDS = 600


@dataclass(frozen=True, slots=True)
class Consultation:
    """``table``: name and content of the clinic's own table; ``table_is_in``: the answer on its currency."""

    opened: Opened
    own_words: str = ""
    conditions: frozenset[str] = frozenset()
    prices: ClinicPrices | None = None
    table: tuple[str, bytes] | None = None
    table_is_in: Answer = Answer.NONE


class NoConsultationError(Exception):
    """The file cannot be loaded; the text says why and what to do."""


def written(
    evidence: Evidence,
    preferences: Preferences,
    *,
    today: date,
    own_words: str = "",
    with_health: bool = False,
    prices: ClinicPrices | None = None,
    table: tuple[str, bytes] | None = None,
    table_is_in: Answer = Answer.NONE,
) -> bytes:
    """The content of the file. ``evidence`` is the public one."""
    # A treatment that was put back despite a health answer would reveal that answer.
    view = preferences if with_health else for_others(preferences, evidence, with_skin_type=True)
    content: dict[str, Any] = {
        "skin_options_consultation": FORM,
        "saved_on": today.isoformat(),
        "view": full_query(view, evidence),
        "own_words": own_words[:LONGEST_WORDS],
    }
    if with_health:
        content["health"] = sorted(preferences.conditions)
    if prices is not None:
        rows = prices_template(overlay(evidence, prices))
        content["prices"] = {"clinic": prices.clinic, "as_of": prices.as_of.isoformat(), "rows": rows}
    if table is not None:
        encoded = base64.b64encode(table[1]).decode()
        content["table"] = {"name": table[0], "content": encoded, "money": table_is_in.value}
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


def read(content: bytes, evidence: Evidence) -> Consultation:
    """What the file holds, checked part by part. Raises NoConsultationError for any other file."""
    wrong = NoConsultationError(
        "This is not a saved consultation. Choose the file that you downloaded from this page."
    )
    # Counted before parsing: an empty list is two characters in the file, but far more bytes in memory.
    if len(content) > LARGEST or sum(map(content.count, (b",", b"[", b"{"))) > MOST_PARTS:
        raise wrong
    try:
        found = json.loads(content.decode("utf-8-sig"))
        form = found["skin_options_consultation"]
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise NoConsultationError(
            "The file is damaged: it holds half of a character, which is not text. "
            "Save the consultation again."
        ) from None
    except (ValueError, LookupError, TypeError, RecursionError):
        raise wrong from None
    if not isinstance(found, dict) or not isinstance(form, int):
        raise wrong
    if form > FORM:
        raise NoConsultationError("This file was saved by a newer version of this page. Load it there.")
    words = found.get("own_words")
    health = found.get("health")
    ticked = health if isinstance(health, list) else []
    return Consultation(
        opened=open_link(_query(found.get("view")), evidence),
        own_words=words[:LONGEST_WORDS] if isinstance(words, str) else "",
        conditions=frozenset(c for c in evidence.conditions if c in ticked),
        prices=_prices(found.get("prices"), evidence),
        table=_table(found.get("table")),
        table_is_in=_money(found.get("table")),
    )


def _query(view: object) -> Mapping[str, list[str]]:
    if not isinstance(view, dict) or len(json.dumps(view)) > LONGEST_VIEW:
        return {}
    return {
        key: [text for text in texts if isinstance(text, str)]
        for key, texts in view.items()
        if isinstance(texts, list)
    }


def _prices(part: object, evidence: Evidence) -> ClinicPrices | None:
    """Read by the rules of price lists, so that a file cannot hold what a price list could not."""
    if part is None:
        return None
    damaged = NoConsultationError("The prices in this file are damaged. Save the consultation again.")
    if not isinstance(part, dict):
        raise damaged
    rows, clinic = part.get("rows"), part.get("clinic")
    try:
        as_of = date.fromisoformat(str(part.get("as_of")))
    except ValueError:
        raise damaged from None
    if not isinstance(clinic, str) or not isinstance(rows, list):
        raise damaged
    if len(rows) > MAX_ROWS + 1:
        what = f"The prices in this file have more than {MAX_ROWS:,} rows under their header."
        raise NoConsultationError(f"{what} At most {MAX_ROWS:,} are read. Save the consultation again.")
    if not all(isinstance(row, list) and len(row) <= MAX_COLUMNS for row in rows):
        raise damaged
    sheet = of_texts([[str(cell) for cell in row] for row in rows], "saved prices")
    # Files saved before the currency was asked for hold US dollars only.
    answer = Answer.US_DOLLARS
    return read_prices(sheet, evidence, clinic=clinic[:LONGEST_CELL], as_of=as_of, answer=answer).prices


def _table(part: object) -> tuple[str, bytes] | None:
    if part is None:
        return None
    damaged = NoConsultationError("The table in this file is damaged. Save the consultation again.")
    if not isinstance(part, dict) or not isinstance(part.get("content"), str):
        raise damaged
    try:
        return str(part.get("name"))[:LONGEST_CELL], base64.b64decode(part["content"], validate=True)
    except ValueError:
        raise damaged from None


def _money(part: object) -> Answer:
    """The answer on the currency of the table; US dollars in files saved before that was asked."""
    said = part.get("money", Answer.US_DOLLARS.value) if isinstance(part, dict) else ""
    return next((answer for answer in Answer if answer == said), Answer.NONE)
