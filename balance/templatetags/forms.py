"""Form fields in the design's markup: `{% load forms %}`, `{% error_summary form %}`, `{% field form.email %}`."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, Select, Textarea

register = template.Library()


@register.inclusion_tag("_field.html")
def field(bound: BoundField, label: str = "", hint: str | None = None, css: str = "") -> dict[str, Any]:
    """One field: label, hint, control, and the error where there is one, all tied together for screen readers.

    `label` and `hint` replace what the form says, an empty hint shows none; `css` adds classes to the control.
    """
    hint = str(bound.help_text) if hint is None else hint
    parts = {f"{bound.auto_id}_hint": hint, f"{bound.auto_id}_error": bound.errors}
    attributes: dict[str, Any] = {"placeholder": False}  # a hint above the field stays readable; a placeholder does not
    described_by = " ".join(name for name, shown in parts.items() if shown)
    if described_by:
        attributes["aria-describedby"] = described_by
    widget = bound.field.widget
    is_check = isinstance(widget, CheckboxInput)
    if not is_check:
        base = "select" if isinstance(widget, Select) else "textarea" if isinstance(widget, Textarea) else "input"
        attributes["class"] = f"{base} {css}".strip()
    control = bound.as_widget(attrs=attributes)
    return {"bound": bound, "label": label or bound.label, "hint": hint, "control": control, "is_check": is_check}


@register.inclusion_tag("_error_summary.html")
def error_summary(form: BaseForm) -> dict[str, BaseForm]:
    """Everything that is wrong, first on the page, each with a link to its field."""
    return {"form": form}
