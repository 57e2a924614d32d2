"""Who: districts, people, what they may see, and what they did."""

from accounts.models.audit import AuditEvent
from accounts.models.contact import Contact
from accounts.models.district import District
from accounts.models.membership import Membership
from accounts.models.user import User

__all__ = ["AuditEvent", "Contact", "District", "Membership", "User"]
