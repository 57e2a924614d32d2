"""What the demo says when it is ready."""

from balance.demo.people import DISTRICTS, PASSWORD, PEOPLE, address

WIDTH = 78


def text(port: int) -> str:
    """The address, the people to sign in as, their password, and where the mail is."""
    place = f"http://localhost:{port}"
    lines = ["", "═" * WIDTH, f"  Balance is ready:  {place}/", ""]
    lines.append("  Sign in as one of these (the sign-in page has a button for each):")
    for district in DISTRICTS:
        lines.append("")
        lines.extend(f"    {address(part, district):<34}{who}" for part, who in PEOPLE)
    lines += ["", f"  Password:  {PASSWORD}"]
    lines += [f"  The mail it sends:  {place}/demo/mail/", "", "  Ctrl-C stops everything.", "═" * WIDTH]
    return "\n".join(lines)
