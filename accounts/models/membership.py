"""Who belongs to which district, as what."""

from django.db import models

from accounts.choices import Role
from accounts.models.district import District
from accounts.models.user import User


class Membership(models.Model):
    """A person in a district. Global, else nobody could list their districts after signing in; holds nothing of a
    budget."""

    district = models.ForeignKey(District, models.PROTECT, db_index=False, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    shown_around_at = models.DateTimeField(
        null=True, blank=True, help_text="When the guided first visit was finished or declined. Empty: it is offered."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["district", "user"], name="membership_once_per_district"),
            # What composite references from a district's tables point to.
            models.UniqueConstraint(fields=["district", "id"], name="accounts_membership_own"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} #{self.pk}"
