"""The demo's word lists and tables, read once from the data files beside this module."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@cache
def load(name: str) -> Any:
    """One data file by its name, without the ending."""
    return json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))


@cache
def names_of(country: str) -> dict[str, Any]:
    """First names, surnames, places and language of a country."""
    others = load("names/others")
    return others[country] if country in others else load(f"names/{country}")
