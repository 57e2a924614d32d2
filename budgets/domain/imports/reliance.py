"""What later loads took for granted: a load on which a later one of its feed stands cannot be taken back alone."""

from django.db import connection

from balance.tenancy.scope import require_district_id
from budgets.choices import ImportOrigin, ImportState
from budgets.domain.imports.window import EQUAL, INSIDE, Window
from budgets.models import Import

# Four things that a later load can have taken for granted:
# 1. rows of the load, which it superseded;
# 2. live rows of the load, where it looked and found what its files say there already;
# 3. rows that the load superseded, where it looked and did not see them: live again they would count beside what it
#    posted, or although it says that they are gone;
# 4. figures that the load's report had given already.
RELIANCE = f"""
select exists (select 1 from budgets_transaction t
               where t.district_id = %(district)s and t.import_id = %(load)s
                 and t.superseded_by_import_id = %(later)s),
       %(confirms)s and exists (select 1 from budgets_transaction t
               where t.district_id = %(district)s and t.import_id = %(load)s and t.superseded_by_import_id is null
                 and t.kind <> 'unitemized' and {INSIDE}),
       %(compares)s and exists (select 1 from budgets_transaction t
               where t.district_id = %(district)s and t.superseded_by_import_id = %(load)s
                 and t.kind <> 'unitemized' and {INSIDE}),
       %(repeats)s and exists (select 1 from budgets_reportedbalance r
               where r.district_id = %(district)s and r.import_id = %(load)s)
"""


def relies_on(load: Import) -> Import | None:
    """The newest later load of the feed and year that relies on `load`, or None.

    Of a window by key only the days and periods are known: where in doubt, it relies.
    """
    later = Import.objects.filter(
        fiscal_year=load.fiscal_year,
        feed=load.feed,
        origin=ImportOrigin.FILE,
        state=ImportState.PUBLISHED,
        number__gt=load.number,
    )
    return next((each for each in later.order_by("-number") if _relies(each, load)), None)


def _relies(later: Import, load: Import) -> bool:
    window = Window.from_json(later.window)
    values = {
        **window.parameters,
        "district": require_district_id(),
        "load": load.pk,
        "later": later.pk,
        "confirms": later.counts["journal_unchanged"] > 0,
        "compares": window.by != EQUAL,
        "repeats": later.counts["reports_unchanged"] > 0,
    }
    with connection.cursor() as cursor:
        cursor.execute(RELIANCE, values)
        return any(cursor.fetchone())
