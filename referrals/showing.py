"""How the codes of a summary and of an opened section are read: labels in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from referrals.blocks import REQUEST, SECTION_BLOCKS, SUMMARY, Item, label, shown_day
from referrals.codes import FeedbackKind, MessageKind, ServiceAsked
from referrals.rules.returns import BY_CODE
from reintegration import catalogue


@dataclass(frozen=True)
class ShownBlock:
    """A block as the template draws it."""

    title: str
    table: bool
    labels: list[str]
    rows: list[list[dict[str, str]]]


@dataclass(frozen=True)
class ShownMessage:
    """A message between the two sides as the template draws it."""

    kind: str
    on: date
    writer: str
    from_receiver: bool
    text: str


def message(kind: str, on: date, writer: str, from_receiver: bool, body: dict[str, Any]) -> ShownMessage:
    """One message in words; one whose key was destroyed says so."""
    words = {
        MessageKind.QUESTION: lambda: body.get("text", ""),
        MessageKind.ANSWER: lambda: body.get("text", ""),
        MessageKind.FEEDBACK: lambda: feedback_in_words(body),
        MessageKind.STEP: lambda: str(BY_CODE[body["code"]].label) if body else "",
    }
    text = words[MessageKind(kind)]() if body else ""
    return ShownMessage(kind, on, writer, from_receiver, text or _("Not kept any more."))


def feedback_in_words(body: dict[str, Any]) -> str:
    """Feedback as a sentence: what, when, how often, and the service's name where that was agreed."""
    parts = [str(FeedbackKind(body["what"]).label)]
    if body.get("service"):
        parts.append(catalogue.service_label(body["service"]))
    if body.get("count"):
        parts.append(ngettext("once", "%(count)s times", body["count"]) % {"count": body["count"]})
    if body.get("since") and body["since"] != body["on"]:
        first, last = shown_day(body["since"]), shown_day(body["on"])
        parts.append(_("%(first)s to %(last)s") % {"first": first, "last": last})
    else:
        parts.append(shown_day(body["on"]))
    return ", ".join(parts)


def services_in_words(codes: list[str]) -> list[str]:
    """The services asked for."""
    one = label(ServiceAsked)
    return [one(code) for code in codes]


def journey_blocks(content: dict[str, list[dict[str, Any]]]) -> list[ShownBlock]:
    """The way and who helps on it, as the partner at the other end reads it."""
    return section_blocks("journey", content)


def request_rows(content: dict[str, str]) -> list[dict[str, str]]:
    """Whom another organisation asks about, as label and value."""
    return _rows(REQUEST, content, keep_empty=True)


def summary_rows(summary: dict[str, Any]) -> list[dict[str, str]]:
    """The anonymous summary as label and value."""
    return _rows(SUMMARY, summary, keep_empty=True)


def section_blocks(letter: str, content: dict[str, list[dict[str, Any]]]) -> list[ShownBlock]:
    """An opened section as the template draws it; blocks without rows are left out."""
    shown = []
    for block in SECTION_BLOCKS[letter]:
        rows = content.get(block.key) or []
        if rows:
            items = tuple(item for item in block.items if any(_is_said(row.get(item.key)) for row in rows))
            drawn = [_rows(items, row, keep_empty=block.table) for row in rows]
            labels = [str(item.label) for item in items]
            shown.append(ShownBlock(str(block.title), block.table, labels, drawn))
    return shown


def _rows(items: tuple[Item, ...], values: dict[str, Any], *, keep_empty: bool) -> list[dict[str, str]]:
    rows = [
        {
            "label": str(item.label),
            "value": _shown(item, values.get(item.key)),
            "css": f"score score-{values[item.key]}" if item.is_score and values.get(item.key) else "",
        }
        for item in items
    ]
    return rows if keep_empty else [row for row in rows if row["value"]]


def _shown(item: Item, value: Any) -> str:
    return item.show(value) if _is_said(value) else ""


def _is_said(value: Any) -> bool:
    return value is not None and value != "" and value != []
