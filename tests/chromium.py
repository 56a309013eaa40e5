"""The system's Chromium, for tests and benchmarks."""

import os
import shutil

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Its sandbox does not work for root.
FLAGS = _QUIET + (["--no-sandbox"] if os.geteuid() == 0 else [])
