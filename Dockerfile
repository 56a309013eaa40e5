# Podium in an image: built with uv, run on Debian's slim Python without it. See docs/operations.md, “Containers”.
FROM python:3.13-slim-trixie AS built
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=0 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
RUN pip install --quiet uv
WORKDIR /srv/podium
COPY pyproject.toml uv.lock ./
COPY bin/slim bin/slim
# Such as --build-arg EXTRAS="s3 age"; compose takes it from .env.
ARG EXTRAS=
RUN for extra in $EXTRAS; do set -- "$@" "--extra=${extra#--extra=}"; done && \
    uv sync --frozen --no-dev --quiet "$@" --python /usr/local/bin/python && bin/slim .venv
COPY . .
# Settings want a key and an address; neither stays in the image, and nothing collected depends on them.
RUN .venv/bin/python -m bin.compile_messages && mkdir -p var && \
    SECRET_KEY=only-while-building SITE_URL=https://blog.example.org \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.13-slim-trixie
RUN useradd --system --uid 10001 --home-dir /srv/podium --shell /usr/sbin/nologin podium
WORKDIR /srv/podium
COPY --from=built /srv/podium /srv/podium
# What is written lies in volumes; the rest of the file system may be read-only. New volumes take over their owner.
RUN mkdir -p var/media var/anchors /files && chown -R podium:podium var/media var/anchors /files
ENV PATH=/srv/podium/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER podium
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "96", "--no-ws", "--workers-kill-timeout", "10", "--respawn-failed-workers", \
     "--respawn-interval", "0.5", "--log-level", "warning", "config.wsgi:application"]
