"""The demo's post office: a real SMTP server that keeps every message as a file, for the page /demo/mail/."""

import asyncio
import sys
from email import message_from_bytes, policy
from pathlib import Path
from uuid import uuid4

from aiosmtpd.smtp import SMTP, Envelope, Session

from balance.paths import VAR_DIR

FOLDER = VAR_DIR / "mail"


class Keeper:
    """Writes each message under another name first: whoever lists the folder never reads half of one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # aiosmtpd's name
        content = envelope.original_content or b""
        message = message_from_bytes(content, policy=policy.default)
        if not message["To"]:  # a blind copy: the envelope alone knows
            content = f"To: {', '.join(envelope.rcpt_tos)}\r\n".encode() + content
        part = self.folder / f"{uuid4()}.part"
        part.write_bytes(content)
        part.rename(part.with_suffix(".eml"))
        return "250 Kept"


async def serve(port: int, folder: Path = FOLDER) -> None:
    """Take mail on the loopback interface until cancelled."""
    keeper = Keeper(folder)
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(keeper), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
