"""`make lock`: remake the lock files from pyproject.toml, with hashes and without a registry's address."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LOCKS = {"requirements.lock": [], "requirements-dev.lock": ["--group", "dev"]}


def main() -> int:
    """Compile both files; newer versions are taken with: make lock ARGS=--upgrade."""
    for name, extra in LOCKS.items():
        command = ["uv", "pip", "compile", "pyproject.toml", *extra, "--universal", "--generate-hashes"]
        command += [
            "--no-header",
            "--no-annotate",
            "--no-emit-index-url",
            "--quiet",
            "-o",
            name,
            *sys.argv[1:],
        ]
        try:
            answer = subprocess.run(command, cwd=PROJECT, stdout=subprocess.DEVNULL, check=False)
        except FileNotFoundError:
            print("Locking needs uv. Type: pip install uv", file=sys.stderr)
            return 1
        if answer.returncode != 0:
            return answer.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
