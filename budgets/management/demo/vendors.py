"""Whom the demo buys from, and what: invented firms by trade, each with the things that a school would order there."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Trade:
    """Firms of one trade and what each of them sells. `ordered_pct` of its bills come from an order, `card_pct` of
    the others are paid by card; a `blanket` order at the first firm stays open all year for many small bills."""

    firms: dict[str, tuple[str, ...]]
    ordered_pct: int = 45
    card_pct: int = 15
    blanket: str = ""

    def pick(self, dice: Random) -> tuple[str, str]:
        """A firm and one of its things."""
        firm = dice.choice(tuple(self.firms))
        return firm, dice.choice(self.firms[firm])

    @property
    def main(self) -> str:
        return next(iter(self.firms))


TRADES = {
    "classroom": Trade(
        {
            "Brightline School Supply": ("Pencils, glue, chart paper", "Notebooks, folders", "Classroom packs"),
            "Paper Trail Wholesale": ("Copy paper, 55 cases", "Construction paper", "Copy paper, 40 cases"),
            "Lakeshore Lane Learning": ("Reading corner rugs", "Kindergarten centers", "Sand table refills"),
            "Corner Math Manipulatives": ("Fraction tiles, grade 4", "3rd grade math kits", "Number lines"),
            "Bay Area Easel Co.": ("12 whiteboard easels", "Whiteboard markers"),
            "Harbor Globe Co.": ("Globes and wall maps", "Map sets, grade 5"),
            "Inkwell & Ruler": ("Sentence strips", "Handwriting paper", "Rulers and compasses"),
        },
        ordered_pct=40,
        card_pct=25,
    ),
    "books": Trade(
        {
            "Harbor Books": ("Fall reading list", "Graphic novels, grades 3–5", "Award winners"),
            "Quiet Corner Library Supply": ("Book covers and labels", "Shelf markers"),
            "Lantern House Press": ("Spanish picture books", "Nonfiction, science"),
        },
        ordered_pct=55,
        card_pct=10,
    ),
    "texts": Trade(
        {
            "Cedar Press Textbooks": ("Reading workbooks, grades 1–3", "Spanish readers", "Teacher editions"),
            "Lantern House Press": ("Science readers", "History source books"),
            "Abacus House": ("Math consumables", "Practice books, grade 6"),
        },
        ordered_pct=80,
        card_pct=2,
    ),
    "science": Trade(
        {
            "Tidewater Science": ("Grade 5 water kits", "Microscope slides", "Owl pellets"),
            "Copper Beaker Lab Supply": ("Goggles and gloves", "Glassware", "Lab aprons"),
            "Gearbox STEM": ("Circuit kits", "Robot wheels and motors"),
        },
        ordered_pct=60,
    ),
    "arts": Trade(
        {
            "Sunny Hollow Crafts": ("Clay and glazes", "Mural paint", "Kiln cones"),
            "Bayside Music": ("Violin strings", "Recorders, 30", "Sheet music, winter concert"),
            "Blue Door Art Supply": ("Tempera, 12 colors", "Drawing pads"),
        },
        ordered_pct=50,
        card_pct=20,
    ),
    "copying": Trade(
        {
            "Harbor Copier Service": ("Copiers, rent and pages", "Staples for copiers"),
            "Hillside Printing": ("Report card envelopes", "Family handbook", "Back-to-school flyers"),
        },
        card_pct=0,
        blanket="Blanket: copiers, rent and pages, all year",
    ),
    "mail": Trade(
        {
            "Baymark Postage Meters": ("Postage meter refill", "Certified mail"),
            "Clearline Phone Co.": ("Phone lines", "Handsets, 4"),
        },
        card_pct=5,
        blanket="Blanket: postage meter refills, all year",
    ),
    "devices": Trade(
        {
            "Northstar Chromebooks": ("12 devices", "Charging cart", "Chargers and cases"),
            "Meadow Tech Repair": ("Screens replaced", "Keyboards replaced"),
            "Bright Cable Supply": ("Headsets, class set", "Document cameras"),
        },
        ordered_pct=85,
        card_pct=3,
    ),
    "software": Trade(
        {
            "Lumen Learning Apps": ("Licenses, full year", "Second-semester licenses"),
            "Kite Reading Online": ("Reading app, all seats", "Reading app, added seats"),
            "Fieldnote Software": ("Site license renewal", "Typing program"),
        },
        ordered_pct=50,
        card_pct=8,
    ),
    "office": Trade(
        {
            "Paper Trail Wholesale": ("Toner and labels", "Envelopes and badges"),
            "Desk & Drawer Supply": ("File folders", "Planners", "Desk organizers"),
            "Inkwell & Ruler": ("Printer ink", "Pens and pads"),
        },
        ordered_pct=35,
        card_pct=30,
    ),
    "repairs": Trade(
        {
            "Pacific Lock and Door": ("Door closers, hall B", "Locks changed", "Keys cut"),
            "Bayline Furniture": ("6 library stools", "Chairs and tables"),
            "Tern Plumbing": ("Sink in room 12", "Drinking fountain"),
            "Cove Glass": ("Window pane, gym", "Office window"),
        },
        card_pct=5,
        blanket="Blanket: repairs as needed, all year",
    ),
    "training": Trade(
        {
            "Pacific Reading Institute": ("January workshop, 4 teachers", "Coaching day"),
            "Bay Math Network": ("Spring network fee", "Online course, grade 4 team"),
            "Harborview Conference Center": ("Conference fee, 2 people", "Rooms and meals"),
        },
        ordered_pct=55,
        card_pct=20,
    ),
    "mileage": Trade({"Staff mileage claims": ("Mileage between schools", "Mileage, regional meeting")}, 0, 0),
    "trips": Trade(
        {
            "Coastline Buses": ("Two buses, spring trip", "Buses to the tide pools"),
            "Tidepool Aquarium": ("Entry, grades 2 and 3", "Guided visit, grade 1"),
            "Redwood Outdoor School": ("Deposit, grade 5 camp", "Grade 5 camp"),
            "Harbor Star Planetarium": ("Planetarium day, grade 4",),
        },
        ordered_pct=65,
        card_pct=5,
        blanket="Blanket: field trip buses, all year",
    ),
    "awards": Trade(
        {
            "Golden Star Trophies": ("Medals, spelling bee", "Ribbons", "Pins, student council"),
            "Hillside Printing": ("Attendance certificates", "Programs, spring assembly"),
            "Seaside Balloon Co.": ("Balloons, promotion day",),
        },
        ordered_pct=20,
        card_pct=40,
    ),
    "tutoring": Trade(
        {
            "Bright Minds Tutoring": ("Tutoring hours", "Reading groups, grades 2–3"),
            "Reading Partners of the Bay": ("Winter small groups", "Spring small groups"),
            "Stepping Stone Learning": ("Math club, Tuesdays",),
        },
        card_pct=0,
        blanket="Blanket: tutoring hours, all year",
    ),
    "coaching": Trade(
        {"Sandpiper Literacy Coaching": ("Reading coach, monthly",)},
        ordered_pct=100,
        card_pct=0,
        blanket="Blanket: reading coach contract, to May 28",
    ),
    "families": Trade(
        {
            "Harbor Books": ("Family night giveaway",),
            "Cornerstone Catering": ("Family night supper", "Coffee and fruit"),
            "Bayview Print & Sign": ("Flyers in four languages", "Banner"),
        },
        ordered_pct=35,
        card_pct=30,
    ),
    "services": Trade(
        {
            "Harborlight Consulting": ("Planning day", "Consulting days"),
            "Two Rivers Evaluation": ("Program evaluation", "Data review"),
            "Keystone Interpreting": ("Interpreting, monthly", "Translation, letters"),
        },
        ordered_pct=75,
        card_pct=2,
    ),
    "dues": Trade(
        {
            "Coast League of Schools": ("League fees", "Tournament entry"),
            "Association of Bay Districts": ("Yearly dues", "Membership, 3 people"),
            "Harbor Insurance Pool": ("Insurance premium",),
        },
        ordered_pct=20,
        card_pct=10,
    ),
    "fuel": Trade(
        {
            "Tidal Fuel Supply": ("Diesel, 4,000 gallons", "Unleaded, vans"),
            "Harbor Tire & Brake": ("Brake pads, bus 14", "Tires, 6"),
            "Westgate Bus Parts": ("Oil and filters", "Seat covers"),
        },
        card_pct=5,
        blanket="Blanket: fuel deliveries, all year",
    ),
    "food": Trade(
        {
            "Valley Fresh Produce": ("Produce, all kitchens", "Fruit, snack program"),
            "Harbor Dairy": ("Milk, all kitchens",),
            "Golden Grain Bakery": ("Bread and rolls",),
            "Pier Nine Foods": ("Frozen entrees", "Paper goods, kitchens"),
        },
        card_pct=0,
        blanket="Blanket: produce and milk, all year",
    ),
    "sports": Trade(
        {
            "Fieldhouse Uniforms": ("Soccer uniforms, varsity", "Track uniforms"),
            "Gull Sporting Goods": ("Basketballs, 40", "Helmets refitted", "First aid kits"),
            "Westshore Mats & Nets": ("Volleyball nets", "Wrestling mats cleaned"),
        },
        ordered_pct=70,
        card_pct=5,
    ),
    "travel": Trade(
        {
            "Coastline Buses": ("Bus, away game", "Bus, regional meet"),
            "Bay Officials Association": ("Officials, two games", "Officials, tournament"),
            "Harborside Inn": ("Rooms, state meet",),
        },
        ordered_pct=40,
        card_pct=8,
    ),
    "fields": Trade(
        {
            "Greenway Turf Care": ("Field striping", "Turf repair, north end"),
            "Cove Gym Floors": ("Gym floor finish",),
            "Bleacher & Beam": ("Bleacher safety check", "Bleacher rail"),
        },
        ordered_pct=60,
        card_pct=3,
    ),
    "building": Trade(
        {"Northgate Builders": ("Turf, progress bill",), "Sandstone Architects": ("Survey and plans", "Inspection")},
        card_pct=0,
        blanket="Blanket: turf, whole job",
    ),
    "supplies": Trade(
        {
            "Pelican Janitorial": ("Paper towels, 60 cases", "Floor finish", "Gloves and bags"),
            "Harbor Hardware": ("Hand tools", "Light bulbs", "Paint and brushes"),
            "Desk & Drawer Supply": ("Shelving", "Storage bins"),
        },
        ordered_pct=50,
    ),
}
