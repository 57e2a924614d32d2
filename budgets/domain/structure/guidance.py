"""How things are done in the district, and answers to what many ask: both lists are the file's as a whole."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from budgets.choices import GuideAct
from budgets.domain.structure import fields
from budgets.domain.structure.fields import Entry
from budgets.domain.structure.outcome import Outcome, put
from budgets.domain.structure.problems import Problems
from budgets.models import CommonQuestion, HowWeDoIt, Purpose

LONGEST_TEXT = 2000
MOST_QUESTIONS = 200


def paragraphs(value: Any) -> str:
    """Text of several lines: with line breaks in it, or as a list of its lines."""
    text = "\n".join(value) if isinstance(value, list) and all(isinstance(each, str) for each in value) else value
    if not isinstance(text, str):
        raise fields.Wrong("must be text in quotes, or a list of lines")
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip()
    if not text:
        raise fields.Wrong("is empty")
    if len(text) > LONGEST_TEXT:
        raise fields.Wrong(f"has {len(text)} characters; {LONGEST_TEXT} fit")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text if character != "\n"):
        raise fields.Wrong("holds a control character")
    return text


HOW = {"purpose": fields.code(40), "act": fields.choice(GuideAct), "text": paragraphs}
QUESTION = {"heading": fields.text(80), "question": fields.text(200), "answer": paragraphs}


def read_how(document: Mapping[str, Any], problems: Problems) -> list[Entry] | None:
    """How things are done here, each of one purpose or one act; None when the file says nothing of it."""
    found = _read(document, "how_we_do_it", HOW, ("text",), problems)
    seen: dict[str, str] = {}
    for each in found or ():
        wrong = {error.path for error in problems.errors}
        given = [name for name in ("purpose", "act") if name in each.values or each.at(name) in wrong]
        if len(given) != 1 and each.path not in wrong:
            problems.error(each.path, "must name either a purpose or an act")
        for name in given:
            if name in each.values:
                _once(each, f"{name} {each.values[name]}", seen, problems)
    return found


def read_questions(document: Mapping[str, Any], problems: Problems) -> list[Entry] | None:
    """What many ask, in the order of pages; None when the file says nothing of it."""
    found = _read(document, "common_questions", QUESTION, tuple(QUESTION), problems)
    if found is not None and len(found) > MOST_QUESTIONS:
        problems.error("common_questions", f"has {len(found)} questions; {MOST_QUESTIONS} fit on a page")
    seen: dict[str, str] = {}
    for each in found or ():
        if "question" in each.values:
            _once(each, f"question {each.values['question']!r}", seen, problems)
    return found


def check_how(found: list[Entry], purposes: set[str], problems: Problems) -> None:
    for each in found:
        purpose = each.values.get("purpose")
        if purpose is not None and purpose not in purposes:
            problems.error(each.at("purpose"), f"there is no purpose {purpose!r}")


def write_how(found: list[Entry]) -> Outcome:
    """All of it is the file's."""
    purposes = dict(Purpose.objects.values_list("code", "pk"))
    stored = {(row.purpose_id, row.act): row for row in HowWeDoIt.objects.select_related("purpose")}
    rows = []
    for each in found:
        key = purposes.get(each.values.get("purpose", "")), each.values.get("act", "")
        row = stored.pop(key, None) or HowWeDoIt(purpose_id=key[0], act=key[1])
        rows.append((each.values.get("purpose") or key[1], row, {"text": each.values["text"]}))
    HowWeDoIt.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    outcome = put(rows, HowWeDoIt)
    outcome.removed += [row.purpose.code if row.purpose else row.act for row in stored.values()]
    return outcome


def write_questions(found: list[Entry]) -> Outcome:
    """All of them are the file's, in its order."""
    stored = {row.question: row for row in CommonQuestion.objects.all()}
    rows = []
    for position, each in enumerate(found, 1):
        question = each.values["question"]
        values = {"heading": each.values["heading"], "answer": each.values["answer"], "position": position}
        row = stored.pop(question) if question in stored else CommonQuestion(question=question)
        rows.append((question, row, values))
    CommonQuestion.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()
    outcome = put(rows, CommonQuestion)
    outcome.removed += list(stored)
    return outcome


def _read(
    document: Mapping[str, Any], name: str, shape: dict[str, fields.Read], always: tuple[str, ...], problems: Problems
) -> list[Entry] | None:
    if name not in document:
        return None
    return fields.entries(document[name], name, shape, problems, always=always)


def _once(each: Entry, what: str, seen: dict[str, str], problems: Problems) -> None:
    if what in seen:
        problems.error(each.path, f"{what} is already in {seen[what]}")
    seen.setdefault(what, each.path)
