# Two commands matter: `make run` and `make test`. Each sets up all it needs on a machine with Python
# and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := dashboard.py models pages tests bench tools
# For GNU's C library: two arenas for all threads, and blocks from 512 kB go back to the system at once
# (docs/hosting.md).
export MALLOC_ARENA_MAX := 2
export MALLOC_MMAP_THRESHOLD_ := 524288
# The oldest Python that will do, as pyproject.toml states it.
OLDEST := $(shell sed -n 's/^requires-python = ">=\(.*\)"/\1/p' pyproject.toml)

.PHONY: run test suite nightly check audit bench load idle hostile soak nginx pins screenshots fonts plotly licences link-tables data-readme data-history reading-levels chromium clean

run: $(VENV)/run.stamp
	$(BIN)/streamlit run dashboard.py

# Side by side, since each waits for the network or keeps one core busy. The tests report last.
test:
	@$(MAKE) --no-print-directory -j 3 check suite

suite: $(VENV)/dev.stamp chromium nginx
	$(BIN)/pytest -n auto --dist worksteal

# What `make test` leaves out: that benches, attacks and the resolver of packages still run.
nightly: $(VENV)/dev.stamp chromium
	$(BIN)/pytest -m nightly

# Formatting, lint, types, data and what the packages bring along, without a browser.
check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy --python-version $(OLDEST)
	$(BIN)/python -m models.validate
	$(BIN)/python -m models.folder.data_readme --check
	$(BIN)/python -m tools.licences --check
	$(BIN)/python -m tools.link_tables --check
	PYTHONPATH=. $(BIN)/python tools/vulnerabilities.py

# Before a release, where the network is: every package of the app has been looked up, or it fails.
audit: $(VENV)/dev.stamp
	PYTHONPATH=. $(BIN)/python tools/vulnerabilities.py --must-answer

bench: $(VENV)/dev.stamp chromium
	$(BIN)/pytest bench --benchmark-columns=median,iqr,ops

# Forty people at once for ten minutes; MINUTES=2 for a shorter one.
load: $(VENV)/dev.stamp
	PYTHONPATH=tests/support:. $(BIN)/python bench/load.py --minutes $(or $(MINUTES),10)

# Memory of an idle session on each page.
idle: $(VENV)/dev.stamp
	PYTHONPATH=tests/support:. $(BIN)/python bench/idle_memory.py

# Ten thousand hostile links, a thousand files and those that want long work, messages, connections.
hostile: $(VENV)/dev.stamp
	PYTHONPATH=tests/support:. $(BIN)/python bench/hostile.py
	PYTHONPATH=tests/support:. $(BIN)/python bench/large_tables.py

# A hundred thousand requests on one process, which must hold no more afterwards. About ten minutes.
soak: $(VENV)/dev.stamp
	PYTHONPATH=tests/support:. $(BIN)/python bench/soak.py

# Renew every pin, the indirect ones too.
COMPILE := $(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
pins: $(VENV)/dev.stamp
	$(COMPILE) --output-file requirements-setup.txt requirements-setup.in
	$(COMPILE) --output-file requirements.txt requirements.in
	$(COMPILE) --allow-unsafe --output-file requirements-dev.txt requirements-dev.in

# Take the pictures of the README and the docs again, from the links in tools/screenshots.py, and make the
# general picture of a link.
screenshots: $(VENV)/dev.stamp chromium
	PYTHONPATH=tests/support:. $(BIN)/python tools/screenshots.py

# Cut the fonts of a new Streamlit to what the pages show, and ask a new typst which signs it can draw.
fonts: $(VENV)/dev.stamp
	PYTHONPATH=. $(BIN)/python tools/subset_fonts.py
	PYTHONPATH=. $(BIN)/python tools/printable_signs.py

# Take the code of the charts that goes with a new Plotly. Wants npm.
plotly: $(VENV)/dev.stamp
	PYTHONPATH=. $(BIN)/python tools/take_plotly.py

# Write docs/licences.md from what is installed.
licences: $(VENV)/dev.stamp
	$(BIN)/python -m tools.licences

# Write the tables of docs/link.md from the settings of a link.
link-tables: $(VENV)/dev.stamp
	$(BIN)/python -m tools.link_tables

# Write data/README.md from data/datapackage.json.
data-readme: $(VENV)/dev.stamp
	$(BIN)/python -m models.folder.data_readme

# Keep the figures of data/ as they are now, so that links made with them can say what changed since.
data-history: $(VENV)/dev.stamp
	$(BIN)/python -m models.history.versions

# Grade the texts again, for the Method page.
reading-levels: $(VENV)/dev.stamp
	PYTHONPATH=tests/support:. $(BIN)/python tools/reading_levels.py

# The build without windows, which is faster; where it cannot be had, the other one will do if it is there.
chromium:
	@command -v chromium-headless-shell >/dev/null || { \
	  echo "Installing Debian's chromium-headless-shell for the browser tests"; \
	  SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$SUDO apt-get update -qq && \
	  $$SUDO apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-dejavu-core; } || \
	  command -v chromium

# For the tests of deploy/nginx.conf, which start it by themselves: the service is not needed. After chromium,
# since Debian's installer works for one at a time.
nginx: | chromium
	@{ PATH="$$PATH:/usr/sbin" command -v nginx && command -v openssl; } >/dev/null || { \
	  echo "Installing Debian's nginx and openssl for the tests of deploy/nginx.conf"; \
	  SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends nginx openssl; }

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < tuple(map(int, "$(OLDEST)".split("."))))' || { \
	  echo "Skin Options needs the Python that pyproject.toml names. Set PYTHON=/path/to/it."; exit 1; }
	$(PYTHON) -m venv $(VENV)

# What Streamlit sends to browsers is compressed here, once.
COMPRESS := $(BIN)/python -m pages.served.light.compression

# uv takes a quarter of pip's time. Where it is missing or reaches no package, pip may, with settings of its own.
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
