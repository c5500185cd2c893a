"""`make check-report`: reports in a headless Chromium, looked at as readers will have them.

Pages of 16 and of 399 municipalities, of one among 399, and of names that are markup, in both
languages, are opened as files. Each must ask for nothing but itself, complain of nothing, show
axe-core no serious fault, be as wide as a phone of 360 pixels, and print on A4. Without Chromium,
node or npm the check is skipped aloud.
"""

from __future__ import annotations

import argparse
import base64
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sustenta as st
from browser import Browser, Page, find_chromium

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
#: The largest page, in bytes, and the longest time to make it, in seconds; that of a whole country.
LARGEST, LONGEST, COUNTRY = 5_000_000, 5.0, 60.0
PHONE, DESK = (360, 800), (1280, 900)
#: A4, in points, to the nearest.
A4 = (595, 842)
SERIOUS = ("serious", "critical")
#: What is wider than the screen, and has no word beside it that says so.
UNSAID = """
[...document.querySelectorAll('.chart .wide, .sustenta-table > div')].filter(box => {
  const hint = box.closest('.chart, .short, .long')?.querySelector('.swipe');
  return box.scrollWidth > box.clientWidth + 1 && !(hint && hint.offsetHeight);
}).map(box => box.getAttribute('aria-label'))
"""
#: Whether the value of each key figure stands within the screen, tables of figures included.
HIDDEN = """
[...document.querySelectorAll('#standing .tiles strong, #standing table tr > :nth-child(2)')]
.filter(cell => cell.getBoundingClientRect().right > innerWidth).map(cell => cell.textContent)
"""
HOSTILE = "<script>alert(1)</script>"


@dataclass(frozen=True)
class Case:
    """A report to look at."""

    name: str
    panel: Any
    settings: dict[str, Any]
    longest: float = LONGEST


def cases() -> list[Case]:
    plan: dict[str, Any] = {"cost": 200_000.0, "years": 4}
    named = st.examples.panel(12)
    first = named["municipality"].iloc[0]
    named["municipality"] = named["municipality"].replace(first, HOSTILE)
    named["uf"] = '"><img src=x onerror=alert(1)>'
    made = []
    for lang in ("pt", "en"):
        made += [
            Case(f"study-16-{lang}", st.studies.proesf2006.panel(), {"lang": lang}),
            Case(f"panel-16-{lang}", st.examples.panel(16), {"lang": lang, **plan}),
            Case(f"panel-399-{lang}", st.examples.panel(399), {"lang": lang, **plan}),
            Case(
                f"one-of-399-{lang}",
                st.examples.panel(399),
                {"lang": lang, "municipality": 9900078, "price_year": 2012, **plan},
            ),
            Case(f"hostile-{lang}", named, {"lang": lang, "title": f"</title>{HOSTILE}"}),
        ]
    plan["draws"] = 500
    return [*made, Case("country-5570-pt", st.examples.panel(5570), plan, COUNTRY)]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--out", type=Path, help="keep pages, pictures and prints in this folder")
    asked.add_argument("--only", help="the cases whose name holds this")
    given = asked.parse_args()
    chromium = find_chromium()
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    missing += [] if chromium else ["chromium"]
    if chromium is None or missing:
        print(f"SKIPPED: check-report needs {', '.join(missing)}, not found here")
        return 0
    if not AXE.is_file():
        print(f"there is no {AXE.relative_to(ROOT)}: run `make check-report`", file=sys.stderr)
        return 2
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as place, Browser(chromium) as browser:
        folder = given.out or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        st.report(st.examples.panel(1), folder / "warm.html")  # what is imported, is imported
        (folder / "warm.html").unlink()
        for case in cases():
            if given.only is None or given.only in case.name:
                wrong += [f"{case.name}: {fault}" for fault in check(case, browser, folder)]
    for fault in wrong:
        print(f"WRONG  {fault}", file=sys.stderr)
    print("check-report:", f"{len(wrong)} faults" if wrong else "no faults")
    return 1 if wrong else 0


def check(case: Case, browser: Browser, folder: Path) -> list[str]:
    """Make a report, look at it, and list what is wrong with it."""
    target = folder / f"{case.name}.html"
    start, busy = time.perf_counter(), time.process_time()
    st.report(case.panel, target, **case.settings)
    # On a machine with other work, the time of the processors; on a quiet one, that of the clock.
    busy = time.process_time() - busy
    seconds = min(time.perf_counter() - start, busy)
    size = target.stat().st_size
    page = browser.page()
    faults = []
    if size > LARGEST:
        faults.append(f"{size} bytes; at most {LARGEST}")
    if seconds > case.longest:
        faults.append(f"made in {seconds:.1f} s; at most {case.longest:g}")
    page.size(*DESK)
    page.open(target.as_uri())
    faults += [f"asks for {url}" for url in page.requests() if fetched(url, target)]
    faults += [f"complains: {complaint}" for complaint in page.complaints()]
    pictures = {"desk": page.screenshot(whole=True)}
    faults += as_wide_as_its_window(page, DESK[0])
    page.size(*PHONE, phone=True)
    faults += as_wide_as_its_window(page, PHONE[0])
    faults += [f"wider than a phone, unsaid: {name}" for name in page.evaluate(UNSAID)]
    faults += [f"a key figure is off the screen: {figure}" for figure in page.evaluate(HIDDEN)]
    pictures["phone"] = page.screenshot(whole=True)
    counts, found = seen_by_axe(page)
    faults += found
    sheets, found = printed(page, target.with_suffix(".pdf"))
    faults += found
    for name, data in pictures.items():
        target.with_name(f"{case.name}-{name}.png").write_bytes(base64.b64decode(data))
    page.ask("Page.close")
    print(
        f"{case.name:14} {size / 1e3:7.0f} kB {seconds:5.2f} s {sheets:3} A4 pages  axe: {counts}"
    )
    return faults


def fetched(url: str, target: Path) -> bool:
    """Say whether something was fetched: neither the page itself nor what stands in it."""
    return url != target.as_uri() and not url.startswith("data:")


def as_wide_as_its_window(page: Page, width: int) -> list[str]:
    found = int(page.evaluate("document.documentElement.scrollWidth"))
    return [f"is {found} px wide in a window of {width}"] if found > width else []


def seen_by_axe(page: Page) -> tuple[str, list[str]]:
    """Let axe-core look; give its counts in words, and its serious findings."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then(r => ({"
        "passes: r.passes.length, violations: r.violations.map(v => ({id: v.id, impact: v.impact,"
        " help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))}))}))"
    )
    worst = [one for one in found["violations"] if one["impact"] in SERIOUS]
    milder = [one["id"] for one in found["violations"] if one["impact"] not in SERIOUS]
    counts = f"{found['passes']} rules pass, {len(worst)} serious faults"
    counts += f", milder: {', '.join(milder)}" if milder else ""
    return counts, [
        f"axe: {one['impact']} {one['id']}: {one['help']} {one['nodes']}" for one in worst
    ]


def printed(page: Page, path: Path) -> tuple[int, list[str]]:
    """Print the page; give the number of sheets, and what is wrong with them."""
    data = base64.b64decode(page.pdf())
    path.write_bytes(data)
    sheets = len(re.findall(rb"/Type\s*/Page\b", data))
    boxes = {
        tuple(round(float(side)) for side in box.split()[2:])
        for box in re.findall(rb"/MediaBox\s*\[([\d. ]+)\]", data)
    }
    if not data.startswith(b"%PDF") or not sheets:
        return 0, ["does not print"]
    odd = [box for box in boxes if any(abs(a - b) > 1 for a, b in zip(box, A4, strict=True))]
    return sheets, [f"prints on {box}, not on A4" for box in odd]


if __name__ == "__main__":
    sys.exit(main())
