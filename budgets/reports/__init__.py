"""Figures that people take away: a table, and the bytes of a file made from it.

A page that wants `?format=csv|xlsx|pdf` needs one function, beside its view: from what the page shows to a `Table`
(table.py). Columns say what they hold, rows may be a generator, and the heading says whose figures they are, of which
year, posted through when, loaded when, and by which filter. The view then answers

    if self.wanted:
        return self.take(orders_table(page, self.district))

after all questions of access, inside the district's scope, and `{% include "budgets/_download.html" %}` puts the
links on the page: they keep the address and its filter. budgets/web/tables.py has the tables of a unit, a line and
the list of units. A table is made in the web room, for it has the words of its page; this room knows tables only.

    table.py        what a file is made of: columns, rows, totals, heading
    plain_text.py   text that no spreadsheet takes for a formula
    csv_file.py     UTF-8 with a byte order mark, full cents, ISO dates
    xlsx_file.py    codes as text, amounts as numbers, dates as dates, no formula
    pdf_file.py     the table on Letter pages
    unit_sheet.py   one unit on one Letter page, for a meeting
    paper.py        HTML to PDF, by WeasyPrint
"""
