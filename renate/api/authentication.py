"""How a program says who it is: with a key; the middleware has found its seat before any view runs."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request


class KeyAuthentication(BaseAuthentication):
    """The member behind a key. No cookie is involved, so no cross-site check is needed."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        token = getattr(request._request, "token", None)
        return None if token is None else (request._request.user, token)


class KeyScheme(OpenApiAuthenticationExtension):
    """The same, in the schema."""

    target_class = "renate.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A key made under Your account."}
