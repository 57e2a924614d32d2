"""The base of every table that belongs to a district, and the reference from one such table to another."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from balance.tenancy.query import OwnedManager, claim
from balance.tenancy.scope import current_district_id


class OwnedForeignKey(models.ForeignKey):
    """A reference inside a district.

    The database constraint is composite, (district_id, x_id) → (district_id, id), and is added by the migration
    operation `CompositeForeignKey`: a single-column key would let a row of one district name a row of another.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs.setdefault("db_constraint", False)
        super().__init__(to, on_delete, **kwargs)


class OwnedModel(models.Model):
    """A row of one district: reached inside `district_scope` only, and written for that district only."""

    district = models.ForeignKey("accounts.District", models.PROTECT, db_index=False, related_name="+", editable=False)

    objects = OwnedManager()

    class Meta:
        abstract = True
        # Related rows are fetched through the base manager: it must carry the wall as well.
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        claim([self])
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        # Django deletes an instance by a plain query on its key, which no manager sees: the check is here.
        claim([self])
        return super().delete(*args, **kwargs)

    def full_clean(self, exclude: Any = None, validate_unique: bool = True, validate_constraints: bool = True) -> None:
        if self.district_id is None and current_district_id() is None:
            raise ValidationError("Outside of any district.")
        # Forms leave the district out; without it the unique checks that include it would be skipped.
        claim([self])
        kept = set(exclude or ()) - {"district"}
        super().full_clean(kept, validate_unique, validate_constraints)
