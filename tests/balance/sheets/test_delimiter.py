"""The delimiter that parts the most rows alike wins; commas in amounts, names and titles do not."""

import pytest

from balance.sheets.delimiter import delimiter_of


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1;2;3\n", ";"),
        ("a|b|c\n1|2|3\n", "|"),
        ("a\tb\tc\n1\t2\t3\n", "\t"),
        ("Account\tBudget\n" + "100-1\t1,234.00\n" * 60, "\t"),
        ("Account|Budget|Spent\n" + "100-1|1,234,567.00|12,345.00\n" * 60, "|"),
        ("Springfield, Ohio\nReport, by fund\n\na\tb\n" + "1\t2,000.00\n" * 20, "\t"),
        ("Springfield; all funds\n\nAccount,Name,Budget\n" + '100,"Fees; dues",5\n' * 20, ","),
        ('name,"a|b|c|d|e|f"\nx,"a|b|c|d|e|f"\n', ","),
        ("100,200,300\n400,500,600\n", ","),
        ("a,b\n1,2,3\n1,2,3,4\n1,2,3,4,5\nx;y,2,3\nx;y,2,3,4\n", ","),
        ("Account\n100-1\n100-2\n", ","),
        ("Total 1,234.00\n", ","),
        ("", ","),
        ("sep=;\na,5;b,5;c,5\n", ";"),
        ('a,b\n1,"never closed\n2,3\n', ","),
    ],
)
def test_delimiter(head, found):
    assert delimiter_of(head, quoted=True) == found


def test_plain_quotes_hide_no_delimiter():
    assert delimiter_of('a|5" pipe\nb|6" pipe\n', quoted=False) == "|"


def test_only_the_first_rows_are_asked():
    assert delimiter_of("a;b\n" * 50 + "1,2,3\n" * 500, quoted=True) == ";"


def test_file_of_one_column_is_read(rows_of):
    assert rows_of(b"Account\n100-1\n") == [["Account"], ["100-1"]]
