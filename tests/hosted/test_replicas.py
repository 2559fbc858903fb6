"""Two replicas behind the nginx of ``deploy/``: a visit stays with one, and its view survives that replica.

The order of the tests matters: the last ones stop the replicas.
"""

import http.client
import re
import time
from collections import Counter
from urllib.parse import urlsplit

import pytest
from browser import PATIENCE, opened, running_process, settled
from lines import says, silent
from playwright.sync_api import expect
from proxy import assert_each_header_once, running_nginx
from raw_websocket import RawWebSocket

pytestmark = pytest.mark.e2e

#: A host's settings (docs/hosting.md), with a low message limit so that a client soon exceeds it.
HOST = {
    "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    "STREAMLIT_SERVER_COOKIE_SECRET": "the same for both",
    "SKIN_OPTIONS_MESSAGES_AT_ONCE": "150",
    "SKIN_OPTIONS_MESSAGES_PER_SECOND": "1",
}

COOKIE = "skin_options_replica"

#: The link of the view. Its settings must not appear in any log.
VIEW = "/side-by-side?concern=melasma&phototype=V&cost=9&budget=4000"

#: A health answer.
KELOID_SCARS = "I have had keloid scars"


class Site:
    def __init__(self, nginx, replicas):
        self.nginx, self.replicas = nginx, replicas

    def ask(self, path, cookie="", source="127.0.0.1"):
        """Status, headers and body of one request from the address ``source``."""
        url = urlsplit(self.nginx.address)
        connection = http.client.HTTPConnection(url.hostname, url.port, 30, source_address=(source, 0))
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running_process(**HOST) as (first, a), running_process(**HOST) as (second, b):
        ports = [urlsplit(address).port for address in (first, second)]
        with running_nginx(tmp_path_factory.mktemp("nginx"), ports) as nginx:
            yield Site(nginx, {"a": a, "b": b})


def replica_of(page):
    return next(c["value"] for c in page.context.cookies() if c["name"] == COOKIE)


def view_of(page):
    """A view as shown: address (with the limits), heading, concern, skin type, sliders and table."""
    page.locator(".st-key-cost input[type=range]").wait_for(state="attached")
    page.get_by_text("It is not medical advice").wait_for()
    return {
        "address": page.url,
        "heading": page.get_by_role("heading", level=1).inner_text(),
        "concern": page.get_by_role("combobox", name="What bothers you?").input_value(),
        "skin": page.get_by_role("combobox", name="How does your skin react").input_value(),
        "cost": page.locator(".st-key-cost input[type=range]").input_value(),
        "pain": page.locator(".st-key-pain input[type=range]").input_value(),
        "table": page.locator(".st-key-page table").first.inner_text(),
    }


def with_a_view(site, chromium):
    """A page whose view differs from its link by one step of a slider."""
    page = opened(chromium, f"{site.nginx.address}{VIEW}")
    page.get_by_role("slider", name="Comfort").press("ArrowRight")
    page.wait_for_url(re.compile("pain=3"))
    # The server has answered once the printed version of the form has changed.
    page.locator(".st-key-page .paper", has_text="Comfort 3").wait_for(state="attached")
    return settled(page)


def test_first_visits_are_distributed_and_an_anonymous_cookie_keeps_each_on_its_replica(site):
    drawn = Counter(site.ask("/")[1]["set-cookie"] for _ in range(40))
    assert {cookie.partition(";")[0] for cookie in drawn} == {f"{COOKIE}=a", f"{COOKIE}=b"}
    for letter in "ab":
        for path in ("/", "/_stcore/health", "/preview.png"):
            cookies = site.ask(path, f"{COOKIE}={letter}")[1].get_all("set-cookie") or []
            assert not [cookie for cookie in cookies if cookie.startswith(COOKIE)]
    answered = {site.ask("/media/none", f"{COOKIE}=c; x=y", f"127.0.0.{k}")[0] for k in range(2, 9)}
    assert answered == {404}
    # nginx writes a log line only after it has sent the response.
    deadline = time.monotonic() + 20
    while sum(" /media/none " in line for line in log_of(site)) < 7:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def log_of(site):
    return (site.nginx.folder / "skin-options.log").read_text(encoding="utf-8").splitlines()


def test_behind_the_proxy_each_visitor_is_a_separate_client(site):
    """The app counts messages by client. tests/hosted/test_proxy_bounds.py covers the limits of the proxy."""
    many = [RawWebSocket(site.nginx.address, "127.0.0.11") for _ in range(2)]
    for one in many:
        for _ in range(100):
            one.send(b"")
        one.run()
        if one is many[0]:
            assert one.until_finished()
    assert many[-1].closing()[0] == 1008
    other = RawWebSocket(site.nginx.address, "127.0.0.12")
    other.run("phototype=IV")
    assert other.until_finished()
    for one in (other, *many):
        one.close()


def test_a_visit_survives_a_lost_network_and_its_view_a_killed_replica_and_no_log_names_it(
    site, chromium, capsys
):
    page = with_a_view(site, chromium)
    of_its_link, its = view_of(page), replica_of(page)
    go_to_health_answers(page)
    page.get_by_text(KELOID_SCARS).click()
    page.get_by_text("Do not have this").first.wait_for()
    go_to_side_by_side(page)
    before = view_of(page)
    lose_the_network_for_a_while(site, page)
    assert view_of(settled(page)) == before
    # It is the same visit, not a new one from the link: no link contains health answers.
    go_to_health_answers(page)
    expect(page.get_by_role("checkbox", name=KELOID_SCARS)).to_be_checked(timeout=PATIENCE)
    # From here on, the visit holds only what is in its link.
    page.get_by_text(KELOID_SCARS).click()
    expect(page.get_by_role("checkbox", name=KELOID_SCARS)).not_to_be_checked(timeout=PATIENCE)
    go_to_side_by_side(page)
    assert view_of(settled(page)) == of_its_link
    took = kill_its_replica(site, page)
    assert view_of(settled(page)) == of_its_link
    assert replica_of(page) == ("b" if its == "a" else "a")
    with capsys.disabled():
        print(f"\nback on the other replica after {took:.1f} s")
    page.get_by_role("slider", name="Comfort").press("ArrowRight")
    page.wait_for_url(re.compile("pain=4"))
    # Nothing was lost, because the link held everything.
    assert page.get_by_text("We could not keep").count() == 0
    page.context.close()
    assert_the_logs_name_neither_a_visitor_nor_a_view(site)


def go_to_health_answers(page):
    page.get_by_role("link", name="Is it right for me?").first.click()
    page.get_by_text(KELOID_SCARS).wait_for()
    settled(page)


def go_to_side_by_side(page):
    settled(page).get_by_role("link", name="Side by side").first.click()
    page.locator("[data-question=not_known]").wait_for()
    settled(page)


def lose_the_network_for_a_while(site, page):
    page.context.set_offline(True)
    site.nginx.stop()
    says(page, "lost")
    site.nginx.start()
    page.context.set_offline(False)
    silent(page)


def assert_the_logs_name_neither_a_visitor_nor_a_view(site):
    site.ask(VIEW, source="127.0.0.11")
    lines = log_of(site)
    assert any(" /side-by-side 200 " in line for line in lines)
    text = "\n".join([*lines, *(path.read_text() for path in site.nginx.folder.glob("*error*"))])
    for gone in ("?", "melasma", "phototype", "127.0.0.11", "HeadlessChrome"):
        assert gone not in text


def kill_its_replica(site, page):
    """Kills the replica of the page; returns the seconds until the page is back."""
    page.evaluate("window.old = true")
    site.replicas[replica_of(page)].kill()
    began = time.monotonic()
    page.wait_for_function("() => !window.old")
    page.locator(".st-key-page table").first.wait_for()
    return time.monotonic() - began


def test_without_a_replica_the_proxy_sends_a_plain_sentence_with_the_headers(site):
    for process in site.replicas.values():
        process.kill()
        process.wait()
    status, headers, body = site.ask("/?concern=melasma")
    assert status == 503
    assert body == b"Skin Options is away for a moment. Please try again in a minute.\n"
    assert_each_header_once(headers)
    assert headers["retry-after"] == "10"
