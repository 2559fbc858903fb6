"""What a host can set beside Streamlit's own settings: environment variables, checked when the app starts.

docs/hosting.md has the table. An invalid value stops the start: a limit that silently does not apply, or a
page that any site may frame, would be worse.
"""

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

#: A host that may frame the pages; the keywords are nobody and the same host.
ANCESTOR = re.compile(
    r"https://(?:\*\.(?=[a-z0-9-]+\.))?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?"
    r"|http://(?:localhost|127\.0\.0\.1)(?::\d{1,5})?"
)
KEYWORDS = {"none": "'none'", "self": "'self'"}

#: uvicorn's own variable: the proxies whose X-Forwarded-For is trusted.
PROXIES = "FORWARDED_ALLOW_IPS"

#: The shortest network prefix that it may name, by IP version. Private networks have no shorter one.
SHORTEST_PREFIX = {4: 8, 6: 7}


@dataclass(frozen=True, slots=True)
class Settings:
    """``frame_ancestors`` is the source list of the policy. Messages are limited per client address: each
    second, and in a burst. ``commit`` is blank if the host does not set it."""

    frame_ancestors: str = "'self'"
    messages_per_second: int = 100
    messages_at_once: int = 2000
    commit: str = ""


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The settings in ``environment``. Raises ValueError with every problem, one per line."""
    problems: list[str] = []
    values: dict[str, str | int] = {}
    for name, (field, read) in VARIABLES.items():
        text = environment.get(name, "").strip()
        if text:
            try:
                values[field] = read(text)
            except ValueError as error:
                problems.append(f"{name}={text}: {error}")
    try:
        _proxies(environment.get(PROXIES, ""))
    except ValueError as error:
        problems.append(f"{PROXIES}={environment[PROXIES]}: {error}")
    if problems:
        raise ValueError("\n".join(problems))
    return Settings(**values)  # type: ignore[arg-type]  # each reader returns the type of its field


def _ancestors(text: str) -> str:
    words = text.lower().replace(",", " ").split()
    found = [KEYWORDS.get(word, word) for word in words]
    wrong = [word for word in found if word not in KEYWORDS.values() and not ANCESTOR.fullmatch(word)]
    if wrong:
        raise ValueError(
            f"{' '.join(wrong)} is not a valid host. Write none, self, or hosts like "
            "https://clinic.example; after *. a domain of your own, such as https://*.clinic.example."
        )
    if "'none'" in found and len(found) > 1:
        raise ValueError("none cannot be combined with anything else.")
    return " ".join(found)


def _number(text: str, *, most: int) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise ValueError(f"write a whole number from 1 to {most}.")
    return int(text)


def _commit(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z._-]{1,64}", text):
        raise ValueError("write up to 64 letters, digits, dots and dashes.")
    return text


def _proxies(text: str) -> None:
    for part in (part.strip() for part in text.split(",") if part.strip()):
        if part == "*":
            raise ValueError("with * every visitor could choose an address. Name the proxies.")
        try:
            network = ipaddress.ip_network(part)
        except ValueError:
            raise ValueError(f"{part} is not an address or a network.") from None
        if network.prefixlen < SHORTEST_PREFIX[network.version]:
            raise ValueError(f"{part} has too many addresses to be only your proxies. Name the proxies.")


VARIABLES: Mapping[str, tuple[str, Callable[[str], str | int]]] = {
    "SKIN_OPTIONS_FRAME_ANCESTORS": ("frame_ancestors", _ancestors),
    "SKIN_OPTIONS_MESSAGES_PER_SECOND": ("messages_per_second", partial(_number, most=100_000)),
    "SKIN_OPTIONS_MESSAGES_AT_ONCE": ("messages_at_once", partial(_number, most=1_000_000)),
    "SKIN_OPTIONS_COMMIT": ("commit", _commit),
}
