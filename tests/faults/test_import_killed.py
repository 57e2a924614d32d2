"""A load that is killed, or whose server side is, leaves the ledger as it was or as it was to be; never between."""

import os
import signal
from functools import partial

import pytest

from budgets.domain.imports.incoming import folder_of
from tests.faults.ledgers import FILLER, NEXT
from tests.faults.stages import STAGES

A_DAY_AGO = 25 * 60 * 60
PROCESS, SERVER = "process", "server side"
# A server that has been asked to commit does so, whether or not there is still somebody to be told.
PUBLISHED = {("it commits", PROCESS), ("it has committed", PROCESS), ("it has committed", SERVER)}


@pytest.mark.parametrize("stage", STAGES)
def test_killed_load_is_all_there_or_not_at_all(ledgers, start, stage):
    rows = NEXT + FILLER if stage == "rows are copied" else NEXT
    whole, *killed = ledgers
    wanted = whole.load(whole.file("next.csv", rows))
    before = [ledger.everything() for ledger in killed]
    starts = {ledger.district.pk: partial(start, ledger, ledger.file("next.csv", rows)) for ledger in killed}

    with STAGES[stage](starts) as loadings:
        loadings[0].signal(signal.SIGKILL)
        loadings[1].kill_the_server_side()
    (_, answer) = (loading.end() for loading in loadings)

    was_published = [(stage, which) in PUBLISHED for which in (PROCESS, SERVER)]
    for ledger, published, was in zip(killed, was_published, before, strict=True):
        if published:
            assert ledger.figures() == whole.figures()
        else:
            assert ledger.everything() == was
        again = ledger.load(ledger.folder / "next.csv")
        assert again["same_bytes"] == published
        assert (again["import_id"], again["totals"]) == (wanted["import_id"], wanted["totals"])
        assert ledger.figures() == whole.figures()
    # Nobody is told that a load failed which is in the ledger.
    assert answer.code == (0 if was_published[1] else 1), answer
    assert answer.json["import_id"] == (2 if was_published[1] else None)
    # And whose server side broke off learns in a sentence that nothing was changed.
    assert answer.errors.endswith("" if was_published[1] else "; nothing was changed. Run it again.\n")
    assert "Traceback" not in answer.errors
    assert answer.json["errors"]["count"] == (0 if was_published[1] else 1)


def test_file_that_is_half_copied_has_no_name_that_counts_and_goes_with_a_later_load(ledgers, start):
    ledger = ledgers[0]
    large = ledger.folder / "large.csv"
    large.touch()
    os.truncate(large, 1 << 30)
    folder = folder_of(ledger.district.pk)
    kept, before = ledger.kept(), ledger.everything()
    loading = start(ledger, large)
    while not (copies := list(folder.glob("incoming-*/sheet-*"))):
        assert loading.process.poll() is None
    loading.signal(signal.SIGKILL)
    loading.end()
    assert copies[0].stat().st_size < large.stat().st_size
    assert (ledger.kept(), ledger.everything()) == (kept, before)
    past = copies[0].stat().st_mtime - A_DAY_AGO
    os.utime(copies[0].parent, (past, past))
    assert ledger.load(ledger.file("next.csv", NEXT))["posted"] == 3
    assert not list(folder.glob("incoming-*"))
