"""Charts as SVG drawn on the server: one code for page and PDF, the same picture in both.

Altair describes, vl-convert draws with the product's own font, so labels are measured as they will be
printed. The SVG has no script, no style attribute and no outside reference; it stands inline under our strict
CSP and in WeasyPrint alike. A figure that is hidden is passed as None and drawn as its mark ("<5"), never to
scale. Draw in tasks: Altair and vl-convert are heavy, and are loaded only when a chart is drawn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any
from xml.etree import ElementTree

from django.conf import settings

FONT = "Noto Sans"
INK, QUIET, LINE = "#22292b", "#566064", "#d8d2c5"
ACCENT = "#1d5c57"
# Brown to teal through grey: told apart in all common kinds of colour blindness, and by lightness in print.
RAMP = ("#8c510a", "#dfc27d", "#ece7da", "#9fd3ca", "#01665e")
ON_RAMP = ("#ffffff", "#2b1d03", "#2d2a22", "#06302c", "#ffffff")
WIDTH, ROW = 620, 30
ENGLISH = (",", ".")  # what parts thousands and decimals on an axis
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Bar:
    """One line of a bar chart; `text` is printed at its end, `value` None where the number is hidden."""

    label: str
    value: float | None
    text: str


@cache
def _altair() -> Any:
    """Altair without its check of every piece against a schema, which takes longer than the drawing."""
    import altair
    from altair.utils.schemapi import disable_debug_mode

    disable_debug_mode()
    return altair


def bar_chart(bars: Sequence[Bar], *, unit: str, says: str, marks: tuple[str, str] = ENGLISH) -> str:
    """Horizontal bars in the given order, each with its number; `says` is the same in words."""
    alt = _altair()
    rows = [{"label": _lines(bar.label), "value": bar.value or 0, "text": bar.text} for bar in bars]
    highest = max([1.0, *(bar.value or 0 for bar in bars)])
    ceiling = highest * (1.05 + 0.018 * max(len(bar.text) for bar in bars))  # room for the number at the end
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("label:N", sort=[row["label"] for row in rows], title=None, axis=_label_axis(alt)),
        x=alt.X(
            "value:Q",
            title=unit,
            scale=alt.Scale(domain=[0, ceiling], nice=False),
            axis=_value_axis(alt, "~s" if highest >= 10_000 else ",.0f"),
        ),
    )
    drawn = base.mark_bar(color=ACCENT, height=15) + base.mark_text(
        align="left", dx=5, color=INK, fontSize=12, fontWeight="bold"
    ).encode(text="text:N")
    return _draw(drawn, rows=len(bars), says=says, marks=marks)


def stacked_chart(
    rows: Mapping[str, Sequence[float | None]],
    series: Sequence[str],
    *,
    unit: str,
    says: str,
    colours: Sequence[str] = RAMP,
    on_colours: Sequence[str] = ON_RAMP,
    note: str = "not shown: small numbers",
    marks: tuple[str, str] = ENGLISH,
) -> str:
    """Rows of shares that make 100 %; a row with a hidden part is not drawn to scale but carries a note."""
    alt = _altair()
    rows = {_lines(label): values for label, values in rows.items()}
    whole = {
        label: [value or 0 for value in values]
        for label, values in rows.items()
        if None not in values and sum(value or 0 for value in values)
    }
    parts = [part | {"label": label} for label in whole for part in _parts(series, whole[label], on_colours)]
    y = alt.Y("label:N", sort=list(rows), title=None, axis=_label_axis(alt))
    drawn = _pieces(alt, parts, y, unit, dict(zip(series, colours, strict=True)))
    if blanks := [{"label": label, "note": note} for label in rows if label not in whole]:
        drawn += (
            alt.Chart(alt.Data(values=blanks))
            .mark_text(align="left", dx=4, color=QUIET, fontSize=12)
            .encode(x=alt.datum(0), y=y, text="note:N")
        )
    return _draw(drawn, rows=len(rows), says=says, marks=marks)


def _pieces(alt: Any, parts: list[dict[str, Any]], y: Any, unit: str, colours: Mapping[str, str]) -> Any:
    """The coloured pieces with the legend, and the numbers in them."""
    base, scale = alt.Chart(alt.Data(values=parts)), alt.Scale(domain=[0, 100])
    legend = alt.Legend(
        title=None, orient="top", direction="horizontal", symbolType="square", columns=_columns(colours)
    )
    palette = alt.Scale(domain=list(colours), range=list(colours.values()))
    pieces = base.mark_bar(height=17).encode(
        x=alt.X("from:Q", title=unit, scale=scale, axis=_value_axis(alt, ",.0f")),
        x2="to:Q",
        y=y,
        color=alt.Color("series:N", scale=palette, legend=legend),
    )
    numbers = base.mark_text(fontSize=11).encode(
        x=alt.X("middle:Q", scale=scale),
        y=y,
        text="text:N",
        color=alt.Color("ink:N", scale=alt.Scale(domain=list(ON_RAMP), range=list(ON_RAMP)), legend=None),
    )
    return alt.layer(pieces, numbers).resolve_scale(color="independent")


def _columns(names: Iterable[str]) -> int:
    """All names of a legend side by side where they are short enough for the width, else in two lines."""
    names = list(names)
    return len(names) if sum(7 * len(name) + 32 for name in names) <= WIDTH else (len(names) + 1) // 2


def _parts(series: Sequence[str], values: Sequence[float], inks: Sequence[str]) -> list[dict[str, Any]]:
    """The pieces of one row from 0 to 100; narrow ones carry no number, the table has it."""
    total, start, parts = sum(values), 0.0, []
    for name, value, ink in zip(series, values, inks, strict=True):
        share = 100 * value / total
        middle, text = start + share / 2, f"{share:.0f}" if share >= 6 else ""
        parts.append(
            {"series": name, "from": start, "to": start + share, "middle": middle, "text": text, "ink": ink}
        )
        start += share
    return parts


def _label_axis(alt: Any) -> Any:
    """Labels to the left, broken into lines of at most 44 characters so that none is cut off."""
    return alt.Axis(
        labelLimit=310, labelFontSize=12, labelPadding=8, ticks=False, domainColor=QUIET, labelColor=INK,
        labelExpr="split(datum.label, '\\n')", labelLineHeight=14,
    )  # fmt: skip


def _lines(label: str) -> str:
    return "\n".join(wrap(label, 44))


def _value_axis(alt: Any, number: str) -> Any:
    return alt.Axis(
        tickCount=5, grid=True, gridColor=LINE, domain=False, ticks=False, labelColor=QUIET, titleColor=QUIET,
        labelFontSize=11, titleFontSize=12, titleFontWeight="normal", format=number, tickMinStep=1,
    )  # fmt: skip


def _draw(chart: Any, *, rows: int, says: str, marks: tuple[str, str]) -> str:
    alt = _altair()
    framed = (
        chart.properties(
            width=WIDTH, height=rows * ROW + 60, padding={"left": 2, "right": 8, "top": 4, "bottom": 2}
        )
        .configure(
            font=FONT, background="transparent", autosize=alt.AutoSizeParams(type="fit", contains="padding")
        )
        .configure_view(strokeWidth=0)
        .configure_legend(labelFontSize=12, labelColor=INK, labelLimit=200, offset=8)
    ).to_dict(validate=False)
    # Vega knows this and Altair's schema does not: the legend may be as wide as the whole picture.
    framed["config"]["legend"]["layout"] = {"top": {"bounds": "full", "anchor": "end"}}
    thousands, decimal = marks
    numbers = {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["", ""]}
    return _tidy(_converter().vegalite_to_svg(framed, format_locale=numbers), says)


@cache
def _converter() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(Path(settings.BASE_DIR) / "static" / "vendor" / "noto-sans"))
    return vl_convert


def _tidy(svg: str, says: str) -> str:
    """One picture with one sentence for screen readers; nothing that a strict CSP would refuse."""
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314 (drawn here, a line ago)
    for parent in list(root.iter()):
        for name in [name for name in parent.attrib if _is_needless(name)]:
            del parent.attrib[name]
        for child in list(parent):
            if child.get("display") == "none":
                parent.remove(child)
    root.attrib.pop("class", None)
    root.set("role", "img")
    root.set("aria-label", says)
    return ElementTree.tostring(root, encoding="unicode")


def _is_needless(name: str) -> bool:
    return name in {"style", "class", "role", "pointer-events"} or name.startswith(("aria-", "on"))
