"""The intervals at which upkeep is counted: as reported, but never before the result is said to fade."""

from dataclasses import dataclass

from models.evidence.nouns import Estimate
from models.wording.units import figure


@dataclass(frozen=True, slots=True)
class Spacing:
    """Months from the end of the course, and from each upkeep session, to the next. None: not known."""

    close: float | None
    usual: float | None
    far: float | None


def spacing(upkeep: Estimate, lasts: Estimate | None) -> Spacing:
    """The reported interval, or the duration of the result if that is longer, end by end.

    A missing end is taken to be the typical figure. If only a minimum duration of the result was reported, it
    counts as the duration.
    """
    close = upkeep.low if upkeep.low is not None else upkeep.typical
    far = upkeep.high if upkeep.high is not None else upkeep.typical
    if lasts is None or not lasts.status.has_figures:
        return Spacing(close, upkeep.typical, far)
    typical = lasts.typical if lasts.typical is not None else lasts.low
    return Spacing(
        _longer(close, lasts.low if lasts.low is not None else typical),
        _longer(upkeep.typical, typical),
        _longer(far, lasts.high if lasts.high is not None else typical),
    )


def why_apart(upkeep: Estimate | None, lasts: Estimate | None, *, at_home: bool = False) -> str:
    """Why upkeep does not come when the result is said to fade; '' if it does, or if nobody knows."""
    if upkeep is None or lasts is None or upkeep.typical is None or not lasts.status.has_figures:
        return ""
    if at_home:
        return "Upkeep here means that you go on with it at home. The costs count it by the year."
    if lasts.typical is None:
        least = "" if lasts.low is None else f", only that it lasts {figure(lasts.low, lasts.unit)} or more"
        return f"When the result fades was not reported{least}."
    if upkeep.typical < lasts.typical:
        return (
            "The reported upkeep comes before the result is said to fade. Our costs count none before that."
        )
    if upkeep.typical > lasts.typical:
        return (
            "The reported upkeep comes after the result is said to fade, so the result may fade in between."
        )
    return ""


def _longer(interval: float | None, lasts: float | None) -> float | None:
    """None if no interval was reported: the duration of a result does not say that anybody renews it."""
    return interval if interval is None or lasts is None else max(interval, lasts)
