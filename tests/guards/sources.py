"""The product's own source, read and not run: files, functions, calls."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PRODUCT = ("renate", "cases", "shelters", "reintegration", "referrals")


@dataclass(frozen=True)
class Source:
    """One Python file of the project."""

    path: str
    lines: int
    tree: ast.Module

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def calls(self) -> Iterator[ast.Call]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node


def _read(path: Path) -> Source:
    text = path.read_text()
    return Source(path.relative_to(PROJECT).as_posix(), text.count("\n"), ast.parse(text))


@cache
def of_product() -> tuple[Source, ...]:
    """Every file of the product but migrations."""
    found = (path for part in PRODUCT for path in sorted((PROJECT / part).rglob("*.py")))
    return tuple(_read(path) for path in found if "migrations" not in path.parts)


@cache
def of_tests() -> tuple[Source, ...]:
    """Every file of the tests."""
    return tuple(_read(path) for path in sorted((PROJECT / "tests").rglob("*.py")))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring and decorators."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    words = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - words


def dotted(node: ast.expr) -> str:
    """`a.b.c` for an attribute or a name; "" for anything else."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else f".{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
