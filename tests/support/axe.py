"""The rules of axe-core that a page breaks, Streamlit's own defects left out."""

from axe_playwright_python.sync_playwright import Axe

#: Streamlit's own defects that no theme, label or other widget can mend: rule -> the only element allowed.
STREAMLITS_OWN = {
    # The field for files is a <section role="presentation"> that carries a label; its button is named well.
    "presentation-role-conflict": 'data-testid="stFileUploaderDropzone"',
}


def broken_rules(page):
    """(rule, the element that breaks it), as the page stands."""
    found = Axe().run(page).response["violations"]
    broken = [(v["id"], node["html"][:200]) for v in found for node in v["nodes"]]
    return [(rule, html) for rule, html in broken if STREAMLITS_OWN.get(rule, "no such element") not in html]
