"""Take pictures of the screens of the demonstration: `make screenshots` (ONLY=annuaire for some, HEIGHT=900 to crop).

Starts the demonstration on a free port with a folder of its own (var/screenshots/home, kept for the next time), opens
each page as its reader, at 390 and 1280 px, in light and dark, and writes var/screenshots/<page>-<width>-<theme>.png.
Prints what each first visit weighs, and what axe-core finds.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("ESSAIM_HOME", ROOT / "var")).resolve() / "screenshots"
CHROMIUM = os.environ.get("ESSAIM_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PASSWORD = "essaim-demo"
WIDTHS, THEMES = (390, 1280), ("light", "dark")

# name → (who, address or a link to follow from it)
PAGES = {
    "accueil": ("", "/"),
    "home-en": ("", "/en/"),
    "annuaire": ("", "/annuaire/"),
    "recherche": ("", "/bethune-bruay/annuaire/?q=cantine"),
    "recherche-vide": ("", "/annuaire/?q=zzzz&famille=mutuelle"),
    "annuaire-carte": ("", "/bethune-bruay/annuaire/?vue=carte"),
    "fiche": ("", "/annuaire/?q=brouette > .card-link a"),
    "fiche-corriger": ("", "/annuaire/?q=brouette > .card-link a > a[href*=corriger]"),
    "emporter": ("", "/annuaire/emporter/"),
    "club": ("", "/bethune-bruay/"),
    "connexion": ("", "/compte/login/"),
    "inscription": ("", "/compte/signup/"),
    "accessibilite": ("", "/accessibilite/"),
    "vie-privee": ("", "/vie-privee/"),
    "mentions": ("", "/mentions-legales/"),
    "introuvable": ("", "/structures/nulle-part/"),
    "membre-compte": ("membre", "/compte/"),
    "membre-securite": ("membre", "/compte/2fa/"),
    "membre-fiche": ("membre", "/annuaire/?q=brouette > .card-link a"),
    "membre-modifier": ("membre", "/annuaire/?q=brouette > .card-link a > a[href*=modifier]"),
    "membre-carte": ("membre", "/annuaire/?q=brouette > .card-link a > a[href*=modifier] > main a[href*='modifier/']"),
    "animation-club": ("animation", "/bethune-bruay/"),
    "animation-membres": ("animation", "/bethune-bruay/membres/"),
    "animation-reglages": ("animation", "/bethune-bruay/reglages/"),
    "animation-territoire": ("animation", "/bethune-bruay/reglages/territoire/"),
    "animation-imports": ("animation", "/bethune-bruay/imports/"),
    "exploitation-imports": ("exploitation", "/imports/"),
    "exploitation-clubs": ("exploitation", "/clubs/"),
}


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


def serve(port: int) -> subprocess.Popen:
    """Start the demonstration and wait until it answers."""
    environment = os.environ | {"ESSAIM_HOME": str(FOLDER / "home")}
    command = [str(Path(sys.executable).with_name("essaim")), "demo", "--port", str(port)]
    served = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    for _second in range(180):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/sante/", timeout=2)
            return served
        except OSError:
            if served.poll() is not None:
                break
            time.sleep(1)
    served.terminate()
    raise SystemExit("The demonstration did not start.")


def sign_in(page: Page, who: str) -> None:
    page.goto("/compte/login/")
    page.fill("[name=login]", f"{who}@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()


def open_page(page: Page, path: str) -> int:
    """`/annuaire/ > .card a` opens the address, then follows the first such link. Returns the bytes of the last page
    and of its files, as a first visit would fetch them.
    """
    address, *links = path.split(" > ")
    responses: list = []
    sizes: dict[str, int] = {}
    page.on("response", lambda response: responses.append(response))
    for link in ["", *links]:
        responses.clear()
        page.goto(page.locator(link).first.get_attribute("href") if link else address)
        page.wait_for_load_state("networkidle")
        for response in responses:
            if response.ok and response.url not in sizes:
                sizes[response.url] = len(response.body())
    return sum(sizes.get(url, 0) for url in {response.url for response in responses})


def picture(browser: Browser, base: str, name: str, width: int, theme: str, states: dict[str, dict]) -> str:
    """Write one picture; return what there is to say about the page, in a line."""
    who, path = PAGES[name]
    context = browser.new_context(
        base_url=base, viewport={"width": width, "height": 900}, color_scheme=theme, locale="fr-FR",
        reduced_motion="reduce", storage_state=states.get(who),
    )  # fmt: skip
    page = context.new_page()
    weight = open_page(page, path)
    found = Axe().run(page).response["violations"]
    height = os.environ.get("HEIGHT")
    page.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png", full_page=not height)
    sticks = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
    faults = [one["id"] for one in found] + (["too wide"] if sticks else [])
    return f"{name:22} {width:5} {theme:5} {weight // 1000:4} kB  {', '.join(faults) or 'ok'}"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in PAGES if os.environ.get("ONLY", "") in name]
    port = free_port()
    served = serve(port)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            base, states = f"http://127.0.0.1:{port}", {}
            for who in {PAGES[name][0] for name in wanted} - {""}:
                context = browser.new_context(base_url=base)
                sign_in(context.new_page(), who)
                states[who] = context.storage_state()
                context.close()
            for name in wanted:
                for width in WIDTHS:
                    for theme in THEMES:
                        try:
                            print(picture(browser, base, name, width, theme, states), flush=True)
                        except Exception as error:
                            print(f"{name:22} {width:5} {theme:5} not taken: {str(error).splitlines()[0]}", flush=True)
            browser.close()
    finally:
        served.terminate()
        served.wait()


if __name__ == "__main__":
    main()
