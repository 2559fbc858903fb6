# The two main commands are `make run` and `make test`. Each installs what it needs, on a machine with Python
# and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := dashboard.py models pages tests bench tools
# For GNU's C library: at most two arenas, and blocks of 512 kB or more are returned to the system at once
# (docs/hosting.md).
export MALLOC_ARENA_MAX := 2
export MALLOC_MMAP_THRESHOLD_ := 524288
# The oldest supported Python, from pyproject.toml.
OLDEST := $(shell sed -n 's/^requires-python = ">=\(.*\)"/\1/p' pyproject.toml)

.PHONY: run test suite nightly check audit bench load idle hostile soak nginx pins screenshots fonts plotly licences link-tables data-readme data-history reading-levels chromium clean

run: $(VENV)/run.stamp
	$(BIN)/streamlit run dashboard.py

# The checks and the tests run in parallel, because each waits for the network or uses one core. The tests report
# last.
test:
	@$(MAKE) --no-print-directory -j 3 check suite

suite: $(VENV)/dev.stamp chromium nginx
	$(BIN)/pytest -n auto --dist worksteal

# The tests that `make test` leaves out: benchmarks, attacks and the package resolver still run.
nightly: $(VENV)/dev.stamp chromium
	$(BIN)/pytest -m nightly

# Formatting, lint, types, data, generated documents, licences and known vulnerabilities, without a browser.
check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy --python-version $(OLDEST)
	$(BIN)/python -m models.validate
	$(BIN)/python -m models.folder.data_readme --check
	$(BIN)/python -m tools.licences --check
	$(BIN)/python -m tools.link_tables --check
	PYTHONPATH=. $(BIN)/python tools/vulnerabilities.py

# Before a release, with network access: fails unless every package of the app was looked up.
audit: $(VENV)/dev.stamp
	PYTHONPATH=. $(BIN)/python tools/vulnerabilities.py --must-answer

bench: $(VENV)/dev.stamp chromium
	$(BIN)/pytest bench --benchmark-columns=median,iqr,ops

# Forty simultaneous visitors for ten minutes, or for MINUTES.
load: $(VENV)/dev.stamp
	PYTHONPATH=tests/support:. $(BIN)/python bench/load.py --minutes $(or $(MINUTES),10)

# The memory of an idle session on each page.
idle: $(VENV)/dev.stamp
	PYTHONPATH=tests/support:. $(BIN)/python bench/idle_memory.py

# Ten thousand hostile links, a thousand hostile files, files that need much work, messages and connections.
hostile: $(VENV)/dev.stamp
	PYTHONPATH=tests/support:. $(BIN)/python bench/hostile.py
	PYTHONPATH=tests/support:. $(BIN)/python bench/large_tables.py

# A hundred thousand requests to one process, whose memory must not grow. Takes about ten minutes.
soak: $(VENV)/dev.stamp
	PYTHONPATH=tests/support:. $(BIN)/python bench/soak.py

# Update every pin, including indirect ones.
COMPILE := $(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
pins: $(VENV)/dev.stamp
	$(COMPILE) --output-file requirements-setup.txt requirements-setup.in
	$(COMPILE) --output-file requirements.txt requirements.in
	$(COMPILE) --allow-unsafe --output-file requirements-dev.txt requirements-dev.in

# Retake the screenshots for the README and the docs, from the links in tools/screenshots.py, and redraw the
# general link picture.
screenshots: $(VENV)/dev.stamp chromium
	PYTHONPATH=tests/support:. $(BIN)/python tools/screenshots.py

# After a new Streamlit or typst: subset the fonts to what the pages show, and list the characters that typst
# can draw.
fonts: $(VENV)/dev.stamp
	PYTHONPATH=. $(BIN)/python tools/subset_fonts.py
	PYTHONPATH=. $(BIN)/python tools/printable_signs.py

# After a new Plotly: download its chart code. Needs npm.
plotly: $(VENV)/dev.stamp
	PYTHONPATH=. $(BIN)/python tools/take_plotly.py

# Write docs/licences.md from the installed packages.
licences: $(VENV)/dev.stamp
	$(BIN)/python -m tools.licences

# Write the tables in docs/link.md from the link settings.
link-tables: $(VENV)/dev.stamp
	$(BIN)/python -m tools.link_tables

# Write data/README.md from data/datapackage.json.
data-readme: $(VENV)/dev.stamp
	$(BIN)/python -m models.folder.data_readme

# Store the current figures of data/, so that links made with them can show what has changed since.
data-history: $(VENV)/dev.stamp
	$(BIN)/python -m models.history.versions

# Regrade the texts, for the Method page.
reading-levels: $(VENV)/dev.stamp
	PYTHONPATH=tests/support:. $(BIN)/python tools/reading_levels.py

# Installs the headless build, which is faster. If that fails, an installed chromium is used instead.
chromium:
	@command -v chromium-headless-shell >/dev/null || { \
	  echo "Installing Debian's chromium-headless-shell for the browser tests"; \
	  SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$SUDO apt-get update -qq && \
	  $$SUDO apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-dejavu-core; } || \
	  command -v chromium

# For the tests of deploy/nginx.conf, which start nginx themselves, so its service need not run. After chromium,
# because apt can only run once at a time.
nginx: | chromium
	@{ PATH="$$PATH:/usr/sbin" command -v nginx && command -v openssl; } >/dev/null || { \
	  echo "Installing Debian's nginx and openssl for the tests of deploy/nginx.conf"; \
	  SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends nginx openssl; }

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < tuple(map(int, "$(OLDEST)".split("."))))' || { \
	  echo "Skin Options needs the Python that pyproject.toml names. Set PYTHON=/path/to/it."; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Compresses the static files of Streamlit, once.
COMPRESS := $(BIN)/python -m pages.served.light.compression

# uv takes a quarter of pip's time. If it is missing or reaches no package index, pip tries with its own settings.
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
install = $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) || $(PIP) -r $(1)

$(VENV)/setup.stamp: requirements-setup.txt | $(VENV)/bin/python
	$(PIP) -r $< && touch $@

$(VENV)/run.stamp: requirements.txt pages/served/light/compression.py | $(VENV)/setup.stamp
	$(call install,$<)
	$(COMPRESS)
	touch $@

$(VENV)/dev.stamp: requirements-dev.txt requirements.txt pages/served/light/compression.py | $(VENV)/setup.stamp
	$(call install,$<)
	$(COMPRESS)
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .benchmarks .hypothesis
