"""The health check succeeds only if the evidence is loaded and the model answers."""

import asyncio
import json
import re
import subprocess
import tomllib
from dataclasses import replace

import pytest

from models import ROOT
from pages.served.process import health, version
from pages.visit.current_evidence import FOLDER_VARIABLE


def asked():
    answer = asyncio.run(health.healthz(None))
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, json.loads(answer.body)


def test_a_healthy_server_reports_the_versions_of_code_and_data(evidence):
    status, said = asked()
    assert status == 200
    package = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert said["code"].startswith(package)
    assert said["data"] == evidence.version
    assert (said["status"], said["evidence"], said["model"]) == ("ok", "loaded", "answers")


def test_a_server_without_evidence_is_not_healthy(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    status, said = asked()
    assert (status, said["status"], said["evidence"], said["model"]) == (
        503,
        "fault",
        "not loaded",
        "not asked",
    )


def test_a_server_whose_model_fails_is_not_healthy_and_gives_no_reason(monkeypatch):
    def fails(*_):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(health, "compare", fails)
    status, said = asked()
    assert (status, said["model"]) == (503, "does not answer")
    assert "inside" not in json.dumps(said)


def test_a_model_that_ranks_nothing_is_not_healthy(monkeypatch, evidence):
    nothing = dict.fromkeys((c.criterion_id for c in evidence.weighted), 0)
    unranked = health.compare(evidence, replace(health.start(evidence), importances=nothing))
    assert unranked.weights is None
    monkeypatch.setattr(health, "compare", lambda *_: unranked)
    assert asked()[0] == 503


@pytest.fixture
def fresh():
    version.code_version.cache_clear()
    yield version.code_version
    version.code_version.cache_clear()


def test_the_commit_can_be_set_by_the_host(fresh, monkeypatch):
    monkeypatch.setenv("SKIN_OPTIONS_COMMIT", "1a93cf1")
    assert re.fullmatch(r"\d+\.\d+\.\d+\+1a93cf1", fresh())


def test_otherwise_the_commit_comes_from_git_and_only_from_this_work_tree(fresh, monkeypatch, tmp_path):
    monkeypatch.delenv("SKIN_OPTIONS_COMMIT", raising=False)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    head = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout
    monkeypatch.setattr(version, "ROOT", tmp_path)
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    assert fresh() == f"1.2.3+{head[:12]}"
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    monkeypatch.setattr(version, "ROOT", inner)
    version.code_version.cache_clear()
    assert fresh() == "1.2.3"
