"""How forms are drawn and answered: renderer of the house, status of the answer, errors of operations."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.forms.renderers import TemplatesSetting

from renate.kit.errors import RuleError


class HouseRenderer(TemplatesSetting):
    """Draws every form of the product, also those of bought parts, with the templates of the kit."""

    form_template_name = "kit/form_fields.html"
    field_template_name = "kit/field.html"


def form_status(form: BaseForm) -> int:
    """The status of a page with this form: 409 when it came too late, 422 when it was refused, else 200."""
    if getattr(form, "conflict", None) is not None:
        return 409
    return 422 if form.is_bound and form.errors else 200


def add_rule_error(form: BaseForm, error: RuleError) -> None:
    """Put the reasons of a refused operation beside the field they are about, or on top of the form."""
    field = error.field if error.field in form.fields else None
    for reason in error.reasons:
        form.add_error(field if field else NON_FIELD_ERRORS, reason)


def carried_out(form: BaseForm, operation: Callable[[], Any]) -> bool:
    """Run the operation when the form is right; what it refuses goes beside the field."""
    if not form.is_valid():
        return False
    try:
        operation()
    except RuleError as error:
        add_rule_error(form, error)
    except ValidationError as error:
        form.add_error(None, error.messages)
    else:
        return True
    return False
