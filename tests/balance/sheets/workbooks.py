"""Workbooks written by hand, as XML in a zip, so that every fault can be made. The rows of a sheet are its XML."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# Numbers of the styles that the sheets may name in s="…".
GENERAL, DATE, DATE_TIME, HOURS, PERCENT, CLOCK, ISO_DATE, TEXT, MONEY, ACCOUNTING = range(10)
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="&quot;$&quot;#,##0.00_);[Red]\\(&quot;$&quot;#,##0.00\\)"/>'
    '<numFmt numFmtId="166" formatCode="_([$USD-409]* #,##0.00_);_([$USD-409]* \\(#,##0.00\\);_(@_)"/></numFmts>'
    '<cellXfs count="10">'
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 22, 46, 10, 21, 164, 49, 165, 166))
    + "</cellXfs></styleSheet>"
)


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(
    sheets: Mapping[str, str],
    *,
    strings: Sequence[str] = (),
    hidden: Sequence[str] = (),
    book: str = "",
    calc: str = "",
) -> dict[str, str]:
    """The parts of a workbook with these sheets, name → XML of the whole sheet."""
    states = {name: ' state="hidden"' if name in hidden else "" for name in sheets}
    tags = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}"{states[name]} r:id="rId{n}"/>' for n, name in enumerate(sheets, 1)
    )
    kinds = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    kinds += [("rId98", "styles", "styles.xml"), ("rId99", "sharedStrings", "sharedStrings.xml")]
    made = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr {book}/>'
        f"<sheets>{tags}</sheets><calcPr {calc}/></workbook>",
        "xl/_rels/workbook.xml.rels": relations(kinds),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">'
        + "".join(f"<si><t>{text}</t></si>" for text in strings)
        + "</sst>",
    }
    return made | {f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets.values(), 1)}


def relations(kinds: Sequence[tuple[str, str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in kinds
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def write_parts(path: Path | io.BytesIO, made: Mapping[str, str | bytes]) -> Path | io.BytesIO:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in made.items():
            file.writestr(name, content)
    return path


def write_workbook(path: Path, rows: str, **how: object) -> Path:
    """A workbook of one sheet with these rows."""
    return write_parts(path, parts({"Data": sheet_xml(rows)}, **how))
