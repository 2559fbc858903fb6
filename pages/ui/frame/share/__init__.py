"""The share panel of every page: the full link to this view, its QR code, and what the link holds."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from models.evidence.nouns import Evidence
from models.link.share_link import full_query
from models.link.shared_view import NEVER_HELD, contents, for_others
from models.person.preferences import Preferences
from pages.visit import state
from pages.visit.in_view import evidence_in_view, public_evidence

_FOLDER = Path(__file__).parent

#: Session key of the switch that leaves the skin type out.
LEAVE_OUT = "_leave_out_skin_type"

#: Pixels per module of the QR code, and the largest version drawn: with its margin 125 modules, each of which
#: still has 2.5 pixels on the narrow screen of a phone.
MODULE, LARGEST_CODE = 3, 25

_copy = st.components.v2.component(
    "copy_link",
    html='<div class="so-copy"><label>The full link<textarea readonly rows="3" spellcheck="false"></textarea>'
    '</label><button type="button">Copy the link</button><span role="status"></span></div>',
    css=(_FOLDER / "copy.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "copy.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """The page that is shared: its title, and its path without a leading slash."""

    title: str
    path: str


#: The page that a file to take home links to.
BOARD = Shown("Compare", "")


def button(page: Shown) -> None:
    with st.container(key="share", width="content"):
        if st.button("Share this view", icon=":material/share:", key="share_view"):
            _panel(page)


# A dialog and not a popover, since it is built only when it is opened and does not slow down slider moves.
@st.dialog("Share this view", width="medium")
def _panel(page: Shown) -> None:
    # No link holds a clinic's prices or an own table, so it opens the public figures.
    evidence = public_evidence()
    mine = state.of_public(evidence, state.read_widgets(evidence_in_view()))
    if evidence_in_view() is not evidence:
        st.markdown("The link opens the public figures. Prices and tables of a clinic are never in it.")
    left_out = False
    if mine.phototype is not None:
        left_out = st.toggle("Leave my skin type out", key=LEAVE_OUT, persist_state="session")
    shared = for_others(mine, evidence, with_skin_type=not left_out)
    link = link_to(page, shared, evidence)
    if left_out:
        st.markdown("The link reads “Not sure” then. So others may see another order than you do.")
    if mine.conditions:
        st.markdown("Your health answers stay with you. So others may see another order than you do.")
    _copy(key="copy_link", data={"link": link})
    _code(link)
    st.subheader("What the link holds", anchor=False)
    lines = [("Page", page.title), *contents(shared, evidence, skin_type_left_out=left_out)]
    st.markdown("\n".join(f"- **{name}:** {values}" for name, values in lines))
    st.markdown(NEVER_HELD)


def link_to(page: Shown, shared: Preferences, evidence: Evidence) -> str:
    """The full link to ``page`` with the view ``shared``, from which all that no link may hold is removed."""
    return f"{_address(page)}?{urlencode(full_query(shared, evidence), doseq=True)}"


def _address(page: Shown) -> str:
    """The URL of ``page``, from the one that the browser shows; its path alone if that is not known."""
    if not st.context.url:
        return f"/{page.path}"
    seen = urlsplit(st.context.url)
    folder = seen.path.rpartition("/")[0]
    return seen._replace(path=f"{folder}/{page.path}", query="", fragment="").geturl()


def _code(link: str) -> None:
    """The QR code, black on white in both themes, with the white margin that scanners need."""
    try:
        code = segno.make(link, error="l", micro=False)
    except segno.DataOverflowError:
        code = None
    if code is None or int(code.version) > LARGEST_CODE:
        st.markdown("This link is too long for a code that a phone can read. Copy it instead.")
        return
    svg = code.svg_inline(border=4, dark="#000000", light="#ffffff", omitsize=True)
    width = MODULE * code.symbol_size(border=4)[0]
    alt = "QR code of this link. Scan it with the camera of a phone to open the same view there."
    st.markdown(
        f'<div class="so-qr" role="img" aria-label="{escape(alt)}" style="width: {width}px">{svg}</div>',
        unsafe_allow_html=True,
    )
    st.markdown(":small[Scan it with the camera of a phone to open the same view there.]")
