"""What a browser would send if nobody typed anything: the main form of a page, control by control."""

from html.parser import HTMLParser


class _Controls(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._of_form, self._select, self._text = False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._of_form = "data-once" in said
        elif not self._of_form:
            return
        elif tag == "input" and (said.get("type") not in ("radio", "checkbox") or "checked" in said):
            self._add(said.get("name", ""), said.get("value", "on" if "checked" in said else ""))
        elif tag == "select":
            self._select = said["name"]
        elif tag == "option" and "selected" in said:
            self._add(self._select, said["value"])
        elif tag == "textarea":
            self._text = said["name"]
            self._add(self._text, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._of_form and self._text:
            self.sent[self._text][-1] += data

    def _add(self, name: str, value: str) -> None:
        if name:
            self.sent.setdefault(name, []).append(value)


def filled_form(html: str) -> dict[str, list[str]]:
    """The values of the form as the page came."""
    reader = _Controls()
    reader.feed(html)
    # A textarea begins with a line break that browsers leave out.
    return {name: [value.removeprefix("\n") for value in values] for name, values in reader.sent.items()}
