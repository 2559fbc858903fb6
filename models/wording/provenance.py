"""Plain words for how a figure was reached, checked and read, and for kinds of sources."""

from collections.abc import Mapping

from models.evidence.nouns import Estimate
from models.evidence.provenance import Source
from models.evidence.terms import Basis, Verdict

#: How a figure was reached. Filters have these labels, which the address bar holds.
BASIS_WORDS: Mapping[Basis, str] = {
    Basis.SOURCED: "a source says so",
    Basis.DERIVED: "worked out from sources",
    Basis.JUDGEMENT: "our view of the sources",
    Basis.EXTRAPOLATED: "carried over from a close case",
    Basis.PARTLY_ASSUMED: "assumed in part",
    Basis.ASSUMED: "assumed",
    Basis.DEFINITION: "true by its meaning",
    Basis.CLINIC: "clinic's figure",
    Basis.OWN_TABLE: "from the table you opened",
}

#: What the second reader made of a row.
SECOND_READER: Mapping[str | None, str] = {
    "agree": "A second reader agreed.",
    "adjust": "A second reader changed it in part.",
    "replace": "A second reader replaced it.",
    "no_source": "A second reader found no source for it.",
    None: "Read once: there was no second reader.",
}

#: What kind of source it is.
SOURCE_KINDS: Mapping[str, str] = {
    "assumption": "general knowledge, no source",
    "case_report": "report on one or a few people",
    "case_series": "group of treated people, with none to compare",
    "clinic_page": "web page of a clinic",
    "cohort": "group of people, followed or looked back on",
    "content_site": "general web page",
    "controlled_trial": "trial with a comparison, not drawn by lot",
    "guideline": "guideline",
    "health_service_page": "web page of a health service",
    "hospital_page": "web page of a hospital",
    "judgement": "our own judgement",
    "meta_analysis": "several studies, with their numbers put together",
    "news_summary": "news report",
    "outbreak_report": "report on an outbreak",
    "patient_information": "leaflet or page for patients",
    "price_survey": "survey of prices",
    "product_label": "label or manual of a product",
    "randomised_trial": "trial with a comparison, drawn by lot",
    "regulator": "regulator",
    "review": "overview by experts",
    "society_statistics": "numbers from a society of doctors",
    "survey": "survey",
    "systematic_review": "planned search through all studies",
    "textbook": "textbook",
    "vendor_page": "web page of a seller",
}

#: Symbol and words of each verdict on a claim.
VERDICT_WORDS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.SUPPORTED: ("✓", "Holds"),
    Verdict.PARTLY: ("◐", "Holds in part"),
    Verdict.NOT_CONFIRMED: ("?", "Not confirmed"),
    Verdict.CONTRADICTED: ("✕", "Wrong"),
    Verdict.GARBLED: ("≠", "Makes no sense as it stands"),
    Verdict.UNSUPPORTED: ("∅", "No source found"),
    Verdict.OVERCLAIM: ("↑", "Says too much"),
    Verdict.NOT_EVIDENCE: ("∅", "Not evidence"),
}


def basis_in_words(estimate: Estimate) -> str:
    """How a row was reached; 'no figure' for a gap."""
    return BASIS_WORDS[estimate.basis] if estimate.basis else "no figure"


def second_reader_in_words(estimate: Estimate) -> str:
    said = estimate.second_reader
    return SECOND_READER.get(said) or f"A second reader: {_spelt_out(said)}."


def kind_in_words(kind: str) -> str:
    """The kind of a source in words; a kind that is not known here is shown as its id in words."""
    return SOURCE_KINDS.get(kind, _spelt_out(kind))


def read_as(source: Source) -> str:
    """What was read of a source: the readers' own note, in words."""
    return f"Read as: {_spelt_out(source.read_as)}."


def _spelt_out(shorthand: str | None) -> str:
    return (shorthand or "").replace("_", " ")
