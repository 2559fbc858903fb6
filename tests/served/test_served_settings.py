"""A host's settings are read correctly, or refused at the start with all problems at once."""

import pytest

from pages.served.process.settings import VARIABLES, Settings, from_environment


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", "'self'"),
        ("none", "'none'"),
        ("self", "'self'"),
        ("https://clinic.example", "https://clinic.example"),
        ("self, https://*.clinic.example:8443", "'self' https://*.clinic.example:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
    ],
)
def test_the_setting_for_framing_hosts_is_translated_for_the_policy(text, meant):
    assert from_environment({"SKIN_OPTIONS_FRAME_ANCESTORS": text}).frame_ancestors == meant


@pytest.mark.parametrize(
    "text",
    [
        *("*", "https:", "https://*", "http://clinic.example", "clinic.example", "none self"),
        *(
            "https://a.example; script-src *",
            "https://a.example/path",
            "'unsafe-inline'",
            "https://a\r\nb: c",
        ),
    ],
)
def test_no_framing_value_allows_everybody_or_changes_the_rest_of_the_policy(text):
    with pytest.raises(ValueError, match="SKIN_OPTIONS_FRAME_ANCESTORS"):
        from_environment({"SKIN_OPTIONS_FRAME_ANCESTORS": text})


def test_all_problems_are_reported_at_once():
    wrong = {
        "SKIN_OPTIONS_MESSAGES_AT_ONCE": "0",
        "SKIN_OPTIONS_MESSAGES_PER_SECOND": "many",
        "SKIN_OPTIONS_COMMIT": "a b",
        "FORWARDED_ALLOW_IPS": "*",
    }
    with pytest.raises(ValueError, match="SKIN_OPTIONS_MESSAGES_AT_ONCE") as raised:
        from_environment(wrong)
    assert [line.partition("=")[0] for line in str(raised.value).splitlines()] == [
        *("SKIN_OPTIONS_MESSAGES_PER_SECOND", "SKIN_OPTIONS_MESSAGES_AT_ONCE", "SKIN_OPTIONS_COMMIT"),
        "FORWARDED_ALLOW_IPS",
    ]


def test_proxies_must_be_named_by_address():
    assert from_environment({"FORWARDED_ALLOW_IPS": "10.0.0.1, 172.16.0.0/12, ::1"}) == Settings()
    with pytest.raises(ValueError, match="not an address"):
        from_environment({"FORWARDED_ALLOW_IPS": "proxy.example"})


@pytest.mark.parametrize("network", ["0.0.0.0/0", "::/0", "64.0.0.0/2", "2000::/3"])
def test_very_large_proxy_networks_are_refused(network):
    """uvicorn would trust each visitor from there to state its own address."""
    with pytest.raises(ValueError, match="too many addresses"):
        from_environment({"FORWARDED_ALLOW_IPS": f"10.0.0.1, {network}"})


@pytest.mark.parametrize("text", ["https://*.com", "https://*.uk", "https://*.localhost:8080"])
def test_a_whole_top_level_domain_may_not_frame_the_pages(text):
    with pytest.raises(ValueError, match="a domain of your own"):
        from_environment({"SKIN_OPTIONS_FRAME_ANCESTORS": text})
    named = from_environment({"SKIN_OPTIONS_FRAME_ANCESTORS": "https://*.clinic.example"})
    assert named.frame_ancestors == "https://*.clinic.example"


def test_every_variable_sets_its_own_field():
    fields = [field for field, _ in VARIABLES.values()]
    assert sorted(fields) == sorted(Settings.__dataclass_fields__)
