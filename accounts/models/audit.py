"""The audit trail: who did what, written in the same transaction as what was done."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now

from accounts.models.user import User
from balance.tenancy.models import OwnedModel


class AuditEvent(OwnedModel):
    """One act. Rows are added and never changed: the app role may only read and insert, and a trigger says so too."""

    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Empty: the system itself.")
    act = models.CharField(max_length=60, help_text="A verb and its object, such as year.roll")
    subject = models.CharField(max_length=120, help_text="What it was done to, such as site:214")
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta(OwnedModel.Meta):
        indexes = [models.Index(fields=["district", "at", "id"], name="audit_by_time")]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"
