# Every target sets up what it needs. `make help` tells them all.

SPHINXOPTS ?=
PYTHON ?=
PORT ?= 8000
# Whom html, latexpdf and livehtml are for: public, or attendees, who see how to join online as well.
AUDIENCE ?= public
# How long the reader is fuzzed, in each format.
FUZZSECONDS ?= 60

BUILD := _build
BIN := .venv/bin
ifeq ($(AUDIENCE),public)
OUT := $(BUILD)
else ifeq ($(AUDIENCE),attendees)
# In folders of its own, so that nothing of it is ever published by mistake.
OUT := $(BUILD)/attendees
else
$(error AUDIENCE is '$(AUDIENCE)'; write AUDIENCE=public or AUDIENCE=attendees)
endif
# Doctrees are shared: each page is read once, whichever builder comes first. What SPHINXOPTS says comes first:
# the folder and the edition belong together.
SPHINX = $(BIN)/sphinx-build -c . -j auto $(SPHINXOPTS) -d $(OUT)/doctrees -D event_audience=$(AUDIENCE) \
  -D event_pdf_folders=$(OUT)/latex,$(OUT)/print

# The time of the last commit stands for "now", so that one commit gives the same bytes every time.
EPOCH := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(EPOCH),)
export SOURCE_DATE_EPOCH ?= $(EPOCH)
export FORCE_SOURCE_DATE = 1
endif

# What takes seconds, and needs nothing of the distribution.
FAST = not browser and not groff and not tex and not slow
# Tests of one file stay together, because they share what they build; PYTESTOPTS=-n0 keeps all in one process.
TOGETHER := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help html latexpdf booklet test test-fast test-oldest test-newest check messages fmt lint livehtml rtd pins changelog package bench bench-print bench-reading fuzz clean

help: ## tell what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

html: .venv/.site ## build the website into _build/html
	@$(SPHINX) -b html docs $(OUT)/html

# A folder of LaTeX files to PDFs. A letter that no font has would be left out, and the build succeed.
define typeset
	@echo 'Typesetting ...'
	@$(MAKE) --no-print-directory -C $(1) all-pdf LATEXMKOPTS="-silent -halt-on-error" >$(1)/make.log 2>&1 \
	  || { grep -n -A 4 '^!' $(1)/*.log || tail -n 20 $(1)/make.log; exit 1; }
	@if grep -n 'Missing character' $(1)/*.log; then \
	  echo 'A character has no font: see above, and docs/guide/styling.md.' >&2; exit 1; fi
	@ls $(1)/*.pdf
endef

latexpdf: .venv/.site ## typeset the programme into _build/latex, and what is made of data alone into _build/print
	@tools/system-packages tex
	@rm -f $(addprefix $(OUT)/latex/*., tex pdf log edition) $(addprefix $(OUT)/print/*., tex pdf log edition)
	@$(SPHINX) -b latex docs $(OUT)/latex
	$(call typeset,$(OUT)/latex)
	@$(SPHINX) -b event-print docs $(OUT)/print
	$(call typeset,$(OUT)/print)

booklet: latexpdf ## typeset the programme on half pages, and put these on sheets to fold
	@cd $(OUT)/latex && { LATEXOPTS= latexmk -silent -halt-on-error -pdf -dvi- -ps- -jobname=programme-half \
	  -usepretex='\def\eventhalfsheets{}\def\eventsource{programme.tex}' -pdflatex='lualatex %O %P' programme.tex \
	  && lualatex -halt-on-error -interaction=batchmode -jobname=programme-booklet \
	    '\def\eventfolded{programme-half.pdf}\input{eventbooklet.def}'; } >booklet.log 2>&1 \
	  || { grep -n -A 4 '^!' programme-half.log programme-booklet.log || tail -n 20 booklet.log; exit 1; }
	@cd $(OUT)/latex && mv programme-half.edition programme-booklet.edition && rm programme-half.pdf programme-half.log
	@ls $(OUT)/latex/programme-booklet.pdf

test: .venv/.test .venv/.bench ## run every test (needs TeX, a browser and groff, and installs them if it may)
	@tools/system-packages tex french browser groff
	@$(BIN)/python -m pytest $(TOGETHER) $(PYTESTOPTS)

test-fast: .venv/.test ## run the tests that need neither TeX nor a browser nor many builds
	@$(BIN)/python -m pytest -m '$(FAST)' --hypothesis-profile=fast $(TOGETHER) $(PYTESTOPTS)

test-oldest: .venv/.pins ## run the fast tests with the oldest versions that pyproject.toml allows
	@$(BIN)/uv venv --quiet --clear $(BUILD)/oldest --python $(BIN)/python
	@$(BIN)/uv pip install --quiet --python $(BUILD)/oldest/bin/python --resolution lowest-direct -e '.[site,test]'
	@$(BUILD)/oldest/bin/python -m pytest -m '$(FAST)' $(TOGETHER) $(PYTESTOPTS)

test-newest: .venv/.pins ## run the fast tests with the newest versions that can be installed
	@$(BIN)/uv venv --quiet --clear $(BUILD)/newest --python $(BIN)/python
	@$(BIN)/uv pip install --quiet --python $(BUILD)/newest/bin/python --upgrade -e '.[site,test]'
	@$(BUILD)/newest/bin/python -m pytest -m '$(FAST)' $(TOGETHER) $(PYTESTOPTS)

check: .venv/.site ## check the data, and list what is still TBD
	@$(BIN)/event-program check data

messages: .venv/.site ## collect the words that pages show, and bring the catalogs of all languages up to date
	@$(BIN)/python tools/messages.py

fmt: .venv/.site ## put the data in canonical order and style
	@$(BIN)/event-program fmt data

lint: .venv/.lint ## check style and types, and the style of the data
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@$(BIN)/codespell
	@$(BIN)/event-program fmt --check data

livehtml: .venv/.live ## preview the website on this machine, reloading after each change
	@$(BIN)/sphinx-autobuild -c . --watch data --watch conf.py --port $(PORT) $(SPHINXOPTS) \
	  -d $(OUT)/livehtml-doctrees -D event_audience=$(AUDIENCE) docs $(OUT)/livehtml

rtd: .venv/.site ## do what Read the Docs does, into _build/readthedocs
	@tools/system-packages tex
	@$(BIN)/python tools/readthedocs.py

pins: .venv/.pins ## update the tested versions in constraints.txt
	@$(BIN)/uv pip compile --quiet --universal --upgrade --no-emit-index-url --no-header --no-annotate --python-version 3.11 \
	  --all-extras pyproject.toml --output-file constraints.txt

changelog: .venv/.release ## make a section VERSION of CHANGELOG.md of the files in changes/
	@test -n '$(VERSION)' || { echo 'write VERSION=0.2.0, for example' >&2; exit 1; }
	@$(BIN)/towncrier build --version '$(VERSION)' --yes

package: .venv/.release ## make the sdist and the wheel, into _build/package
	@$(BIN)/python -m build --outdir $(BUILD)/package

bench: .venv/.test .venv/.bench ## measure builds with 100, 1000 and 5000 sessions in several ways (about an hour)
	@$(BIN)/python benchmarks/build.py $(BENCHOPTS)

bench-print: .venv/.test ## measure how long the booklet of 300 sessions takes to typeset
	@tools/system-packages tex
	@$(BIN)/python benchmarks/printing.py $(BENCHOPTS)

bench-reading: .venv/.test ## measure how long 5,000 sessions and 6,500 people take to read
	@$(BIN)/python benchmarks/reading.py $(BENCHOPTS)

fuzz: .venv/.test .venv/.fuzz ## look for data that the reader fails on, FUZZSECONDS (60) in each format
	@$(BIN)/python -m pytest -q --hypothesis-profile=long tests/reading/test_any_data.py tests/reading/test_any_format.py
	@PYTHONPATH=tests $(BIN)/python tests/fuzzing/run.py --seconds $(FUZZSECONDS) --output $(BUILD)/fuzz

clean: ## remove everything that was built (the environment stays; to remove it: rm -r .venv)
	@rm -rf $(BUILD)

# An environment of its own, made anew when the requirements change.
.venv/.%: pyproject.toml constraints.txt tools/environment
	@PYTHON='$(PYTHON)' tools/environment $*
