"""The 40 departments of Juniper Bay Unified."""

from budgets.management.demo.spec import Department

INSTRUCTION, OPERATIONS = "Instruction departments", "Operations departments"

# Code, name, function (or goal), dollars, area, owner, and what it does in a word.
DEPARTMENTS = (
    Department("ATH", "Athletics", "4000", 0, OPERATIONS, "department", "Sports"),
    Department("CUR", "Curriculum and Instruction", "2100", 475_000, INSTRUCTION, "priscilla.ong", "Curriculum"),
    Department("FAC", "Facilities", "8110", 720_500, OPERATIONS, "greg.hoffman", "Building"),
    Department("FOO", "Food Services", "3700", 0, OPERATIONS, "yolanda.price", "Kitchen"),
    Department("HRS", "Human Resources", "7400", 570_800, OPERATIONS, "ben.achterberg", "Hiring"),
    Department("SPE", "Special Education", "2150", 690_000, INSTRUCTION, "laura.kim", "Special education"),
    Department("STU", "Student Services", "3130", 491_400, INSTRUCTION, "", "Student"),
    Department("TEC", "Technology", "7700", 439_200, OPERATIONS, "jill.novak", "Technology"),
    Department("TRN", "Transportation", "3600", 676_800, OPERATIONS, "dale.whitcomb", "Bus"),
    Department("PHE", "Physical Education", "1810", 64_300, INSTRUCTION, "felix.amara", "Fitness"),
    Department("PRO", "Professional Learning", "2145", 188_600, INSTRUCTION, "priscilla.ong", "Training"),
    Department("ASM", "Assessment and Data", "2110", 142_300, INSTRUCTION, "odessa.crane", "Testing"),
    Department("ENG", "English Learner Services", "2120", 167_900, INSTRUCTION, "odessa.crane", "Language"),
    Department("GIF", "Gifted Education", "2125", 41_700, INSTRUCTION, "odessa.crane", "Enrichment"),
    Department("CTE", "Career and Technical Education", "2130", 236_400, INSTRUCTION, "odessa.crane", "Career"),
    Department("MUS", "Music", "1930", 118_200, INSTRUCTION, "felix.amara", "Music"),
    Department("ART", "Visual and Performing Arts", "1940", 97_800, INSTRUCTION, "felix.amara", "Arts"),
    Department("LIB", "Library Services", "2430", 112_500, INSTRUCTION, "felix.amara", "Library"),
    Department("SCI", "Science and Outdoor Education", "2135", 126_400, INSTRUCTION, "odessa.crane", "Science"),
    Department("WLD", "World Languages", "2137", 58_900, INSTRUCTION, "odessa.crane", "Language"),
    Department("EAR", "Early Childhood", "2160", 83_700, INSTRUCTION, "bianca.osei", "Preschool"),
    Department("AFT", "After School Programs", "2170", 204_600, INSTRUCTION, "bianca.osei", "After-school"),
    Department("ADU", "Adult Education", "2180", 92_400, INSTRUCTION, "", "Adult school"),
    Department("FED", "Federal Programs", "2190", 74_800, INSTRUCTION, "bianca.osei", "Program"),
    Department("COU", "Counseling", "3115", 88_300, INSTRUCTION, "noreen.walsh", "Counseling"),
    Department("HEA", "Health Services", "3140", 134_700, INSTRUCTION, "noreen.walsh", "Health"),
    Department("PSY", "School Psychologists", "3120", 76_100, INSTRUCTION, "noreen.walsh", "Assessment"),
    Department("FAM", "Family Engagement", "2490", 69_500, INSTRUCTION, "bianca.osei", "Family"),
    Department("SUP", "Superintendent’s Office", "7150", 98_600, OPERATIONS, "imogen.fairley", "Office"),
    Department("BOA", "Board of Education", "7110", 57_200, OPERATIONS, "imogen.fairley", "Board"),
    Department("COM", "Communications", "7180", 91_300, OPERATIONS, "imogen.fairley", "Print and web"),
    Department("LEG", "Legal Services", "7190", 214_800, OPERATIONS, "callum.reed", "Legal"),
    Department("BUS", "Business Services", "7300", 128_900, OPERATIONS, "callum.reed", "Business"),
    Department("PAY", "Payroll", "7320", 61_400, OPERATIONS, "callum.reed", "Payroll"),
    Department("PUR", "Purchasing", "7530", 73_600, OPERATIONS, "hector.sandoval", "Purchasing"),
    Department("WAR", "Warehouse and Mail", "7540", 109_200, OPERATIONS, "hector.sandoval", "Warehouse"),
    Department("PRI", "Print Shop", "7550", 156_300, OPERATIONS, "hector.sandoval", "Paper and ink"),
    Department("RIS", "Risk and Safety", "7600", 187_500, OPERATIONS, "", "Safety"),
    Department("GRO", "Grounds", "8200", 243_900, OPERATIONS, "theo.marchetti", "Grounds"),
    Department("CUS", "Custodial Services", "8210", 318_400, OPERATIONS, "theo.marchetti", "Cleaning"),
)
