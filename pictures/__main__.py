"""`make pictures`: starts the demo on a day that stays, and takes every picture of the list with a browser.

What is on them is invented, and the same each time but for what another browser draws otherwise. `NAMES…` takes some.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from balance.paths import BASE_DIR, VAR_DIR
from pictures.server import READY
from pictures.shots import FOLDER, PICTURES, Picture

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TALL = 1600  # whole parts fit, so that none is put together from pieces
SHARP = 1.5  # pixels of the picture for one of the page
QUALITY = 78


def main() -> int:
    wanted = set(sys.argv[1:]) or {picture.name for picture in PICTURES}
    if unknown := wanted - {picture.name for picture in PICTURES}:
        print(f"There is no picture {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo(VAR_DIR / "pictures") as address, sync_playwright() as playwright:
        executable = next((found for name in BROWSERS if (found := shutil.which(name))), None)
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=executable, args=sandbox)
        for picture in PICTURES:
            if picture.name in wanted:
                path = FOLDER / f"{picture.name}.webp"
                path.write_bytes(take(browser, address, picture))
                print(f"{path.relative_to(BASE_DIR)}: {path.stat().st_size // 1024} KB", flush=True)
        browser.close()
    return 0


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """The address of a demo that was made anew in that folder; it ends with the block."""
    shutil.rmtree(folder, ignore_errors=True)
    unset = ("DATABASE_URL", "OWNER_DATABASE_URL", "BALANCE_EMBEDDED", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    environment |= {"BALANCE_VAR": str(folder), "REDIS_URL": ""}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], env=environment, cwd=BASE_DIR, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    process = _serve(port, environment)
    try:
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _serve(port: int, environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "pictures.server", str(port)]
    process = subprocess.Popen(command, env=environment, cwd=BASE_DIR, stdout=subprocess.PIPE, text=True)
    for line in process.stdout or ():
        print(line, end="", flush=True)
        if line.strip() == READY:
            return process
    raise RuntimeError("The demo did not start.")


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """One picture as WebP, in light colors."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": picture.width, "height": TALL},
        device_scale_factor=SHARP,
        color_scheme="light",
        bypass_csp=True,  # so that a style of ours can hide what is not shown
    )
    page = context.new_page()
    page.goto("/accounts/login/")
    page.locator(f"button[name=email][value='{picture.email}']").click()
    page.goto(picture.path, wait_until="networkidle")
    _arrange(page, picture)
    drawn = page.locator(picture.part).screenshot(animations="disabled")
    context.close()
    content = BytesIO()
    Image.open(BytesIO(drawn)).convert("RGB").save(content, "WEBP", quality=QUALITY, method=6)
    return content.getvalue()


def _arrange(page: Page, picture: Picture) -> None:
    hidden = ", ".join((".visit-offer", *picture.hidden))
    page.add_style_tag(content=f"{hidden} {{ display: none !important; }}")
    for opened in picture.opened:
        page.locator(opened).first.click()


if __name__ == "__main__":
    sys.exit(main())
