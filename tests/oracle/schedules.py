#!/usr/bin/env python3
"""Random bundles, and a second opinion on them.

    python3 -m venv .venv && .venv/bin/pip install -r tests/oracle/requirements.txt
    LIANBAN=target/debug/lianban .venv/bin/python tests/oracle/schedules.py [--seed S] [--bundles N] [--first K]

Writes N random bundles in the surface language and compares, against an implementation of the rules of its own
(schedule_opinion.py, working days from PyPI chinesecalendar):

1. `check` and `prove`: the worst case of every promise over all answers, its slack, whether it holds; a broken one is
   an error E0401 that names it, and exit status 1. The answers and the path shown have to give that worst case.
2. `timeline`: finish, due dates, start and end of every item and joint action, materials, trips, visits, slack.
3. `test`: dated scripts (corrections, refusals, early decisions, tolerated materials) with expectations of our own.

Prints the seed first. Exit status 0 if both agree; on a difference the bundle and both opinions are printed, status 1.
A bundle depends on the seed and its number only: `--first K --bundles 1` repeats bundle K.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import schedule_bundles
import schedule_dated
import schedule_opinion
from schedule_model import applicable
from schedule_spelling import Pen

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# As many as fit into 40 s of a slow machine.
DEFAULT_SEED, DEFAULT_BUNDLES = 20260930, 250
AT_ONCE = 50


def lianban(*arguments):
    """The JSON answer of the binary under test and its exit status."""
    binary = os.environ.get("LIANBAN", str(ROOT / "target/debug/lianban"))
    run = subprocess.run([binary, "--format", "json", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        return json.loads(run.stdout.decode()), run.returncode
    except ValueError:
        return {"error": {"message": run.stdout.decode() + run.stderr.decode()}}, run.returncode


class Sample:
    """One random bundle, its text, and what we think of it."""

    def __init__(self, seed, number):
        self.number = number
        self.rng = random.Random(f"{seed}/{number}")
        self.bundle = schedule_bundles.bundle(self.rng, number)
        self.worst = schedule_opinion.worst(self.bundle)
        self.kept = schedule_bundles.promise(self.rng, self.bundle, self.worst)
        self.tests = schedule_dated.tests(self.rng, self.bundle) if all(self.kept.values()) else []
        pen = Pen(self.rng)
        self.text = pen.bundle(self.bundle, [t.written(pen) for t in self.tests])
        self.differences = []

    def differ(self, what, ours, theirs):
        if ours != theirs:
            self.differences.append(f"{what}: the rules give {ours}, the tool {theirs}")

    # prove and check

    def compare_proof(self, proof, diagnostics):
        errors = [d for d in diagnostics if d["severity"] == "error"]
        if proof is None:
            return self.differ("prove", "an answer", [(d["code"], d["message"], d["start"]) for d in errors])
        promises = {p["metric"]: p for p in proof["promises"]}
        everything = {**{p["metric"]: p for p in proof.get("figures", [])}, **promises}
        self.differ("promises", sorted(self.kept), sorted(promises))
        for metric, worst in self.worst.items():
            theirs = everything.get(metric)
            self.differ(f"worst {metric}", worst, theirs and theirs["worst"])
            if theirs and theirs["worst"] == worst:
                self.compare_case(metric, theirs)
        for metric, kept in self.kept.items():
            theirs = promises.get(metric, {})
            limit = self.bundle.promises[metric]
            mine = (limit, limit - self.worst[metric], kept, True)
            self.differ(f"promise {metric}", mine, tuple(theirs.get(k) for k in ("limit", "slack", "holds", "decided")))
            named = [d for d in errors if d["code"] == "E0401" and metric in d["message"]]
            self.differ(f"errors about {metric}", 0 if kept else 1, len(named))
        self.differ("other errors", [], [(d["code"], d["message"], d["start"]) for d in errors if d["code"] != "E0401"])

    def compare_case(self, metric, theirs):
        """The answers shown have to give the figure, and the path has to add up to it."""
        applies = applicable(self.bundle, schedule_dated.answers_of(self.bundle, theirs["answers"]))
        ours = schedule_opinion.figures(self.bundle, applies, {})[metric]
        self.differ(f"{metric} at {theirs['answers']}", ours, theirs["worst"])
        if metric == "时限":
            self.differ("days on the path", ours, sum(step["days"] for step in theirs.get("path", [])))
        else:
            self.differ(f"{metric} counted", ours, len(theirs.get("counted", [])) if metric != "踏勘" else ours)

    def compare_check(self, diagnostics):
        ours = {m for m, kept in self.kept.items() if not kept}
        errors = [d for d in diagnostics if d["severity"] == "error"]
        named = {m for m in self.bundle.promises for d in errors if d["code"] == "E0401" and m in d["message"]}
        self.differ("check: broken promises", sorted(ours), sorted(named))
        self.differ("check: errors", len(ours), len(errors))

    # dated cases

    def compare_timeline(self, path):
        if not all(self.kept.values()):
            return
        for case in schedule_dated.cases(self.rng, self.bundle):
            answer, status = lianban("timeline", path, *case.arguments())
            label = "timeline " + " ".join(case.arguments()) + ": "
            for what, ours, theirs in case.differences(self.bundle, answer, status):
                self.differ(label + what, ours, theirs)

    def compare_test(self, result):
        for test in self.tests:
            theirs = result.get(test.title)
            if theirs is None:
                self.differ(f"test {test.title}", "a result", None)
            elif not theirs["passed"]:
                failures = "; ".join(f"{f['expected']} — actual {f['actual']}" for f in theirs["failures"])
                self.differ(f"test {test.title}", "passed", failures)


def by_file(diagnostics):
    files = collections.defaultdict(list)
    for diagnostic in diagnostics:
        files[pathlib.Path(diagnostic["file"]).name].append(diagnostic)
    return files


def compare(samples, folder):
    """One folder of bundles through every command."""
    paths = {s.bundle.name: folder / f"{s.bundle.name}.yjs" for s in samples}
    for sample in samples:
        paths[sample.bundle.name].write_text(sample.text, encoding="utf-8")
    proved, prove_status = lianban("prove", folder)
    checked, check_status = lianban("check", folder)
    tested, _ = lianban("test", folder)
    broken = any(not all(s.kept.values()) for s in samples)
    if "bundles" not in proved or "diagnostics" not in checked or "tests" not in tested:
        samples[0].differ("prove, check, test", "an answer", (proved, checked, tested))
        return
    samples[0].differ("exit status of prove and check", (int(broken), int(broken)), (prove_status, check_status))
    proofs = {p["bundle"]: p for p in proved["bundles"]}
    prove_files, check_files = by_file(proved["diagnostics"]), by_file(checked["diagnostics"])
    results = collections.defaultdict(dict)
    for result in tested["tests"]:
        results[result["bundle"]][result["test"]] = result
    for sample in samples:
        name = sample.bundle.name
        file = paths[name].name
        sample.compare_proof(proofs.get(name), prove_files[file])
        sample.compare_check(check_files[file])
        sample.compare_timeline(paths[name])
        sample.compare_test(results[name])


def exit_statuses(samples, folder):
    """A broken promise alone makes exit 1, a kept one exit 0."""
    for sample in samples[:4]:
        _, status = lianban("check", folder / f"{sample.bundle.name}.yjs")
        sample.differ("exit status of check", int(not all(sample.kept.values())), status)


def report(wrong, shown):
    for sample in wrong[:shown]:
        print(f"\n==== bundle {sample.number}\n{sample.text}")
        for difference in sample.differences:
            print(f"bundle {sample.number}: {difference}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--bundles", type=int, default=DEFAULT_BUNDLES)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--shown", type=int, default=3, help="how many differing bundles to print")
    options = parser.parse_args()
    print(f"seed {options.seed}, bundles {options.first} … {options.first + options.bundles - 1}", flush=True)
    wrong, tests, kept, last = [], 0, 0, options.first + options.bundles
    for first in range(options.first, last, AT_ONCE):
        samples = [Sample(options.seed, n) for n in range(first, min(first + AT_ONCE, last))]
        with tempfile.TemporaryDirectory() as folder:
            compare(samples, pathlib.Path(folder))
            exit_statuses(samples, pathlib.Path(folder))
        wrong += [s for s in samples if s.differences]
        tests += sum(len(s.tests) for s in samples)
        kept += sum(all(s.kept.values()) for s in samples)
    report(wrong, options.shown)
    print(f"{options.bundles} bundles ({kept} keep every promise), {tests} dated scripts: {len(wrong)} bundles differ")
    if wrong:
        print("repeat one with --seed", options.seed, "--bundles 1 --first N for N in", [s.number for s in wrong][:40])
    return not wrong


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
