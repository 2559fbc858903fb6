"""Hostile links and messages: random, truncated, mutated, or far too large."""

import random
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg

from models.evidence.nouns import Evidence
from models.link.share_link import full_query, keys
from models.person.preferences import start

PAGES = (
    *("", "how-sure", "side-by-side", "present", "recovery-calendar", "treatment", "evidence", "method"),
    *("for-clinics", "right-for-me", "my-concern", "what-matters", "where-i-lean"),
)

#: Values that have broken programs before.
NASTY = (
    *("", " ", "0", "-1", "1e309", "nan", "inf", "-0", "9" * 400, "0x10", "1_000", "٣", "½", "true", "None"),
    *(
        "\0",
        "\x1b[31m",
        "\r\nSet-Cookie: a=b",
        "\u202e",
        "\ud7ff",
        "\ufeff",
        "e\u0301" * 50,
        "😀",
        "a" * 5000,
    ),
    *(
        "../../etc/passwd",
        "..%2f..%2f",
        "{{7*7}}",
        "${7*7}",
        "%s%n",
        "'; drop table",
        '"><script>alert(1)</script>',
    ),
    *(
        "__proto__",
        "constructor",
        "[]",
        "{}",
        "a,b,c",
        ",",
        ";",
        "&",
        "=",
        "#",
        "%",
        "%zz",
        "%00",
        "%ff%fe",
        "+",
    ),
    *(
        "acne_scars",
        "Acne scars",
        "I",
        "VII",
        "cost",
        "microneedling_pen",
        "2026-02-30",
        "9999-12-31",
        "0000-00-00",
    ),
)

PATHS = (
    *(
        "/%2e%2e/%2e%2e/etc/passwd",
        "//",
        "/..",
        "/how-sure/",
        "/how-sure/x/y",
        "/preview.png",
        "/preview.png/x",
    ),
    *(
        "/static/../../pyproject.toml",
        "/static/%00",
        "/_stcore/health",
        "/_stcore/nothing",
        "/media/x.png",
        "/ä",
    ),
    *(
        "/component/x/y.js",
        "/compare",
        "/" + "a" * 3000,
        "/.git/config",
        "/data/estimates.csv",
        "/favicon.ico",
    ),
)


def queries(evidence: Evidence, chance: random.Random) -> Iterator[str]:
    """An endless series of query strings: mutated real links, and some random text."""
    names = list(keys(evidence))
    real = full_query(start(evidence), evidence)
    while True:
        kind = chance.random()
        if kind < 0.1:
            yield bytes(chance.choices(range(33, 127), k=chance.randint(1, 200))).decode()
            continue
        query = [(key, value) for key, values in real.items() for value in values]
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(query) + 1)
            key = chance.choice(names) if chance.random() < 0.8 else chance.choice(NASTY)
            query.insert(place, (key, chance.choice(NASTY)))
        if kind < 0.2:
            query = query * chance.randint(2, 40)
        text = urlencode(query, errors="replace")
        if kind > 0.6:
            text = changed(text.encode(), chance).decode("latin-1")
        if kind > 0.9:
            text = quote(text)
        yield text


def addresses(evidence: Evidence, chance: random.Random) -> Iterator[str]:
    """Paths with queries, percent-encoded as far as a request line requires."""
    for query in queries(evidence, chance):
        path = chance.choice(PATHS) if chance.random() < 0.2 else "/" + chance.choice(PAGES)
        yield quote(f"{path}?{query}", safe="/?&=%+,;:@!$'()*~-._")[:8000]


def changed(content: bytes, chance: random.Random, times: int = 0) -> bytes:
    """``content`` with a few bytes changed, removed, duplicated or inserted."""
    made = bytearray(content)
    for _ in range(times or chance.randint(1, 8)):
        place = chance.randrange(len(made) + 1)
        match chance.randrange(4):
            case 0:
                made[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[place : place + chance.randint(1, 20)]
            case 2:
                made[place:place] = made[place : place + chance.randint(1, 50)]
            case 3:
                made[place:place] = chance.choice(NASTY).encode(errors="replace")
    return bytes(made)


def messages(real: BackMsg, chance: random.Random) -> Iterator[bytes | str]:
    """An endless series of messages that no page would send, derived from a real one: bytes and text."""
    sent = real.SerializeToString()
    yield ""
    yield "rerun"
    yield b""
    yield bytes(60_000_000)
    yield sent * 2000
    while True:
        kind = chance.randrange(4)
        if kind == 0:
            yield chance.randbytes(chance.randint(1, 2000))
        elif kind == 1:
            yield sent[: chance.randrange(1, len(sent))]
        elif kind == 2:
            yield changed(sent, chance)
        else:
            yield _wrong_values(real, chance).SerializeToString()


def _wrong_values(real: BackMsg, chance: random.Random) -> BackMsg:
    """A readable message with values that its widgets cannot have."""
    message = BackMsg()
    message.CopyFrom(real)
    for state in message.rerun_script.widget_states.widgets:
        if chance.random() < 0.3:
            match chance.randrange(6):
                case 0:
                    state.double_array_value.data[:] = [
                        chance.choice((1e308, float("nan"), -1.0, 0.5, 1e-320))
                    ]
                case 1:
                    state.string_value = chance.choice(NASTY)
                case 2:
                    state.string_array_value.data[:] = [chance.choice(NASTY), chance.choice(NASTY)]
                case 3:
                    state.double_value = chance.choice((1e308, float("inf"), -1e9))
                case 4:
                    state.json_value = chance.choice(("{", "null", "[[[]]]", '{"a": 1e999}'))
                case 5:
                    state.double_array_value.data[:] = [1.0] * chance.choice((0, 2, 5000))
    if chance.random() < 0.3:
        message.rerun_script.page_script_hash = chance.choice(NASTY)
    if chance.random() < 0.3:
        message.rerun_script.fragment_id = chance.choice(NASTY)
    if chance.random() < 0.5:
        message.rerun_script.query_string = chance.choice(NASTY) * chance.randint(1, 30)
    return message
