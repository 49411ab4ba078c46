"""Small files, small functions; each list of what is over must be empty."""

import ast
from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.guards.sources import PRODUCT, PROJECT, length, of_product, of_tests

FILE, FUNCTION, VIEW, TEST, TEMPLATE, MODELS = 400, 40, 25, 30, 150, 3


def _long_functions(most: int, views: bool) -> Iterator[str]:
    for source in of_product():
        if ("/views/" in source.path) == views:
            for function in source.functions():
                if length(function) > most:
                    yield f"{source.path}:{function.lineno} {function.name} {length(function)}"


@pytest.mark.parametrize("part", ["product", "tests"])
def test_no_file_is_long(part: str) -> None:
    files = of_product() if part == "product" else of_tests()

    over = [f"{source.path} {source.lines}" for source in files if source.lines > FILE]

    assert over == []


def test_no_function_is_long() -> None:
    assert list(_long_functions(FUNCTION, views=False)) == []


def test_no_view_is_long() -> None:
    assert list(_long_functions(VIEW, views=True)) == []


def test_no_test_is_long() -> None:
    over = [
        f"{source.path}:{function.lineno} {length(function)}"
        for source in of_tests()
        for function in source.functions()
        if function.name.startswith("test_") and length(function) > TEST and "journeys" not in source.path
    ]

    assert over == []


def test_no_template_is_long() -> None:
    templates = sorted((PROJECT / "templates").rglob("*.html"))

    assert [
        f"{path.relative_to(PROJECT)} {lines}"
        for path in templates
        if (lines := path.read_text().count("\n")) > TEMPLATE
    ] == []


def test_no_file_holds_many_models() -> None:
    files = Counter(model.__module__ for model in apps.get_models())
    ours = tuple(f"{part}." for part in PRODUCT)

    assert {name: n for name, n in files.items() if name.startswith(ours) and n > MODELS} == {}


def test_the_root_conftest_has_few_fixtures() -> None:
    [conftest] = [source for source in of_tests() if source.path == "tests/conftest.py"]
    fixtures = [
        function.name
        for function in conftest.functions()
        if any("fixture" in ast.unparse(decorator) for decorator in function.decorator_list)
    ]

    assert len(fixtures) <= 15, fixtures
