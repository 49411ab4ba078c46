"""The list of cases, what it looks like, and the file of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.access import may_give_work, shows_name
from cases.forms.listing import CaseListForm, ColumnsForm, FindForm, ViewNameForm
from cases.listing import ListColumn, Looking, columns_for
from cases.models import SavedView
from cases.operations import choose_columns, delete_view, save_view
from cases.queries.listing import PERSON, case_rows, ids_by_name, in_order
from cases.views.page import sent, succeeds
from renate import audit
from renate.accounts.access import can
from renate.accounts.decorators import requires, sudo
from renate.accounts.models import Membership
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.forms import form_status
from renate.kit.sheets import CSV, XLSX, csv_table, xlsx_table

PAGE_SIZE = 25
# Rows of a file are read in pieces, however many there are.
PIECE = 2000


@requires(Act.WORK_CASES, Act.SEE_CASELOAD)
def case_list(request: MemberRequest) -> HttpResponse:
    """Visible cases, filtered by codes in the address; a name is searched by POST and never stands there."""
    membership = request.membership
    form, find = _form(request), FindForm(sent(request))
    text = find.cleaned_data["text"] if find.is_bound and find.is_valid() else ""
    if text:
        audit.record("people.searched")
    views = list(SavedView.objects.filter(owner=membership).order_by("id"))
    columns = _columns(request, views)
    page, cases = _page(request, form, columns, text)
    context = {
        "form": form,
        "find": find,
        "page": page,
        "rows": [_row(case, membership, columns) for case in cases],
        "columns": _heads(request, columns, sortable=not text),
        "views": [view for view in views if not view.is_layout],
        "may_open_intake": can(membership, Act.OPEN_INTAKE),
        "may_assign": can(membership, Act.ASSIGN_CASE),
        "may_flag": may_give_work(membership),
        "searched": bool(text),
    }
    return render(request, "cases/case_list.html", context, status=form_status(find))


@requires(Act.WORK_CASES, Act.SEE_CASELOAD)
@sudo
def case_export(request: MemberRequest) -> HttpResponse:
    """What is on the screen as a file; codes stand for persons, names never leave this way."""
    membership, kind = request.membership, request.GET.get("format", "csv")
    if kind not in ("xlsx", "csv"):
        raise Http404
    form = _form(request)
    columns = _columns(request, list(SavedView.objects.filter(owner=membership)))
    code = columns_for(membership)["code"]
    columns = [code, *(column for column in columns if column is not code)]
    cases = case_rows(membership, form.filters(), columns).iterator(PIECE)
    rows = [[column.value(case) for column in columns] for case in cases]
    audit.record("case.exported", rows=len(rows), format=kind, columns=[column.key for column in columns])
    header = [column.label for column in columns]
    content = xlsx_table("Work", header, rows) if kind == "xlsx" else csv_table(header, rows)
    name = f"work-{clock.today():%Y-%m-%d}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX if kind == "xlsx" else CSV, headers=headers)


@requires(Act.WORK_CASES, Act.SEE_CASELOAD)
def list_columns(request: MemberRequest) -> HttpResponse:
    """Choose the columns of one's own list."""
    membership, today = request.membership, clock.today()
    now = [column.key for column in _columns(request, list(SavedView.objects.filter(owner=membership)))]
    form = ColumnsForm(sent(request), membership=membership, initial={"columns": now})
    if succeeds(form, lambda: choose_columns(by=membership, on=today, **form.cleaned_data)):
        return redirect("cases:case_list")
    return render(request, "cases/list_columns.html", {"form": form}, status=form_status(form))


@requires(Act.WORK_CASES, Act.SEE_CASELOAD)
def view_save(request: MemberRequest) -> HttpResponse:
    """Keep the list as it is under a name."""
    membership, today, listed = request.membership, clock.today(), _form(request)
    columns = _columns(request, list(SavedView.objects.filter(owner=membership)))
    form = ViewNameForm(sent(request))
    kept: dict[str, Any] = {"query": listed.query(), "columns": [column.key for column in columns]}
    if succeeds(form, lambda: save_view(by=membership, on=today, **form.cleaned_data, **kept)):
        messages.success(request, _("The view is saved."))
        return redirect(f"{reverse('cases:case_list')}?{request.GET.urlencode()}")
    return render(request, "cases/view_save.html", {"form": form}, status=form_status(form))


@requires(Act.WORK_CASES, Act.SEE_CASELOAD)
def view_open(request: MemberRequest, view_ref: str) -> HttpResponse:
    """Go to the list as it was kept."""
    view = get_object_or_404(SavedView, owner=request.membership, is_layout=False, public_id=view_ref)
    query = request.GET.copy()
    query.clear()
    for name, value in view.query.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    query["view"] = view.public_id
    return redirect(f"{reverse('cases:case_list')}?{query.urlencode()}")


@require_POST
@requires(Act.WORK_CASES, Act.SEE_CASELOAD)
def view_delete(request: MemberRequest, view_ref: str) -> HttpResponse:
    """One's own view goes."""
    view = get_object_or_404(SavedView, owner=request.membership, is_layout=False, public_id=view_ref)
    delete_view(by=request.membership, on=clock.today(), view=view)
    messages.success(request, _("The view is deleted."))
    return redirect("cases:case_list")


def _form(request: MemberRequest) -> CaseListForm:
    looking = Looking(request.membership, clock.today())
    form = CaseListForm(request.GET, looking=looking, with_managers=can(request.membership, Act.SEE_CASELOAD))
    form.is_valid()
    return form


def _columns(request: MemberRequest, views: list[SavedView]) -> list[ListColumn]:
    """Those of the view that is open, else the member's own, else the usual ones."""
    there = columns_for(request.membership)
    opened = request.GET.get("view", "")
    chosen = next((view for view in views if view.public_id == opened), None)
    chosen = chosen or next((view for view in views if view.is_layout), None)
    if chosen is None:
        return [column for column in there.values() if column.is_usual]
    return [column for key, column in there.items() if key in chosen.columns]


def _page(
    request: MemberRequest, form: CaseListForm, columns: list[ListColumn], text: str
) -> tuple[Page[Any], list[Any]]:
    filters, number = form.filters(text), request.GET.get("page")
    rows = case_rows(request.membership, filters, columns)
    size = PAGE_SIZE * 2 if text else PAGE_SIZE
    if filters.sort.lstrip("-") == PERSON and shows_name(request.membership):
        plain = case_rows(request.membership, filters, [])
        page = Paginator(ids_by_name(plain, down=filters.sort.startswith("-")), size).get_page(number)
        return page, in_order(rows, list(page))
    page = Paginator(rows, size).get_page(number)
    return page, list(page)


def _heads(request: MemberRequest, columns: list[ListColumn], *, sortable: bool) -> list[dict[str, Any]]:
    now = request.GET.get("sort", "")
    named = [(PERSON, _("Person")), *((column.key, column.label) for column in columns)]
    return [
        {
            "label": label,
            "sort": (f"-{key}" if now == key else key) if sortable else "",
            "direction": {key: "ascending", f"-{key}": "descending"}.get(now, ""),
        }
        for key, label in named
    ]


def _row(case: Any, membership: Membership, columns: list[ListColumn]) -> dict[str, Any]:
    code = case.person.case_code
    name = case.person.display_name if shows_name(membership) else code
    return {
        "case": case,
        "name": name,
        "code": "" if name == code or any(column.key == "code" for column in columns) else code,
        "cells": [
            {"key": column.key, "label": column.label, "value": column.value(case), "tone": column.tone(case)}
            for column in columns
        ],
    }
