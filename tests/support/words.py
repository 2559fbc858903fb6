"""Rules on wording, and the texts to which they apply."""

import csv
import re
from dataclasses import replace

from models import ROOT
from models.evidence.terms import PHOTOTYPES
from models.person.preferences import start
from models.ranking.comparison import compare

#: Words that must not appear on screen (CONTRIBUTING.md).
BANNED = re.compile(r"\b(best|winner|safe|risk-free|recommended|user|normal skin)\b|\b1 in \d", re.IGNORECASE)

FREQUENCY = re.compile(
    r"\b(rare|rarely|common|commonly|often|usually|likely|unlikely|high risk|low risk)\b", re.IGNORECASE
)

#: A relative risk, allowed only in a text that also counts people.
RELATIVE = re.compile(
    r"\b(times as (many|likely|high)|times (more|higher)|\d+-fold|odds|relative risk"
    r"|\d+ ?% (less|lower|fewer|more|higher))\b",
    re.IGNORECASE,
)

#: A count of people: '7 of 153', '16 of 100 people'.
COUNTED = re.compile(r"\b\d+(\.\d+)? of \d+|\b\d+ people")

#: A chance as "1 in N", where N would vary.
ONE_IN = re.compile(r"\b(1|one) in (\d|two|three|four|five|ten)", re.IGNORECASE)


def faults_in(texts):
    """The texts that break each rule; empty if none does."""
    sentences = {s for text in texts for s in re.split(r"(?<=[.!?])\s", text)}
    broken = {
        "a word that is kept off the screen": [t for t in texts if BANNED.search(t)],
        "one in some number": [t for t in texts if ONE_IN.search(t)],
        "how often, without a number": [
            s for s in sentences if FREQUENCY.search(s) and not re.search(r"\d", s)
        ],
        "a relative risk alone": [t for t in texts if RELATIVE.search(t) and not COUNTED.search(t)],
    }
    return {rule: sorted(found) for rule, found in broken.items() if found}


#: (file, columns) of every text for the screen.
SCREEN_TEXTS = [
    ("treatment_texts.csv", ("text",)),
    ("concerns.csv", ("about",)),
    ("phototypes.csv", ("words",)),
    ("presets.csv", ("assumes",)),
    ("estimates.csv", ("plain_note",)),
    ("suitability.csv", ("plain_reason",)),
    ("contraindications.csv", ("plain_reason", "plain_wait")),
    ("conditions.csv", ("plain_label",)),
    ("criteria.csv", ("plain_definition",)),
    ("warnings.csv", ("plain_warning",)),
    ("recovery.csv", ("plain_notice",)),
    ("dark_marks_duration.csv", ("plain_note",)),
    ("article_claims.csv", ("said", "finding")),
]


def names_in(evidence):
    """Matches the names of treatments and concerns, which do not count towards the reading grade."""
    labels = [t.label for t in evidence.treatments.values()]
    labels += [c.label.lower() for c in evidence.concerns.values()]
    return re.compile("|".join(map(re.escape, sorted(labels, key=len, reverse=True))))


def rows(name):
    """The rows of one evidence file, as dictionaries."""
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def screen_texts():
    """(file, column, text) of every text for the screen."""
    return [(f, c, row[c]) for f, columns in SCREEN_TEXTS for row in rows(f) for c in columns if row[c]]


def everything_said(evidence):
    """Every sentence that a comparison produces, for all concerns, phototypes and presets."""
    said = set()
    for concern in evidence.concerns:
        for phototype in (None, *PHOTOTYPES):
            for preset in evidence.presets.values():
                wanted = replace(
                    start(evidence),
                    concern_id=concern,
                    phototype=phototype,
                    importances=preset.importances,
                    budget=2000,
                    days_off=10,
                )
                comparison = compare(evidence, wanted)
                said.add(comparison.decision)
                for line in comparison.lines:
                    said |= {line.why, line.near, *(b.reason for b in line.badges)}
                    said |= {f"It has a badge: {b.text}." for b in line.badges}
                said |= {b.text for item in comparison.set_aside for b in item.reasons}
    return said - {""}
