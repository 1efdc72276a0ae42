"""The figures of the shipped bundles, counted again from their plans by a program that knows nothing of the prover: every
combination of answers, the longest way through the nodes in working days, the papers, the trips, the visits. And the figures
that the sources give, held against what the bundles promise and prove. Env LIANBAN = the binary."""

import glob
import itertools
import json
import os
import subprocess
import tempfile

LIANBAN = os.environ.get("LIANBAN", "target/debug/lianban")
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
MOST = 20_000

# (bundle, region): metric -> (before the reform, promised), as published: 荆州 2020, 晋城 2018, 滕州 2018, 青海 新生儿, 巴中.
PUBLISHED = {
    ("我要开餐馆", "荆州市"): {"时限": (38, 10), "材料": (10, 7), "跑动": (5, 1), "踏勘": (None, 1)},
    ("荆州企业开办", "荆州市"): {"时限": (None, 1)},
    ("新生儿出生", "青海省"): {"时限": (32, 5), "材料": (9, 2), "跑动": (4, 1)},
    ("晋城企业开办", "晋城市"): {"时限": (None, 3)},
    ("滕州企业设立", "滕州市"): {"时限": (None, 3)},
    ("工程建设项目审批", "滕州市"): {"时限": (None, 45)},
    ("企业投资项目审批", "晋城市"): {"时限": (None, 45)},
}


def run(*arguments):
    done = subprocess.run([LIANBAN, "--format", "json", *arguments], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout, (arguments, done.stderr)
    return json.loads(done.stdout)


def plan_of(path, folder):
    out = os.path.join(folder, "plan.json")
    run("build", path, "-o", out)
    with open(out, encoding="utf-8") as file:
        return json.load(file)["plan"]


class Plan:
    def __init__(self, plan):
        self.plan = plan
        self.guards = plan["guards"]
        self.rework = {n for r in plan["rounds"] for n in (r["rectify"], r["recheck"])}
        self.into = {}
        for edge in plan["edges"]:
            self.into.setdefault(edge["to"], []).append(edge)

    # ---- answers

    def classes(self, at):
        kind = self.plan["questions"][at]["kind"]
        if kind == "YesNo":
            return [True, False]
        (name, body), = kind.items()
        if name == "Choice":
            return list(range(len(body)))
        if name == "Several":
            return [frozenset(c) for n in range(len(body) + 1) for c in itertools.combinations(range(len(body)), n)]
        if name == "Quantity":
            cuts = {g["Compare"][2] for g in self.guards if isinstance(g, dict) and g.get("Compare", [None])[0] == at}
            points = {v for cut in cuts for v in (cut - 1, cut, cut + 1)} | {body["min"], body["max"]}
            return sorted(v for v in points if body["min"] <= v <= body["max"])
        raise NotImplementedError(name)

    def holds(self, at, answers):
        guard = self.guards[at]
        if guard == "Always":
            return True
        (name, body), = guard.items()
        if name == "Not":
            return not self.holds(body, answers)
        if name == "All":
            return all(self.holds(part, answers) for part in body)
        if name == "Any":
            return any(self.holds(part, answers) for part in body)
        question = body if name == "Yes" else body[0]
        value = answers[question]
        if value is None:
            return False
        if name == "Yes":
            return value
        if name == "Is":
            return value == body[1]
        if name == "Has":
            return body[1] in value
        if name == "Compare":
            relation, cut = body[1], body[2]
            return {"Less": value < cut, "AtMost": value <= cut, "Equal": value == cut, "NotEqual": value != cut,
                    "AtLeast": value >= cut, "More": value > cut}[relation]
        raise NotImplementedError(name)

    def scenarios(self):
        def walk(answers):
            at = len(answers)
            if at == len(self.plan["questions"]):
                yield answers
                return
            if not self.holds(self.plan["questions"][at]["when"], answers + [None] * 99):
                yield from walk(answers + [None])
                return
            for answer in self.classes(at):
                yield from walk(answers + [answer])
        yield from walk([])

    # ---- one case

    def nodes(self, answers):
        applies = {}
        for at, node in enumerate(self.plan["nodes"]):
            applies[at] = self.holds(node["guard"], answers) and at not in self.rework
        for barrier in self.plan["barriers"]:
            if barrier["members"]:
                scopes = [self.plan["scopes"][member] for member in barrier["members"]]
                applies[barrier["node"]] = any(self.holds(scope["guard"], answers) for scope in scopes)
        return applies

    def ends(self, applies, free=frozenset(), gone=frozenset()):
        """End of each node in working days; nodes in `free` take no time, those in `gone` have ended."""
        ends = {}
        for at, node in enumerate(self.plan["nodes"]):
            if not applies[at]:
                continue
            if at in gone:
                ends[at] = 0
                continue
            edges = [edge for edge in self.into.get(at, []) if applies[edge["from"]]]
            before = sorted(ends[edge["from"]] for edge in edges if edge["kind"] == "Start")
            join = node["join"]
            if not before:
                start = 0
            elif join == "All":
                start = before[-1]
            else:
                start = before[0 if join == "Any" else join["AtLeast"] - 1]
            if node["work"]["amount"] and node["work"]["unit"] != "WorkDay":
                raise NotImplementedError(node["work"]["unit"])
            work = 0 if at in free else node["work"]["amount"]
            finish = [ends[edge["from"]] for edge in edges if edge["kind"] == "Finish"]
            ends[at] = max([start + work, *finish])
        return ends

    def before(self, at, applies):
        """Nodes that have ended when `at` begins."""
        found, left = set(), [at]
        while left:
            for edge in self.into.get(left.pop(), []):
                if edge["kind"] == "Start" and applies[edge["from"]] and edge["from"] not in found:
                    found.add(edge["from"])
                    left.append(edge["from"])
        return found

    def span(self, limit, applies):
        begin, until = limit["span"]["from"], limit["span"]["until"]
        free = {self.plan["procedures"][p]["node"] for p in limit["excludes"]} - {None}
        if not (applies[begin["node"]] and applies[until["node"]]):
            return 0
        gone = self.before(begin["node"], applies) | ({begin["node"]} if begin["at"] == "End" else set())
        return self.ends(applies, free, gone)[until["node"]]

    def materials(self, answers):
        plan = self.plan
        needed = {m for scope in plan["scopes"] if self.holds(scope["guard"], answers) for m in scope["needs"]}
        there = {m for m in needed if self.holds(plan["materials"][m]["guard"], answers)}
        brought = lambda m: plan["materials"][m]["source"] in ("Applicant", "Commitment") or (
            isinstance(plan["materials"][m]["source"], dict) and "SharedOrApplicant" in plan["materials"][m]["source"])
        count = {m for m in there if brought(m) and not plan["materials"][m]["any_of"]}
        for group in (m for m in there if plan["materials"][m]["any_of"]):
            members = [m for m in plan["materials"][group]["any_of"] if self.holds(plan["materials"][m]["guard"], answers)]
            made = {m for scope in plan["scopes"] if self.holds(scope["guard"], answers) for m in scope["produces"]}
            if members and not made.intersection(members) and not count.intersection(members):
                count.add(group)
        return len(count)

    def trips(self, applies, ends):
        contacts = {(node["kind"] == "Intake", node["department"], ends[at])
                    for at, node in enumerate(self.plan["nodes"]) if applies[at] and node["channel"] == "Window"}
        return len(contacts)

    def visits(self, answers, applies):
        joint = sum(b["site_visit"] and applies[b["node"]] for b in self.plan["barriers"])
        return joint + sum(s["own_visits"] for s in self.plan["scopes"] if self.holds(s["guard"], answers))


def recount(plan):
    """Worst figures over every combination; the time of each promised limit by its row. None where dates matter."""
    again = Plan(plan)
    worst = {"材料": 0, "跑动": 0, "踏勘": 0}
    limits = {p["row"]: 0 for p in plan["promises"] if p["metric"] == "Time"}
    asks_dates = any(isinstance(q["kind"], dict) and "Date" in q["kind"] for q in plan["questions"])
    if asks_dates:
        # What a date means hangs on the day of submission: not counted again here.
        return 0, {metric: None for metric in worst}, {}
    dated = bool(plan["cancels"])
    count = 0
    for answers in again.scenarios():
        count += 1
        assert count <= MOST, "too many combinations"
        applies = again.nodes(answers)
        worst["材料"] = max(worst["材料"], again.materials(answers))
        worst["踏勘"] = max(worst["踏勘"], again.visits(answers, applies))
        if dated:
            continue
        try:
            worst["跑动"] = max(worst["跑动"], again.trips(applies, again.ends(applies)))
            for row in limits:
                limits[row] = max(limits[row], again.span(plan["limits"][row], applies))
        except NotImplementedError:
            dated = True
    if dated:
        worst["跑动"], limits = None, {}
    return count, worst, limits


def main():
    seen, dated = set(), []
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(glob.glob(os.path.join(ROOT, "bundles/*/*.yjs"))):
            found = run("prove", path)["bundles"]
            if not found:
                continue
            assert len(found) == 1, path
            proof, plan = found[0], plan_of(path, folder)
            key = (proof["bundle"], proof["region"])
            seen.add(key)
            count, worst, limits = recount(plan)
            rows = proof["promises"] + proof["figures"]
            whole = {r["metric"]: r for r in rows if "of" not in r and "from" not in r}
            for metric, value in worst.items():
                assert value is None or whole[metric]["worst"] == value, (key, metric, whole[metric]["worst"], value)
            times = [r for r in proof["promises"] if r["metric"] == "时限"]
            promised = [p for p in plan["promises"] if p["metric"] == "Time"]
            for promise, row in zip(promised, times):
                assert promise["limit"] == row["limit"], (key, promise, row)
                if limits and row["unit"] == "工作日":
                    assert limits[promise["row"]] == row["worst"], (key, row, limits[promise["row"]])
            if not limits:
                dated.append(proof["bundle"])
            for metric, (before, limit) in PUBLISHED.get(key, {}).items():
                row = next(r for r in rows if r["metric"] == metric and "of" not in r)
                assert row["limit"] == limit and row["holds"], (key, metric, row)
                assert before is None or row["before"] == before, (key, metric, row)
            print(f"{proof['bundle']}（{proof['region']}）: {count} combinations, {worst}, "
                  f"{[limits.get(p['row']) for p in promised]}")
    missing = set(PUBLISHED) - seen
    assert not missing, missing
    print(f"{len(seen)} bundles counted again; by the calendar, so without their days: {dated}")


main()
