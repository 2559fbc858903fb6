"""Ask a vulnerability service about every run-time package: part of `make check`.

If the service gives no answer, the check reports that and passes, so that people can work without a network.
`make audit` (``--must-answer``) fails instead: it runs on the machine that makes a release.
A service that does not know our packages counts as no answer too; pip-audit alone would report "no known
vulnerabilities".
"""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models import ROOT

#: Known vulnerabilities that we accept for now: id or alias, package, last day, reason.
ACCEPTED = ROOT / "docs" / "accepted_vulnerabilities.csv"

#: ``--no-deps`` and ``--disable-pip``: the pins name every package, so there is nothing to resolve.
COMMAND = (
    *(sys.executable, "-m", "pip_audit", "--requirement", str(ROOT / "requirements.txt")),
    *("--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "5"),
)

#: Timeout in seconds.
PATIENCE = 60

#: The last line of pip-audit when it reached no service, as opposed to a usage error.
NO_ANSWER = re.compile(r"(Connection|Proxy|SSL|HTTP|Service)\w*Error|Timeout|TooManyRedirects")

NOT_AUDITED = "Dependencies not audited: no answer from the service"


@dataclass(frozen=True, slots=True)
class Accepted:
    id: str
    package: str
    until: date
    reason: str


def accepted(path: Path = ACCEPTED) -> tuple[Accepted, ...]:
    """The accepted vulnerabilities. Raises ``ValueError`` for a row without a reason or a date."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if without := [row["id"] for row in rows if not (row["reason"] or "").strip()]:
        raise ValueError(f"{path.name}: a reason is missing for {', '.join(without)}")
    return tuple(Accepted(r["id"], r["package"], date.fromisoformat(r["until"]), r["reason"]) for r in rows)


def answer(command: Sequence[str] = COMMAND, patience: float = PATIENCE) -> tuple[str, str]:
    """The report of pip-audit and "", or "" and the reason that there is none.

    Raises ``RuntimeError`` if pip-audit fails for any reason but the network.
    """
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired:
        return "", f"nothing within {patience:g} seconds"
    if done.stdout.startswith("{"):
        return done.stdout, ""
    last = (done.stderr.strip().splitlines() or [""])[-1]
    if NO_ANSWER.search(last):
        return "", last.partition(":")[0]
    raise RuntimeError(f"pip-audit failed: {last}")


def judged(report: str, known: Sequence[Accepted], today: date) -> tuple[bool, list[str]]:
    """Whether the packages pass, and the lines to print."""
    packages = json.loads(report)["dependencies"]
    audited = [p for p in packages if "vulns" in p]
    if not audited:
        return True, [f"{NOT_AUDITED} (it knows none of the {len(packages)} packages)"]
    passed, lines = True, []
    for package in audited:
        for found in package["vulns"]:
            names = {found["id"], *found.get("aliases", ())}
            fits = [k for k in known if k.package == package["name"] and k.id in names]
            until = max((k.until for k in fits), default=None)
            what = f"{package['name']} {package['version']}: {found['id']}"
            if until and today <= until:
                lines.append(f"{what}, accepted until {until}: {fits[0].reason}")
                continue
            passed = False
            fixed = ", ".join(found.get("fix_versions", ())) or "no version yet"
            lines.append(f"{what}, mended in {fixed}" + (f"; accepted until {until}, now past" * bool(until)))
    if unknown := [p["name"] for p in packages if "vulns" not in p]:
        lines.append(f"Not audited, unknown to the service: {', '.join(unknown)}")
    return passed, [f"Dependencies audited: {len(audited)} of {len(packages)}", *lines]


def main(arguments: Sequence[str] = ()) -> int:
    """Print the findings; return the exit code. With ``--must-answer`` every package must be audited."""
    try:
        known = accepted()
        report, why = answer()
    except (ValueError, RuntimeError) as error:
        print(error)
        return 1
    passed, lines = judged(report, known, date.today()) if report else (True, [f"{NOT_AUDITED} ({why})"])
    print("\n".join(lines))
    if "--must-answer" in arguments and any(
        line.lower().startswith(("not audited", NOT_AUDITED.lower())) for line in lines
    ):
        return 1
    if not passed:
        print("Renew the pins (`make pins`), or accept it for a time in docs/accepted_vulnerabilities.csv.")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
