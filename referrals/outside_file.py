"""The protected file for a body without an account: a PDF under AES-256 with the HTCDS record inside it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
from django.template.loader import render_to_string

from referrals import htcds, showing
from referrals.models import OutsideReferral
from renate.accounts.roles import Section
from renate.kit.pdf import font_faces, write_pdf

RECORD_NAME = "record.json"
#: No letters or figures that sound or look alike: the password is read out on the telephone.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 5, 4


def new_password() -> str:
    """Twenty signs in groups of four: 98 bits, to be told by another way than the file."""
    groups = ("".join(secrets.choice(_SIGNS) for _sign in range(_GROUP)) for _group in range(_GROUPS))
    return "-".join(groups)


def protected_file(
    referral: OutsideReferral, content: Mapping[str, Any], *, password: str, sender: Any, on: date
) -> bytes:
    """The file's bytes; without the password nothing of it can be read, the record inside it included."""
    pdf = write_pdf(_html(referral, content, sender=sender, on=on))
    fields = htcds.record(
        content, sender=sender.name, sender_country=sender.country, receiver=referral.partner.name,
        reason=referral.reason, sent_on=on,
    )  # fmt: skip
    packed = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        record = pikepdf.AttachedFileSpec(
            opened,
            htcds.document(fields),
            filename=RECORD_NAME,
            mime_type="application/json",
            description="HTCDS 2.0",
            creation_date="",
            mod_date="",
        )
        opened.attachments[RECORD_NAME] = record
        nobody = secrets.token_urlsafe(32)
        rights = pikepdf.Permissions(modify_other=False, modify_assembly=False)
        opened.save(packed, encryption=pikepdf.Encryption(owner=nobody, user=password, R=6, allow=rights))
    return packed.getvalue()


def _html(referral: OutsideReferral, content: Mapping[str, Any], *, sender: Any, on: date) -> str:
    sections = [
        {"title": Section(letter).label, "blocks": showing.section_blocks(letter, content[letter])}
        for letter in sorted(content)
    ]
    asked = showing.services_in_words(referral.services_asked)
    context = {"referral": referral, "sections": sections, "asked": asked, "sender": sender, "on": on}
    html = render_to_string("referrals/pdf/outside.html", context)
    return html.replace("/*fonts*/", font_faces(), 1)
