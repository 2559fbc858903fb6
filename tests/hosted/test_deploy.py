"""The files in deploy/ are valid and agree with the app."""

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
    """The instructions of the Dockerfile as (name, rest), with continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE))
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


def copied():
    return [path for name, rest in steps() if name == "COPY" for path in rest.split()[:-1]]


def test_the_image_copies_existing_files_and_everything_the_app_needs():
    assert all((ROOT / path).exists() for path in copied())
    assert {"dashboard.py", "pyproject.toml", ".streamlit", "data", "models", "pages"} <= set(copied())
    assert not {"tests", "bench", ".git"} & set(copied())


def test_the_image_has_a_supported_python_and_the_same_start_command_as_make_run():
    (image,) = (rest for name, rest in steps() if name == "FROM")
    found = tuple(map(int, re.match(r"python:(\d+)\.(\d+)-", image).groups()))
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert found >= tuple(map(int, re.match(r">=(\d+)\.(\d+)$", wanted).groups()))
    assert dict(steps())["CMD"] == '["streamlit", "run", "dashboard.py"]'
    assert "streamlit run dashboard.py" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert dict(steps())["USER"].split(":")[0] not in ("0", "root")


def test_all_files_state_the_same_ports():
    port = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["server"]["port"]
    assert dict(steps())["EXPOSE"] == str(port)
    assert f"127.0.0.1:{port}/healthz" in DOCKERFILE
    for replica in (port, port + 1):
        assert f"server 127.0.0.1:{replica}" in NGINX
        assert f"skin-options@{replica}" in UNIT


def test_the_proxy_accepts_files_up_to_the_limit_of_the_app():
    most = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["server"]["maxUploadSize"]
    assert most < int(re.search(r"client_max_body_size (\d+)m;", NGINX)[1]) <= most + 1
    assert f"The most that we take is {most} MB." in NGINX


def test_the_proxy_keeps_uploads_in_memory():
    """tests/hosted/test_https.py checks the open files of a running nginx."""
    largest = re.search(r"client_max_body_size (\S+);", NGINX)[1]
    assert f"client_body_buffer_size {largest};" in NGINX
    assert "proxy_max_temp_file_size 0;" in NGINX


def test_the_documented_variables_are_exactly_those_that_are_read():
    told = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "hosting.md").read_text(), re.MULTILINE))
    ours = {*VARIABLES, FOLDER_VARIABLE, PROXIES}
    assert ours <= told
    assert {name for name in told if not name.startswith("STREAMLIT_")} == ours
    named = set(re.findall(r"\b(?:SKIN_OPTIONS|STREAMLIT|FORWARDED)_[A-Z_]+", DOCKERFILE + UNIT))
    assert named <= told


#: Runs twelve threads at once, allocates large blocks, and prints the C library's statistics.
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
    """The number of arenas, and the largest number of mmapped blocks at one time."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    command = [sys.executable, "-c", THREADS]
    done = subprocess.run(command, env=others | variables, capture_output=True, text=True, check=True)
    return done.stderr.count("Arena "), int(re.search(r"max mmap regions = +(\d+)", done.stderr)[1])


def test_the_unit_the_dockerfile_and_the_makefile_set_the_same_malloc_variables():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    ours, *others = (
        dict(re.findall(r"\b(MALLOC_\w+) ?:?= ?(\d+)", text)) for text in (UNIT, DOCKERFILE, makefile)
    )
    assert set(ours) == {"MALLOC_ARENA_MAX", "MALLOC_MMAP_THRESHOLD_"}
    assert all(other == ours for other in others)
    hosting = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert all(f"`{name}={value}`" in hosting for name, value in ours.items())


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_stats"), reason="not GNU's C library")
def test_threads_share_few_arenas_and_large_blocks_are_returned_to_the_system():
    """A misspelt variable name would be ignored silently."""
    arenas, large = arenas_and_large_blocks(dict(re.findall(r"\b(MALLOC_\w+)=(\d+)", UNIT)))
    assert arenas <= 2
    assert large >= 20
    arenas, large = arenas_and_large_blocks({})
    assert arenas > 2
    assert large < 20


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this machine has no systemd to ask")
def test_systemd_accepts_the_unit(tmp_path):
    """The app is not in /opt here, so its programs are replaced by /bin/true."""
    unit = re.sub(r"/opt/skin-options/\.venv/bin/\w+", "/bin/true", UNIT).replace("/opt/skin-options", "/tmp")
    (tmp_path / "skin-options@.service").write_text(unit)
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "skin-options@8501.service")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
