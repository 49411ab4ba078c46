"""The daily mail in the worker's language: references and links, and not a word that tells (R-24)."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from renate.notices.models import OutgoingMail

MOST_LINES = 200


@dataclass(frozen=True)
class Words:
    """One language; `one` takes a reference, `many` and `more` a number."""

    name: str
    one: str
    many: str
    intro: str
    more: str
    sign_in: str
    keep: str
    record: str


WORDS: dict[str, Words] = {
    "en": Words(
        "English", "Task due for ref {}", "Tasks due: {}", "What is due:", "and {} more",
        "Sign in to see more:",
        "Please keep this line: it proves later that nothing was cut off.",
        "Record of the day",
    ),
    "sq": Words(
        "Shqip", "Detyrë për ref. {}", "Detyra në afat: {}", "Çfarë ka afat:", "dhe {} të tjera",
        "Hyni për të parë më shumë:",
        "Ruajeni këtë rresht: më vonë vërteton se asgjë nuk u hoq.",
        "Regjistri i ditës",
    ),
    "bg": Words(
        "Български", "Задача за реф. {}", "Задачи със срок: {}", "Със срок са:", "и още {}",
        "Влезте, за да видите повече:",
        "Запазете този ред: по-късно той доказва, че нищо не е изтрито.",
        "Запис за деня",
    ),
    "mk": Words(
        "Македонски", "Задача за реф. {}", "Задачи со рок: {}", "Со рок се:", "и уште {}",
        "Најавете се за да видите повеќе:",
        "Зачувајте го овој ред: подоцна докажува дека ништо не е избришано.",
        "Запис за денот",
    ),
    "ro": Words(
        "Română", "Sarcină scadentă pentru ref. {}", "Sarcini scadente: {}", "Sunt scadente:", "și încă {}",
        "Conectați-vă pentru a vedea mai mult:",
        "Păstrați acest rând: dovedește mai târziu că nimic nu a fost șters.",
        "Evidența zilei",
    ),
    "sr": Words(
        "Srpski", "Zadatak za ref. {}", "Zadaci sa rokom: {}", "Sa rokom su:", "i još {}",
        "Prijavite se da vidite više:",
        "Sačuvajte ovaj red: kasnije dokazuje da ništa nije izbrisano.",
        "Zapis dana",
    ),
}  # fmt: skip
LANGUAGE_CHOICES = [(code, words.name) for code, words in WORDS.items()]


def written(mail: OutgoingMail) -> tuple[str, str]:
    """Subject and text of a mail."""
    words = _words_for(mail.language)
    rows = sorted(mail.notices.all(), key=lambda row: (row.due_on or mail.day, row.pk))
    proofs = [row.proof for row in rows if row.proof]
    if len(proofs) == len(rows):
        subject = words.record
    elif len(rows) == 1 and rows[0].ref:
        subject = words.one.format(rows[0].ref)
    else:
        subject = words.many.format(len(rows))
    lines = [words.intro, "", *(_line(row.ref, row.public_id) for row in rows[:MOST_LINES])]
    if len(rows) > MOST_LINES:
        lines.append(words.more.format(len(rows) - MOST_LINES))
    if proofs:
        lines += ["", words.keep, *proofs]
    lines += ["", words.sign_in, address("/"), ""]
    return subject, "\n".join(lines)


def _line(ref: str, public_id: str) -> str:
    return f"{ref}  {address(reverse('notices:notice_open', args=[public_id]))}".strip()


def address(path: str) -> str:
    """A path as a whole address."""
    return urljoin(settings.PUBLIC_URL, path)


def _words_for(language: str) -> Words:
    return WORDS.get(language.partition("-")[0], WORDS["en"])
