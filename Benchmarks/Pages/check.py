"""Opens the pages of hooktest in Chromium as people do, and names what they would stumble over.

check.py HOOKTEST FOLDER [PAGE...]

Every kind of page (design, reading, decision, team, review, account, calculators) of real and hostile tests (two and six
variants, one and ninety days, no opportunity, very long names, markup as a name, days without calls), in English and
French, at the sizes of a phone, a laptop and A4, light and dark: nothing may overlap, leave the page, be cut off or broken
inside a word, be fetched or reach the console; the answer with its reason stands on the first screen of a laptop; and
axe-core may find no fault (contrast: on one page of each kind, since colours are those of one stylesheet). With PAGEs only those whose names begin so. Needs Debian's chromium and the packages playwright
and axe-playwright-python. Writes the pages into FOLDER, prints the size of each kind, and ends with status 1 where
anything was found.
"""

import collections
import concurrent.futures
import datetime
import json
import pathlib
import random
import shutil
import subprocess
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

LARGEST = 400_000
# What is left of A4 inside the margins of the stylesheet: 182 mm by 267 mm.
SIZES = {"phone": (390, 844), "laptop": (1366, 768), "paper": (688, 1009)}
VIEWS = [("phone", "light"), ("phone", "dark"), ("laptop", "light"), ("laptop", "dark"), ("paper", "light")]

# Rectangles of every visible run of text; those that meet, those that leave the page or are cut off, and words of ordinary
# length that are broken in two.
MEASURE = """() => {
  const runs = [], broken = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.nodeValue.trim()) continue;
    const parent = node.parentElement;
    if (parent.closest('caption, title, desc, .hidden') || !parent.checkVisibility()) continue;
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()];
    for (const r of rects) {
      if (r.width > 1 && r.height > 1) runs.push({text: node.nodeValue.trim().slice(0, 40), r, parent});
    }
    if (rects.length > 1 && !parent.closest('pre')) {
      for (const word of node.nodeValue.matchAll(/(?<![\\p{L}_])\\p{L}{2,16}(?![\\p{L}_])/gu)) {
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
        if (lines.size > 1) broken.push(word[0]);
      }
    }
  }
  const width = document.documentElement.clientWidth, overlaps = [], outside = [];
  runs.sort((a, b) => a.r.top - b.r.top);
  for (let i = 0; i < runs.length; i++) {
    const a = runs[i];
    if ((a.r.right > width + 1 || a.r.left < -1) && !a.parent.closest('.scroll')) outside.push(a.text);
    for (let j = i + 1; j < runs.length && runs[j].r.top < a.r.bottom; j++) {
      const b = runs[j];
      const across = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
      const down = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
      // Line boxes touch; letters meet where a third of a line does.
      if (across > 2 && down > Math.min(a.r.height, b.r.height) / 3) overlaps.push(a.text + ' | ' + b.text);
    }
  }
  const cut = [...document.querySelectorAll('.scroll')].filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
    .map(e => e.querySelector('caption').textContent.slice(0, 40) + ', ' + (e.scrollWidth - e.clientWidth) + ' px');
  const summary = document.querySelector('.summary'), first = [...summary.querySelectorAll('h2, .sentence')].pop();
  const row = summary.querySelector('tbody tr') ?? first;
  return {overlaps, outside, cut, broken, wide: document.documentElement.scrollWidth - width,
    reach: Math.max(first.getBoundingClientRect().bottom, row.getBoundingClientRect().bottom)};
}"""


def plan(folder, name, variants, days, opportunities, missing=()):
    """A plan of a dated test with counts by day; opportunities is a share of calls, missing are days without calls."""
    place = folder / name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    first = datetime.date(2026, 1, 5)
    arms = "".join(
        f"  - {{name: {json.dumps(text)}{', role: control' if index == 0 else ''}}}\n" for index, text in enumerate(variants)
    )
    (place / "plan.yaml").write_text(
        f"name: {name}\nquestion: Does any of these openings bring more than the one we have?\nstarts: {first}\n"
        f"days: {days}\ncalling: {{weekdays: [mon, tue, wed, thu, fri], windows: {{morning: '10:00-13:00', "
        "afternoon: '14:00-18:00'}, calls-per-agent-day: 60, agents: 10}\nassignment: {method: recorded}\n"
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
        if date.weekday() > 4 or day in missing:
            continue
        for index, text in enumerate(variants):
            for window in ("morning", "afternoon"):
                calls = 600 // (2 * len(variants))
                won = sum(draw.random() < opportunities * (1 + 0.1 * index) for _ in range(calls))
                quoted = '"' + text.replace('"', '""') + '"'
                lines.append(f"{date},{quoted},{window},{calls},{won},{calls}")
    (place / "counts.csv").write_text("\n".join(lines) + "\n")
    return place / "plan.yaml"


def commands(hooktest, folder):
    """Every page to be made: its name, its kind and the command that writes it."""
    long = "the long opening that starts with the weather and ends with last year's budgets"
    plans = {
        "two": plan(folder, "two", ["pitch", "question"], 14, 0.03),
        "six": plan(folder, "six", ["pitch", "question", "story", long, "Überraschung", "x"], 90, 0.03),
        "one-day": plan(folder, "one-day", ["pitch", "question"], 1, 0.03),
        "nothing": plan(folder, "nothing", ["pitch", "question"], 14, 0.0),
        "markup": plan(folder, "markup", ["<script>alert(1)</script>", "Donnell & O'Brien \"A\""], 14, 0.03),
        "endless": plan(folder, "endless", ["W" * 80, long.replace(" ", "_"), "a" * 60], 14, 0.03),
    }
    gaps = plan(folder, "gaps", ["pitch", "question"], 12, 0.03, missing=(2, 3, 8))
    for arguments in (["start", gaps], ["extend", gaps, "--days", "7", "--as-of", "2026-01-15", "--reason", "strike"]):
        subprocess.run([hooktest, *arguments], check=True, capture_output=True)
    experiments = pathlib.Path("experiments")
    spring, late = experiments / "spring-hook/plan.yaml", experiments / "late-sales/plan.yaml"
    touches, daily = experiments / "many-touches/plan.yaml", experiments / "daily-looks/plan.yaml"
    dear, odisha = experiments / "dear-winner/plan.yaml", experiments / "odisha-2019/plan.yaml"
    made = []
    for name, path in plans.items():
        made += [
            (name, "reading", ["check", path, "--no-record"]),
            (name, "decision", ["decide", path, "--no-record"]), (name, "design", ["design", path]),
            (name, "account", ["indicators", path, "--by", "variant"]),
            (name, "team", ["check", path, "--no-record", "--team"])]
    made += [
        ("gaps", "reading", ["check", gaps, "--no-record"]),
        ("six-weeks", "account", ["indicators", plans["six"], "--by", "week"]),
        ("spring-hook", "reading", ["check", spring, "--no-record", "--as-of", "2026-03-12"]),
        ("spring-hook", "design", ["design", spring]),
        ("spring-hook", "team", ["check", spring, "--no-record", "--as-of", "2026-03-12", "--team"]),
        ("spring-hook-agents", "account", ["indicators", spring, "--by", "agent"]),
        ("half-days", "design", ["design", experiments / "half-days/plan.yaml"]),
        ("agents", "design", ["design", experiments / "agents-cross-over/plan.yaml"]),
        ("daily-looks", "reading", ["check", daily, "--no-record", "--as-of", "2026-03-10"]),
        ("dear-winner", "reading", ["check", dear, "--no-record", "--as-of", "2026-03-06"]),
        ("many-touches-weeks", "account", ["indicators", touches, "--by", "week"]),
        ("many-touches-days", "account", ["indicators", touches, "--by", "day"]),
        ("late-sales-30d", "review", ["review", late, "--at", "30d", "--as-of", "2026-04-15", "--no-record"]),
        ("late-sales-90d", "review", ["review", late, "--at", "90d", "--as-of", "2026-06-15", "--no-record"]),
        ("late-sales-early", "review", ["review", late, "--at", "90d", "--as-of", "2026-04-15", "--no-record"]),
        ("counts", "calculator", ["compare", "300/10000", "360/10000", "330/10000"]),
        ("size", "calculator", ["size", "--baseline", "3%", "--lift", "20%"]),
        ("totals", "calculator", [
            "indicators", "--cost", "12345.67", "--calls", "9000", "--opportunities", "300", "--opportunity-to-sale", "12%",
            "--sale-value", "1200", "--margin-per-sale", "400"]),
        ("odisha", "calculator", ["waves", odisha]),
    ]
    for path in sorted(experiments.glob("**/plan.yaml")):
        made.append(("-".join(path.parent.parts[1:]), "decision", ["decide", path, "--no-record"]))
    return [
        (f"{name}-{kind}-{language}", kind, [*arguments, "--lang", language])
        for language in ("en", "fr") for name, kind, arguments in made]


def write(hooktest, folder, name, arguments):
    """Writes one page; an error message where that failed."""
    file = folder / f"{name}.html"
    run = subprocess.run([hooktest, *arguments, "--format", "html"], capture_output=True, text=True)
    if run.returncode != 0:
        return f"{name}: hooktest {' '.join(map(str, arguments))} failed: {run.stderr.strip()}"
    file.write_text(run.stdout)
    return None


def violations(page, scheme, colours):
    """What axe-core finds: all but contrast once for each page; contrast, which takes it far longer, where asked for."""
    options = {"resultTypes": ["violations"]}
    if not colours:
        options["rules"] = {"color-contrast": {"enabled": False}}
    if scheme == "dark":
        options["runOnly"] = ["color-contrast"]
        if not colours:
            return
    for violation in Axe().run(page, options=options).response["violations"]:
        nodes = [" ".join(node["target"]) for node in violation["nodes"]]
        yield f"axe {violation['id']} ({violation['impact']}): {', '.join(nodes[:3])}"


def faults(page, heard, name, kind, file, colours):
    """What is wrong with one page at every size and scheme."""
    if file.stat().st_size > LARGEST:
        yield f"{name}: {file.stat().st_size} bytes"
    heard.clear()
    page.goto(file.resolve().as_uri())
    for size, scheme in VIEWS:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="print" if size == "paper" else "screen", color_scheme=scheme)
        where = f"{name}, {size}, {scheme}"
        found = page.evaluate(MEASURE)
        if found["wide"] > 1:
            yield f"{where}: {found['wide']} px wider than the window"
        for what in ("outside", "overlaps", "cut", "broken"):
            yield from (f"{where}: {what}: {text}" for text in found[what][:3])
        if size == "laptop" and kind != "calculator" and found["reach"] > height:
            yield f"{where}: the first screen ends after {height} of {found['reach']:.0f} px"
        if size == "laptop":
            yield from (f"{where}: {text}" for text in violations(page, scheme, colours))
    yield from (f"{name}: {text}" for text in heard[1:])


def main():
    hooktest, folder, wanted = sys.argv[1], pathlib.Path(sys.argv[2]), tuple(sys.argv[3:]) or ("",)
    folder.mkdir(parents=True, exist_ok=True)
    made = [each for each in commands(hooktest, folder) if each[0].startswith(wanted)]
    sizes, found = collections.defaultdict(list), []

    def report(fault):
        found.append(fault)
        print(fault, flush=True)

    with concurrent.futures.ThreadPoolExecutor(2) as pool, sync_playwright() as playwright:
        written = [pool.submit(write, hooktest, folder, name, arguments) for name, _, arguments in made]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_context(bypass_csp=True).new_page()
        heard = []
        page.on("console", lambda message: heard.append(f"console says {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"console says {error}"))
        page.on("request", lambda request: heard.append(f"fetches {request.url}"))
        page.on("dialog", lambda dialog: heard.append(f"asks {dialog.message}") or dialog.dismiss())
        for (name, kind, _), writing in zip(made, written):
            if failure := writing.result():
                report(failure)
                continue
            file = folder / f"{name}.html"
            sizes[kind].append(file.stat().st_size)
            # All pages share one stylesheet: one page of each kind tells whether its colours can be read.
            for fault in faults(page, heard, name, kind, file, colours=len(sizes[kind]) == 1):
                report(fault)
        browser.close()
    for kind, bytes in sizes.items():
        print(f"{kind}: {len(bytes)} pages, {min(bytes) // 1000} to {max(bytes) // 1000} kB")
    print(f"{len(made)} pages in {len(VIEWS)} views: {len(found)} faults")
    sys.exit(1 if found else 0)


main()
