"""What kinds of account lines a school or a department has, and how each of them spends."""

from dataclasses import dataclass
from typing import Literal

from budgets.management.demo.ledger import Segments

Style = Literal["buy", "salary", "benefit", "hours"]


@dataclass(frozen=True, slots=True)
class LineKind:
    """A line as it comes back at each unit. `dollars` is its budget at the unit that the others are scaled from."""

    resource: str
    goal: str
    function: str
    object: str
    name: str
    dollars: int
    curve: str
    bills: int
    trade: str = ""
    style: Style = "buy"
    fund: str = "010"

    def segments(self, site: str) -> Segments:
        return self.fund, self.resource, self.goal, self.function, self.object, site


# Alder Creek's own figures; other schools are scaled to theirs.
SCHOOL = (
    LineKind("0000", "1110", "1000", "4310", "Classroom supplies", 47_500, "classroom", 26, "classroom"),
    LineKind("0000", "1110", "2420", "4200", "Library books", 6_500, "books", 7, "books"),
    LineKind("0000", "1110", "1000", "4100", "Textbooks and workbooks", 22_400, "texts", 9, "texts"),
    LineKind("0000", "1110", "1000", "4320", "Science and STEM kits", 9_000, "projects", 8, "science"),
    LineKind("0000", "1110", "1000", "4330", "Art and music materials", 7_200, "projects", 10, "arts"),
    LineKind("0000", "0000", "2700", "5715", "Printing and copying", 9_600, "even", 14, "copying"),
    LineKind("0000", "0000", "2700", "5910", "Postage and phones", 3_600, "even", 10, "mail"),
    LineKind("0000", "1110", "1000", "4440", "Student devices", 36_000, "devices", 10, "devices"),
    LineKind("0000", "1110", "1000", "5840", "Software subscriptions", 12_800, "early", 9, "software"),
    LineKind("0000", "0000", "2700", "4350", "Office supplies", 8_400, "even", 16, "office"),
    LineKind("0000", "0000", "8100", "5630", "Repairs and furniture", 11_500, "even", 12, "repairs"),
    LineKind("0000", "1110", "2140", "5220", "Workshops and conferences", 14_000, "staff", 10, "training"),
    LineKind("0000", "1110", "1000", "5830", "Field trips", 15_000, "trips", 12, "trips"),
    LineKind("0000", "0000", "2700", "4391", "Awards and assemblies", 2_600, "awards", 8, "awards"),
)
SECONDARY = (
    LineKind("0000", "1110", "1000", "4325", "Lab supplies", 14_500, "projects", 8, "science"),
    LineKind("0000", "1110", "1000", "4335", "Band and choir", 11_200, "projects", 6, "arts"),
    LineKind("0000", "3800", "1000", "4345", "Career materials", 18_400, "classroom", 8, "supplies"),
    LineKind("0000", "0000", "3110", "4315", "Counseling materials", 3_900, "even", 4, "office"),
    LineKind("0000", "1110", "1000", "4410", "Equipment", 21_000, "devices", 4, "supplies"),
    LineKind("0000", "0000", "2700", "5310", "School dues and fees", 4_300, "early", 3, "dues"),
    LineKind("0000", "1110", "1000", "5810", "Testing and exam fees", 9_800, "trips", 4, "services"),
    LineKind("0000", "0000", "8300", "5820", "Campus safety services", 12_600, "even", 6, "services"),
)
SET_ASIDE = (
    LineKind("9010", "1110", "1000", "4310", "PTA gift account", 15_500, "classroom", 5, "arts"),
    LineKind("6300", "1110", "1000", "4100", "Lottery: reading materials", 11_640, "texts", 3, "texts"),
    LineKind("6300", "1110", "2420", "4200", "Lottery: library books", 2_870, "books", 2, "books"),
    LineKind("2600", "1110", "1000", "4310", "After-school: materials", 8_450, "classroom", 3, "arts"),
    LineKind("2600", "1110", "1000", "5800", "After-school: instructors", 26_300, "term", 3, "tutoring"),
    LineKind("6762", "1110", "1000", "4330", "Arts and music block: instruments", 9_180, "projects", 2, "arts"),
    LineKind("6762", "1110", "2140", "5220", "Arts and music block: training", 2_640, "staff", 2, "training"),
    LineKind("4127", "1110", "3110", "4315", "Student support: materials", 3_720, "classroom", 2, "office"),
    LineKind("4127", "1110", "3110", "5800", "Student support: counselors", 11_900, "term", 2, "services"),
    LineKind("9020", "1110", "2420", "4200", "Library gift", 1_860, "books", 2, "books"),
    LineKind("4203", "4760", "1000", "4310", "English learners: materials", 6_300, "classroom", 4, "classroom"),
    LineKind("4203", "4760", "2140", "5220", "English learners: training", 3_150, "staff", 2, "training"),
)
TITLE_I = (
    LineKind("3010", "1110", "1000", "1160", "After-school tutoring", 52_000, "term", 12, "tutoring"),
    LineKind("3010", "1110", "2140", "5800", "Reading coach contract", 30_000, "term", 10, "coaching"),
    LineKind("3010", "0000", "2495", "4390", "Family nights", 6_000, "term", 8, "families"),
)
HOURS = (
    LineKind("0000", "1110", "1000", "1150", "Substitute teachers", 64_000, "term", 0, style="hours"),
    LineKind("0000", "1110", "1000", "1160", "Extra hours and stipends", 38_500, "term", 0, style="hours"),
)
SCHOOL_PAY = (
    LineKind("0000", "1110", "1000", "1100", "Teachers’ salaries", 1_224_600, "even", 0, style="salary"),
    LineKind("0000", "0000", "2700", "1300", "Principal’s salary", 148_750, "even", 0, style="salary"),
    LineKind("0000", "1110", "1000", "2100", "Aides’ salaries", 118_300, "even", 12, style="benefit"),
    LineKind("0000", "0000", "2700", "2400", "Office salaries", 96_420, "even", 12, style="benefit"),
    LineKind("0000", "1110", "1000", "3100", "Retirement, teachers", 232_180, "even", 12, style="benefit"),
    LineKind("0000", "0000", "2700", "3200", "Retirement, staff", 56_930, "even", 12, style="benefit"),
    LineKind("0000", "1110", "1000", "3400", "Health benefits", 214_400, "even", 12, style="benefit"),
    LineKind("0000", "1110", "1000", "3300", "Medicare, teachers", 17_760, "even", 4, style="benefit"),
    LineKind("0000", "1110", "1000", "3500", "Unemployment insurance", 6_120, "even", 4, style="benefit"),
    LineKind("0000", "1110", "1000", "3600", "Workers’ compensation", 26_820, "even", 4, style="benefit"),
)

# A department of a district of this size; {} is what the department does, in a word or two.
DEPARTMENT = (
    LineKind("0000", "0000", "", "4310", "{} supplies", 21_300, "even", 4, "supplies"),
    LineKind("0000", "0000", "", "4350", "Office supplies", 6_200, "even", 4, "office"),
    LineKind("0000", "0000", "", "4410", "Equipment", 24_700, "devices", 2, "devices"),
    LineKind("0000", "0000", "", "5220", "Conferences and training", 13_400, "staff", 2, "training"),
    LineKind("0000", "0000", "", "5230", "Mileage", 4_150, "term", 5, "mileage"),
    LineKind("0000", "0000", "", "5310", "Dues and memberships", 5_600, "early", 2, "dues"),
    LineKind("0000", "0000", "", "5630", "Repairs and furniture", 9_900, "even", 2, "repairs"),
    LineKind("0000", "0000", "", "5715", "Printing and copying", 7_800, "even", 4, "copying"),
    LineKind("0000", "0000", "", "5800", "{} services", 48_900, "even", 3, "services"),
    LineKind("0000", "0000", "", "5840", "Software subscriptions", 18_650, "early", 2, "software"),
    LineKind("0000", "0000", "", "5860", "Notices and fees", 3_450, "even", 2, "services"),
    LineKind("0000", "0000", "", "5910", "Postage and phones", 5_250, "even", 4, "mail"),
    LineKind("0000", "0000", "", "4200", "Books and references", 2_150, "texts", 2, "books"),
    LineKind("0000", "0000", "", "4315", "Meeting supplies", 1_340, "even", 2, "families"),
    LineKind("0000", "0000", "", "4440", "Staff computers", 11_200, "devices", 2, "devices"),
    LineKind("0000", "0000", "", "5620", "Rentals and leases", 4_870, "even", 2, "repairs"),
    LineKind("0000", "0000", "", "5895", "Temporary help", 7_350, "term", 2, "services"),
    LineKind("0000", "0000", "", "5940", "Cell phones", 2_760, "even", 2, "mail"),
    LineKind("0000", "0000", "", "6400", "Large equipment", 16_400, "summer", 2, "supplies"),
)
DEPARTMENT_HOURS = LineKind("0000", "0000", "", "2460", "Extra hours", 8_900, "term", 0, style="hours")
DEPARTMENT_PAY = (
    LineKind("0000", "0000", "", "2300", "Managers’ salaries", 131_200, "even", 0, style="salary"),
    LineKind("0000", "0000", "", "2400", "Office salaries", 92_600, "even", 12, style="benefit"),
    LineKind("0000", "0000", "", "3200", "Retirement, staff", 57_900, "even", 12, style="benefit"),
    LineKind("0000", "0000", "", "3400", "Health benefits", 44_350, "even", 12, style="benefit"),
    LineKind("0000", "0000", "", "3300", "Social Security and Medicare", 17_100, "even", 4, style="benefit"),
    LineKind("0000", "0000", "", "3500", "Unemployment insurance", 1_120, "even", 4, style="benefit"),
    LineKind("0000", "0000", "", "3600", "Workers’ compensation", 6_180, "even", 4, style="benefit"),
)
FOOD_SERVICE = (
    LineKind("5310", "0000", "3700", "4710", "Food", 241_000, "term", 36, "food", fund="130"),
    LineKind("5310", "0000", "3700", "4790", "Paper goods, kitchens", 38_600, "term", 14, "food", fund="130"),
    LineKind("5310", "0000", "3700", "4350", "Office supplies", 4_300, "even", 8, "office", fund="130"),
    LineKind("5310", "0000", "3700", "4410", "Kitchen equipment", 61_700, "devices", 8, "supplies", fund="130"),
    LineKind("5310", "0000", "3700", "5630", "Kitchen repairs", 34_200, "even", 14, "repairs", fund="130"),
    LineKind("5310", "0000", "3700", "5220", "Food safety classes", 5_900, "staff", 6, "training", fund="130"),
    LineKind("5310", "0000", "3700", "5800", "Delivery", 28_800, "term", 10, "services", fund="130"),
    LineKind("5310", "0000", "3700", "2400", "Kitchen salaries", 612_000, "term", 0, style="salary", fund="130"),
    LineKind("5310", "0000", "3700", "3200", "Retirement, kitchens", 148_000, "term", 12, style="benefit", fund="130"),
)
# Department of one goal or function whose work costs something else than an office does.
SPECIAL = {
    "TRN": (
        LineKind("0000", "0000", "", "4361", "Fuel", 214_000, "even", 26, "fuel"),
        LineKind("0000", "0000", "", "4362", "Tires and parts", 88_400, "even", 18, "fuel"),
        LineKind("0000", "0000", "", "5635", "Bus repairs", 131_500, "summer", 16, "fuel"),
    ),
    "FAC": (
        LineKind("0000", "0000", "", "4380", "Building materials", 128_000, "summer", 24, "supplies"),
        LineKind("0000", "0000", "", "5635", "Building repairs", 236_700, "summer", 22, "repairs"),
    ),
    "TEC": (
        LineKind("0000", "0000", "", "4440", "Devices and servers", 142_000, "devices", 14, "devices"),
        LineKind("0000", "0000", "", "5930", "Internet and networks", 64_300, "even", 12, "mail"),
    ),
    "SPE": (
        LineKind("0000", "0000", "", "4320", "Adaptive materials", 84_000, "classroom", 16, "classroom"),
        LineKind("0000", "0000", "", "5810", "Therapists and interpreters", 226_000, "term", 20, "services"),
    ),
}
# Athletics: one pool per purpose, over all its sites (domain 2.11); shares in per mille, office last.
ATHLETICS = (
    LineKind("0000", "1800", "4000", "5210", "Travel and officials", 148_000, "fall", 14, "travel"),
    LineKind("0000", "1800", "4000", "4370", "Uniforms and equipment", 168_400, "fall", 12, "sports"),
    LineKind("0000", "1800", "4000", "5640", "Fields and gyms", 142_000, "fall", 10, "fields"),
    LineKind("0000", "1800", "4000", "5320", "Fees, dues and insurance", 96_000, "fall", 6, "dues"),
    LineKind("0000", "1800", "4000", "4385", "Training and safety", 74_600, "even", 8, "sports"),
    LineKind("0000", "1800", "4000", "5890", "Game-day staff", 65_200, "fall", 9, "services"),
)
BOOSTERS = LineKind("9040", "1800", "4000", "4370", "Booster gifts", 69_000, "fall", 10, "sports", fund="730")
BOARD = LineKind("9050", "1800", "4000", "4410", "Scoreboard gift", 12_000, "fall", 3, "sports")
BOND = LineKind("9500", "1800", "8500", "6200", "Westshore turf", 150_000, "summer", 6, "building", fund="210")
