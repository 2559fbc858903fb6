"""Pages rendered without a browser, and all the text that they show."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
from streamlit.testing.v1 import AppTest

from models import ROOT
from pages.visit.state import condition_key

#: The file name of every page.
PAGES = tuple(sorted(p.name for p in Path(ROOT / "pages").glob("*.py") if p.stem not in ("app", "__init__")))

#: Lists of sources: their titles are quotations, not our words.
QUOTED = (
    re.compile(r":small\[Sources: .*?\](?=\s|$)", re.DOTALL),
    re.compile(r'<ul class="so-sources">.*?</ul>', re.DOTALL),
    re.compile(r"<[^>]*data-quoted[^>]*>.*?</[^>]+>", re.DOTALL),
)


def app(**query):
    """The app, opened with ``query`` in the address."""
    test = AppTest.from_file(str(ROOT / "pages" / "app.py"), default_timeout=30)
    for key, value in query.items():
        test.query_params[key] = value
    return test.run()


def opened(page, query=None, *, conditions=()):
    """One page of the app, after ``conditions`` have been ticked."""
    test = app(**(query or {}))
    if conditions:
        test.switch_page("right_for_me.py").run()
        for condition in conditions:
            test.checkbox(key=condition_key(condition)).check()
        test.run()
    return test if page == "compare.py" and not conditions else test.switch_page(page).run()


def one_option(**query):
    return app(**query).switch_page("treatment.py").run()


def every_box_ticked(test):
    """The page with every checkbox ticked: all health conditions, and the one that lets them into files."""
    for box in test.checkbox:
        box.check()
    return test.run()


def data_given(test, name):
    """The data given to each of our components whose name ends in ``name``, from the top of the page."""
    found = [c.proto for c in test.get("bidi_component") if c.proto.component_name.endswith(name)]
    return [json.loads(proto.json) for proto in found]


def board(test):
    """The data given to the board's component."""
    return data_given(test, "ranking_board")[0]


@dataclass(frozen=True)
class DrawnChart:
    """The data given to a chart's component: Plotly's JSON as text, the height in pixels and the alt text."""

    figure: str
    height: int
    alt: str


def charts_of(test):
    """Every chart on the page, from the top."""
    return [DrawnChart(**data) for data in data_given(test, "plot")]


def texts_of(test):
    """The page's own texts: headings, texts, labels, options, tables, alt texts, charts and the board."""
    kinds = (test.markdown, test.title, test.header, test.subheader, test.info, test.warning, test.error)
    found = [e.value for kind in kinds for e in kind]
    labelled = (
        *(test.selectbox, test.slider, test.text_input, test.multiselect, test.toggle, test.checkbox),
        *(test.radio, test.text_area, test.date_input, test.button, test.expander),
    )
    for kind in labelled:
        for element in kind:
            found += [element.label, getattr(element, "help", "") or ""]
            found += [str(option) for option in getattr(element, "options", ())]
    for name in ("page_link", "download_button"):
        found += [element.proto.label for element in test.get(name)]
    for frame in tables_of(test):
        found += [str(name) for name in frame.columns] + [str(cell) for cell in frame.to_numpy().ravel()]
    for chart in charts_of(test):
        found += [chart.alt, *_strings(json.loads(chart.figure))]
    for component in test.get("bidi_component"):
        if not component.proto.component_name.endswith("plot"):
            found += _strings(json.loads(component.proto.json)) if component.proto.json else []
    return [_own(text) for text in found if text]


def _strings(value):
    """Every string with a space in nested JSON, which leaves out colours and ids."""
    if isinstance(value, str):
        return [value] if " " in value else []
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    return [text for item in value for text in _strings(item)] if isinstance(value, list) else []


def _own(text):
    for quoted in QUOTED:
        text = quoted.sub(" ", text)
    return re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", " ", text, flags=re.DOTALL))


def tables_of(test):
    """Every stacked table on the page as a data frame."""
    markup = (element.proto.body for element in test.get("html"))
    return [_frame(text) for text in markup if re.match(r'<table class="stacked( stacked-never)?"', text)]


def _frame(text):
    head, *rows = ([cell.text or "" for cell in row] for row in ElementTree.fromstring(text).iter("tr"))
    return pd.DataFrame(rows, columns=head)
