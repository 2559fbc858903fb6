"""Time the handout as a PDF, cold and warm, beside an empty page from the same engine."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from models import ROOT
from models.doubt.standings import doubt
from models.folder.load import load
from models.person.preferences import start
from models.ranking.comparison import compare
from models.take_home import ask
from models.take_home.handout import handout
from pages.printed import engine
from pages.printed import handout as printed

EVIDENCE = load(ROOT / "data")

#: The first handout of a process: it loads the evidence, the engine and the fonts, and makes the PDF.
COLD = "import bench.test_bench_handout as b; b.made(b.everyday())"


def everyday():
    return replace(start(EVIDENCE), phototype="IV")


def crowded():
    """Every health answer, every option put back, a long text: most of it has to be cut."""
    conditions, back = frozenset(EVIDENCE.conditions), frozenset(EVIDENCE.treatments)
    return replace(start(EVIDENCE), phototype="VI", conditions=conditions, put_back=back)


def made(preferences):
    comparison = compare(EVIDENCE, preferences)
    found = doubt(comparison)
    asked = ask.questions(EVIDENCE, comparison, found)

    def written(room):
        return handout(
            EVIDENCE,
            comparison,
            found,
            asked,
            today=date(2026, 11, 24),
            link_back=f"https://skin-options.example.org/?phototype={preferences.phototype}",
            own_words="Wwwwww " * 85 if preferences.conditions else "",
            with_health=True,
            room=room,
        )

    return printed.pdf(written, "A4")


@pytest.mark.benchmark(group="handout")
def test_an_empty_page(benchmark):
    assert benchmark(engine.drawn, engine.EMPTY, engine.EMPTY.parent, {}, engine.AS_PDF)


@pytest.mark.benchmark(group="handout")
@pytest.mark.parametrize("view", [everyday, crowded])
def test_a_handout(benchmark, view):
    file = benchmark(made, view())
    assert printed.page_count(file) <= printed.MOST_PAGES


@pytest.mark.benchmark(group="handout, in a new process")
@pytest.mark.parametrize("run", ["pass", COLD], ids=["nothing", "handout"])
def test_a_new_process(benchmark, run):
    code = f"import sys; sys.path[:0] = ['.', 'tests/support']\n{run}"
    benchmark.pedantic(
        subprocess.run, ([sys.executable, "-c", code],), {"check": True, "cwd": ROOT}, rounds=3
    )
