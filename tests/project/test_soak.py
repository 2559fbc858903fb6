"""The soak (bench/soak.py) reports what grows with each round, but not what fills up and then stays."""

import pytest

from models import ROOT

#: What a process holds after one round.
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
    """What a process holds after each of four rounds: constant, except ``what`` and the container sizes."""
    states = [ONCE | {"sizes": {way: size[n] for way, size in sizes.items() if size[n]}} for n in range(4)]
    return [state | {what: number} for state, number in zip(states, numbers, strict=True)] if what else states


def test_constant_quantities_are_not_reported(growth):
    assert growth(held(known=(40, 40, 40, 40))) == []


@pytest.mark.parametrize("what", ONCE)
def test_a_quantity_that_grows_with_each_round_is_reported(growth, what):
    once = ONCE[what]
    [found] = growth(held(what, once, once, once * 1.02 + 2, once * 1.04 + 4))
    assert found.startswith(f"{what} grows: {once:,}, {once:,}, ")


@pytest.mark.parametrize("what", ONCE)
@pytest.mark.parametrize("shares", [(1, 2, 2, 2), (1, 2, 3, 3), (1, 2, 3, 2.9)])
def test_a_quantity_that_fills_up_and_then_stays_is_not_reported(growth, what, shares):
    assert growth(held(what, *(ONCE[what] * share for share in shares))) == []


@pytest.mark.parametrize("sizes", [(40, 60, 80, 100), (0, 25, 45, 65)])
def test_a_container_that_grows_with_each_round_is_reported_with_its_sizes(growth, sizes):
    """A container may be too small to be listed after the first round, so its size may be missing."""
    assert growth(held(leak=sizes)) == [f"leak grows: {', '.join(map(str, sizes))}"]


@pytest.mark.parametrize("sizes", [(40, 400, 400, 400), (0, 0, 0, 500), (40, 60, 80, 70), (40, 44, 48, 52)])
def test_a_container_that_fills_up_or_shrinks_is_not_reported(growth, sizes):
    assert growth(held(cache=sizes)) == []
