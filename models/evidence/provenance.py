"""Where the evidence comes from: its sources, its authors and reviewers, and the article it began with."""

from dataclasses import dataclass
from datetime import date

from models.evidence.terms import Verdict


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a figure or a text: a row of ``sources.csv``, or a visitor's own table or price list.

    ``kind`` is the sort of source, such as 'cohort'. ``authors``, ``year`` and ``url`` are as the source
    shows them, '' where it does not. ``year`` is text, because it is only ever quoted. ``read_as`` is what
    was read, such as 'journal_article'; ``accessed`` is the day of reading.
    """

    source_id: str
    kind: str
    title: str
    authors: str
    year: str
    url: str
    read_as: str
    accessed: date


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """One claim of the article that this work began with: a row of ``article_claims.csv``.

    ``claim`` is its number. ``said`` quotes the article and is not a fact; ``finding`` is what the sources
    say. ``source_ids`` is empty where no source was found, or none is needed.
    """

    claim: int
    said: str
    verdict: Verdict
    finding: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Who gathered the evidence, who checked it and who paid: the newest row of ``reviews.csv``.

    ``checked_by`` and ``checked_on`` are None until a clinician has checked it. ``notice`` comes from no
    column: it is shown in place of all this where the figures are a visitor's own.
    """

    compiled_by: str
    compiled_on: date
    checked_by: str | None
    checked_on: date | None
    next_review: date
    funded_by: str
    notice: str = ""
