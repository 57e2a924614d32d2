"""Closed lists of the accounts app."""

from django.db import models


class Role(models.TextChoices):
    """What a person is in a district. One role per membership; what they see of a unit is set by assignments."""

    OFFICE = "office", "Central office"
    OWNER = "owner", "Budget owner"
    ASSISTANT = "assistant", "Assistant"
    VIEWER = "viewer", "Viewer"
    SUPERVISOR = "supervisor", "Supervisor"
    REPORT_ADMIN = "report_admin", "Report admin"


class PreferredWay(models.TextChoices):
    """How a person likes to be reached."""

    EMAIL = "email", "Email"
    CALL = "call", "Call"
    TEXT = "text", "Text message"
    VISIT = "visit", "Visit"


class YearEndOrders(models.TextChoices):
    """What becomes of open orders when a year ends (domain 2.7 a, b, c)."""

    CANCEL = "cancel", "Cancelled; order again"
    CARRY_WITH_BUDGET = "carry-with-budget", "Carried over with their money"
    CARRY = "carry", "Carried over, paid from the new budget"
