"""Every table of the ledger belongs to a district: row-level security, rights, references inside the district."""

from django.db import migrations

from balance.tenancy.operations import CompositeForeignKey, OwnTable

ORDINARY = [
    "FiscalYear",
    "Fund",
    "CutOff",
    "CalendarStretch",
    "Unit",
    "Assignment",
    "Purpose",
    "Source",
    "SourceShare",
    "Pool",
    "LineRule",
    "Segment",
    "CodeName",
    "Line",
    "Vendor",
]

REFERENCES = [
    ("CutOff", "fiscal_year_id", "FiscalYear"),
    ("Unit", "analyst_id", "accounts.Membership"),
    ("Unit", "supervisor_id", "accounts.Membership"),
    ("Assignment", "unit_id", "Unit"),
    ("Assignment", "membership_id", "accounts.Membership"),
    ("SourceShare", "source_id", "Source"),
    ("SourceShare", "unit_id", "Unit"),
    ("Segment", "fiscal_year_id", "FiscalYear"),
    ("CodeName", "segment_id", "Segment"),
    ("Line", "fiscal_year_id", "FiscalYear"),
    ("Line", "site_id", "Unit"),
    ("Line", "department_id", "Unit"),
    ("Line", "purpose_id", "Purpose"),
    ("Line", "source_id", "Source"),
    ("Line", "pool_id", "Pool"),
    ("LineBalance", "line_id", "Line"),
    ("OrderBalance", "line_id", "Line"),
    ("Import", "fiscal_year_id", "FiscalYear"),
    ("ReportedBalance", "line_id", "Line"),
    ("ReportedBalance", "import_id", "Import"),
    ("Transaction", "line_id", "Line"),
    ("Transaction", "import_id", "Import"),
    ("Transaction", "superseded_by_import_id", "Import"),
    ("Transaction", "vendor_id", "Vendor"),
]


class Migration(migrations.Migration):
    dependencies = [("budgets", "0010_reported_balances"), ("accounts", "0002_walls")]

    operations = [
        *(OwnTable(name) for name in ORDINARY),
        # A batch that was published stays on record; withdrawing it changes its state.
        OwnTable("Import", app_may="select, insert, update"),
        OwnTable("ReportedBalance", app_may="select, insert"),
        OwnTable("LineBalance", unique_id=False),
        OwnTable("OrderBalance"),
        # The journal is append-only: the app may say what superseded a row, and nothing else of it.
        OwnTable("Transaction", app_may="select, insert, update (superseded_by_import_id)", unique_id=False),
        *(CompositeForeignKey(*reference) for reference in REFERENCES),
    ]
