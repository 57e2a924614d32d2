"""What the buttons under “I looked” do: nothing to ask, or the page where something is asked."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from balance.money import dollars
from budgets.choices import AssignmentRole, UnitKind
from budgets.domain.checks import check
from budgets.domain.questions import ask
from budgets.queries.access import UnitAccess, unit_access
from budgets.queries.looks import looking_role
from budgets.queries.questions import WHOLE, Figure, figures_of, recipient_of
from budgets.queries.unit_page import unit_page
from budgets.queries.years import Year, current
from budgets.tasks import mail_one_question
from budgets.web.links import unit_url
from budgets.web.pages import BudgetView

SEEN = 2**31 - 1  # more than any batch has for a number


def seen_in(request: HttpRequest) -> int:
    """The number of the batch that the page showed. A form without one has shown what there is."""
    text = request.POST.get("seen", "")
    return min(int(text), SEEN) if text.isascii() and text.isdigit() and len(text) < 12 else SEEN


class QuestionForm(forms.Form):
    """What somebody asks, and about which figure."""

    text = forms.CharField(
        label="Your question",
        help_text="One or two sentences will do.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what you want to know."},
    )

    def __init__(self, figures: dict[str, Figure], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(key, f"{figure.name}, {dollars(figure.amount)}") for key, figure in figures.items()]
        self.fields = {"about": forms.ChoiceField(label="What is it about?", choices=choices), **self.fields}


class _Says(BudgetView):
    """Something that an owner or an assistant says of the year that runs."""

    kind = UnitKind.SITE
    access: UnitAccess
    role: AssignmentRole
    now: Year

    def dispatch_of(self, code: str) -> HttpResponse | None:
        """Finds the unit, or answers why not. Raises Http404 and PermissionDenied."""
        access, year = unit_access(self.membership, self.kind, code, self.today), self.year()
        if access is None or year is None or year != current(self.years, self.today):
            raise Http404
        if not access.may_see:
            return self.not_yours(access.unit.name, access.owners)
        role = looking_role(access.roles)
        if role is None:
            raise PermissionDenied
        self.access, self.role, self.now = access, role, year
        return None

    @property
    def said(self) -> dict[str, Any]:
        """Who says it of what, as `check` and `ask` take it."""
        unit = self.access.unit
        return {"by": self.membership, "unit": unit, "role": self.role, "on": self.today, "year": self.now}


class CheckView(_Says):
    """POST: nothing to ask. Back to the unit's page, which says so."""

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        if refused := self.dispatch_of(code):
            return refused
        check(**self.said, seen=seen_in(request))
        messages.success(request, "Noted, thank you. You looked, and there is nothing to ask.")
        return redirect(unit_url(self.district, self.access.unit))


class AskView(_Says):
    """GET: the form, with `?about=` for the figure. POST: the question is kept, and mailed to who answers."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        if refused := self.dispatch_of(code):
            return refused
        figures = self.figures()
        about = request.GET.get("about", "")
        return self.form_page(QuestionForm(figures, initial={"about": about if about in figures else WHOLE}))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        if refused := self.dispatch_of(code):
            return refused
        figures = self.figures()
        form = QuestionForm(figures, request.POST)
        if not form.is_valid():
            return self.form_page(form)
        here = unit_url(self.district, self.access.unit)
        # The figure is what the page says now, whatever was sent: an amount is never taken from a form.
        figure, text = figures[form.cleaned_data["about"]], form.cleaned_data["text"]
        page = request.build_absolute_uri(here)
        to = ask(**self.said, seen=SEEN, text=text, figure=figure, page=page, then=mail_one_question.delay)
        messages.success(request, f"Your question goes to {to.name}. The answer comes by email.")
        return redirect(here)

    def figures(self) -> dict[str, Figure]:
        return figures_of(unit_page(self.access.unit, self.now, self.district, self.today))

    def form_page(self, form: QuestionForm) -> TemplateResponse:
        context = {
            "form": form,
            "unit": self.access.unit,
            "unit_url": unit_url(self.district, self.access.unit),
            "to": recipient_of(self.access.unit),
        }
        return self.budget_page("budgets/ask.html", self.now, context)
