"""What `deploy/` holds can be put in place, and agrees with itself, the settings and the documents."""

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from running.periodic import PERIODIC
from tests.serving import NGINX, ROOT
from tests.test_docs import options

DEPLOY = ROOT / "deploy"
ANALYZE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(ANALYZE is None, reason="no systemd-analyze (Debian: systemd)")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="no nginx (Debian: apt install nginx)")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder that `make install` has filled, for a Podium in the place of this one."""
    folder = tmp_path_factory.mktemp("root")
    command = ["make", "--silent", "install", f"DESTDIR={folder}", f"PLACE={ROOT}"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return folder


def test_make_install_puts_everything_in_its_place_and_enables_nothing(installed):
    files = {str(path.relative_to(installed)) for path in installed.rglob("*") if path.is_file()}
    system = "etc/systemd/system"
    assert {f"{system}/podium.service", f"{system}/podium-worker.service"} < files
    assert {"etc/sysusers.d/podium.conf", "etc/tmpfiles.d/podium.conf"} < files
    assert "etc/nginx/sites-available/podium" in files
    assert not any("/srv/podium" in (installed / name).read_text() for name in files)
    assert not [path for path in installed.rglob("*") if path.is_symlink()]


@needs_systemd
def test_systemd_understands_every_unit(installed):
    units = sorted((installed / "etc/systemd/system").iterdir())
    ran = subprocess.run(
        [ANALYZE, "verify", *units], capture_output=True, text=True, check=False, timeout=60
    )
    ours = [line for line in ran.stderr.splitlines() if "podium" in line]
    assert (ran.returncode, ours) == (0, [])


def test_each_periodic_command_has_a_timer_and_each_timer_a_command():
    timers = {path.stem.removeprefix("podium-"): path for path in DEPLOY.glob("systemd/*.timer")}
    # The backup has a service of its own: it is told a folder, and a passphrase that others do not see.
    del timers["backup"]
    assert set(timers) == {one.name for one in PERIODIC}
    for name, path in timers.items():
        assert f"Unit=podium-periodic@{name}.service\n" in path.read_text()


@needs_systemd
@pytest.mark.parametrize("one", PERIODIC, ids=lambda one: one.name)
def test_a_timer_comes_as_often_as_its_command_is_due(one):
    timer = (DEPLOY / f"systemd/podium-{one.name}.timer").read_text()
    when = re.search(r"OnCalendar=(.*)", timer)[1]
    command = [ANALYZE, "calendar", "--iterations=2", "--base-time=2026-03-03 12:00", when]
    env = {"TZ": "UTC", "PATH": os.environ["PATH"]}
    said = subprocess.run(
        command, env=env, capture_output=True, text=True, check=True, timeout=20
    ).stdout
    moments = re.findall(r"(?:elapse|#2): \w{3} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)", said)
    first, second = moments
    apart = datetime.fromisoformat(second) - datetime.fromisoformat(first)
    assert timedelta() < apart <= one.every


def self_signed(folder):
    """Lay down a certificate and its key as nginx reads them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "blog.example.org")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=9))
    signed = made.sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    key_file = key.private_bytes(serialization.Encoding.PEM, form, plain)
    (folder / "privkey.pem").write_bytes(key_file)


@needs_nginx
def test_nginx_understands_its_file_with_tls_and_all(installed, tmp_path):
    self_signed(tmp_path)
    site = (installed / "etc/nginx/sites-available/podium").read_text()
    for there, here in {
        "/etc/letsencrypt/live/blog.example.org": str(tmp_path),
        "/var/cache/nginx": str(tmp_path),
        "/var/log/nginx": str(tmp_path),
        "listen [::]:": "# listen ",  # a machine that tests need not have IPv6
    }.items():
        assert there in site
        site = site.replace(there, here)
    (tmp_path / "site.conf").write_text(site)
    main = f"pid {tmp_path}/pid; error_log stderr; events {{}}\nhttp {{ include {tmp_path}/site.conf; }}"
    (tmp_path / "nginx.conf").write_text(main)
    command = [NGINX, "-t", "-q", "-p", tmp_path, "-c", tmp_path / "nginx.conf"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    assert (ran.returncode, "emerg" in ran.stderr) == (0, False), ran.stderr


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def test_every_variable_of_the_containers_is_described(compose):
    asked = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yaml").read_text()))
    offered = set(
        re.findall(r"^([A-Z_]+)=", (DEPLOY / "compose.env.example").read_text(), re.MULTILINE)
    )
    assert asked == offered
    described = (ROOT / "docs/settings.md").read_text()
    settings = set(compose["services"]["application"]["environment"])
    ours = {name for name in settings if not name.startswith("AWS_")}
    assert [name for name in ours if f"## {name}\n" not in described] == []
    assert [name for name in settings - ours if name not in described] == []


def test_whoever_has_pictures_in_a_bucket_tells_the_containers_so(compose):
    environment = compose["services"]["application"]["environment"]
    assert {"MEDIA_STORAGE", "MEDIA_URL", "AWS_ENDPOINT_URL", "AWS_SECRET_ACCESS_KEY"} < set(
        environment
    )
    # An empty one would count: they are passed on only where they are set.
    assert all(value is None for name, value in environment.items() if name.startswith("AWS_"))
    assert compose["services"]["application"]["build"]["args"] == {"EXTRAS": "${EXTRAS:-}"}


@pytest.mark.parametrize(
    ("line", "said", "expected"),
    [
        ("EXTRAS=s3 age", [], ["s3", "age"]),
        ('EXTRAS="s3 age"', [], ["s3", "age"]),
        ("EXTRAS='age'", [], ["age"]),
        ("EXTRAS=s3", ["EXTRAS=age"], ["age"]),
        ("#EXTRAS=s3", [], []),
        ("EXTRAS=", [], []),
    ],
)
def test_an_update_keeps_the_packages_that_env_names(tmp_path, line, said, expected):
    (tmp_path / ".env").write_text(f"SECRET_KEY=x\n{line}\nSITE_URL=https://blog.example.org\n")
    shutil.copy(ROOT / "Makefile", tmp_path)
    env = {name: value for name, value in os.environ.items() if name != "EXTRAS"}
    told = subprocess.run(
        ["make", "--dry-run", "production", *said],
        cwd=tmp_path,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert re.findall(r"--extra=(\S+)", told) == expected


def test_every_container_may_do_and_write_as_little_as_it_can(compose):
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["cap_drop"] == ["ALL"], name
        built = service["image"].startswith("podium:")
        assert built or service.get("user") or name == "nginx", name  # whose workers are no root
    inside = [name for name in ("database", "cache") if "ports" in compose["services"][name]]
    assert inside == []
    assert "\nUSER podium\n" in (ROOT / "Dockerfile").read_text()


# What the images bring along.
COMMANDS = {
    "nginx": "wget",
    "postgres": "pg_isready",
    "valkey/valkey": "valkey-cli",
    "podium": "python",
}


def test_every_container_that_stays_says_whether_it_is_well(compose):
    for name, service in compose["services"].items():
        check = service.get("healthcheck")
        if check and "test" in check:
            kind, command, *_rest = check["test"]
            assert (kind, command) == ("CMD", COMMANDS[service["image"].split(":")[0]]), name
        elif check:
            assert check == {"disable": True}, name
            assert service["restart"] == "no" or name == "periodic", name
        else:
            assert "\nHEALTHCHECK " in (ROOT / "Dockerfile").read_text()
    waited_for = {
        (name, other): how["condition"]
        for name, service in compose["services"].items()
        for other, how in service.get("depends_on", {}).items()
    }
    for (name, other), condition in waited_for.items():
        check = compose["services"][other].get("healthcheck", {"test": "of the image"})
        assert (condition == "service_healthy") == ("test" in check), (name, other)


def test_the_image_is_made_of_what_is_there_and_serves_as_bin_serve_does():
    text = (ROOT / "Dockerfile").read_text()
    sources = re.findall(r"^COPY (?!--)(.+) \S+$", text, re.MULTILINE)
    assert all(Path(ROOT, name).exists() for line in sources for name in line.split())
    start = re.search(r'CMD \["granian", (.*)\]$', text, re.DOTALL)[1]
    start = "granian " + re.sub(r'[",\\]', " ", start)
    assert options(start) == options((ROOT / "bin/serve").read_text())
    assert {".env", ".git", "var"} <= {*(ROOT / ".dockerignore").read_text().split()}


def test_the_folders_are_the_same_in_every_file_and_document():
    said = [
        path.read_text()
        for path in [*DEPLOY.rglob("*.*"), *ROOT.glob("docs/*.md")]
        if path.is_file()
    ]
    places = {found for text in said for found in re.findall(r"/srv/podium/var/?\w*", text)}
    known = {"media", "static", "anchors", ""}
    assert {place.removeprefix("/srv/podium/var").strip("/") for place in places} <= known
