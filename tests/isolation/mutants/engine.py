"""Taking a check out of a function, by its source: every reference to the function runs the changed code."""

import ast
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from textwrap import dedent, indent
from types import CodeType, FunctionType
from typing import Any

import pytest

from tests.isolation.world import World

Probe = Callable[[World], None]


@dataclass(frozen=True)
class Mutant:
    """In the function at `path` ("module:name"), `old` becomes `new`; `probe` raises AssertionError then."""

    path: str
    old: str
    new: str
    probe: Probe

    def __str__(self) -> str:
        return f"{self.path.partition(':')[2]}: {self.old[:50]} -> {self.new[:20] or 'nothing'}"

    def apply(self, patch: pytest.MonkeyPatch) -> None:
        """Until the patch is undone."""
        function = _find(self.path)
        patch.setattr(function, "__code__", _changed(function, self.old, self.new))


@dataclass(frozen=True)
class Swap:
    """The name at `path` stands for something else, where a check lives inside a decorator."""

    path: str
    instead: Any
    probe: Probe

    def __str__(self) -> str:
        return f"{self.path} is swapped"

    def apply(self, patch: pytest.MonkeyPatch) -> None:
        module, _, name = self.path.partition(":")
        patch.setattr(import_module(module), name, self.instead)


def _find(path: str) -> FunctionType:
    module, _, names = path.partition(":")
    found: Any = import_module(module)
    for name in names.split("."):
        found = inspect.getattr_static(found, name)
    found = getattr(found, "__func__", found)
    return inspect.unwrap(found)


def _changed(function: FunctionType, old: str, new: str) -> CodeType:
    source = dedent(inspect.getsource(function))
    assert source.count(old) == 1, f"{function.__qualname__} has {source.count(old)} times {old!r}"
    tree = ast.parse(source.replace(old, new))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.decorator_list = []
    # Inside a function of the same free names (`__class__`, for super), so that the code fits the function.
    free = ", ".join(function.__code__.co_freevars)
    lines = f"def around({free}):\n{indent(ast.unparse(definition), '    ')}\n    return {definition.name}"
    around = compile(lines, inspect.getfile(function), "exec").co_consts[0]
    return next(part for part in around.co_consts if isinstance(part, CodeType))
