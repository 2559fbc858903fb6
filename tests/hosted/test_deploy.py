"""The files for a host, read as those programs read them: nothing that they name is missing."""

import ctypes
import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from models import ROOT
from pages.served.process.settings import PROXIES, VARIABLES
from pages.visit.current_evidence import FOLDER_VARIABLE

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
UNIT = (DEPLOY / "skin-options@.service").read_text(encoding="utf-8")
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")


def steps():
    """The steps of the Dockerfile: name and rest, continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE))
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


def copied():
    return [path for name, rest in steps() if name == "COPY" for path in rest.split()[:-1]]


def test_everything_that_the_image_copies_is_there_and_nothing_that_the_app_needs_is_left_out():
    assert all((ROOT / path).exists() for path in copied())
    assert {"dashboard.py", "pyproject.toml", ".streamlit", "data", "models", "pages"} <= set(copied())
    assert not {"tests", "bench", ".git"} & set(copied())


def test_the_image_has_a_python_that_the_package_takes_and_starts_what_make_run_starts():
    (image,) = (rest for name, rest in steps() if name == "FROM")
    found = tuple(map(int, re.match(r"python:(\d+)\.(\d+)-", image).groups()))
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert found >= tuple(map(int, re.match(r">=(\d+)\.(\d+)$", wanted).groups()))
    assert dict(steps())["CMD"] == '["streamlit", "run", "dashboard.py"]'
    assert "streamlit run dashboard.py" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert dict(steps())["USER"].split(":")[0] not in ("0", "root")


def test_ports_agree_wherever_they_are_written():
    port = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["server"]["port"]
    assert dict(steps())["EXPOSE"] == str(port)
    assert f"127.0.0.1:{port}/healthz" in DOCKERFILE
    for replica in (port, port + 1):
        assert f"server 127.0.0.1:{replica}" in NGINX
        assert f"skin-options@{replica}" in UNIT


def test_the_proxy_lets_through_as_large_a_file_as_the_app_takes_and_not_much_more():
    most = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["server"]["maxUploadSize"]
    assert most < int(re.search(r"client_max_body_size (\d+)m;", NGINX)[1]) <= most + 1
    assert f"The most that we take is {most} MB." in NGINX


def test_what_is_opened_stays_in_the_proxys_memory_as_the_docs_say():
    """tests/hosted/test_https.py looks at the open files of a real one."""
    largest = re.search(r"client_max_body_size (\S+);", NGINX)[1]
    assert f"client_body_buffer_size {largest};" in NGINX
    assert "proxy_max_temp_file_size 0;" in NGINX


def test_every_variable_that_is_read_is_told_and_every_one_of_ours_that_is_told_is_read():
    told = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "hosting.md").read_text(), re.MULTILINE))
    ours = {*VARIABLES, FOLDER_VARIABLE, PROXIES}
    assert ours <= told
    assert {name for name in told if not name.startswith("STREAMLIT_")} == ours
    named = set(re.findall(r"\b(?:SKIN_OPTIONS|STREAMLIT|FORWARDED)_[A-Z_]+", DOCKERFILE + UNIT))
    assert named <= told


#: Twelve threads at once, then large blocks that come and go, and what the C library says of itself.
THREADS = """
import ctypes, threading
gate = threading.Barrier(12)
def work():
    gate.wait()
    held = [bytes(2000) for _ in range(200)]
    gate.wait()
threads = [threading.Thread(target=work) for _ in range(12)]
[t.start() for t in threads], [t.join() for t in threads]
bytes(16_000_000)
held = [bytes(1_000_000) for _ in range(40)]
ctypes.CDLL(None).malloc_stats()
"""


def arenas_and_large_blocks(variables):
    """How many arenas there are, and how many blocks of the system's own there were at once."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    command = [sys.executable, "-c", THREADS]
    done = subprocess.run(command, env=others | variables, capture_output=True, text=True, check=True)
    return done.stderr.count("Arena "), int(re.search(r"max mmap regions = +(\d+)", done.stderr)[1])


def test_whatever_starts_the_app_sets_the_same_bounds_to_the_c_library():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    ours, *others = (
        dict(re.findall(r"\b(MALLOC_\w+) ?:?= ?(\d+)", text)) for text in (UNIT, DOCKERFILE, makefile)
    )
    assert set(ours) == {"MALLOC_ARENA_MAX", "MALLOC_MMAP_THRESHOLD_"}
    assert all(other == ours for other in others)
    hosting = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert all(f"`{name}={value}`" in hosting for name, value in ours.items())


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_stats"), reason="not GNU's C library")
def test_threads_share_few_arenas_and_large_blocks_go_back():
    """A name that is misspelt would be ignored without a word."""
    arenas, large = arenas_and_large_blocks(dict(re.findall(r"\b(MALLOC_\w+)=(\d+)", UNIT)))
    assert arenas <= 2
    assert large >= 20
    arenas, large = arenas_and_large_blocks({})
    assert arenas > 2
    assert large < 20


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this machine has no systemd to ask")
def test_systemd_understands_the_unit(tmp_path):
    """With programs that every machine has, since the app need not be in /opt here."""
    unit = re.sub(r"/opt/skin-options/\.venv/bin/\w+", "/bin/true", UNIT).replace("/opt/skin-options", "/tmp")
    (tmp_path / "skin-options@.service").write_text(unit)
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "skin-options@8501.service")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
