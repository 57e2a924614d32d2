from tests.budgets.domain.profiles.files import ledger

PROFILE = ledger(identity=["District", "Book"])
HEAD = "District,Book,Fund,Object,Amount\n"


def test_sender_is_what_all_rows_say(reads):
    found = reads(PROFILE, HEAD + "Pine Ridge,GL,1,2,5.00\n Pine\xa0Ridge ,GL,1,3,6.00\n")
    assert found.reading.identity == {"District": "Pine Ridge", "Book": "GL"}
    assert len(found.posted) == 2


def test_row_of_another_sender_is_refused(reads):
    found = reads(
        PROFILE, HEAD + "Pine Ridge,GL,1,2,5.00\nMaple Grove,GL,1,2,5.00\n,GL,1,2,5.00\nMaple Grove,GL,1,2,5.00\n"
    )
    assert found.problems == [
        "a.csv, row 3, District: says “Maple Grove”, earlier rows say “Pine Ridge”",
        "a.csv, row 4, District: says “”, earlier rows say “Pine Ridge”",
    ]


def test_file_of_another_sender_is_refused(reads):
    found = reads(PROFILE, HEAD + "Pine Ridge,GL,1,2,5.00\n", HEAD + "Pine Ridge,TEST,1,2,5.00\n")
    assert found.problems == ["b.csv, row 2, Book: says “TEST”, earlier rows say “GL”"]


def test_rows_that_are_left_out_name_no_sender(reads):
    drop = [{"name": "footer", "when": {"column": "Fund", "blank": True}}]
    found = reads(PROFILE | {"drop": drop}, HEAD + "Run by X,,,,\nPine Ridge,GL,1,2,5.00\n")
    assert found.reading.identity == {"District": "Pine Ridge", "Book": "GL"}
