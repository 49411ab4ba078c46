"""Errors as `application/problem+json` (RFC 9457), one shape for all of them."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError as ModelError
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from renate.kit.errors import RuleError

CONTENT_TYPE = "application/problem+json"
UNNAMED = "non_field_errors"


class PreconditionRequired(APIException):
    """A write has to say which version it changes."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = "Send If-Match with the ETag of what you have read."
    default_code = "precondition_required"


class PreconditionFailed(APIException):
    """Somebody changed it since it was read."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = "It was changed since you read it: read it again."
    default_code = "precondition_failed"


def answer(exception: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an exception; None for a fault, which then rolls everything back."""
    if isinstance(exception, RuleError):
        return _problem(422, errors=_reasons(exception.field, exception.reasons))
    if isinstance(exception, ModelError):
        return _problem(422, errors=_of_model(exception))
    response = exception_handler(exception, context)
    if response is None:
        return None
    kept = {name: value for name, value in response.items() if name != "Content-Type"}
    if isinstance(exception, ValidationError):
        return _problem(422, errors=_flat(exception.detail), headers=kept)
    detail = str(response.data.get("detail", "")) if isinstance(response.data, dict) else ""
    return _problem(response.status_code, detail=detail, headers=kept)


def _problem(code: int, *, detail: str = "", errors: Any = None, headers: Any = None) -> Response:
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(code).phrase, "status": code}
    if detail:
        body["detail"] = detail
    if errors is not None:
        body["errors"] = errors
    return Response(body, status=code, headers=headers, content_type=CONTENT_TYPE)


def _reasons(field: str | None, reasons: list[str]) -> list[dict[str, str]]:
    return [{"field": _whole(field or ""), "reason": _whole(str(reason))} for reason in reasons]


def _whole(text: str) -> str:
    """Reasons quote what was sent; JSON may spell half of a character, which no answer can hold."""
    return text.encode(errors="replace").decode()


def _of_model(error: ModelError) -> list[dict[str, str]]:
    if not hasattr(error, "error_dict"):
        return _reasons(None, error.messages)
    named = {name: list(errors) for name, errors in error.message_dict.items()}
    return [
        entry
        for name, reasons in named.items()
        for entry in _reasons(None if name == "__all__" else name, reasons)
    ]


def _flat(detail: Any, path: str = "") -> list[dict[str, str]]:
    """Errors of nested serializers, each with the dotted path of its field."""
    if isinstance(detail, dict):
        return [
            entry
            for name, inner in detail.items()
            for entry in _flat(inner, path if name == UNNAMED else f"{path}.{name}".lstrip("."))
        ]
    if isinstance(detail, list):
        return [entry for inner in detail for entry in _flat(inner, path)]
    return _reasons(path, [str(detail)])
