"""What a profile makes of a file, as a page shows it: a table of entries, and what was left out; or what is wrong."""

from pathlib import Path
from typing import Any

from balance.money import from_cents
from balance.sheets import open_sheet
from budgets.domain.profiles import Reading, make_profile

YEAR, START_MONTH = 2027, 7
RIGHT = ("row", "amount")


def posted(profile: dict[str, Any], path: Path) -> str:
    made = make_profile(profile)
    with open_sheet(path, made.layout) as sheet:
        reading = Reading(made, [(path.name, sheet)], year=YEAR, start_month=START_MONTH)
        rows = [line.split("\t") for text in reading.copy_text() for line in text.splitlines()]
    if reading.problems:
        return "\n".join(map(str, reading.problems.listed))
    entries = [_entry(reading, row) for row in sorted(rows, key=lambda row: int(row[1]))]
    return "\n".join(_table(entries) + _left_out(reading))


def _entry(reading: Reading, row: list[str]) -> dict[str, str]:
    _, number, code, measure, kind, amount, day, period, order, document, vendor, description = row
    line = reading.codes[int(code)]
    return {
        "row": number,
        "account": line.canonical,
        "type": "" if line.account_type.value == "expenditure" else line.account_type.value,
        "pay": line.pay.value,
        "group": line.pool,
        "measure": measure,
        "kind": kind,
        "amount": f"{from_cents(int(amount)):,.2f}",
        "date": day,
        "period": period,
        "order": order,
        "document": document,
        "vendor": vendor if vendor == "\\N" else " ".join(reading.vendors[int(vendor)]).strip(),
        "description": description,
    }


def _table(entries: list[dict[str, str]]) -> list[str]:
    """Columns that no entry fills are not shown."""
    cells = [{name: "" if text == "\\N" else text for name, text in entry.items()} for entry in entries]
    names = [name for name in cells[0] if any(entry[name] for entry in cells)]
    width = {name: max(len(name), *(len(entry[name]) for entry in cells)) for name in names}
    lines = []
    for entry in [dict(zip(names, names, strict=True)), *cells]:
        texts = [entry[n].rjust(width[n]) if n in RIGHT else entry[n].ljust(width[n]) for n in names]
        lines.append("  ".join(texts).rstrip())
    return lines


def _left_out(reading: Reading) -> list[str]:
    counts = {**reading.dropped, "no amount": reading.without_amount}
    said = ", ".join(f"{name} {count}" for name, count in counts.items() if count)
    lines = [f"left out: {said}"] if said else []
    lines += [f"as of: {reading.as_of}"] if reading.as_of else []
    return lines + [f"warning: {warning}" for warning in reading.warnings]
