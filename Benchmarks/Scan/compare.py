"""Times the scan beside DuckDB and Polars on the same files in the same run, and checks that all three agree.

usage: compare.py SCAN_BENCHMARK FOLDER [ROWS ...]      (rows in millions, default 1 5 20)

Equal work, each program in a process of its own with two threads: the file is read with types, timestamps become local
dates and windows, then come the four margins, distinct call ids, and the lead table of mature calls.
"""

import json
import os
import resource
import subprocess
import sys
import time

THREADS = len(os.sched_getaffinity(0))
COLUMNS = ["call_id", "lead_id", "started_at", "agent_id", "list", "variant", "direction", "answered", "disposition",
           "talk_seconds", "qualified"]
SUMS = ("count(*), sum(qualified), count(answered), sum(answered), count(talk_seconds), sum(talk_seconds), "
        "sum(talk_seconds * talk_seconds)")


def cells(rows):
    return sorted([*map(str, row[:-7]), *map(int, row[-7:])] for row in rows)


def duckdb_run(path, stage):
    import duckdb

    db = duckdb.connect()
    db.execute(f"SET threads={THREADS}; SET TimeZone='Europe/Paris'; SET preserve_insertion_order=false")
    types = {name: "VARCHAR" for name in COLUMNS}
    types |= {"started_at": "TIMESTAMPTZ", "answered": "TINYINT", "talk_seconds": "BIGINT", "qualified": "TINYINT"}
    wanted = "call_id, lead_id, agent_id, list, variant, answered, talk_seconds, qualified"
    db.execute(
        f"CREATE TEMP TABLE calls AS SELECT {wanted}, started_at::TIMESTAMP::DATE AS day, "
        "CASE WHEN hour(started_at) BETWEEN 8 AND 12 THEN 'morning' WHEN hour(started_at) BETWEEN 14 AND 17 "
        f"THEN 'afternoon' ELSE '' END AS slot FROM read_csv('{path}', header=true, columns={types})")
    out = {"rows": db.execute("SELECT count(*) FROM calls").fetchone()[0], "margins": []}
    for keys in ["variant, day, slot, list", "variant, agent_id, day", "variant, agent_id, list", "variant, variant"]:
        out["margins"].append(cells(db.execute(f"SELECT {keys}, {SUMS} FROM calls GROUP BY ALL").fetchall()))
    if stage != "margins":
        out["distinct"] = db.execute("SELECT count(DISTINCT call_id) FROM calls").fetchone()[0]
    if stage == "leads":
        out["leads"] = sorted(
            [str(v), str(s), int(c), int(o), int(n), int(t), int(q)] for v, s, c, o, n, t, q in db.execute(
                "SELECT variant, list, calls, opportunities, count(*), sum(talk), sum(talk * talk) FROM ("
                "SELECT lead_id, any_value(variant) AS variant, any_value(list) AS list, count(*) AS calls, "
                "sum(qualified) AS opportunities, sum(talk_seconds) AS talk FROM calls "
                "WHERE day <= (SELECT max(day) FROM calls) - 7 GROUP BY lead_id) GROUP BY ALL").fetchall())
    return out


def polars_run(path, stage):
    import polars as pl

    types = {name: pl.String for name in COLUMNS} | {"answered": pl.Int8, "talk_seconds": pl.Int64, "qualified": pl.Int8}
    local = pl.col("started_at").str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us").dt.replace_time_zone(
        "UTC").dt.convert_time_zone("Europe/Paris")
    hour = pl.col("local").dt.hour()
    calls = (
        pl.scan_csv(path, schema=types)
        .select("call_id", "lead_id", "agent_id", "list", "variant", "answered", "talk_seconds", "qualified",
                local.alias("local"))
        .with_columns(
            day=pl.col("local").dt.date(),
            slot=pl.when(hour.is_between(8, 12)).then(pl.lit("morning")).when(hour.is_between(14, 17)).then(
                pl.lit("afternoon")).otherwise(pl.lit("")))
        .drop("local").collect())
    sums = [pl.len().alias("n"), pl.col("qualified").cast(pl.Int64).sum(), pl.col("answered").count().alias("known"),
            pl.col("answered").cast(pl.Int64).sum().alias("yes"), pl.col("talk_seconds").count().alias("timed"),
            pl.col("talk_seconds").sum().alias("talk"),
            (pl.col("talk_seconds") * pl.col("talk_seconds")).sum().alias("square")]
    queries = [calls.lazy().group_by(keys).agg(sums) for keys in (
        ["variant", "day", "slot", "list"], ["variant", "agent_id", "day"], ["variant", "agent_id", "list"], ["variant"])]
    if stage != "margins":
        queries.append(calls.lazy().select(pl.col("call_id").n_unique()))
    if stage == "leads":
        last = calls["day"].max()
        queries.append(
            calls.lazy().filter(pl.col("day") <= last - pl.duration(days=7)).group_by("lead_id").agg(
                pl.col("variant").first(), pl.col("list").first(), pl.len().alias("calls"),
                pl.col("qualified").cast(pl.Int64).sum().alias("opportunities"), pl.col("talk_seconds").sum().alias("talk"))
            .group_by("variant", "list", "calls", "opportunities").agg(
                pl.len().alias("n"), pl.col("talk").sum(), (pl.col("talk") * pl.col("talk")).sum().alias("square")))
    found = pl.collect_all(queries)
    out = {"rows": calls.height, "margins": [cells(frame.rows()) for frame in found[:3]]}
    out["margins"].append(cells([(row[0], *row) for row in found[3].rows()]))
    if stage != "margins":
        out["distinct"] = found[4].item()
    if stage == "leads":
        out["leads"] = sorted([str(r[0]), str(r[1]), *map(int, r[2:])] for r in found[5].rows())
    return out


def ours(path, report, stage):
    """The aggregates of scan-benchmark in the shape of the others."""
    tally = json.load(open(path))

    def row(cell):
        return [cell["calls"], cell["opportunities"], cell["answerKnown"], cell["answered"], cell["timedCalls"],
                cell["talkSeconds"], cell["talkSecondsSquared"]]

    def margin(name, keys):
        return cells([*(str(entry["key"].get(key) or "") for key in keys), *row(entry["cell"])] for entry in tally[name])

    out = {"rows": report["rows"], "margins": [
        margin("byDay", ["variant", "date", "window", "stratum"]), margin("byAgentDay", ["variant", "agent", "date"]),
        margin("byAgentStratum", ["variant", "agent", "stratum"]), margin("byDelivery", ["assigned", "delivered"])]}
    if stage != "margins":
        out["distinct"] = report["rows"] - report["repeated"]
    if stage == "leads":
        out["leads"] = sorted(
            [entry["key"]["variant"], entry["key"]["stratum"], entry["key"]["calls"], entry["key"]["opportunities"],
             entry["row"]["leads"], entry["row"]["talkSeconds"], entry["row"]["talkSecondsSquared"]]
            for entry in tally["leads"])
    return out


def peer(name, path, stage):
    """Runs one peer in a process of its own; its clock starts once its library is loaded."""
    done = subprocess.run([sys.executable, __file__, "--peer", name, path, stage], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def run_peer(name, path, stage):
    run = {"duckdb": duckdb_run, "polars": polars_run}[name]
    __import__(name)
    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    result = run(path, stage)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peakBytes": after.ru_maxrss * 1024, "result": result}))


def scan(program, path, stage, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([program, stage, path, f"{folder}/scan.json"], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = json.loads(done.stdout)
    report["cpu"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    report["result"] = ours(f"{folder}/scan.json", report, stage)
    return report


def main(program, folder, millions):
    rounds = int(os.environ.get("ROUNDS", "3"))
    print(f"{THREADS} threads; best of {rounds} rounds, programs in turn; cpu is user and system time; ours: memory "
          "beyond file pages, peers: resident\n")
    print("| rows | step | hooktest s (cpu) | DuckDB s (cpu) | Polars s (cpu) | × DuckDB | × Polars | hooktest MB | "
          "DuckDB MB | Polars MB |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for rows in millions:
        path = f"{folder}/calls-{rows}m.csv"
        if not os.path.exists(path):
            subprocess.run([program, "generate", str(int(float(rows) * 1_000_000)), path], check=True)
        for stage in ("margins", "duplicates", "leads"):
            best = {}
            for _ in range(rounds):
                for name in ("hooktest", "duckdb", "polars"):
                    found = scan(program, path, stage, folder) if name == "hooktest" else peer(name, path, stage)
                    if name not in best or found["seconds"] < best[name]["seconds"]:
                        best[name] = found
            us, duck, polar = best["hooktest"], best["duckdb"], best["polars"]
            for name, other in (("DuckDB", duck), ("Polars", polar)):
                if us["result"] != other["result"]:
                    raise SystemExit(f"{rows} million rows, {stage}: {name} finds other aggregates")

            def cell(found):
                return f"{found['seconds']:.2f} ({found['cpu']:.2f})"

            def megabytes(found):
                return f"{found['peakBytes'] / 1e6:.0f}"

            step = {"margins": "scan and margins", "duplicates": "+ distinct call_id", "leads": "+ lead table"}[stage]
            print(f"| {rows} M | {step} | {cell(us)} | {cell(duck)} | {cell(polar)} | "
                  f"{duck['seconds'] / us['seconds']:.1f} | {polar['seconds'] / us['seconds']:.1f} | {megabytes(us)} | "
                  f"{megabytes(duck)} | {megabytes(polar)} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        run_peer(*sys.argv[2:5])
    elif len(sys.argv) < 3:
        raise SystemExit(__doc__)
    else:
        main(sys.argv[1], sys.argv[2], sys.argv[3:] or ["1", "5", "20"])
