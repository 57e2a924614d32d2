"""What the guided first visit says, in five steps, to each kind of person."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.choices import Role

LEFT, NEEDS, PURPOSES, PAYMENT, HELPERS = STEPS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Said:
    """One step: the question that it answers, and the answer."""

    title: str
    text: tuple[str, ...]


OWN: Mapping[int, Said] = {
    LEFT: Said(
        "What can I decide on?",
        (
            "The green number is money that you can still order with. The line under it says until when.",
            "On the bar, solid is spent, striped is promised to open orders, pale is left. The dark mark is today.",
        ),
    ),
    NEEDS: Said(
        "Does anything need me?",
        (
            "At most six things stand here, the worst first. Each says why, and what to do.",
            "You know about one, and it is fine? Press “This is right”, and it stays away.",
        ),
    ),
    PURPOSES: Said(
        "What is the money for?",
        (
            "Each row is a purpose. Press it to see its lines, and how we do it here.",
            "Read the last two columns first: what is left, and whether it is on pace.",
        ),
    ),
    PAYMENT: Said(
        "What was it spent on?",
        (
            "This is one line. Below is each payment, order and change, newest first, with what was left after it.",
            "Every number opens like this one. To look for a vendor or an amount, press Find at the top.",
        ),
    ),
    HELPERS: Said(
        "Whom do I ask?",
        (
            "Write or call, with the line, the date and the amount. Help, at the top, has answers and a guide.",
            "Look once a month. The Budget Office sees on which days you open this page; looking signs nothing off.",
        ),
    ),
}
OTHERS: Mapping[int, Said] = {
    LEFT: Said(
        "What can they decide on?",
        (
            "The green number is money that the owner can still order with. The line under it says until when.",
            "On the bar, solid is spent, striped is promised to open orders, pale is left. The dark mark is today.",
        ),
    ),
    NEEDS: Said(
        "Does anything need a look?",
        (
            "At most six things stand here, the worst first. Each says why, and what to do.",
            "The owner sees the same list.",
        ),
    ),
    PURPOSES: OWN[PURPOSES],
    PAYMENT: OWN[PAYMENT],
    HELPERS: Said(
        "Whom do I ask?",
        ("The person here looks after this budget in the Budget Office. Help, at the top, has answers to read.",),
    ),
}
SUPERVISOR: Mapping[int, Said] = {
    **OTHERS,
    NEEDS: Said(
        "What do I ask about?",
        (
            "The owner sees this same page. The worst thing stands first, with its reason: a good first question.",
            "What was marked right is at the end of the list, with who said so.",
        ),
    ),
    HELPERS: Said(
        "How do I prepare a meeting?",
        (
            "“Print summary”, above the purposes, puts this budget on one page for the two of you.",
            "About a figure, ask the person here. Help, at the top, has a guide for you to print.",
        ),
    ),
}
OFFICE: Mapping[int, Said] = {
    **OTHERS,
    NEEDS: Said(
        "What do they see when they call?",
        (
            "This page, word for word. The list is made from the ledger each time, the worst first.",
            "An owner can mark a thing as right. It comes back when its figures change.",
        ),
    ),
    PURPOSES: Said(
        "Where do these words come from?",
        (
            "Purposes, pools and rules are yours: they come from the structure file.",
            "“How we do it here” is your own text. A short one saves calls.",
        ),
    ),
    PAYMENT: Said(
        "How do I prove a figure?",
        (
            "How “left” is made stands beside. Below it is each entry, and the sum is the balance to the cent.",
            "Find, at the top, also says from which file and which row an entry came.",
        ),
    ),
    HELPERS: Said(
        "Whom do they call?",
        (
            "The analyst of the unit is named here, else your office. Change it in the structure file.",
            "Help, at the top, has your answers to common questions, and a guide for each role to print.",
        ),
    ),
}
WORDS: Mapping[str, Mapping[int, Said]] = {
    Role.OWNER: OWN,
    Role.ASSISTANT: OWN,
    Role.SUPERVISOR: SUPERVISOR,
    Role.OFFICE: OFFICE,
}
# The first step of somebody with many budgets is on their list.
LISTS: Mapping[str, Said] = {
    Role.SUPERVISOR: Said(
        "Whom do I look after?",
        (
            "Each row is a budget of yours, with its owner. Those that need a look stand first, with the reason.",
            "“Left” is what they can still decide on. Money for one use only stands on each budget’s own page.",
        ),
    ),
    Role.OFFICE: Said(
        "What is left, and whose is it?",
        (
            "Each row is a school or a department, with its owner. Those that need a look stand first.",
            "“Left” is what they can still decide on. Lines that no rule gives a place stand above; only you see them.",
        ),
    ),
}
MY_LIST = Said(
    "Which budgets are mine?",
    ("Each row is one of your budgets. “Left” is what you can still decide on. Press a name to open it.",),
)
NEXT = {NEEDS: "what needs a look", PURPOSES: "what it is for", PAYMENT: "one payment", HELPERS: "whom to ask"}


def said(role: str, step: int) -> Said:
    """The words of a step on a unit's page or a line's."""
    return WORDS.get(role, OTHERS)[step]
