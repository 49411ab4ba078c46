"""Which requirement is shown by which test: `python -m tests.guards.trace` writes docs/requirements.md.

A test names what it shows by `@pytest.mark.rule("R-20")`; docs/requirements-ids.txt lists the ids.
"""

import ast
from collections import defaultdict

from tests.guards.sources import PROJECT, of_tests

IDS = PROJECT / "docs" / "requirements-ids.txt"
PAGE = PROJECT / "docs" / "requirements.md"
HEAD = """# Requirements and the tests that show them

Made by `python -m tests.guards.trace` from `requirements-ids.txt` and the marks in the tests; don't edit.
A requirement without a file is not shown by a test yet.

"""


def known() -> dict[str, str]:
    """Id to short name."""
    lines = [line for line in IDS.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("\t", 1) for line in lines)  # type: ignore[misc]


def _marks(node: ast.AST) -> list[str]:
    is_mark = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.rule")
    return [argument.value for argument in node.args] if is_mark else []  # type: ignore[attr-defined]


def shown() -> dict[str, set[str]]:
    """Id to the test files that name it."""
    found: dict[str, set[str]] = defaultdict(set)
    for source in of_tests():
        for node in ast.walk(source.tree):
            for identifier in _marks(node):
                found[identifier].add(source.path)
    return found


def page() -> str:
    """The trace as Markdown."""
    names, files = known(), shown()
    lines = ["| Id | Requirement | Tests |", "|---|---|---|"]
    for identifier, words in names.items():
        tests = ", ".join(f"`{path.removeprefix('tests/')}`" for path in sorted(files.get(identifier, ())))
        lines.append(f"| {identifier} | {words} | {tests} |")
    total = f"{sum(identifier in files for identifier in names)} of {len(names)} have a test.\n\n"
    return HEAD + total + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
