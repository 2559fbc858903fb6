"""Sources as they are cited, and how old the evidence is."""

import re
from datetime import date

from models.evidence.clinic_prices import CLINIC_SOURCE
from models.evidence.nouns import Evidence
from models.evidence.provenance import Review, Source
from models.wording.provenance import kind_in_words

#: How many words of the title are cited where no author is recorded.
TITLE_WORDS = 5

#: Kind of the source behind the figures of a table that a visitor opened.
OWN_TABLE_SOURCE = "own_table"

#: Kinds of source that are not publications. They are cited by their kind alone.
OWN = ("judgement", "assumption")


def short_citation(source: Source) -> str:
    """'Alam 2014'; where no author is recorded, the first words of the title."""
    if source.kind in OWN:
        return kind_in_words(source.kind)
    if source.kind in (CLINIC_SOURCE, OWN_TABLE_SOURCE):
        return source.title
    year = f" {source.year}" if source.year else ""
    unseen = not source.authors or "not shown" in source.authors or source.authors.strip() in ("-", "?")
    if unseen:
        words = source.title.split()
        return " ".join(words[:TITLE_WORDS]).rstrip(",.:;") + ("…" if len(words) > TITLE_WORDS else "") + year
    first = re.split(r"[,;(]", source.authors)[0].strip()
    surname = re.sub(r"(?:(?<!\.) [A-Z]{1,3}| et al\.?)$", "", first)
    return f"{surname}{year}"


def full_citation(source: Source) -> str:
    """Authors, title, year, and the day on which it was read."""
    unseen = "not shown" in source.authors or source.authors in ("", "-")
    authors = "" if unseen else f"{source.authors.removesuffix('.')}. "
    year = f" ({source.year})" if source.year else ""
    return f"{authors}{source.title}{year}. Read {long_date(source.accessed)}."


def link(source: Source) -> str | None:
    """A web address that leads to the source, or None where only a name was recorded."""
    url = source.url.strip()
    if url.startswith(("https://", "http://")):
        return url if re.fullmatch(r"[^\s\"'<>]+", url) else None
    if doi := re.fullmatch(r"doi:\s*(10\.\S+)", url):
        return f"https://doi.org/{doi[1]}"
    if pmid := re.fullmatch(r"PMID:?\s*(\d+)", url):
        return f"https://pubmed.ncbi.nlm.nih.gov/{pmid[1]}/"
    if pmc := re.fullmatch(r"(?:PMCID:?\s*)?(PMC\d+)", url):
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmc[1]}/"
    if book := re.fullmatch(r"(NBK\d+)", url):
        return f"https://www.ncbi.nlm.nih.gov/books/{book[1]}/"
    if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s\"'<>]*)?", url):
        return f"https://{url}"
    return None


def long_date(day: date) -> str:
    """'22 November 2026', whatever the locale."""
    months = "January February March April May June July August September October November December"
    return f"{day.day} {months.split()[day.month - 1]} {day.year}"


def is_overdue(review: Review, today: date) -> bool:
    """Whether the next review was due before ``today``."""
    return today > review.next_review


def checked_by(review: Review) -> str:
    """Who compiled the evidence and who checked it, in one clause."""
    if review.checked_by and review.checked_on:
        day = long_date(review.checked_on)
        return f"compiled by {review.compiled_by}, checked by {review.checked_by} on {day}"
    return f"compiled by {review.compiled_by}, not yet checked by a clinician"


#: What every text about these figures is, and is not.
NOT_ADVICE = "This is information to talk over with a clinician. It is not medical advice."


def notice_of(evidence: Evidence) -> str:
    """How old the evidence is, who made it and paid for it, what it is not, and whose prices replace its own.

    It is on every page and in every export.
    """
    review = evidence.review
    gathered, due = long_date(review.compiled_on), long_date(review.next_review)
    notice = review.notice or (
        f"Evidence gathered {gathered}, next review {due}: {checked_by(review)}. "
        f"Paid for by {review.funded_by}. {NOT_ADVICE}"
    )
    if evidence.clinic is None:
        return notice
    day = long_date(evidence.clinic.as_of)
    return f"Prices marked as a clinic's figure are those of {evidence.clinic.clinic}, as of {day}. {notice}"
