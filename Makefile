# `make demo` and `make test` do all set-up themselves.
# The machine needs git, make, curl and a Python (3.9 or newer) with venv; uv brings the rest.
SHELL := /bin/bash
PORT ?= 8000
ARGS ?=
DESTDIR ?=
# As a line of .env, so that an update keeps what was installed; the command line and the environment come first.
EXTRAS ?= $(subst ",,$(subst ',,$(shell sed -n 's/^EXTRAS=//p' .env 2>/dev/null)))
PLACE ?= $(CURDIR)
.DELETE_ON_ERROR:
UV := $(or $(shell command -v uv),.uv/bin/uv)
PYTHON := .venv/bin/python
STATIC := $(shell find static */static -type f -not -path 'var/*' 2>/dev/null)

.PHONY: help setup dependencies production install demo test test-shops exercise check bench messages screenshots
help:  ## list what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: dependencies .env var/static/staticfiles.json  ## install, compile translations, migrate, collect static files
	@$(PYTHON) -m bin.compile_messages
	@$(PYTHON) manage.py migrate --verbosity 0

demo: export SITE_URL ?= http://127.0.0.1:$(PORT)
demo: setup  ## set up, load the demo blog, serve it (PORT=9000 for another port than 8000)
	@$(PYTHON) manage.py load_demo
	@bin/serve $(PORT)

test: setup  ## run the whole suite on PostgreSQL and SQLite (ARGS="tests/blog -x" for a part)
	@bin/test $(ARGS)

test-shops: setup  ## try the shops' clients on real servers of pretix and pretalx, and record their answers
	@PATH="$(CURDIR)/.uv/bin:$$PATH" $(PYTHON) -m pytest -p no:randomly tests/shops/real_pretix.py tests/shops/real_pretalx.py

exercise: setup  ## kill nodes, workers and the primary of PostgreSQL under load; upgrade the last three releases (many minutes)
	@$(PYTHON) -m pytest -p no:randomly -s tests/running/exercise_nodes.py tests/upgrade/exercise_releases.py

check: setup  ## lint, types, import contract, templates, migrations, translations, house rules
	@bin/check

bench: setup  ## measure both databases, write docs/benchmarks.md (ARGS="depth" for a part, ARGS=--quick to try)
	@$(PYTHON) -m tests.bench $(ARGS)

screenshots: setup  ## take pictures of pages for docs/screenshots/
	@$(PYTHON) -m tests.screenshots

messages: dependencies  ## bring locale/ up to date with the source
	@$(PYTHON) -m bin.messages --write

production: $(filter .uv/bin/uv,$(UV))  ## on a server: install without tools, compile, migrate, collect; again after an update (EXTRAS=s3 age in .env for what those need)
	@UV_PYTHON_INSTALL_DIR=$(CURDIR)/.python $(UV) sync --frozen --no-dev --quiet $(EXTRAS:%=--extra=%)
	@bin/slim .venv
	@$(PYTHON) -m bin.compile_messages
	@$(PYTHON) manage.py migrate --verbosity 0
	@$(PYTHON) manage.py collectstatic --noinput --verbosity 0

install:  ## put units, timers, users, folders and nginx's file in place (DESTDIR=somewhere to look at them)
	@bin/install_units "$(DESTDIR)" "$(PLACE)"

# What the targets above stand on ------------------------------------------------------------------
dependencies: $(filter .uv/bin/uv,$(UV))
	@$(UV) sync --frozen --quiet
	@mkdir -p var

.uv/bin/uv:
	@bin/install_uv

.env: | dependencies
	@umask 077; $(PYTHON) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > $@
	@echo "SITE_URL=http://127.0.0.1:8000" >> $@

# The manifest is what collectstatic writes last.
var/static/staticfiles.json: uv.lock config/settings/base.py $(STATIC) | dependencies .env
	@$(PYTHON) manage.py collectstatic --noinput --verbosity 0
