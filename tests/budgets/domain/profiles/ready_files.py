"""Small invented files in the shapes that the ready profiles read."""

LEDGER_HEAD = (
    "District_Name,Fiscal_Year,Fund_Code,School_Code,Function_Code,Program_Code,Object_Code,Account_Name,Description,"
    "Budget,Encumbrance,Amount,Date,Reference_Type,Reference,Check_Key,Vendor_Number,Vendor_Name,Invoice_Number\n"
)
_SUPPLIES, _DEPOT = "Pine Ridge,27,100,2,100,0,450,Supplies", "20417,School Depot, 01-21_ "
LEDGER_ROWS = (
    "Pine Ridge,27,100,99,600,0,440,Upkeep,,,,,7/1/2026,,,,         ,,\n"
    f"{_SUPPLIES},Adopted,9000.00,0.00,0.00,7/1/2026,B,BA1,,         ,,\n"
    f"{_SUPPLIES},To 440,-500.00,0.00,0.00,9/1/2026,B,BA2,,         ,,\n"
    f"{_SUPPLIES},Paper,0.00,820.00,0.00,8/14/2026,O,P270113,,20417    ,School Depot        ,\n"
    f"{_SUPPLIES},Paper,0.00,-410.00,0.00,9/2/2026,P,P270113,W1,{_DEPOT}\n"
    f"{_SUPPLIES},Paper,0.00,0.00,410.00,9/2/2026,P,P270113,W1,{_DEPOT}\n"
    "Pine Ridge,27,100,2,100,0,310,Teachers,September,0.00,0.00,4000.00,9/30/2026,J,J77,,,,\n"
    f"{_SUPPLIES},Returned,0.00,0.00,-15.50,10/5/2026,R,R9,,,,\n"
    "Pine Ridge,27,100,99,0,0,011,Taxes,Levy,0.00,0.00,-99.00,10/5/2026,R,R10,,,,\n"
)

LINES_HEAD = (
    "District_Name,Fiscal_Year,Fund_Code,Org,Account,Object_Code,Project,Doc_Line_Number,Description,Invoice_Date,Date,"
    "Period,Vendor_Name,Amount\n"
)


def line(document: str, period: str, vendor: str, amount: str, object_code: str = "450") -> str:
    account = f"Pine Ridge,2027,100,20,600,{object_code},0"
    return f"{account},{document},Memo,7/1/2026,7/31/2026,{period},{vendor},{amount}\n"


LINES = (
    line("PO\xa0270113\xa0\xa0\xa01", "726", "\xa0\xa03164\xa0SCHOOL DEPOT", '"1,820.00"')
    + line("PO 270113   1", "726", "  3164 SCHOOL DEPOT", "-20")
    + line("CL\xa09001\xa0\xa01", "926", "\xa0\xa03164\xa0SCHOOL DEPOT", "410")
    + line("CL\xa09001\xa0\xa01", "926", "\xa0\xa03164\xa0SCHOOL DEPOT", "-410")
    + line("PR 77 1", "1026", "", "4000.00", "310")
    + line("JV 12 1", "1226", "", "-15.5")
    + line("RV 13 1", "627", "CITY", "-99")
)

JOURNAL_HEAD = (
    "District_Name,Fiscal_Year,Fund_Code,School_Code,Function_Code,Program_Code,Object_Code,Account_Name,"
    "Reference_Number,Requisition_Number,PO_Number,Description,Exclude1,Exclude2,Exclude3,Name,Journal,Amount\n"
)


def journal(
    name: str, kind: str, amount: str, description: str = "Memo", object_code: str = "450", excluded: str = ""
) -> str:
    account = f"Pine Ridge,2027,100,2,100,0,{object_code},Supplies"
    return f"{account},R1,,,{description},{excluded},,,{name},{kind},{amount}\n"


JOURNALS = (
    journal("School Depot-01850", "Accounts Payable", '" $ 1,410.00 "')
    + journal("", "Payroll", "4000", "MONTHLY - Period Number:  6", "310")
    + journal("", "Adjusting", '" $ - "')
    + journal("City-Hall", "Deposits", '"-$   62.74 "')
    + journal("", "$0.00", '"$5,347.26 "', "Total", excluded='"$9,000.00"')
)

_REPORT = {
    "Active": ["TRUE", "TRUE", "FALSE", "TRUE"],
    "Account": [
        "001.100.1000.6611.203.000.0000",
        "001.100.1000.6100.203.000.0000",
        "001.000.0000.0100.000.000. 002",
        "001.000.0000.1110.000.000.0000",
    ],
    "Description": ["Supplies", "Salaries", "Cash", "Taxes"],
    "Account Type": ["EXPENDITURE", "EXPENDITURE", "ASSET", "REVENUE"],
    "Budget Control Group": ["Supplies 203", "", "", ""],
    "Budget": [5000, 0, 0, 100],
    "YTD Transactions": [1200.1, 10.5, -20, -90],
    "Balance": [3799.9, -10.5, 20, 190],
    "Encumbrance": [300, -6.29, 0, 0],
    "Budget Balance": [3499.9, -4.21, 20, 190],
    "Pre Encumbrance": [50, 0, 0, 0],
    "Pending Invoices": [7.5, 0, 3, 0],
    "Uncommitted Balance": [3442.4, -4.21, 17, 190],
}
# A table: the header, and a row for each account.
BALANCES: list[list[str | float]] = [list(_REPORT), *map(list, zip(*_REPORT.values(), strict=True))]

SECTIONS = """\
\ufeffACCOUNT,,DESCRIPTION, AMOUNT\x20
1000-110.00,,TEACHERS," 412,000.00 "
1000-610.00,,SUPPLIES," 18,500.50 "
1000-000.00,,TOTAL INSTRUCTION," 430,500.50 "
2600-610.00,,SUPPLIES, 10.00\x20
2600-000.00,,TOTAL UPKEEP, 10.00\x20
7000,,TOTAL EXPENDITURES & OTHER USES," 430,510.50 "
1000-110.00,,TEACHERS, 5.00\x20
1000-000.00,,TOTAL INSTRUCTION, 5.00\x20
7000,,TOTAL EXPENDITURES & OTHER USES, 5.00\x20
"""
