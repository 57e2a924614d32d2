"""A real browser before a real server with the demo's data. Whatever the policy blocks or a script fails at, fails."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response

from balance.demo.people import PASSWORD
from tests.e2e.demo import Demo

# The browser says so of an answer that we mean: a page that is not there or not yours, a form that was refused.
MEANT = re.compile(r"Failed to load resource: the server responded with a status of (403|404)")
Open = Callable[..., tuple[Page, Response | None]]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    running = Demo(tmp_path_factory.mktemp("demo"))
    try:
        running.add_people()
        yield running
    finally:
        running.stop()


@pytest.fixture
def watched() -> Iterator[Callable[[BrowserContext], None]]:
    """Takes down what the browser complains about in a context; at the end there must be nothing."""
    complaints: list[str] = []

    def watch(context: BrowserContext) -> None:
        context.on(
            "console",
            lambda said: (
                complaints.append(said.text)
                if said.type in {"error", "warning"} and not MEANT.match(said.text)
                else None
            ),
        )
        context.on("weberror", lambda error: complaints.append(str(error.error)))

    yield watch
    assert complaints == []


@pytest.fixture(scope="session")
def sessions(browser: Browser, demo: Demo) -> Callable[[str], dict]:
    """The cookies of a person, signed in once by password."""
    kept: dict[str, dict] = {}

    def of(email: str) -> dict:
        if email not in kept:
            context = browser.new_context(base_url=demo.address)
            page = context.new_page()
            page.goto("/accounts/login/")
            page.get_by_label("Work email").fill(email)
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.get_by_role("button", name="Sign out").wait_for(state="attached")
            kept[email] = context.storage_state()
            context.close()
        return kept[email]

    return of


@pytest.fixture
def visit(
    browser: Browser, demo: Demo, sessions: Callable[[str], dict], watched: Callable[[BrowserContext], None]
) -> Iterator[Open]:
    """Opens a page as a person, or as nobody; more options are the browser's, such as a size or no script."""
    contexts: list[BrowserContext] = []

    def go(email: str | None, path: str, **options: object) -> tuple[Page, Response | None]:
        state = sessions(email) if email else None
        context = browser.new_context(base_url=demo.address, storage_state=state, **options)
        contexts.append(context)
        watched(context)
        page = context.new_page()
        return page, page.goto(path)

    yield go
    for context in contexts:
        context.close()
