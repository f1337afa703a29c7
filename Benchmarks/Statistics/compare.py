#!/usr/bin/env python3
"""Times the statistics of HookTest beside scipy, statsmodels and, where there is an Rscript, base R.

usage: compare.py STATISTICS_BENCHMARK FOLDER [LIMIT_SECONDS]

Every question is asked of both sides in process, warm: the median time of a call over repeats. A peer that exceeds the
limit (default 60 seconds a call) is stopped. Writes FOLDER/statistics.md and prints it.
"""
import json
import math
import multiprocessing
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time
import warnings

import scipy
import scipy.stats as st
import statsmodels
import statsmodels.stats.proportion as sp

warnings.filterwarnings("ignore")


def measure(call):
    """The median seconds of a call over up to seven rounds, and its answer."""
    started = time.perf_counter()
    answer = call()
    first = time.perf_counter() - started
    if first > 2:
        return first, answer
    calls = max(1, int(0.02 / max(first, 1e-7)))
    rounds = []
    for _ in range(7):
        started = time.perf_counter()
        for _ in range(calls):
            call()
        rounds.append((time.perf_counter() - started) / calls)
        if sum(rounds) * calls > 10:
            break
    return statistics.median(rounds), answer


def limited(call, limit):
    """`measure` in a process of its own, stopped after `limit` seconds: None, or the error's name, when it fails."""

    def work(sender):
        try:
            seconds, answer = measure(call)
            sender.send((seconds, [float(a) for a in answer]))
        except Exception as error:  # the peer's own failure is a result
            sender.send((None, type(error).__name__))

    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(False)
    process = context.Process(target=work, args=(sender,))
    process.start()
    result = receiver.recv() if receiver.poll(limit) else (None, f"> {limit:g} s")
    process.kill()
    process.join()
    return result


def table(variant, control):
    return [[variant[0], variant[1] - variant[0]], [control[0], control[1] - control[0]]]


def proportion(method):
    return lambda v, c: lambda: sp.proportion_confint(*c, method=method)


def two(compare, method, correction=True):
    return lambda v, c: lambda: sp.confint_proportions_2indep(
        *v, *c, method=method, compare=compare, correction=correction)


def exact_odds_ratio(v, c):
    return lambda: tuple(st.contingency.odds_ratio(table(v, c)).confidence_interval())


def unconditional(function):
    # scipy wants the arms as columns.
    return lambda v, c: lambda: (function([[v[0], c[0]], [v[1] - v[0], c[1] - c[0]]]).pvalue,)


def margin_test(v, c):
    return lambda: (sp.test_proportions_2indep(
        *v, *c, value=-0.005, method="score", correction=False, alternative="larger").pvalue,)


SMALL, TYPICAL, LARGE, HUGE = (
    ([7, 34], [1, 34]), ([70, 1000], [50, 1000]), ([360, 10_000], [300, 10_000]),
    ([300_900, 10_000_000], [300_000, 10_000_000]))
NONE = ([0, 100], [3, 100])
ORDINARY = [TYPICAL, LARGE, HUGE, NONE]

# Function, peer, what is known of the peer, how it is called, tables.
QUESTIONS = [
    ("interval.proportion.wilson", "statsmodels", "", proportion("wilson"), [TYPICAL, HUGE]),
    ("interval.proportion.agresti-coull", "statsmodels", "", proportion("agresti_coull"), [TYPICAL, HUGE]),
    ("interval.proportion.jeffreys", "statsmodels", "", proportion("jeffreys"), [TYPICAL, HUGE]),
    ("interval.proportion.clopper-pearson", "statsmodels", "", proportion("beta"), [TYPICAL, HUGE]),
    ("interval.proportion.clopper-pearson", "scipy", "",
     lambda v, c: lambda: tuple(st.binomtest(*c).proportion_ci(method="exact")), [TYPICAL, HUGE]),
    ("interval.difference.wald", "statsmodels", "", two("diff", "wald"), [LARGE]),
    ("interval.difference.agresti-caffo", "statsmodels", "", two("diff", "agresti-caffo"), [LARGE]),
    ("interval.difference.newcombe", "statsmodels", "", two("diff", "newcomb"), ORDINARY),
    ("interval.difference.miettinen-nurminen", "statsmodels", "peer is wrong: its restricted rates",
     two("diff", "score"), ORDINARY),
    ("interval.difference.mee", "statsmodels", "peer is wrong: its restricted rates",
     two("diff", "score", False), [SMALL, LARGE]),
    ("interval.ratio.log", "statsmodels", "", two("ratio", "log"), [LARGE]),
    ("interval.ratio.log-adjusted", "statsmodels", "", two("ratio", "log-adjusted"), [LARGE]),
    ("interval.ratio.miettinen-nurminen", "statsmodels", "", two("ratio", "score"), ORDINARY),
    ("interval.ratio.koopman", "statsmodels", "", two("ratio", "score", False), [LARGE]),
    ("interval.odds-ratio.logit", "statsmodels", "", two("odds-ratio", "logit"), [LARGE]),
    ("interval.odds-ratio.logit-adjusted", "statsmodels", "", two("odds-ratio", "logit-adjusted"), [LARGE]),
    ("interval.odds-ratio.miettinen-nurminen", "statsmodels", "peer leaves out the bias of the score",
     two("odds-ratio", "score"), [LARGE]),
    ("interval.odds-ratio.exact-conditional", "scipy", "", exact_odds_ratio, [SMALL, TYPICAL, LARGE]),
    ("interval.difference.mover-jeffreys", None, "", None, ORDINARY),
    ("interval.difference.scas", None, "", None, ORDINARY),
    ("interval.ratio.mover-jeffreys", None, "", None, ORDINARY),
    ("interval.ratio.scas", None, "", None, ORDINARY),
    ("interval.odds-ratio.scas", None, "", None, ORDINARY),
    ("interval.odds-ratio.exact-conditional", None, "", None, [HUGE]),
    ("test.noninferiority.farrington-manning", "statsmodels", "peer is wrong: its restricted rates", margin_test, [LARGE]),
    ("test.difference.pearson", "scipy", "",
     lambda v, c: lambda: (st.chi2_contingency(table(v, c), correction=False).pvalue,), [LARGE]),
    ("test.difference.fisher", "scipy", "", lambda v, c: lambda: (st.fisher_exact(table(v, c)).pvalue,),
     [SMALL, TYPICAL, LARGE, HUGE]),
    ("test.difference.boschloo", "scipy", "uncertified", unconditional(st.boschloo_exact),
     [SMALL, TYPICAL, LARGE]),
    ("test.difference.barnard", "scipy", "uncertified; loses ties", unconditional(st.barnard_exact),
     [([9, 10], [3, 10]), SMALL, TYPICAL, LARGE]),
]

POWER = [
    ({"function": "power.two-proportions", "rates": [0.03, 0.036], "perArm": 10_000},
     lambda: (sp.power_proportions_2indep(0.006, 0.03, 10_000, return_results=False),)),
    ({"function": "power.sample-size.normal", "rates": [0.03, 0.036], "power": 0.8},
     lambda: (sp.samplesize_proportions_2indep_onetail(0.006, 0.03, 0.8, alpha=0.05, alternative="two-sided"),)),
]

# Base R, by the number of calls timed.
R_CALLS = [
    ("test.difference.fisher", "fisher.test(m)$p.value", 20),
    ("interval.odds-ratio.exact-conditional", "fisher.test(m)$conf.int", 20),
    ("test.difference.pearson", "prop.test(t(m)[1, ], colSums(m), correct = FALSE)$p.value", 200),
]


def rows_of_r(folder):
    """The questions base R answers, as rows without our side."""
    if shutil.which("Rscript") is None:
        return []
    script = ["options(digits = 17)"]
    asked = []
    for variant, control in (SMALL, TYPICAL, LARGE):
        script.append(f"m <- matrix(c({variant[0]}, {variant[1] - variant[0]}, {control[0]}, "
                      f"{control[1] - control[0]}), 2)")
        for function, call, count in R_CALLS:
            if "prop.test" in call:
                call = (f"prop.test(c({variant[0]}, {control[0]}), c({variant[1]}, {control[1]}), "
                        "correct = FALSE)$p.value")
            script.append(
                f"a <- {call}; times <- replicate(7, system.time(for (i in 1:{count}) {call})[['elapsed']]); "
                f"cat(median(times) / {count}, a, '\\n')")
            asked.append((function, variant, control))
    path = folder / "peers.R"
    path.write_text("\n".join(script) + "\n")
    run = subprocess.run(["Rscript", "--vanilla", path], capture_output=True, text=True, check=True)
    rows = []
    for (function, variant, control), line in zip(asked, run.stdout.splitlines()):
        seconds, *answer = map(float, line.split())
        rows.append((function, variant, control, "R", "", (seconds, answer)))
    return rows


def short(answer):
    return " … ".join("∞" if math.isinf(a) else f"{a:.10g}" for a in answer)


def agreement(ours, theirs):
    def apart(a, b):
        if a == b:
            return 0
        return abs(a - b) / max(abs(a), 1e-300) if math.isfinite(a) and math.isfinite(b) else math.inf
    worst = max(apart(a, b) for a, b in zip(ours, theirs))
    return "equal" if worst == 0 else f"{worst:.0e}"


def duration(seconds):
    for unit, scale in (("s", 1), ("ms", 1e3)):
        if seconds * scale >= 1:
            return f"{seconds * scale:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    limit = float(sys.argv[3]) if len(sys.argv) == 4 else 60
    folder.mkdir(parents=True, exist_ok=True)

    rows = []
    for function, peer, note, call, tables in QUESTIONS:
        for variant, control in tables:
            result = limited(call(variant, control), limit) if call else None
            rows.append((function, variant, control, peer, note, result))
    rows += rows_of_r(folder)
    cases = [
        {"function": f, "control": c} if f.startswith("interval.proportion")
        else {"function": f, "control": c, "variant": v, "margin": -0.005}
        for f, v, c, *_ in rows]
    power = [(case, limited(call, limit)) for case, call in POWER]
    cases += [case for case, _ in power]
    (folder / "cases.json").write_text(json.dumps(cases))
    subprocess.run([program, folder / "cases.json", folder / "results.json"], check=True)
    ours = json.loads((folder / "results.json").read_text())

    lines = [
        f"Python {platform.python_version()}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}.", "",
        "| function | input | ours | peer | peer's time | peer / ours | apart | our answer | peer's answer |",
        "|---|---|--:|---|--:|--:|--:|---|---|"]
    asked = [
        (f, f"{c[0]}/{c[1]}" if f.startswith("interval.proportion") else f"{v[0]}/{v[1]} v {c[0]}/{c[1]}", peer, note, r)
        for f, v, c, peer, note, r in rows]
    asked += [
        (case["function"], f"{case['rates'][0]} v {case['rates'][1]}, {case.get('perArm', case.get('power'))}",
         "statsmodels", "", r) for case, r in power]
    for (function, question, peer, note, result), mine in zip(asked, ours):
        answer = [float(a) for a in mine["answer"]]
        cells = ["", "", "", "", ""]
        if peer:
            seconds, theirs = result
            if seconds is None:
                more = f"> {limit / mine['microseconds'] * 1e6:,.0f}" if theirs.startswith(">") else ""
                cells = [peer, theirs, more, "", note]
            else:
                ratio = seconds * 1e6 / mine["microseconds"]
                cells = [peer, duration(seconds), f"{ratio:,.0f}", agreement(answer, theirs),
                         short(theirs) + (f" ({note})" if note else "")]
        lines.append("| " + " | ".join(
            [f"`{function}`", question, duration(mine["microseconds"] / 1e6), *cells[:4], short(answer), cells[4]]) + " |")
    text = "\n".join(lines) + "\n"
    (folder / "statistics.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
