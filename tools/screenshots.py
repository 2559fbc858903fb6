"""Take the pictures for the README and the docs from a list of links: `make screenshots`.

The general preview picture of a link is drawn too.
"""

from browser import opened, running_chromium, running_server

from models import ROOT
from pages.served.link.preview import drawn, general_view

#: File name, link, size in pixels, theme.
PICTURES = [
    ("compare.png", "/?phototype=IV", (1280, 900), "light"),
    ("compare-dark.png", "/?phototype=IV", (1280, 900), "dark"),
    ("compare-phone.png", "/?phototype=IV", (390, 844), "light"),
    ("how-sure.png", "/how-sure?phototype=IV", (1280, 900), "light"),
    ("side-by-side.png", "/side-by-side?phototype=IV", (1280, 900), "light"),
    (
        "recovery-calendar.png",
        "/recovery-calendar?phototype=IV&from=2026-12-01&ready=2027-03-15",
        (1280, 900),
        "light",
    ),
    ("present.png", "/present?phototype=IV&slide=dark_marks", (1280, 800), "light"),
]


def main() -> None:
    folder = ROOT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    (ROOT / "pages/served/link/general.png").write_bytes(drawn(general_view()))
    with running_server() as server, running_chromium() as chromium:
        for name, link, size, theme in PICTURES:
            page = opened(chromium, server + link, size=size, theme=theme)
            page.screenshot(path=folder / name, animations="disabled")
            page.context.close()


if __name__ == "__main__":
    main()
