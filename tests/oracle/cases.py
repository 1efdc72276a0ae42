#!/usr/bin/env python3
"""Durable cases through `lianban case`, and a second opinion on their dates.

    LIANBAN=target/debug/lianban .venv/bin/python tests/oracle/cases.py [--seed S] [--cases N] [--kills K]

1. N random cases of one bundle go into one store as JSON events: corrections asked and answered or not, two procedures
   that may overlap, suspensions, extensions, late decisions, events sent twice, events out of order. The due date of
   every limit that `case show` tells is compared with days counted one by one (schedule_opinion.py, rules T2, T5, T6, T8).
2. The process is killed (SIGKILL) K times while it takes events in; afterwards every acknowledged event is there, each
   once, and `case verify` finds nothing wrong.
3. A byte of the store is changed: `case verify` says so.

Prints the seed first. Exit status 0 if all agrees.
"""

import argparse
import datetime
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from schedule_opinion import CLOSING, ONE, day_zero, days_after, works

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BINARY = os.environ.get("LIANBAN", str(ROOT / "target/debug/lianban"))

BUNDLE = """一件事 办两件事 {
    承诺 { 时限 30 工作日，不计 听证、专家评审 }
    延期 15 工作日 { 批准 市人民政府负责人；依据 “行政许可法 第四十二条” }
    部门 甲局、乙局
    特别程序 听证     { 依据 “行政许可法 第四十五条”；不计入时限；书面告知 }
    特别程序 专家评审 { 依据 “行政许可法 第四十五条”；不计入时限；书面告知 }
    材料 《甲证》 { 来源 前序产出 }
    事项 甲许可 是 行政许可 {
        依据 “行政许可法 第四十二条”
        承办 甲局；法定 20 工作日；承诺 12 工作日；产出 《甲证》
        延期 10 工作日 { 批准 本机关负责人；依据 “行政许可法 第四十二条” }
    }
    事项 乙许可 是 行政许可 {
        依据 “行政许可法 第四十二条”
        承办 乙局；法定 20 工作日；承诺 9 工作日；需要 《甲证》
    }
    流程 { 一窗受理 { 渠道 网上 } → 甲许可 → 乙许可 }
}
"""


def run(*arguments, stdin=""):
    done = subprocess.run([BINARY, "--format", "json", *map(str, arguments)], input=stdin.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.stdout.decode(), done.returncode


def stamp(instant):
    day, minute = instant
    return f"{day}T{minute // 60:02}:{minute % 60:02}:00+08:00"


def parse(text):
    date, clock = text[:10], text[11:16]
    return datetime.date.fromisoformat(date), int(clock[:2]) * 60 + int(clock[3:5])


class Story:
    """One random case: what happens on which day, and the due dates that come of it."""

    def __init__(self, rng, number):
        self.rng, self.id, self.lines, self.serial = rng, f"案-{number}", [], 0
        self.day = datetime.date(2019, 1, 2) + ONE * rng.randrange(365 * 7)
        self.minute = rng.choice([0, 540, 600, 600, 780, CLOSING, CLOSING + 1, 1439])
        self.now = (self.day, self.minute)
        self.stops = {}  # item → [(first day, last day)]
        self.due = {}
        self.bundle_stops = []
        self.tell()

    def tell(self):
        rng = self.rng
        self.event("提交", "")
        receipt = self.now
        accepted = receipt
        for item, promise in (("甲许可", 12), ("乙许可", 9)):
            started = accepted
            holes = []
            corrected = None
            if rng.random() < 0.4:
                asked = self.within(started, 5)
                if asked is not None:
                    self.now = asked
                    self.event("要求补正", item, note="缺一页")
                    if rng.random() < 0.15:
                        return  # The applicant never answers: nothing of the item runs out.
                    self.later(rng.randrange(0, 9))
                    self.event("补正", item)
                    corrected = self.now
            began = corrected or started
            extended = 0
            for what, span in sorted(self.procedures(began)):
                kind, name = what[1], what[2]
                self.now = max(self.now, span)
                if kind == "启动":
                    self.event("启动", item, procedure=name, note="依法需要")
                    holes.append([name, self.now[0], None])
                else:
                    self.event("结束", item, procedure=name)
                    for hole in holes:
                        if hole[0] == name and hole[2] is None:
                            hole[2] = self.now[0]
            stops = [(first, last) for _, first, last in holes]
            self.later(rng.randrange(0, 4))
            if rng.random() < 0.3 and item == "甲许可":
                due = self.item_due(began, promise, stops)
                if self.now <= due:
                    self.event("延期", item, role="本机关负责人", amount=5, note="案情复杂")
                    extended = 5
            self.due[f"{item} 承诺时限"] = self.item_due(began, promise + extended, stops)
            self.event("办结", item)
            if corrected:
                # Papers that arrive on a rest day count for the next working day (decision 0001, 13).
                self.bundle_stops.append((started[0], day_zero(corrected)))
            self.bundle_stops += stops
            accepted = self.now
        self.due["办两件事 整件时限"] = self.item_due(receipt, 30, self.bundle_stops)

    def procedures(self, began):
        """Up to two procedures that may overlap: [((position, kind, name), instant)]."""
        rng, found = self.rng, []
        for name in ("听证", "专家评审"):
            if rng.random() < 0.4:
                first = self.shift(max(began, self.now), rng.randrange(0, 5))
                last = self.shift(first, rng.randrange(0, 8))
                found += [((first, "启动", name), first), ((last, "结束", name), last)]
        # A procedure does not end before it begins: on one day the beginnings come first.
        found.sort(key=lambda row: (row[1], row[0][1] != "启动"))
        return [((n, row[0][1], row[0][2]), row[1]) for n, row in enumerate(found)]

    def shift(self, instant, days):
        day = instant[0] + ONE * days
        return (day, self.rng.choice([545, 600, 800, 1000])) if days else instant

    def later(self, days):
        self.now = max(self.now, self.shift(self.now, days))

    def within(self, started, days):
        """An instant at which a correction may still be asked."""
        until = (days_after(day_zero(started), days), CLOSING)
        asked = max(self.now, self.shift(self.now, self.rng.randrange(0, 4)))
        return asked if asked <= until else None

    def item_due(self, began, amount, stops):
        """Rules T2 and T5: the amount, and one day for each working day that is stopped; stops in their order, and one
        that begins behind the due date moves nothing."""
        zero = day_zero(began)
        lost = set()
        due = days_after(zero, amount)
        for first, last in sorted(stops):
            if first > due:
                continue
            day = first
            while day < last:
                day += ONE
                if works(day) and day > zero:
                    lost.add(day)
            due = days_after(zero, amount + len(lost))
        return due, CLOSING

    def event(self, kind, node, role="", **data):
        self.serial += 1
        actor = {"role": role} if role else {}
        line = {"key": f"{self.id}/{self.serial}", "at": stamp(self.now), "actor": actor, "kind": kind, "node": node, "data": data}
        if kind == "提交":
            line["data"] = {"answers": {}}
        self.lines.append(line)


def start(store, bundle, number):
    answer, status = run("case", "start", "--store", store, bundle, "--id", number)
    if status:
        sys.exit(f"case start: {answer}")


def differences(store, story):
    shown, status = run("case", "show", "--store", store, story.id)
    if status:
        yield "case show", 0, shown
        return
    limits = {limit["name"]: limit for limit in json.loads(shown)["limits"]}
    for name, due in story.due.items():
        yield name, stamp(due), limits.get(name, {}).get("due")


def dates(store, bundle, rng, count):
    """Part 1. Returns the stories that were taken in."""
    stories = []
    while len(stories) < count:
        try:
            stories.append(Story(rng, len(stories)))
        except Exception as error:
            if type(error).__name__ != "BeyondCalendar":
                raise
    for story in stories:
        start(store, bundle, story.id)
    lines = []
    for story in stories:
        for line in story.lines:
            lines.append({**line, "case": story.id})
            if rng.random() < 0.1:
                lines.append({**line, "case": story.id})
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    answers, _ = run("case", "event", "--store", store, "-", stdin=text)
    answers = [json.loads(answer) for answer in answers.splitlines()]
    bad = 0
    for line, answer in zip(lines, answers):
        if "error" in answer:
            print("refused:", json.dumps(line, ensure_ascii=False), json.dumps(answer, ensure_ascii=False))
            bad += 1
    again = sum(answer.get("duplicate", False) for answer in answers)
    wanted = len(lines) - sum(len(story.lines) for story in stories)
    if again != wanted:
        print(f"{wanted} events were sent twice, {again} were known")
        bad += 1
    compared = 0
    for story in stories:
        for name, ours, theirs in differences(store, story):
            compared += 1
            if ours != theirs:
                bad += 1
                print(f"{story.id} {name}: {ours} by hand, {theirs} by the tool")
                for line in story.lines:
                    print("   ", line["at"], line["kind"], line["node"], json.dumps(line["data"], ensure_ascii=False))
    print(f"{len(stories)} cases, {len(lines)} events, {again} of them twice, {compared} due dates, {bad} differences")
    return bad


def kills(folder, bundle, rng, rounds):
    """Part 2: the process dies at any instant; what it has acknowledged is there."""
    store = folder / "kills.db"
    start(store, bundle, "杀")
    acknowledged, sent, bad = {}, 0, 0
    day = datetime.date(2026, 3, 2)
    first = True
    for _ in range(rounds):
        lines = []
        for _ in range(400):
            kind = "提交" if first else "催办"
            first = False
            sent += 1
            lines.append({"key": f"k{sent}", "at": stamp((day, 600)), "kind": kind, "node": "" if kind == "提交" else "甲许可", "data": {"answers": {}} if kind == "提交" else {}})
        process = subprocess.Popen([BINARY, "--format", "json", "case", "event", "--store", str(store), "杀", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        got = []
        reader = threading.Thread(target=lambda: got.extend(process.stdout))
        reader.start()
        try:
            cut = rng.randrange(1, len(lines))
            for at, line in enumerate(text.splitlines(True)):
                process.stdin.write(line.encode())
                process.stdin.flush()
                if at == cut:
                    time.sleep(rng.random() * 0.02)
                    process.send_signal(signal.SIGKILL)
        except BrokenPipeError:
            pass
        process.wait()
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        reader.join()
        for answer in got:
            try:
                answer = json.loads(answer)
            except ValueError:
                continue  # cut off in the middle of a line
            if "sequence" in answer and not answer.get("duplicate"):
                acknowledged[answer["key"]] = answer["sequence"]
        # Everything once more: what was acknowledged is known under the same number, the rest is taken in now.
        answers, _ = run("case", "event", "--store", store, "杀", "-", stdin=text)
        for answer in map(json.loads, answers.splitlines()):
            if "error" in answer:
                print("after a kill:", answer)
                bad += 1
            elif acknowledged.setdefault(answer["key"], answer["sequence"]) != answer["sequence"]:
                print("an event has another number after a kill:", answer)
                bad += 1
    if sorted(acknowledged.values()) != list(range(1, sent + 1)):
        print("events are missing or doubled after the kills")
        bad += 1
    answer, status = run("case", "verify", "--store", store)
    if status:
        print("verify after the kills:", answer)
        bad += 1
    print(f"{rounds} kills, {sent} events, {bad} differences")
    return bad


def tampered(store):
    """Part 3: one byte of the journal."""
    base = sqlite3.connect(store)
    tables = [name for (name,) in base.execute("select name from sqlite_master where type = 'table' and name like '%commit%'")]
    table = tables[0]
    column = next(row[1] for row in base.execute(f"pragma table_info({table})") if row[1] == "body")
    row, body = base.execute(f"select rowid, {column} from {table} order by rowid limit 1 offset 1").fetchone()
    body = bytearray(body)
    body[len(body) // 2] ^= 1
    base.execute(f"update {table} set {column} = ? where rowid = ?", (bytes(body), row))
    base.commit()
    base.close()
    answer, status = run("case", "verify", "--store", store)
    print(f"a changed byte: exit status {status}")
    if status != 1:
        print(answer)
    return status != 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=20260930)
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--kills", type=int, default=6)
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    rng = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        bundle = folder / "办两件事.yjs"
        bundle.write_text(BUNDLE)
        store = folder / "cases.db"
        bad = dates(store, bundle, rng, given.cases)
        bad += kills(folder, bundle, rng, given.kills)
        bad += tampered(store)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
