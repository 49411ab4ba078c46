"""Logo and colour: what is accepted, and what a document is given (bad input of issue 7; security 5)."""

import re
import warnings
from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from renate.kit.errors import RuleError
from renate.reports.models import Brand
from renate.reports.models.brand import HOUSE_COLOUR

MOST_BYTES = 1_000_000
MOST_PIXELS = 12_000_000
WIDEST, HIGHEST = 900, 360  # pixels of the logo as it is kept: 76 mm at 300 dots an inch
FORMATS = ("PNG", "JPEG")
LEAST_CONTRAST = 4.5  # white letters stand on the colour


class LogoError(RuleError):
    """The file is no logo that can be printed."""


@dataclass(frozen=True)
class Look:
    """What a document prints: a colour, and the logo as a data address."""

    colour: str = HOUSE_COLOUR
    logo: str = ""


def brand_of() -> Look:
    """The look of the organisation in scope."""
    brand = Brand.objects.first()
    if brand is None:
        return Look()
    logo = f"data:image/png;base64,{b64encode(bytes(brand.logo)).decode()}" if brand.logo else ""
    return Look(brand.colour, logo)


def cleaned_logo(content: bytes) -> bytes:
    """The picture drawn anew as a small PNG: nothing else that was in the file is kept."""
    if len(content) > MOST_BYTES:
        raise LogoError(_("The file is too large: at most 1 MB."), field="logo")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise LogoError(_("The picture is too large: at most 12 megapixels."), field="logo")
                picture.load()
                clean = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning) as error:
        raise LogoError(_("This file is no PNG or JPEG picture."), field="logo") from error
    clean.thumbnail((WIDEST, HIGHEST))
    out = BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def problems_of_colour(colour: str) -> list[str]:
    """Why a colour can't be used: white letters must stay readable on it."""
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        return [_("Write the colour as # and six digits or letters a to f.")]
    if contrast_with_white(colour) < LEAST_CONTRAST:
        return [_("This colour is too light: white letters on it could not be read.")]
    return []


def contrast_with_white(colour: str) -> float:
    """Contrast as WCAG 2 computes it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
