"""The page on which the interface can be read and tried, without anything from another host."""

from django.http import HttpResponse
from django.shortcuts import render

from renate.accounts.decorators import member
from renate.accounts.requests import MemberRequest


@member
def docs(request: MemberRequest) -> HttpResponse:
    """Swagger UI from our own files; no inline script or style, so the strict policy stands here too."""
    return render(request, "api/docs.html")
