"""What must hold before anything is started: a port, space, libraries; each failure is a sentence."""

import ctypes
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

from renate.embedded.errors import StartError

# What WeasyPrint opens; by file name where the linker knows it, by short name elsewhere.
PDF_LIBRARIES = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "fontconfig": "libfontconfig.so.1",
}
PDF_PACKAGES = {
    "apt-get": ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    "dnf": ("pango", "harfbuzz"),
    "apk": ("pango", "harfbuzz-subset"),
    "pacman": ("pango",),
    "zypper": ("libpango-1_0-0",),
    "brew": ("pango",),
}
# The shell draws the same pages as the whole browser, for half of its processor time.
BROWSER_PACKAGES = dict.fromkeys(("dnf", "apk", "pacman"), ("chromium",)) | {
    "apt-get": ("chromium-headless-shell",)
}
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
INSTALL_WORDS = {"apk": "add", "pacman": "-S"}


@dataclass(frozen=True)
class SystemPackages:
    """Packages that the system's package manager offers for one purpose."""

    purpose: str
    names: Mapping[str, Sequence[str]]

    def line(self) -> str:
        """The exact line to type on this system."""
        manager = next((name for name in self.names if shutil.which(name)), "apt-get")
        sudo = "" if manager == "brew" or os.geteuid() == 0 else "sudo "
        return f"{sudo}{manager} {INSTALL_WORDS.get(manager, 'install')} {' '.join(self.names[manager])}"

    def install(self) -> bool:
        """Install by apt-get where we are root; False where we may not or it failed."""
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            return False
        print(f"Installing {' '.join(self.names['apt-get'])} ({self.purpose}) ...", flush=True)
        apt = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
        commands = ([*apt, "update"], [*apt, "install", "--no-install-recommends", *self.names["apt-get"]])
        return all(_quietly(command, {"DEBIAN_FRONTEND": "noninteractive"}) for command in commands)


def need_port(port: int) -> None:
    """Refuse a port that another program listens on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise StartError(
                f"Port {port} needs more rights: choose another, as in PORT=8001 make demo."
            ) from error
        except (OSError, OverflowError) as error:
            raise StartError(
                f"Port {port} is in use by another program: choose another, as in PORT={port + 1} make demo."
            ) from error


def port_from(text: str | None) -> int:
    """The port to serve on, 8000 unless PORT says otherwise."""
    text = (text or "").strip() or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise StartError(f"PORT={text} is no port: name a number between 1024 and 65535.")
    return int(text)


def missing_pdf_libraries() -> list[str]:
    """The libraries of PDF_LIBRARIES that can't be opened."""
    return [name for name, file in PDF_LIBRARIES.items() if not (_opens(file) or find_library(name))]


def need_pdf_libraries() -> None:
    """See to the libraries that reports as PDF need: install them where we may, else name the line."""
    if not missing_pdf_libraries():
        return
    packages = SystemPackages("for reports as PDF", PDF_PACKAGES)
    _install_or_tell(packages, missing_pdf_libraries, "Reports as PDF need system libraries that are missing")


def find_browser() -> str | None:
    """Chromium or Chrome, for the browser tests."""
    if named := os.environ.get("RENATE_CHROMIUM"):
        return named
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return next(filter(None, map(shutil.which, BROWSERS)), str(mac) if mac.exists() else None)


def need_browser() -> str | None:
    """The browser, installed where we may; its absence is an error in CI and a visible skip elsewhere."""
    packages = SystemPackages("for the browser tests", BROWSER_PACKAGES)
    if find_browser() or (packages.install() and find_browser()):
        return find_browser()
    if os.environ.get("CI") == "true":
        raise StartError(f"CI needs Chromium for the browser tests. Type: {packages.line()}")
    print(f"No Chromium: the browser tests will be skipped. To run them: {packages.line()}", flush=True)
    return None


def _install_or_tell(packages: SystemPackages, missing: Callable[[], Sequence[str]], sentence: str) -> None:
    packages.install()
    if lacking := missing():
        raise StartError(f"{sentence} ({', '.join(lacking)}). Type: {packages.line()}")


def _opens(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _quietly(command: Sequence[str], extra: dict[str, str]) -> bool:
    answer = subprocess.run(
        command,
        env={**os.environ, **extra},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        print(*answer.stdout.splitlines()[-5:], sep="\n", file=sys.stderr, flush=True)
    return answer.returncode == 0
