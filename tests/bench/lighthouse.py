"""Lighthouse (npm) in Debian's Chromium: all four categories of five pages, as on a phone."""

import json
import os
import shutil
import subprocess
from statistics import median
from typing import Any

from tests.bench.browsing import demo
from tests.bench.effort import Effort
from tests.bench.table import Row, at_least
from tests.bench.worlds import KEPT, Worlds, say
from tests.chromium import CHROMIUM, FLAGS

PART = "lighthouse"
VERSION = "12.8.2"  # the last one for Node 18 and 20
FOLDER = KEPT / "lighthouse"
PACKAGE = FOLDER / "node_modules" / "lighthouse" / "package.json"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
NEEDED = 100

type Report = dict[str, Any]


def install() -> None:
    """Install Lighthouse under var/bench/, unless this version is there."""
    if PACKAGE.exists() and json.loads(PACKAGE.read_text())["version"] == VERSION:
        return
    say(f"installing lighthouse {VERSION}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--loglevel", "error"]
    command += ["--prefix", str(FOLDER), f"lighthouse@{VERSION}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def measure(worlds: Worlds, effort: Effort) -> list[Row]:
    """Run it on every page; return the scores, with the audits that failed."""
    install()
    rows = []
    with demo(worlds) as (server, paths):
        for kind, path in paths.items():
            server.get(path)  # kept from now on, as for nearly every reader
            say(f"lighthouse: {path}")
            address = f"http://127.0.0.1:{server.port}{path}"
            rows += rows_of(kind, [run(address) for _ in range(effort.lighthouse)])
    return rows


def run(address: str, tries: int = 3) -> Report:
    """Return what one run says about an address; sometimes Chromium records nothing (NO_NAVSTART)."""
    command = [str(FOLDER / "node_modules" / ".bin" / "lighthouse"), address, "--quiet"]
    command += ["--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    command += [f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
    env = os.environ | {"CHROME_PATH": str(CHROMIUM)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode and tries > 1:
        return run(address, tries - 1)
    if done.returncode:
        raise RuntimeError(f"lighthouse failed on {address}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def rows_of(kind: str, reports: list[Report]) -> list[Row]:
    """Return the median score of each category, and what failed in any run."""
    rows = []
    for category in CATEGORIES:
        scores = [round(100 * one["categories"][category]["score"]) for one in reports]
        audits = {name: text for one in reports for name, text in failing(one, category).items()}
        note = "; ".join(f"{name} {text}".strip() for name, text in sorted(audits.items()))
        rows.append(
            Row(PART, f"{kind}: {category}", median(scores), "", "", note, at_least(NEEDED))
        )
    return rows


def failing(report: Report, category: str) -> dict[str, str]:
    """Return the audits that cost a category points, with the figure they found."""
    found = {}
    for part in report["categories"][category]["auditRefs"]:
        audit = report["audits"][part["id"]]
        if part["weight"] and audit["score"] is not None and audit["score"] < 1:
            found[part["id"]] = audit.get("displayValue", "").replace("\u00a0", " ")
    return found


def available() -> bool:
    """Tell whether there is an npm to install it with, or whether it is there."""
    return PACKAGE.exists() or shutil.which("npm") is not None
