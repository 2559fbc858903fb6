"""The axe-core rules that a page breaks, apart from Streamlit's own defects."""

from axe_playwright_python.sync_playwright import Axe

#: Streamlit's own defects, which no theme, label or other widget can fix: rule -> the only element allowed.
STREAMLITS_OWN = {
    # The file field is a <section role="presentation"> with a label; its button is named correctly.
    "presentation-role-conflict": 'data-testid="stFileUploaderDropzone"',
}


def broken_rules(page):
    """Each (rule, element that breaks it) of the page now."""
    found = Axe().run(page).response["violations"]
    broken = [(v["id"], node["html"][:200]) for v in found for node in v["nodes"]]
    return [(rule, html) for rule, html in broken if STREAMLITS_OWN.get(rule, "no such element") not in html]
