"""Cedar Falls, a smaller invented district whose codes look just like those of Juniper Bay: other money entirely."""

from accounts.choices import PreferredWay, Role
from budgets.management.demo.spec import Area, Department, Person, Site, Spec, Team
from budgets.management.demo.words_cedar_falls import CEDAR_FALLS_WORDS

SCHOOLS, OFFICES = "Schools", "Offices"

CEDAR_FALLS = Spec(
    slug="cedar-falls",
    name="Cedar Falls School District",
    phone="555-0180",
    areas=(
        Area(SCHOOLS, supervisor="supervisor", analyst="office"),
        Area(OFFICES, supervisor="gil.thornbury", analyst="office"),
    ),
    sites=(
        Site("214", "Maple Grove Elementary", "E", 158_300, SCHOOLS, "principal", title=820),
        Site("118", "Stony Brook Elementary", "E", 131_600, SCHOOLS, "dora.lindgren"),
        Site("112", "Cottonwood Elementary", "E", 149_900, SCHOOLS, "amos.birdsall", title=640),
        Site("167", "Cedar Falls Middle", "M", 262_700, SCHOOLS, "ingrid.falk"),
        Site("181", "Cedar Falls High", "H", 418_500, SCHOOLS, "leonard.quist"),
        Site("260", "Little Cedars Preschool", "E", 61_200, SCHOOLS),
    ),
    departments=(
        Department("ATH", "Athletics", "4000", 0, OFFICES, "department", "Sports"),
        Department("FOO", "Food Services", "3700", 0, OFFICES, "pearl.hutchins", "Kitchen"),
        Department("TRN", "Transportation", "3600", 241_500, OFFICES, "wes.calloway", "Bus"),
        Department("FAC", "Facilities", "8110", 286_300, OFFICES, "wes.calloway", "Building"),
        Department("SPE", "Special Education", "2150", 198_400, OFFICES, "norma.steele", "Special education"),
        Department("TEC", "Technology", "7700", 127_800, OFFICES, "", "Technology"),
        Department("CUR", "Curriculum and Instruction", "2100", 96_700, OFFICES, "norma.steele", "Curriculum"),
        Department("BUS", "Business Office", "7300", 64_200, OFFICES, "norma.steele", "Business"),
    ),
    people=(
        Person("office", "Harriet Boone", Role.OFFICE, "Business manager", "555-0181"),
        Person("principal", "Owen Castellan", title="Principal", phone="555-0182", way=PreferredWay.CALL),
        Person("assistant", "Tessa Moreau", Role.ASSISTANT, "Office manager", "555-0183"),
        Person("department", "Ray Kowalczyk", title="Athletic director", phone="555-0184"),
        Person("supervisor", "Beatrix Lund", Role.SUPERVISOR, "Superintendent", "555-0185"),
        Person("viewer", "Simon Achebe", Role.VIEWER, "Board auditor", "555-0186"),
        Person("gil.thornbury", "Gil Thornbury", Role.SUPERVISOR, "Chief business officer", "555-0187"),
        Person("dora.lindgren", "Dora Lindgren", phone="555-0188"),
        Person("amos.birdsall", "Amos Birdsall", phone="555-0189"),
        Person("ingrid.falk", "Ingrid Falk", phone="555-0190"),
        Person("leonard.quist", "Leonard Quist", phone="555-0191"),
        Person("pearl.hutchins", "Pearl Hutchins", phone="555-0192"),
        Person("wes.calloway", "Wes Calloway", phone="555-0193"),
        Person("norma.steele", "Norma Steele", phone="555-0194"),
    ),
    words=CEDAR_FALLS_WORDS,
    team=Team("ATH", (("181", 610), ("167", 390))),
    late=1,
    finish={"010-0000-1110-2140-5220-214": 640, "010-0000-1110-1000-5840-118": 1180},
)
