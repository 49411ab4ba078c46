"""`make messages`: what reports say, into the catalogues of `renate/reports/locale`, and these compiled.

The words are those that reports which print everything ask for (bin/printable.py), and all others written in
the modules that tables are made of: what was not seen printed may yet be. Translations are kept, words that
are gone go, new ones come in empty; then the tests name what is to be translated. The compiled catalogues are
committed, because a machine that runs the product has no tool to compile them.
"""

import ast
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polib

PROJECT = Path(__file__).resolve().parent.parent
LOCALE = PROJECT / "renate" / "reports" / "locale"
WRITTEN_IN = (
    "indicators/*.py",
    "tables/*.py",
    "wording.py",
    "printing.py",
    "sheets.py",
    "pdf.py",
    "presets.py",
)
MARKERS = {"_": (1, 0), "_lazy": (1, 0), "gettext_lazy": (1, 0), "ngettext": (2, 0)}
MARKERS |= {"pgettext": (2, 1), "pgettext_lazy": (2, 1)}  # how many texts a call has, how many are context
MOST_PLACES = 3
ASIDE = re.compile(r"\[[^\[\]]*\]")
# How a language counts, as its catalogue says: sentence forms for one, for few, for many.
ONE_OR_MORE, FRENCH = "nplurals=2; plural=(n != 1);", "nplurals=2; plural=(n > 1);"
SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)
PLURALS = dict.fromkeys(("sq", "bg", "de", "el", "es", "it", "nl"), ONE_OR_MORE)
PLURALS |= dict.fromkeys(("fr", "tr"), FRENCH) | dict.fromkeys(("bs", "hr", "sr", "uk"), SLAVIC)
PLURALS["mk"] = "nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);"
PLURALS["ro"] = "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);"

Key = tuple[str, str, str]  # context, text, plural


@dataclass
class Message:
    """One text to be translated, and where a report prints it."""

    context: str
    text: str
    plural: str = ""
    where: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """What tells it from others."""
        return self.context, self.text, self.plural


def ready() -> None:
    """Settings that need no server: nothing here asks a database."""
    import django

    from bin.checks import PRODUCTION

    if "DJANGO_SETTINGS_MODULE" not in os.environ:
        os.environ.update(PRODUCTION, DJANGO_SETTINGS_MODULE="renate.settings")
    django.setup()


@dataclass
class Collected:
    """What reports say: texts in the order in which a document prints them, and the labels of each table."""

    messages: list[Message]
    tables: list[list[str]]  # each label with the number of the texts in it, as in ⟦12⟧Persons
    keys: list[Key]


def collected() -> Collected:
    """Print everything and listen; countries come last."""
    from bin.printable import kinds, pages_of, sheets_of, snapshot_of, spoken_by
    from cases.codes import COUNTRIES

    countries = [("", str(name), "") for _code, name in COUNTRIES]
    numbers: dict[Key, int] = {}
    places: dict[int, list[str]] = {}
    tables: list[list[str]] = []

    def numbered(key: Key) -> str:
        return f"⟦{numbers.setdefault(key, len(numbers))}⟧{key[2] or key[1]}"

    with spoken_by(numbered) as language:
        for kind in kinds():
            snapshot = snapshot_of(kind, language)
            tables += _labels(snapshot)
            _find(_of_snapshot(snapshot), places)
            _find(_of_pages(pages_of(snapshot)), places, again=False)
        sheets_of(snapshot)
    keys = list(numbers)
    order = [*places, *(number for number in range(len(keys)) if number not in places)]
    found = [Message(*keys[number], places.get(number, ["spreadsheet"])) for number in order]
    found += [message for message in _written() if message.key not in numbers]
    first = [message for message in found if _has_words(message) and message.key not in countries]
    return Collected(first + [Message(*key, ["country"]) for key in countries], tables, keys)


def _has_words(message: Message) -> bool:
    return bool(re.search(r"[^\W\d_]|{", message.text)) or bool(message.context)


def _find(printed: Iterable[tuple[str, str]], places: dict[int, list[str]], *, again: bool = True) -> None:
    """Which texts stand in what was printed; of a text that stands everywhere, some places say enough."""
    before = set(places)
    for text, where in printed:
        for number in map(int, re.findall(r"⟦(\d+)⟧", text)):
            if number in before and not again:
                continue
            found = places.setdefault(number, [])
            if where not in found and len(found) < MOST_PLACES:
                found.append(where)


def _of_snapshot(snapshot: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for section in snapshot["sections"]:
        key = section["key"]
        yield section["group"], "heading over several tables, by what a donor asks"
        yield section["title"], f"{key}: heading of the section"
        for sentence in section["lead"]:
            yield sentence, f"{key}: sentence"
        for table in section["tables"]:
            yield table["title"], f"{key}: title of a table"
            name = f"the table “{_plain(table['title'])}”"
            yield table["first_column"], f"{key}: head of the first column of {name}"
            for column in table["columns"]:
                yield column, f"{key}: column head of {name}"
            for row in table["rows"]:
                yield row["label"], f"{key}: row label of {name}"
                for cell in row["cells"]:
                    yield cell["text"], "number in a cell"
        if section["chart"]:
            yield section["chart"]["svg"], "in a chart: keep it short"
    for item in snapshot["definitions"]:
        yield item["name"], f"name of a figure ({item['key']})"
        yield item["unit"], f"unit of figures, in brackets after “{_plain(item['name'])}”"
        yield item["definition"], f"definition of “{_plain(item['name'])}”"


def _of_pages(html: str) -> Iterator[tuple[str, str]]:
    cover, _nav, rest = html.partition("<nav")
    contents, _main, rest = rest.partition("<main")
    tables, _method, method = rest.partition('id="definitions"')
    yield cover, "title page"
    yield contents, "heading, also in the list of contents"
    yield tables, "page"
    yield method, "how figures are made and persons are protected (last pages)"


def _plain(text: str) -> str:
    return re.sub(r"⟦\d+⟧", "", text)


def _written() -> Iterator[Message]:
    """Texts that are written in the modules of the tables, in their order."""
    folder = PROJECT / "renate" / "reports"
    for path in [path for pattern in WRITTEN_IN for path in sorted(folder.glob(pattern))]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        abouts = {id(call.args[2]) for call in _calls(tree) if call.func.id == "Part"}  # of the form alone
        for call in _calls(tree):
            texts, contexts = MARKERS.get(call.func.id, (0, 0))
            if (
                not texts
                or id(call) in abouts
                or not all(isinstance(a, ast.Constant) for a in call.args[:texts])
            ):
                continue
            words = [str(ast.literal_eval(argument)) for argument in call.args[:texts]]
            context = words.pop(0) if contexts else ""
            yield Message(context, words[0], "".join(words[1:]), [path.stem])


def _calls(tree: ast.AST) -> list[Any]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]


def catalogue(language: str, messages: list[Message], known: dict[Key, list[str]]) -> polib.POFile:
    """A catalogue with the translations that are known; the others are empty."""
    made = polib.POFile(wrapwidth=100)
    made.metadata = {
        "Project-Id-Version": "reports",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for message in messages:
        texts = known.get(message.key, [])
        entry = polib.POEntry(msgid=message.text, comment="; ".join(message.where))
        entry.msgctxt = message.context or None
        if message.plural:
            entry.msgid_plural = message.plural
            forms = range(forms_of(language))
            entry.msgstr_plural = {form: texts[form] if form < len(texts) else "" for form in forms}
        else:
            entry.msgstr = texts[0] if texts else ""
        made.append(entry)
    return made


def forms_of(language: str) -> int:
    """How many plural forms it has."""
    return int(re.findall(r"nplurals=(\d)", PLURALS[language])[0])


def known_of(source: polib.POFile) -> dict[Key, list[str]]:
    """The translations in a catalogue."""
    return {
        (entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""): list(entry.msgstr_plural.values())
        or [entry.msgstr]
        for entry in source
        if not entry.obsolete
    }


def faults(message: Message, texts: list[str], forms: int = 1) -> list[str]:
    """What is wrong with a translation: nothing there, other places to fill, another number of asides."""
    if len(texts) != forms or not all(text.strip() for text in texts):
        return ["not translated"]
    wanted = _places(message.plural or message.text)
    found = [text for text in texts if _places(text) != wanted]
    return [f"places and asides must be {wanted}, not {_places(text)}" for text in found]


def _places(text: str) -> list[str]:
    inside = ["[" + " ".join(sorted(_names(aside))) + "]" for aside in ASIDE.findall(text)]
    bare = ASIDE.sub("", text)
    stray = ["stray bracket"] if re.search(r"[\[\]]", bare) else []
    stray += ["stray brace"] if re.search(r"[{}]", re.sub(r"{\w+}", "", text)) else []
    return sorted(set(_names(bare))) + sorted(inside) + stray


def _names(text: str) -> list[str]:
    return re.findall(r"{\w+}|%\(\w+\)s|\[c\]", text)


def write(language: str, messages: list[Message], known: dict[Key, list[str]]) -> list[str]:
    """Write a catalogue and its compiled form; answers what is wrong with it."""
    made = catalogue(language, messages, known)
    folder = LOCALE / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    made.save(str(folder / "django.po"))
    made.save_as_mofile(str(folder / "django.mo"))
    return wrong(language, messages, known)


def wrong(language: str, messages: list[Message], known: dict[Key, list[str]]) -> list[str]:
    """All faults of a language, each with its text."""
    forms = forms_of(language)
    return [
        f"{language}: {message.text[:70]!r}: {fault}"
        for message in messages
        for fault in faults(message, known.get(message.key, []), forms if message.plural else 1)
    ]


def twins(language: str, found: Collected, known: dict[Key, list[str]]) -> list[str]:
    """Lines of one table whose labels differ in English and read the same in a language."""

    def said(label: str) -> str:
        for number in map(int, re.findall(r"⟦(\d+)⟧", label)):
            key = found.keys[number]
            english = key[2] or key[1]
            label = label.replace(f"⟦{number}⟧{english}", (known.get(key) or [english])[-1])
        return label

    same = set()
    for labels in found.tables:
        english: dict[str, str] = {}
        for label in labels:
            if (first := english.setdefault(said(label), _plain(label))) != _plain(label):
                same.add(f"{language}: {first!r} and {_plain(label)!r} are both {said(label)!r}")
    return sorted(same)


def _labels(snapshot: dict[str, Any]) -> list[list[str]]:
    tables = [table for section in snapshot["sections"] for table in section["tables"]]
    rows = [[row["label"] for row in table["rows"]] for table in tables]
    return [*rows, *(table["columns"] for table in tables)]


def main() -> int:
    """Bring every catalogue up to date; what is to be translated is said, and is no success."""
    ready()
    messages, faulty = collected().messages, []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        language = path.parent.parent.name
        faulty += write(language, messages, known_of(polib.pofile(str(path))))
    print("\n".join([*faulty, f"{len(messages)} texts, {len(faulty)} to be translated"]))
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
