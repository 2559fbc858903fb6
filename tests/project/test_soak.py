"""What the soak finds: whatever each round adds to, and nothing that fills up and stays (bench/soak.py)."""

import pytest

from models import ROOT

#: What a process held after one round.
ONCE = {
    "memory, MB": 300,
    "asked for, MB": 100,
    "handles": 20,
    "threads": 13,
    "objects": 30_000,
    "blocks": 900_000,
}


@pytest.fixture
def growth(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    from soak import growth

    return growth


def held(what="", *numbers, **sizes):
    """What it held after each of four rounds: the same, but for ``what``, and these sizes of containers."""
    states = [ONCE | {"sizes": {way: size[n] for way, size in sizes.items() if size[n]}} for n in range(4)]
    return [state | {what: number} for state, number in zip(states, numbers, strict=True)] if what else states


def test_nothing_is_said_of_what_stays_as_it_is(growth):
    assert growth(held(known=(40, 40, 40, 40))) == []


@pytest.mark.parametrize("what", ONCE)
def test_what_each_round_after_the_second_adds_to_is_named(growth, what):
    once = ONCE[what]
    [found] = growth(held(what, once, once, once * 1.02 + 2, once * 1.04 + 4))
    assert found.startswith(f"{what} grows: {once:,}, {once:,}, ")


@pytest.mark.parametrize("what", ONCE)
@pytest.mark.parametrize("shares", [(1, 2, 2, 2), (1, 2, 3, 3), (1, 2, 3, 2.9)])
def test_what_fills_up_and_then_stays_is_not(growth, what, shares):
    assert growth(held(what, *(ONCE[what] * share for share in shares))) == []


@pytest.mark.parametrize("sizes", [(40, 60, 80, 100), (0, 25, 45, 65)])
def test_a_container_that_each_round_adds_to_is_named_with_its_sizes(growth, sizes):
    """One may be too small to be told of after the first round: its size is missing then."""
    assert growth(held(leak=sizes)) == [f"leak grows: {', '.join(map(str, sizes))}"]


@pytest.mark.parametrize("sizes", [(40, 400, 400, 400), (0, 0, 0, 500), (40, 60, 80, 70), (40, 44, 48, 52)])
def test_a_container_that_fills_up_or_gives_back_is_not(growth, sizes):
    assert growth(held(cache=sizes)) == []
