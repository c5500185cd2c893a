"""A headless Chromium, driven over its own pipe: the DevTools protocol, and nothing between."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from types import TracebackType
from typing import Any, Self

__all__ = ["Browser", "Page", "find_chromium"]

_NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Seconds for the slowest answer.
_TIMEOUT = 60.0
#: CSS pixels of the tallest picture that Chromium draws.
_TALLEST = 30_000
_FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--no-default-browser-check",
    "--force-color-profile=srgb",
    "--remote-debugging-pipe",
)


def find_chromium() -> str | None:
    """Give the path of a Chromium, None where there is none."""
    return next((path for path in map(shutil.which, _NAMES) if path), None)


class Browser:
    """A Chromium of its own, with an empty profile; it ends with the block."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        # As root there is no sandbox, and Chromium refuses to start with one.
        flags = [*_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        self._process = subprocess.Popen(
            [
                "sh",
                "-c",
                f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}',
                program,
                *flags,
                f"--user-data-dir={self._profile.name}",
                "about:blank",
            ],
            pass_fds=(theirs_in, theirs_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._in, self._out = ours_in, ours_out
        self._buffer = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.ask("Browser.close")
            self._process.wait(timeout=10)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)
        self._profile.cleanup()

    def ask(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Give a command, and wait for what it answers; what happens meanwhile is kept."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self._send(json.dumps(message).encode() + b"\0")
        while True:
            heard = self._hear(time.monotonic() + _TIMEOUT)
            if heard.get("id") == self._number:
                if "error" in heard:
                    raise RuntimeError(f"{method}: {heard['error']}")
                result: dict[str, Any] = heard.get("result", {})
                return result
            self.events.append(heard)

    def until(self, method: str, session: str) -> None:
        """Wait until an event has happened."""
        end = time.monotonic() + _TIMEOUT
        while not any(
            event.get("method") == method and event.get("sessionId") == session
            for event in self.events
        ):
            self.events.append(self._hear(end))

    def page(self) -> Page:
        """Open an empty page."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self, target, session)

    def _send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._out, data) :]

    def _hear(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise RuntimeError(f"Chromium said nothing for {_TIMEOUT:g} seconds")
            data = os.read(self._in, 1 << 20)
            if not data:
                raise RuntimeError("Chromium ended")
            self._buffer += data
        text, self._buffer = self._buffer.split(b"\0", 1)
        heard: dict[str, Any] = json.loads(text)
        return heard


class Page:
    """A page of a browser: what it asked for, what it complained of, what it looks like."""

    def __init__(self, browser: Browser, target: str, session: str) -> None:
        self._browser, self._target, self._session = browser, target, session
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Give the page a command."""
        return self._browser.ask(method, self._session, **params)

    def open(self, address: str) -> None:
        """Go to an address, and wait until all is there."""
        self._browser.events.clear()
        self.ask("Page.navigate", url=address)
        self._browser.until("Page.loadEventFired", self._session)

    def evaluate(self, expression: str) -> Any:
        """Give the value of an expression, and of a promise what it promised."""
        answer = self.ask(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")

    def size(self, width: int, height: int, *, phone: bool = False) -> None:
        """Give the window a size in CSS pixels."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=2 if phone else 1,
            mobile=phone,
        )

    def requests(self) -> list[str]:
        """List every address that was asked for."""
        return [
            str(event["params"]["request"]["url"])
            for event in self._events("Network.requestWillBeSent")
        ]

    def complaints(self) -> list[str]:
        """List what the console says, and every exception."""
        said = [
            f"{event['params']['type']}: {event['params']['args']}"
            for event in self._events("Runtime.consoleAPICalled")
        ]
        said += [str(e["params"]) for e in self._events("Runtime.exceptionThrown")]
        return said + [str(e["params"]["entry"]) for e in self._events("Log.entryAdded")]

    def screenshot(self, *, whole: bool = False) -> str:
        """Give a picture of the page, or of its first thousands of lines, as base64 of a PNG."""
        sizes: dict[str, Any] = {}
        if whole:
            wide, tall = self.evaluate("[innerWidth, document.documentElement.scrollHeight]")
            clip = {"x": 0, "y": 0, "width": wide, "height": min(tall, _TALLEST), "scale": 1}
            sizes = {"captureBeyondViewport": True, "clip": clip}
        answer = self.ask("Page.captureScreenshot", format="png", **sizes)
        return str(answer["data"])

    def pdf(self) -> str:
        """Print the page, as its style says, and give base64 of the PDF."""
        answer = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return str(answer["data"])

    def _events(self, method: str) -> list[dict[str, Any]]:
        return [
            event
            for event in self._browser.events
            if event.get("method") == method and event.get("sessionId") == self._session
        ]
