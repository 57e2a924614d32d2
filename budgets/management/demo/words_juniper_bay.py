"""How it is done in Juniper Bay, and what many ask there: invented, in the words that an office would use."""

from budgets.management.demo.spec import Words

PURPOSES = {
    "materials": "Order from the contract catalog first. It has our prices, and it ships in three days.\n\n"
    "Use one order for each vendor. Teachers give you a list, not their own receipts.",
    "copying": "The copy center charges you at the end of each month, by the page. Color costs six times as much.\n\n"
    "A large job goes to the copy center two days ahead. It costs less than your own machine.",
    "technology": "Technology buys all devices, so that they work on our network. Send them the number you need.\n\n"
    "They check the price, place the order from your line, and set up each device.",
    "software": "New software needs a yes from Technology first. They check how it handles student data.\n\n"
    "Most licenses start on July 1 and are paid once. Renew by **May 15**, or stop it in writing.",
    "running": "Furniture and repairs start with a work order. Facilities tells you the price before you order.\n\n"
    "Office supplies come from the contract catalog.",
    "learning": "Ask before anybody signs up. The form goes to your supervisor **20 days** before the trip.\n\n"
    "Keep the agenda and each receipt. Meals are paid by the day, not by the bill.",
    "trips": "Book buses with Transportation, at least 15 days ahead. The bus is charged after the trip.\n\n"
    "Awards and food for students are fine. Gift cards are not.",
    "services": "A person or a company who works for you needs a contract first, also for one day.\n\n"
    "Send the form, the price, and what they will do. Purchasing needs ten days.",
    "vehicles": "Fuel cards are charged once a week. Write the mileage on each ticket.\n\n"
    "Repairs over **$2,500** need three prices.",
    "travel": "Officials are paid through the league’s system. You approve the list each Monday.\n\n"
    "Buses are charged after each game.",
    "uniforms": "Uniforms follow the five-year plan. A team that is not on it waits, or uses a gift.\n\n"
    "Helmets and pads are bought new each season. Nothing is bought used.",
    "fields": "Facilities does the work and charges you. Ask for the price before the season.",
    "fees": "League fees are due on August 15. We pay them all at once, so approve your list by August 1.",
    "safety": "The athletic trainer orders supplies for all schools. Send your list by the first of the month.",
    "game-day": "Game-day staff sign a time sheet. It reaches your line with the next pay date.",
    "title-1": "Title I pays for extra help in reading and math, and for families. "
    "It never pays for what we give every school.\n\n"
    "Each order needs one line: which goal of your school plan does it serve? Ask before you order.",
    "grants": "A grant pays only for what its letter names. Keep the letter beside the order.\n\n"
    "Order in time: what is not used by its last day may go back.",
    "gifts": "Spend a gift on what the giver asked. Write the giver’s name on the request.",
    "hours": "Substitutes come from the absence system by themselves. "
    "Extra hours need your yes **before** the work.\n\n"
    "They reach this line with the next pay date.",
    "cafeteria": "Food money stays in the kitchens. It cannot pay for a staff lunch or a party.",
    "bond": "Bond money pays only for the project that voters approved. Facilities places every order.",
}  # fmt: skip

ACTS = {
    "order": "1. Ask your office manager to enter a request. Give the vendor, the items, and the line.\n"
    "2. You get a mail, and say yes or no in the finance system.\n"
    "3. Purchasing sends the order, most days within two work days.\n\n"
    "Over **$5,000** we need three prices. Over **$114,800** the board decides. The order comes first: we cannot pay a "
    "bill without one.",
    "receive": "When the boxes come, count them and sign the packing slip the same day. Your office manager marks the "
    "order as received.\n\nWe cannot pay the bill before that. "
    "A late mark is the most common reason for a late payment.",
    "card": "The purchase card is for small things under **$500** that you need this week. Keep every receipt.\n\n"
    "Match the receipts by the **5th** of the next month. Cards without receipts stop working. "
    "Travel, gift cards and contracts never go on the card.",
    "pay-back": "We pay people back only when they asked first. Fill in the form, add the receipt, and sign it.\n\n"
    "It takes about two weeks, with the next pay date. Under **$25** ask your office manager for petty cash.",
    "move-money": "Write from which line, to which line, how much, and why. Send it to your budget analyst.\n\n"
    "- Inside one purpose: your analyst does it within two days.\n"
    "- Between purposes: your supervisor says yes first.\n"
    "- Set-aside money never moves to another use.\n\n"
    "It shows here the morning after it is posted.",
    "wrong-charge": "Is a payment not yours, or on the wrong line? "
    "Send your analyst the line, the date and the amount. "
    "All three stand beside the payment.\n\nThe office moves it by a journal entry. "
    "The old row stays, and a row with a minus takes it back. You see both.",
    "close-order": "An order that will not come still holds your money. Send its number to your analyst and write "
    "“close it”.\n\nAsk the vendor first. A closed order cannot be opened again.",
    "gift": "Thank the giver, and send us the form before you spend. "
    "A gift over **$1,000** goes to the board first.\n\n"
    "Checks are made out to the district, with your school’s name on the memo line.",
    "year-end": "1. **March**: go through your open orders, and close what will not come.\n"
    "2. **April 30**: last day to order. The building bond ends on March 31.\n"
    "3. **June 15**: mark as received all that is here.\n"
    "4. **June 30**: the year ends. Open orders go on with their own money.",
}  # fmt: skip

QUESTIONS = (
    ("The figures", "Why is my order of today not here yet?",
     "Figures come once a night, for the day before. Look again tomorrow morning. The top of each page says through "
     "which day they go."),
    ("The figures", "Is “promised” money gone?",
     "It waits for open orders. When the bill comes, it turns into “spent”. If the order will not come, "
     "[close it](#close-order) and the money is yours again."),
    ("The figures", "A line is below zero. Did we do something wrong?",
     "Often not. Many lines share one pool, and only the pool counts. If it says “covered by the pool”, there is "
     "nothing to do. If the pool itself is over, [ask to move money](#move-money)."),
    ("The figures", "Why can I not use the money that is set aside?",
     "You can, for its own use. Title I, grants and gifts each have rules and a last day. They never cover another "
     "line, so they stand apart."),
    ("Orders and payments", "Was the vendor paid?",
     "Press **Find** and type the vendor’s name. You see each payment, with its date and check."),
    ("Orders and payments", "The vendor says that our bill is late. What do I do?",
     "Look for the order under **Open orders**. If the goods are here, [mark them as received](#receive). If that is "
     "done, send us the order number."),
    ("Orders and payments", "May a teacher buy something and be paid back?",
     "Only with your yes before. Read [pay somebody back](#pay-back)."),
    ("Orders and payments", "May we order from a website that we like?",
     "If the vendor is in our system, yes. If not, send Purchasing the vendor’s name and tax form. It takes a week."),
    ("Orders and payments", "What is a blanket order?",
     "One order for a whole year with one vendor, such as a hardware store. It stays open on purpose, so we never call "
     "it still."),
    ("People and pay", "Why do I see no names beside pay?",
     "Pay is private. You see one sum for each pay date. If a sum looks wrong, ask your analyst."),
    ("People and pay", "A substitute was charged to us twice.",
     "Look at the absence system first: two half days show as two rows. If it is still wrong, "
     "[tell your analyst](#wrong-charge)."),
    ("Set-aside money", "May Title I pay for food?",
     "For a family night, yes: light food, with the flyer and the sign-in list. For staff meetings, no."),
    ("Set-aside money", "What happens to money that is left in June?",
     "Your own money ends on June 30. Grants go on to their own last day. Gifts stay until they are used."),
    ("This site", "Who sees my budget, and who sees that I looked?",
     "Your assistant, your supervisor and the Budget Office see the same page. The office sees on which days you open "
     "it. Nobody signs anything off by looking."),
    ("This site", "May my office manager see this too?",
     "Yes. Write to the Budget Office, and we add them as your assistant."),
)  # fmt: skip

JUNIPER_BAY_WORDS = Words(purposes=PURPOSES, acts=ACTS, questions=QUESTIONS)
