"""Dependencies: pins and lists agree, licences allow redistribution, vulnerabilities are reported."""

import json
import re
import sys
from datetime import date

import pytest

from models import ROOT
from tools import licences, vulnerabilities
from tools.vulnerabilities import Accepted, accepted, answer, judged

TODAY = date(2026, 11, 24)
NAMES = ("requirements", "requirements-dev", "requirements-setup")
DEPENDENCIES = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")


def direct(name):
    """The packages that a requirements file names, in order."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(r"^([\w.-]+)(?=\s*(?:#|$|[<>=;]))", text, re.MULTILINE)


def pins(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)(?: ;.*?)? \\$", text, re.MULTILINE))


@pytest.mark.parametrize("name", [f"{name}.in" for name in NAMES])
def test_each_direct_dependency_is_documented_with_a_reason_and_an_alternative(name):
    section = DEPENDENCIES.partition(f"(`{name}`)")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in row.strip("|").split("|")] for row in section.splitlines() if "|" in row
    ]
    assert sorted(row[0] for row in rows[2:]) == sorted(direct(name))
    assert all(len(row) == 3 and all(row) for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_the_pins_include_every_direct_dependency_and_no_index_address(name):
    assert set(direct(f"{name}.in")) <= set(pins(f"{name}.txt"))
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(
        r"://|--(?!allow-unsafe|generate-hashes|hash=|no-emit|output-file|strip-extras)", text
    )


@pytest.mark.parametrize("name", NAMES)
def test_each_pin_has_a_hash(name):
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(f"{name}.txt")) >= len(direct(f"{name}.in"))
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry) for entry in entries)


def test_the_tests_run_with_the_run_time_pins():
    """Every run-time pin is in the development pins with the same version, and is installed."""
    from importlib.metadata import version

    run_time = pins("requirements.txt")
    assert run_time.items() <= pins("requirements-dev.txt").items()
    assert {name: version(name) for name in run_time} == run_time


def test_the_list_of_licences_is_up_to_date_and_all_are_allowed():
    assert licences.main(["--check"]) == 0


def test_every_run_time_package_is_in_the_list_of_licences():
    listed = re.findall(r"^\| ([\w.-]+) \|", licences.LIST.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(pins("requirements.txt")) < set(listed)


@pytest.mark.parametrize(
    ("expression", "passes"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-2.0-only OR MIT AND LGPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only)", False),
    ],
)
def test_a_licence_expression_is_allowed_only_if_all_its_required_parts_are(expression, passes):
    assert licences.is_allowed(expression) is passes


def test_a_licence_that_is_not_allowed_fails_the_check(monkeypatch, capsys):
    monkeypatch.setattr(licences, "ALLOWED", licences.ALLOWED - {"MPL-2.0"})
    assert licences.main(["--check"]) == 1
    assert "certifi" in capsys.readouterr().out


def test_an_unread_licence_fails_the_check(monkeypatch, capsys):
    monkeypatch.setattr(licences, "READ_BY_HAND", {})
    assert licences.main(["--check"]) == 1
    assert "altair: its metadata names no SPDX licence" in capsys.readouterr().out


def test_only_packages_without_licence_metadata_are_read_by_hand(monkeypatch):
    asked = set()

    class Watched(dict):
        def __getitem__(self, key):
            asked.add(key)
            return super().__getitem__(key)

    monkeypatch.setattr(licences, "READ_BY_HAND", Watched(licences.READ_BY_HAND))
    licences.licence_list()
    assert asked == set(licences.READ_BY_HAND)


#: Words that the licence text of a part must contain.
WORDS = {"MIT": "MIT License", "CC-BY-4.0": "Attribution 4.0", "OFL-1.1": "Open Font License, Version 1.1"}


@pytest.mark.parametrize("part", [p for p in licences.PARTS if p[3]], ids=lambda p: p[0])
def test_each_bundled_part_has_its_licence_text(part):
    _, licence, _, file = part
    told = " ".join((ROOT / file).read_text(encoding="utf-8").split())
    assert WORDS.get(licence, "Apache License, Version 2.0") in told


def report(*packages):
    """What pip-audit prints for (name, vulnerabilities), None being a package unknown to the service."""
    return json.dumps(
        {
            "dependencies": [
                {"name": name, "skip_reason": "Dependency not found"}
                if found is None
                else {"name": name, "version": "1.0", "vulns": found}
                for name, found in packages
            ],
            "fixes": [],
        }
    )


FOUND = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-11"], "fix_versions": ["1.1"], "description": "…"}


def test_packages_without_a_known_vulnerability_pass():
    assert judged(report(("a", []), ("b", [])), (), TODAY) == (True, ["Dependencies audited: 2 of 2"])


def test_a_known_vulnerability_fails_and_names_the_fixed_version():
    passed, lines = judged(report(("a", []), ("b", [FOUND])), (), TODAY)
    assert not passed
    assert lines == ["Dependencies audited: 2 of 2", "b 1.0: PYSEC-2026-1, mended in 1.1"]


@pytest.mark.parametrize(
    ("known", "passes", "said"),
    [
        (Accepted("CVE-2026-11", "b", TODAY, "not called"), True, "accepted until 2026-11-24: not called"),
        (
            Accepted("PYSEC-2026-1", "b", date(2026, 11, 23), "x"),
            False,
            "accepted until 2026-11-23, now past",
        ),
        (Accepted("PYSEC-2026-1", "a", TODAY, "another package"), False, "mended in 1.1"),
        (Accepted("PYSEC-2026-2", "b", TODAY, "another one"), False, "mended in 1.1"),
    ],
)
def test_a_vulnerability_is_accepted_by_name_for_one_package_until_a_date(known, passes, said):
    passed, lines = judged(report(("b", [FOUND])), (known,), TODAY)
    assert (passed, lines[1].endswith(said)) == (passes, True), lines


def test_a_service_that_knows_no_package_counts_as_no_answer():
    """A mirror of the package index answers like this; pip-audit then finds "no known vulnerabilities"."""
    passed, lines = judged(report(("a", None), ("b", None)), (), TODAY)
    assert passed
    assert lines[0].startswith("Dependencies not audited: no answer from the service")


def test_packages_that_the_service_does_not_know_are_named():
    passed, lines = judged(report(("a", []), ("b", None)), (), TODAY)
    assert passed
    assert lines == ["Dependencies audited: 1 of 2", "Not audited, unknown to the service: b"]


def program(text):
    return [sys.executable, "-c", text]


@pytest.mark.parametrize(
    "last_line",
    [
        "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='h', port=443): Max retries exceeded",
        "requests.exceptions.ProxyError: HTTPSConnectionPool(host='h', port=443)",
        "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='h', port=443): Read timed out.",
        "pip_audit._service.interface.ServiceError: 503 Server Error",
    ],
)
def test_without_a_network_the_check_says_so_and_passes(last_line, monkeypatch, capsys):
    failing = program(f"import sys; sys.exit({('Traceback ...' + chr(10) + last_line)!r})")
    monkeypatch.setattr(vulnerabilities, "answer", lambda: answer(failing))
    assert vulnerabilities.main() == 0
    said = capsys.readouterr().out
    assert said.startswith("Dependencies not audited: no answer from the service (")
    assert "HTTPSConnectionPool" not in said


def test_a_hanging_service_times_out():
    assert answer(program("import threading; threading.Event().wait()"), patience=0.2) == (
        "",
        "nothing within 0.2 seconds",
    )


@pytest.mark.parametrize(
    "given", [("", "ConnectionError"), (report(("a", None)), ""), (report(("a", []), ("b", None)), "")]
)
def test_make_audit_fails_unless_every_package_was_looked_up(given, monkeypatch):
    monkeypatch.setattr(vulnerabilities, "answer", lambda: given)
    assert (vulnerabilities.main(), vulnerabilities.main(["--must-answer"])) == (0, 1)


def test_a_wrong_call_of_the_audit_fails(monkeypatch, capsys):
    wrong = program("import sys; sys.exit('pip-audit: error: unrecognized arguments: --no-such')")
    monkeypatch.setattr(vulnerabilities, "answer", lambda: answer(wrong))
    assert vulnerabilities.main() == 1
    assert "unrecognized arguments" in capsys.readouterr().out


def test_the_answer_of_the_service_decides(monkeypatch, capsys):
    for found, code in (([], 0), ([FOUND], 1)):
        monkeypatch.setattr(vulnerabilities, "answer", lambda found=found: (report(("b", found)), ""))
        assert vulnerabilities.main() == code
    assert "Renew the pins" in capsys.readouterr().out


def test_every_accepted_vulnerability_has_a_reason_and_a_date(tmp_path):
    assert all(known.package in pins("requirements.txt") for known in accepted())
    path = tmp_path / "accepted.csv"
    path.write_text("id,package,until,reason\nCVE-1,b,2026-12-31, \n", encoding="utf-8")
    with pytest.raises(ValueError, match="a reason is missing for CVE-1"):
        accepted(path)
    path.write_text("id,package,until,reason\nCVE-1,b,soon,why\n", encoding="utf-8")
    with pytest.raises(ValueError, match="Invalid isoformat"):
        accepted(path)
