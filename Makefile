# `make demo` and `make test` do all set-up themselves. Needs git, make, curl and a Python with venv.
SHELL := /bin/bash
PORT ?= 8000
ARGS ?=
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := .venv/bin
export SITE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: help setup demo test check bench messages
help:  ## list what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.uv/bin/uv:
	@python3 -m venv .uv || { echo "python3-venv is missing (Debian: apt install python3-venv)"; exit 1; }
	@.uv/bin/pip install --quiet uv

.venv/.synced: pyproject.toml uv.lock .python-version | $(filter .uv/bin/uv,$(UV))
	@$(UV) sync --frozen --quiet
	@touch $@

.env:
	@python3 -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > $@

setup: .venv/.synced .env  ## install, migrate, compile translations, collect static files
	@mkdir -p var
	@$(RUN)/python -m bin.compile_messages
	@$(RUN)/python manage.py migrate --verbosity 0
	@$(RUN)/python manage.py collectstatic --noinput --verbosity 0

demo: setup  ## set up, load the demo blog, serve it on 127.0.0.1:$(PORT)
	@$(RUN)/python manage.py load_demo
	@PORT=$(PORT) bin/serve

test: setup  ## run the whole suite on SQLite and on PostgreSQL (ARGS="tests/blog -x" for a part)
	@bin/test $(ARGS)

check: setup  ## lint, types, import contract, templates, migrations, translations, house rules
	@bin/check

bench: setup  ## measure (figures go to docs/benchmarks.md)
	@$(RUN)/python -m tests.bench

messages: .venv/.synced  ## bring locale/ up to date with the source (needs GNU gettext)
	@$(RUN)/python -m bin.messages --write
