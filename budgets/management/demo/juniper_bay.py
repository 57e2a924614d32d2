"""Juniper Bay Unified, an invented district: 24 sites, 40 departments, and who looks after them."""

from accounts.choices import PreferredWay, Role
from budgets.management.demo.juniper_bay_offices import DEPARTMENTS, INSTRUCTION, OPERATIONS
from budgets.management.demo.spec import Area, Person, Site, Spec, Team
from budgets.management.demo.words_juniper_bay import JUNIPER_BAY_WORDS

NORTH, SOUTH, UPPER = "North schools", "South schools", "Middle and high"
AREAS = (
    Area(NORTH, supervisor="supervisor", analyst="office"),
    Area(SOUTH, supervisor="jonah.pike", analyst="office"),
    Area(UPPER, supervisor="carla.whitmore", analyst="marcus.oyelaran"),
    Area(INSTRUCTION, supervisor="gwen.ashford", analyst="lena.whitlock"),
    Area(OPERATIONS, supervisor="ruth.delgado", analyst="lena.whitlock"),
)
SITES = (
    Site("214", "Alder Creek Elementary", "E", 206_100, NORTH, "principal", title=1000),
    Site("118", "Bayview Elementary", "E", 201_400, NORTH, "luis.ontiveros"),
    Site("112", "Birch Hollow Elementary", "E", 233_200, NORTH, "karen.oduya"),
    Site("121", "Canyon Oak Elementary", "E", 232_200, NORTH, "stephen.park"),
    Site("126", "Clearwater Elementary", "E", 171_800, NORTH, "aisha.bello", title=1090),
    Site("131", "Driftwood Elementary", "E", 252_200, NORTH, "tom.reyes"),
    Site("134", "Eastgate Elementary", "E", 244_000, NORTH, "michelle.tran", title=1010),
    Site("139", "Fern Valley Elementary", "E", 235_400, SOUTH, "robert.kline"),
    Site("142", "Heron Point Elementary", "E", 256_500, SOUTH, "grace.adeyemi", title=1230),
    Site("147", "Juniper Hills Elementary", "E", 233_200, SOUTH, "paul.santoro"),
    Site("150", "Kestrel Elementary", "E", 139_000, SOUTH, "nadia.haddad", title=960),
    Site("155", "Lighthouse Elementary", "E", 248_500, SOUTH, "wendy.cho"),
    Site("158", "Marsh Road Elementary", "E", 223_400, SOUTH, "eric.lindqvist", title=1060),
    Site("163", "Northfield Elementary", "E", 259_500, SOUTH, "sonia.patel"),
    Site("167", "Cove Middle", "M", 454_200, UPPER, "james.okafor"),
    Site("169", "Harbor Middle", "M", 374_800, UPPER, "rachel.stein"),
    Site("171", "Ridgeline Middle", "M", 417_000, UPPER, "victor.morales", codes=("171", "172")),
    Site("176", "Summit Middle", "M", 255_500, UPPER, "denise.farrow"),
    Site("181", "Bay High", "H", 824_400, UPPER, "andre.coleman"),
    Site("183", "Juniper High", "H", 808_000, UPPER, "helen.marsh"),
    Site("187", "Westshore High", "H", 602_400, UPPER, "carlos.mendez"),
    Site("192", "Harbor Continuation High", "H", 301_000, UPPER, "tina.brandt"),
    Site("260", "Juniper Bay Early Learning Center", "E", 118_700, SOUTH),
    Site("905", "Athletics office", "O", 34_900, OPERATIONS, "sherri.voss"),
)
TEAM = Team("ATH", (("181", 219), ("183", 267), ("187", 216), ("169", 97), ("176", 81), ("905", 120)))

CALL, TEXT, VISIT = PreferredWay.CALL, PreferredWay.TEXT, PreferredWay.VISIT
CAST = (
    Person("office", "Priya Raman", Role.OFFICE, "Budget analyst", "555-0110"),
    Person("principal", "Dana Whitfield", title="Principal", phone="555-0114, ext. 2"),
    Person("assistant", "Rosalind Vega", Role.ASSISTANT, "Office manager", "555-0114, ext. 1"),
    Person("department", "Mike Dunleavy", title="Director of Athletics", phone="555-0173, ext. 3", way=TEXT),
    Person("supervisor", "Elena Ruiz", Role.SUPERVISOR, "Assistant superintendent", "555-0102"),
    Person("viewer", "Martin Abara", Role.VIEWER, "Internal auditor", "555-0107"),
)
OFFICE = (
    Person("marcus.oyelaran", "Marcus Oyelaran", Role.OFFICE, "Budget analyst", "555-0111"),
    Person("lena.whitlock", "Lena Whitlock", Role.OFFICE, "Budget analyst", "555-0112"),
    Person("june.castell", "June Castell", Role.REPORT_ADMIN, "Communications", "555-0109"),
    Person("jonah.pike", "Jonah Pike", Role.SUPERVISOR, "Assistant superintendent", "555-0103"),
    Person("carla.whitmore", "Carla Whitmore", Role.SUPERVISOR, "Assistant superintendent", "555-0104"),
    Person("gwen.ashford", "Gwen Ashford", Role.SUPERVISOR, "Chief academic officer", "555-0105"),
    Person("ruth.delgado", "Ruth Delgado", Role.SUPERVISOR, "Chief business officer", "555-0106"),
)
PRINCIPALS = (
    Person("luis.ontiveros", "Luis Ontiveros", phone="555-0115"),
    Person("karen.oduya", "Karen Oduya", phone="555-0116", way=CALL),
    Person("stephen.park", "Stephen Park", phone="555-0118, ext. 20", way=CALL, note="after 3 p.m."),
    Person("aisha.bello", "Aisha Bello", phone="555-0119"),
    Person("tom.reyes", "Tom Reyes", phone="555-0120"),
    Person("michelle.tran", "Michelle Tran", phone="555-0121", way=TEXT),
    Person("robert.kline", "Robert Kline", phone="555-0122"),
    Person("grace.adeyemi", "Grace Adeyemi", phone="555-0124, ext. 11"),
    Person("paul.santoro", "Paul Santoro", phone="555-0125"),
    Person("nadia.haddad", "Nadia Haddad", phone="555-0126", way=VISIT),
    Person("wendy.cho", "Wendy Cho", phone="555-0127"),
    Person("eric.lindqvist", "Eric Lindqvist", phone="555-0128"),
    Person("sonia.patel", "Sonia Patel", phone="555-0129"),
    Person("james.okafor", "James Okafor", phone="555-0158"),
    Person("rachel.stein", "Rachel Stein", phone="555-0159"),
    Person("victor.morales", "Victor Morales", phone="555-0161, ext. 12", way=CALL, note="before 8 a.m."),
    Person("janet.brandvold", "Janet Brandvold", title="Principal until September"),
    Person("ana.tsosie", "Ana Tsosie", Role.ASSISTANT, "Office manager", "555-0161, ext. 1"),
    Person("denise.farrow", "Denise Farrow", phone="555-0162"),
    Person("andre.coleman", "Andre Coleman", phone="555-0165", way=TEXT),
    Person("helen.marsh", "Helen Marsh", phone="555-0166"),
    Person("carlos.mendez", "Carlos Mendez", phone="555-0167"),
    Person("tina.brandt", "Tina Brandt", phone="555-0168"),
)
HEADS = (
    Person("sherri.voss", "Sherri Voss", title="Athletics coordinator", phone="555-0173, ext. 4"),
    Person("priscilla.ong", "Priscilla Ong", title="Director of Curriculum", phone="555-0140"),
    Person("greg.hoffman", "Greg Hoffman", title="Director of Facilities", phone="555-0141", way=CALL),
    Person("yolanda.price", "Yolanda Price", title="Director of Food Services", phone="555-0142"),
    Person("ben.achterberg", "Ben Achterberg", title="Director of Human Resources", phone="555-0143"),
    Person("laura.kim", "Laura Kim", title="Director of Special Education", phone="555-0144"),
    Person("jill.novak", "Jill Novak", title="Director of Technology", phone="555-0145"),
    Person("dale.whitcomb", "Dale Whitcomb", title="Director of Transportation", phone="555-0146", way=VISIT),
    Person("odessa.crane", "Odessa Crane", title="Director of Learning", phone="555-0147"),
    Person("felix.amara", "Felix Amara", title="Coordinator, arts and music", phone="555-0148"),
    Person("noreen.walsh", "Noreen Walsh", title="Coordinator, health and counseling", phone="555-0149"),
    Person("hector.sandoval", "Hector Sandoval", title="Director of Purchasing", phone="555-0150"),
    Person("imogen.fairley", "Imogen Fairley", title="Executive assistant", phone="555-0151"),
    Person("theo.marchetti", "Theo Marchetti", title="Director of Operations", phone="555-0152", way=CALL),
    Person("bianca.osei", "Bianca Osei", title="Director of Family Services", phone="555-0153"),
    Person("callum.reed", "Callum Reed", title="Controller", phone="555-0154"),
)
# Per mille of a budget that will be spent, where it is not the usual 93 to 99 percent; by account code.
FINISH = {
    "010-0000-1110-1000-4310-214": 962,
    "010-0000-1110-1000-4100-214": 985,
    "010-0000-1110-1000-4440-214": 952,
    "010-0000-1110-1000-5840-214": 953,
    "010-0000-0000-2700-4350-214": 970,
    "010-0000-0000-8100-5630-214": 950,
    "010-0000-1110-2140-5220-214": 685,  # behind pace
    "010-0000-1110-1000-5830-214": 926,
    "010-0000-0000-2700-4391-214": 1520,  # ahead of pace
    "010-0000-1110-1000-1150-214": 1025,
    "010-0000-1110-1000-1160-214": 986,
    "010-0000-0000-3600-4361-000": 1120,  # fuel, ahead of pace
    "010-0000-3800-1000-4345-192": 660,  # career materials, behind pace
    "010-3010-1110-1000-1160-214": 954,
    "010-3010-1110-2140-5800-214": 1000,
    "010-3010-0000-2495-4390-214": 910,
    "010-3010-1110-1000-1160-142": 330,  # Title I money at risk
    "010-3010-1110-2140-5800-142": 480,
    "010-3010-0000-2495-4390-142": 400,
    **{f"010-3010-1110-1000-1160-{site}": 880 for site in ("126", "134", "150", "158")},
    **{f"010-0000-1110-1000-{object_}-121": 1135 for object_ in ("4310", "4320", "4330", "4100")},  # ahead
    **{f"010-0000-1110-{code}-171": 90 for code in ("1000-4310", "2420-4200", "1000-4100", "1000-4320")},  # over
    **{f"010-0000-1110-1000-{object_}-171": 90 for object_ in ("4325", "4330", "4335")},
    **{f"010-0000-1800-4000-5210-{site}": 1150 for site, _ in TEAM.shares},  # ahead
}
JUNIPER_BAY = Spec(
    slug="juniper-bay",
    name="Juniper Bay Unified",
    phone="555-0100",
    areas=AREAS,
    sites=SITES,
    departments=DEPARTMENTS,
    people=CAST + OFFICE + PRINCIPALS + HEADS,
    words=JUNIPER_BAY_WORDS,
    team=TEAM,
    newcomer="victor.morales",
    predecessor="janet.brandvold",
    finish=FINISH,
)
