"""Opens the pages of hooktest in Chromium as people do, and names what they would stumble over.

check.py HOOKTEST FOLDER

Real and hostile readings (two and six variants, one and ninety days, no opportunity, very long names, markup as a name),
in English and French, at the sizes of a phone, a laptop and A4, light and dark: nothing may overlap, leave the page, be
fetched or reach the console, and axe-core may find no fault. Needs Debian's chromium and the packages playwright and
axe-playwright-python. Writes the pages into FOLDER and ends with status 1 where anything was found.
"""

import datetime
import json
import pathlib
import random
import subprocess
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

LARGEST = 400_000
SIZES = {"phone": (375, 812), "laptop": (1280, 800), "paper": (794, 1123)}

# Rectangles of every visible run of text; those that meet, and those that leave the page.
MEASURE = """() => {
  const runs = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.nodeValue.trim()) continue;
    const parent = node.parentElement;
    if (parent.closest('caption, title, desc, .hidden') || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width > 1 && r.height > 1) runs.push({text: node.nodeValue.trim().slice(0, 40), r, parent});
    }
  }
  const width = document.documentElement.clientWidth, overlaps = [], outside = [];
  for (let i = 0; i < runs.length; i++) {
    const a = runs[i];
    if ((a.r.right > width + 1 || a.r.left < -1) && !a.parent.closest('.scroll')) outside.push(a.text);
    for (let j = i + 1; j < runs.length; j++) {
      const b = runs[j];
      const across = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
      const down = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
      // Line boxes touch; letters meet where a third of a line does.
      if (across > 2 && down > Math.min(a.r.height, b.r.height) / 3) overlaps.push(a.text + ' | ' + b.text);
    }
  }
  return {overlaps, outside, wide: document.documentElement.scrollWidth - width};
}"""


def plan(folder, name, variants, days, opportunities, weekdays):
    """A plan of a dated test with counts by day; opportunities is a share of calls."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    first = datetime.date(2026, 1, 5)
    arms = "".join(
        f"  - {{name: {json.dumps(text)}{', role: control' if index == 0 else ''}}}\n" for index, text in enumerate(variants)
    )
    (place / "plan.yaml").write_text(
        f"name: {name}\nquestion: Does any of these openings bring more than the one we have?\nstarts: {first}\n"
        f"days: {days}\ncalling: {{weekdays: [{weekdays}], windows: {{morning: '10:00-13:00', afternoon: '14:00-18:00'}},"
        " calls-per-agent-day: 60, agents: 10}\nassignment: {method: recorded}\n"
        f"variants:\n{arms}goal: {{baseline: 3 %, worth-detecting: +20 %, within: 0d}}\n"
        "costs:\n  - {item: salaries, amount: 9000}\n  - {item: telephony, amount: 0.06, per: call}\n"
        "economics: {opportunity-to-sale: 12.5 %, sale-value: 1200, margin-per-sale: 400}\n"
        "rollout: {calls-per-month: 20000, months: 6, switching-cost: 1500}\n"
        "decide: {when: significant, and: [healthy, profit]}\ndata: {counts: counts.csv}\n"
    )
    draw = random.Random(1)
    lines = ["date,variant,window,calls,opportunities,leads"]
    for day in range(days):
        date = first + datetime.timedelta(days=day)
        if date.weekday() > 4 and weekdays.count(",") < 6:
            continue
        for index, text in enumerate(variants):
            for window in ("morning", "afternoon"):
                calls = 600 // (2 * len(variants))
                won = sum(draw.random() < opportunities * (1 + 0.1 * index) for _ in range(calls))
                quoted = '"' + text.replace('"', '""') + '"'
                lines.append(f"{date},{quoted},{window},{calls},{won},{calls}")
    (place / "counts.csv").write_text("\n".join(lines) + "\n")
    return place / "plan.yaml"


def pages(hooktest, folder):
    """Writes every page; pairs of a name and a file."""
    week = "mon, tue, wed, thu, fri"
    long = "the long opening that starts with the weather and ends with last year's budgets"
    plans = {
        "two": plan(folder, "two", ["pitch", "question"], 14, 0.03, week),
        "six": plan(folder, "six", ["pitch", "question", "story", long, "Überraschung", "x"], 90, 0.03, week),
        "one-day": plan(folder, "one-day", ["pitch", "question"], 1, 0.03, week),
        "nothing": plan(folder, "nothing", ["pitch", "question"], 14, 0.0, week),
        "markup": plan(folder, "markup", ["<script>alert(1)</script>", "Donnell & O'Brien \"A\""], 14, 0.03, week),
    }
    experiments = pathlib.Path("experiments")
    made = []
    for language in ("en", "fr"):
        for name, path in plans.items():
            commands = [("check", ["--no-record"]), ("decide", ["--no-record"]), ("design", [])]
            if name == "two":
                commands.append(("team", ["--no-record", "--team"]))
            made += [(f"{name}-{command}-{language}", command, path, more) for command, more in commands]
        for path in sorted(experiments.glob("**/plan.yaml")):
            name = "-".join(path.parent.parts[1:])
            made.append((f"{name}-decide-{language}", "decide", path, ["--no-record"]))
        spring = experiments / "spring-hook/plan.yaml"
        made.append((f"spring-hook-check-{language}", "check", spring, ["--no-record", "--as-of", "2026-03-12"]))
        made.append((f"spring-hook-design-{language}", "design", spring, []))
    for name, command, path, more in made:
        file = folder / f"{name}.html"
        command = "check" if command == "team" else command
        run = subprocess.run(
            [hooktest, command, path, "--format", "html", "--lang", name[-2:], "--output", file, "--quiet", *more],
            capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"hooktest {command} {path} failed: {run.stderr}")
        yield name, file


def faults(browser, name, file):
    """What is wrong with one page at every size and scheme."""
    if file.stat().st_size > LARGEST:
        yield f"{name}: {file.stat().st_size} bytes"
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark") if size == "laptop" else ("light",):
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True)
            page = context.new_page()
            said, fetched = [], []
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("request", lambda request: fetched.append(request.url))
            page.on("dialog", lambda dialog: said.append(dialog.message) or dialog.dismiss())
            if size == "paper":
                page.emulate_media(media="print")
            page.goto(file.resolve().as_uri())
            where = f"{name}, {size}, {scheme}"
            yield from (f"{where}: console says {text}" for text in said)
            yield from (f"{where}: fetches {url}" for url in fetched[1:])
            found = page.evaluate(MEASURE)
            if found["wide"] > 1:
                yield f"{where}: {found['wide']} px wider than the window"
            yield from (f"{where}: outside the page: {text}" for text in found["outside"][:5])
            yield from (f"{where}: overlap: {text}" for text in found["overlaps"][:5])
            if size == "laptop":
                for violation in Axe().run(page).response["violations"]:
                    nodes = [" ".join(node["target"]) for node in violation["nodes"]]
                    yield f"{where}: axe {violation['id']} ({violation['impact']}): {', '.join(nodes[:3])}"
            context.close()


def main():
    hooktest, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    count, found = 0, []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, file in pages(hooktest, folder):
            count += 1
            for fault in faults(browser, name, file):
                found.append(fault)
                print(fault, flush=True)
        browser.close()
    print(f"{count} pages at {len(SIZES)} sizes: {len(found)} faults")
    sys.exit(1 if found else 0)


main()
