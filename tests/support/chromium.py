"""A headless Chromium for the tests of the page: found on this machine, cut off from networks."""

from __future__ import annotations

import base64
import json
import os
import shutil
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selenium import webdriver

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--hide-scrollbars", "--force-color-profile=srgb",
)  # fmt: skip


@dataclass(frozen=True)
class Installed:
    """A browser with the driver beside it; without a driver Selenium looks for one itself."""

    browser: Path
    driver: Path | None

    @property
    def is_edge(self) -> bool:
        return "edge" in self.browser.name.lower()


def find_browser() -> Installed | None:
    """Return AEROBASE_BROWSER, else the first browser on the path or in its usual place."""
    named = os.environ.get("AEROBASE_BROWSER")
    candidates = [named] if named else [*map(shutil.which, NAMES), *PLACES]
    for candidate in candidates:
        if candidate and Path(candidate).is_file():
            browser = Path(candidate)
            driver = shutil.which("msedgedriver" if "edge" in browser.name else "chromedriver")
            return Installed(browser, Path(driver) if driver else None)
    return None


def start(installed: Installed) -> Chrome:
    """Return a running headless browser that logs its console and every request."""
    kind = (webdriver.EdgeOptions, webdriver.EdgeService, webdriver.Edge)
    if not installed.is_edge:
        kind = (webdriver.ChromeOptions, webdriver.ChromeService, webdriver.Chrome)
    make_options, make_service, make_driver = kind
    options = make_options()
    options.binary_location = str(installed.browser)
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = make_service(str(installed.driver)) if installed.driver else make_service()
    return make_driver(options=options, service=service)


@dataclass
class Browser:
    """One headless browser, reused; ``open`` starts each page with empty logs."""

    driver: Chrome

    def open(self, path: Path, *, width: int = 1200, height: int = 900, dark: bool = False,
             scripts: bool = True) -> None:  # fmt: skip
        """Load a file at a window size and in a theme."""
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme], media="")
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        self.driver.get("about:blank")
        self.logs("browser"), self.logs("performance")  # earlier pages' entries are taken away
        self.driver.get(path.as_uri())

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call one command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(method, parameters)

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what a script of the test returns."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str, *arguments: Any) -> Any:
        """Return what a promise of the page becomes."""
        wrapped = (
            "const done = arguments[arguments.length - 1];"
            f"(async (...arguments_) => {{ {script} }})(...arguments)"
            ".then(value => done({value}), error => done({error: String(error)}))"
        )
        answer = self.driver.execute_async_script(wrapped, *arguments)
        assert "error" not in answer, answer["error"]
        return answer.get("value")

    def logs(self, kind: str) -> list[dict[str, Any]]:
        """Return and empty one of the browser's logs."""
        return self.driver.get_log(kind)  # type: ignore[no-any-return]

    def errors(self) -> list[str]:
        """Return what the console complained of since the page was opened."""
        return [entry["message"] for entry in self.logs("browser")
                if entry["level"] in {"SEVERE", "WARNING"}]  # fmt: skip

    def requests(self) -> list[str]:
        """Return every address asked for since the page was opened."""
        messages = [json.loads(entry["message"])["message"] for entry in self.logs("performance")]
        return [message["params"]["request"]["url"] for message in messages
                if message["method"] == "Network.requestWillBeSent"]  # fmt: skip

    def picture(self, path: Path) -> None:
        """Write a PNG of the whole page."""
        size = self.run(
            "return [innerWidth, Math.min(15000, document.documentElement.scrollHeight)]"
        )
        clip = {"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1}
        shot = self.send("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(shot["data"]))

    def axe(self) -> tuple[list[str], list[str]]:
        """Return the rules of axe that the page passes, and each thing it finds fault with."""
        script = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
        self.send("Runtime.evaluate", expression=script)
        answer = self.wait(
            "const { violations, passes } = await axe.run();"
            "return { violations, passed: passes.map(rule => rule.id) }"
        )
        said = [
            f"{one['impact']} {one['id']}: {node['html'][:160]}" for one in answer["violations"]
            for node in one["nodes"][:3]
        ]  # fmt: skip
        return answer["passed"], said

    def pdf(self) -> bytes:
        """Return the page as the browser prints it."""
        printed = self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(printed["data"])


def is_wanted() -> bool:
    """Return whether a missing browser is a failure: on CI no test may be left out unseen."""
    return os.environ.get("CI") == "true"
