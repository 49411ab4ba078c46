"""Write docs/data-dictionary.md from the models."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from renate.pages import dictionary

PAGE = settings.BASE_DIR / "docs" / "data-dictionary.md"


class Command(BaseCommand):
    """`manage.py data_dictionary`: every field, how it is kept, how private it is."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(dictionary.page())
        self.stdout.write(f"{PAGE.relative_to(settings.BASE_DIR)}: {len(dictionary.our_models())} models")
