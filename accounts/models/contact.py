"""How to reach a person at work."""

from django.db import models

from accounts.choices import PreferredWay
from accounts.models.membership import Membership
from balance.tenancy.models import OwnedForeignKey, OwnedModel


class Contact(OwnedModel):
    """A member's job title, phone and the way they like to be reached; one per membership."""

    membership = OwnedForeignKey(Membership, related_name="contacts", db_index=False)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    preferred_way = models.CharField(max_length=10, choices=PreferredWay, default=PreferredWay.EMAIL)
    note = models.CharField(max_length=200, blank=True, help_text="For example: before 8 a.m.")

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "membership"], name="contact_once_per_member")]

    def __str__(self) -> str:
        return self.title or f"Contact #{self.pk}"
