"""How it is done in Cedar Falls: a small district, where one business manager does most of it. Invented."""

from budgets.management.demo.spec import Words

PURPOSES = {
    "materials": "Write your list on the yellow form, and Harriet orders every Tuesday.\n\n"
    "Copy paper comes from the central store. You need no order for it.",
    "copying": "Your copier counts pages, and we split the bill each month. Print on both sides.",
    "technology": "Devices are bought once a year, in June, for all schools. A broken one is replaced at once: call.",
    "software": "Ask before you start a free trial. It may take student data with it.\n\n"
    "We renew everything in July.",
    "running": "Call Facilities for repairs. For furniture, look in the barn first: it may be there.",
    "learning": "The superintendent approves each trip. Bring the agenda, and car-pool if you can.",
    "trips": "Tell Transportation the date by the first of the month before. One bus holds 52.",
    "services": "Nobody works here before they have a contract and a background check.",
    "vehicles": "Fuel at the county pump only, with the card of that bus.",
    "travel": "Officials are paid from the schedule. Tell Ray when a game moves.",
    "uniforms": "Order for the next season in March. It saves about a tenth.",
    "title-1": "Title I is for extra help in reading and math. Ask Harriet before you promise anything to anybody.",
    "grants": "Each grant has a folder in the office. Read the page on top before you order.",
    "gifts": "A gift goes to what the giver asked. The board thanks them at its next meeting.",
    "hours": "Call the substitute line by 6 a.m. Extra hours need a yes before the work.",
    "cafeteria": "Kitchen money is for meals. Pearl orders all food.",
}  # fmt: skip

ACTS = {
    "order": "1. Fill in the yellow form: what, from whom, how much.\n"
    "2. Sign it, and put it in the box by Monday noon.\n"
    "3. Harriet orders on Tuesday.\n\nOver **$2,000** the superintendent signs too.",
    "receive": "Sign the packing slip, and put it in the box. We pay on the 10th and the 25th.",
    "card": "There is one card, in the office safe. Sign it out, and bring it back with the receipt the same day.",
    "pay-back": "Ask first. Then bring the receipt and the form. You get a check with the next run, on the 10th or the "
    "25th.",
    "move-money": "Talk to Harriet. She moves it the same day, and writes down why.",
    "wrong-charge": "Write the line, the date and the amount to Harriet, or bring a print of this page.",
    "close-order": "Tell Harriet the order number. The money is yours again the next morning.",
    "gift": "Bring the check to the office with a note of what it is for.",
    "year-end": "Last day to order is April 30. Bring every packing slip by June 20.",
}  # fmt: skip

QUESTIONS = (
    ("The figures", "Why is my order of today not here yet?",
     "Figures come in the night, and they end with the day before. Look tomorrow."),
    ("The figures", "What does “promised” mean?",
     "You ordered it, and it is not paid yet. It is not yours to use twice."),
    ("Orders and payments", "When is my bill paid?",
     "On the 10th and the 25th, if we have the [packing slip](#receive)."),
    ("Orders and payments", "May I buy something in a store in town?",
     "Yes, with the [card](#card), under $200."),
    ("People and pay", "Who do I call when I do not understand a number?",
     "Call Harriet Boone at 555-0181. Any number. That is what she is here for."),
)  # fmt: skip

CEDAR_FALLS_WORDS = Words(purposes=PURPOSES, acts=ACTS, questions=QUESTIONS)
