"""Share: the link contains the view and nothing private."""

from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from links import any_preferences
from reading_grade import reading_grade
from rendered import PAGES, app, data_given
from words import BANNED, names_in

from models.history.snapshot import figures_version
from models.link.link_settings import settings as link_settings
from models.link.setting import Kind
from models.link.share_link import LINK_VERSION, full_query, keys, open_link
from models.link.shared_view import NEVER_HELD, contents, for_others
from models.person.preferences import start
from models.ranking.comparison import compare
from pages.ui.frame import share
from pages.ui.take_home import take_home_files

IV = "IV: burns little, tans well"


def opened(page="compare.py", *, before=lambda test: None, **query):
    test = app(**query)
    if page != "compare.py":
        test.switch_page(page).run()
    before(test)
    return test.button(key="share_view").click().run()


def leave_out(test):
    """Leave out the skin type. Without a browser the switch closes the panel, so open it again."""
    test.toggle(key=share.LEAVE_OUT).set_value(True)
    test.button(key="share_view").click().run()


def link_of(test):
    data = data_given(test, "copy_link")
    return data[0]["link"] if data else None


def query_of(test):
    return parse_qs(urlsplit(link_of(test)).query, keep_blank_values=True)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shares_a_link_to_itself(evidence, page):
    test = opened(page, concern="Melasma", cost="9", phototype=IV)
    assert not test.exception
    path = "" if page == "compare.py" else page.removesuffix(".py").replace("_", "-")
    assert urlsplit(link_of(test)).path == f"/{path}"
    shared = open_link(query_of(test), evidence)
    assert (shared.note, shared.figures) == ("", figures_version(evidence))
    assert (shared.preferences.concern_id, shared.preferences.phototype) == ("melasma", "IV")
    assert shared.preferences.importances["cost"] == 9


def test_a_link_contains_every_value_including_defaults(evidence):
    query = query_of(opened())
    nothing_to_say = {"budget", "days", "back", "order", "rows", "from", "ready"} | {
        key for key in keys(evidence) if key.startswith("of_")
    }
    assert set(query) == set(keys(evidence)) - nothing_to_say
    assert (query["v"], query["d"]) == ([str(LINK_VERSION)], [figures_version(evidence)])


def test_a_link_contains_what_was_changed_on_the_page():
    def change(test):
        test.slider(key="pain").set_value(9).run()
        test.text_input(key="budget").set_value("2500").run()

    query = query_of(opened(before=change))
    assert (query["pain"], query["budget"]) == (["9"], ["2500"])


def test_the_skin_type_can_be_left_out_with_everything_that_reveals_it():
    """The at-home roller is set aside for IV to VI only, so putting it back would reveal the skin type."""
    test = opened(phototype=IV, back="At-home roller")
    assert query_of(test)["phototype"] == ["IV"]
    assert query_of(test)["back"] == ["at_home_roller"]
    leave_out(test)
    query = query_of(test)
    assert query["phototype"] == ["Not sure"]
    assert "back" not in query
    said = [m.value for m in test.markdown]
    assert any("others may see another order" in text for text in said)
    assert any("**Your skin type:** left out, so it reads “Not sure”" in text for text in said)


def test_without_a_skin_type_there_is_nothing_to_leave_out():
    test = opened()
    assert not [t for t in test.toggle if t.key == share.LEAVE_OUT]
    assert any("**Your skin type:** Not sure" in m.value for m in test.markdown)


def test_health_answers_and_anything_that_reveals_them_are_not_in_the_link(evidence):
    """The cream is ruled out in pregnancy, so putting it back would reveal the pregnancy."""

    def answer(test):
        test.checkbox(key="_condition_pregnancy").check().run()

    at = ("pregnancy", "topical_retinoid")
    assert evidence.contraindications[at].action == "do_not"
    test = opened("right_for_me.py", before=answer, back="Retinoid cream and sunscreen")
    assert "pregnan" not in link_of(test)
    assert "back" not in query_of(test)
    assert any("Your health answers stay with you" in m.value for m in test.markdown)
    assert any(m.value == NEVER_HELD for m in test.markdown)


def test_own_words_are_not_in_the_link():
    def write(test):
        test.text_area(key="_own_words").set_value("my daughter's wedding").run()

    assert "wedding" not in link_of(opened("what_matters.py", before=write))


def test_sharing_does_not_change_the_address():
    test = app(cost="9")
    before = dict(test.query_params)
    test.button(key="share_view").click().run()
    assert dict(test.query_params) == before


def test_every_setting_has_words_with_and_without_a_value(evidence):
    for setting in link_settings(evidence):
        assert setting.line, setting.key
        assert setting.says.count("{}") == 1, setting.key
        may_be_empty = setting.kind in (Kind.LIMIT, Kind.DATE, Kind.CHOICES)
        assert bool(setting.empty) == may_be_empty, setting.key


def test_the_list_describes_the_link(evidence):
    wanted = replace(
        start(evidence), concern_id="melasma", budget=2500, days_off=1, lean="no_treatment", phototype="V"
    )
    lines = dict(contents(wanted, evidence))
    assert lines["What bothers you"] == "Melasma"
    assert lines["Your skin type"].startswith("V: ")
    assert lines["Your limits"] == "cost up to $2,500; up to 1 day at home; only what a clinic offers: off"
    assert lines["What matters to you, 0 to 10"].startswith("Visible results 10; Cost of a full course 5; ")
    assert lines["Where you lean"] == "No treatment for now"
    assert lines["Recovery calendar"].startswith("from today; no day to be ready for; ")
    assert lines["Versions"] == f"link 1, figures {figures_version(evidence)}"
    assert dict(contents(start(evidence), evidence))["Your limits"] == (
        "no limit on cost; no limit on days at home; only what a clinic offers: off"
    )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_two_different_views_have_different_lists(evidence, data):
    one, other = data.draw(any_preferences(evidence)), data.draw(any_preferences(evidence))
    same = full_query(one, evidence) == full_query(other, evidence)
    assert (contents(one, evidence) == contents(other, evidence)) == same


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_leaving_out_private_answers_does_not_change_the_public_board(evidence, data):
    """The link's board equals the board without health answers, whatever was put back."""
    mine = replace(
        data.draw(any_preferences(evidence)),
        conditions=data.draw(st.frozensets(st.sampled_from(list(evidence.conditions)))),
    )
    with_skin_type = data.draw(st.booleans())
    shared = for_others(mine, evidence, with_skin_type=with_skin_type)
    assert shared.conditions == frozenset()
    assert shared.put_back <= mine.put_back
    plain = replace(mine, conditions=frozenset(), phototype=mine.phototype if with_skin_type else None)
    seen, there = compare(evidence, plain), compare(evidence, shared)
    assert [(x.treatment, x.total, x.badges) for x in seen.lines] == [
        (x.treatment, x.total, x.badges) for x in there.lines
    ]


def test_the_qr_code_contains_the_link_in_black_on_white():
    test = opened(phototype=IV)
    drawn = next(m.value for m in test.markdown if 'class="so-qr"' in m.value)
    module = segno.make(link_of(test), error="l", micro=False)
    assert module.svg_inline(border=4, dark="#000000", light="#ffffff", omitsize=True) in drawn
    assert 'role="img" aria-label="QR code of this link.' in drawn


def test_a_qr_code_too_large_for_a_phone_is_not_drawn(monkeypatch):
    shown = []
    monkeypatch.setattr(share.st, "markdown", lambda text, **_: shown.append(text))
    for link in ("x" * 1500, "x" * 5000):
        share._code(link)
    assert shown == ["This link is too long for a code that a phone can read. Copy it instead."] * 2
    share._code("x" * 1273)
    assert 'class="so-qr"' in shown[2]


def test_the_panel_reads_at_grade_8_without_banned_words(evidence):
    test = opened(phototype=IV)
    leave_out(test)
    lists = ("- **Page", '<div class="paper">')
    texts = [m.value for m in test.markdown if "so-qr" not in m.value and not m.value.startswith(lists)]
    names = names_in(evidence)
    assert [text for text in texts if BANNED.search(text)] == []
    plain = [names.sub(" ", text.replace(":small[", "")) for text in texts]
    assert [text for text in plain if len(text.split()) > 3 and reading_grade(text) > 8] == []


@pytest.mark.parametrize(
    ("seen", "here", "board"),
    [
        ("https://a.example/?concern=melasma#top", "https://a.example/", "https://a.example/"),
        ("https://a.example/how-sure", "https://a.example/how-sure", "https://a.example/"),
        ("https://a.example/skin/how-sure?v=1", "https://a.example/skin/how-sure", "https://a.example/skin/"),
    ],
)
def test_links_to_this_page_and_to_the_board_keep_the_address_of_the_app(
    evidence, monkeypatch, seen, here, board
):
    monkeypatch.setattr(share.st, "context", SimpleNamespace(url=seen))
    shared, path = start(evidence), "how-sure" if "how-sure" in seen else ""
    query = share.link_to(share.BOARD, shared, evidence).partition("?")[2]
    assert share.link_to(share.Shown("This page", path), shared, evidence) == f"{here}?{query}"
    assert share.link_to(share.BOARD, shared, evidence) == f"{board}?{query}"
    monkeypatch.setattr(take_home_files, "public_evidence", lambda: evidence)
    assert take_home_files.link_back(shared) == f"{board}?{query}"
    monkeypatch.setattr(share.st, "context", SimpleNamespace(url=None))
    assert take_home_files.link_back(shared) == ""
