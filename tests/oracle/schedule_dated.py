"""Dated cases and dated scripts, and what the rules say comes of them. Part of the oracle in schedules.py."""

import copy
import datetime
import re
from fractions import Fraction

from schedule_model import applicable, grid
from schedule_opinion import (
    CLOSING,
    ONE,
    BeyondCalendar,
    Case,
    Script,
    add_dated,
    bundle_due,
    counted_materials,
    day_zero,
    days_after,
    item_due,
    site_visits,
    slack,
    trips,
    works,
)

FIRST_DAY = datetime.date(2019, 1, 1)
SPECIAL = ["2019-12-31", "2020-01-23", "2020-01-31", "2021-02-10", "2022-09-30", "2023-12-29", "2024-02-09", "2025-01-26", "2026-02-13", "2026-02-14", "2026-09-30", "2026-10-10"]


def answers_of(bundle, shown):
    """Answers as the tool prints them."""
    kinds = {q.name: q.kind for q in bundle.questions}
    found = {}
    for name, text in shown.items():
        if kinds[name] == "是否":
            found[name] = text == "是"
        elif kinds[name] == "面积":
            found[name] = Fraction(re.match(r"[0-9.]+", text).group())
        else:
            found[name] = text
    return found


def random_answers(rng, bundle):
    return {q.name: rng.choice(grid(bundle, q)) for q in bundle.questions}


def plain(value):
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    return f"{float(value):.10g} ㎡"


def random_start(rng):
    """A date of 2019–2026 and a minute; weekends and after closing included."""
    if rng.random() < 0.2:
        day = datetime.date.fromisoformat(rng.choice(SPECIAL))
    else:
        day = FIRST_DAY + ONE * rng.randrange(365 * 8 - 130)
    return day, rng.choice([600, 600, 600, 540, 990, CLOSING, CLOSING + 1, 1080, 1439, 0])


def stamp(instant):
    day, minute = instant
    return f"{day}T{minute // 60:02}:{minute % 60:02}:00+08:00"


class Dated:
    """One regular case through the calendar."""

    def __init__(self, rng, bundle):
        self.start = random_start(rng)
        self.answers = random_answers(rng, bundle)

    def arguments(self):
        day, minute = self.start
        found = ["--start", f"{day}T{minute // 60:02}:{minute % 60:02}"]
        for name, value in self.answers.items():
            found += ["--answer", f"{name}={plain(value)}"]
        return found

    def differences(self, bundle, theirs, status):
        """(what, ours, theirs) one after the other."""
        applies = applicable(bundle, self.answers)
        course = Case(bundle, applies, self.start, add_dated).run()
        limit = bundle.promises.get("时限")
        due = (days_after(day_zero(self.start), limit), CLOSING) if limit else None
        if status or "nodes" not in theirs:
            yield "exit status", 0, (status, theirs.get("error"))
            return
        offset = Case(bundle, applies, 0, lambda a, n: a + n).run()
        yield "finish", stamp(course.finish), theirs["finish"]
        yield "outcome", course.outcome, theirs["outcome"]
        yield "due", due and stamp(due), theirs["due"]
        yield "working_days", offset.finish, theirs["working_days"]
        yield "calendar_days", (course.finish[0] - self.start[0]).days, theirs["calendar_days"]
        yield "materials", sorted(counted_materials(bundle, applies)), sorted(theirs["materials"])
        yield "trips", trips(bundle), theirs["trips"]
        yield "site_visits", site_visits(bundle, applies), theirs["site_visits"]
        yield from self.nodes(bundle, applies, course, {n["name"]: n for n in theirs["nodes"]})

    def nodes(self, bundle, applies, course, theirs):
        shown = {n for n in theirs if n in bundle.items or n in bundle.joints}
        yield "items and joint actions", sorted(applies | set(course.joint_start)), sorted(shown)
        for name in sorted(applies & shown):
            due = (days_after(day_zero(course.accepted[name]), bundle.items[name].promise), CLOSING)
            ours = (course.accepted[name], course.ended[name], due)
            node = theirs[name]
            yield name, tuple(map(stamp, ours)), (node["start"], node["finish"], node["due"])
            late = slack(bundle, applies, name)
            told, critical = node["slack_days"], node["critical"]
            if any(m.tolerance is not None for m in bundle.materials.values()) and told <= late:
                # Behind the first of several acceptances (任一) the tool tells a safe lower bound.
                late = told
            yield f"slack of {name}", (late, late == 0), (told, critical)
        for name, start in course.joint_start.items():
            if name in theirs:
                ours = (start, course.joint_end[name], course.joint_end[name])
                node = theirs[name]
                yield name, tuple(map(stamp, ours)), (node["start"], node["finish"], node["due"])


def cases(rng, bundle):
    """A few cases whose every date the calendar has."""
    found = []
    for _ in range(8):
        case = Dated(rng, bundle)
        try:
            days_after(day_zero(case.start), 60)
            Case(bundle, applicable(bundle, case.answers), case.start, add_dated).run()
            found.append(case)
        except BeyondCalendar:
            continue
        if len(found) == 2:
            break
    return found


class Test:
    """One 测试 block: answers, rows and what the rules expect."""

    def __init__(self, title, answers, start, bundle):
        self.title, self.answers, self.start, self.bundle = title, answers, start, bundle
        self.applies = applicable(bundle, answers)
        self.script = Script()

    def play(self):
        self.course = Case(self.bundle, self.applies, self.start, add_dated, self.script).run()
        return self.course

    # is the script one that the rules speak about?

    def valid(self):
        return (
            not self.course.not_yet_accepted_when_overdue
            and all(self.valid_correction(i) for i in self.script.corrections)
            and all(self.valid_end(i, t) for i, t in {**self.script.refusals, **self.script.finishes}.items())
            and all(self.valid_joint(j, t) for j, t in self.script.joint_finishes.items())
            and all(self.valid_supply(m, t) for m, t in self.script.supplies.items())
            and all(m in self.course.tolerance_end for m in self.script.never)
            and not self.acts_as_silence_falls()
        )

    def acts_as_silence_falls(self):
        """An event at the instant a missing paper falls due is in time (D3): what silence frees begins only afterwards."""
        falls = {self.course.tolerance_end[m] for m in self.script.never if m in self.course.tolerance_end}
        ends = list(self.script.finishes.values()) + list(self.script.refusals.values())
        return any(t in falls for t in ends + list(self.script.joint_finishes.values()))

    def valid_correction(self, name):
        """Asked in time, while the item's first days run (nothing of it has ended yet), and answered."""
        asked, arrived = self.script.corrections[name]
        ready, item = self.course.ready.get(name), self.bundle.items[name]
        if ready is None or name not in self.course.accepted or not ready <= asked <= arrived:
            return False
        runs = [item.promise, 5]
        runs += [self.bundle.joints[item.joint].limit] if item.joint else []
        runs += [self.bundle.materials[m].tolerance for m in item.needs if self.bundle.materials[m].tolerance is not None]
        supplied = [self.script.supplies[m] for m in item.needs if m in self.script.supplies]
        return asked < add_dated(ready, min(runs)) and all(asked < s for s in supplied)

    def valid_end(self, name, when):
        item, course = self.bundle.items[name], self.course
        begun = course.work_from.get(name)
        if begun is None or course.ended.get(name) != when:
            return False
        tolerated = [m for m in item.needs if self.bundle.materials[m].tolerance is not None]
        if any(course.tolerance_end.get(m, (datetime.date.max, 0)) > when for m in tolerated):
            return False
        used = self.bundle.joints[item.joint].limit if item.joint else 0
        return begun <= when <= add_dated(begun, item.promise - used) and works(when[0])

    def valid_joint(self, name, when):
        begun = self.course.joint_start.get(name)
        return begun is not None and begun <= when <= add_dated(begun, self.bundle.joints[name].limit) and works(when[0])

    def valid_supply(self, name, when):
        begun = self.course.tolerance_start.get(name)
        return begun is not None and begun <= when <= add_dated(begun, self.bundle.materials[name].tolerance)

    # as text

    def rows(self, pen):
        """The dated rows, in the order of time."""
        order = {event: at for at, event in enumerate(self.course.log, 2)}
        found = [(self.start, 0, pen.key("提交"))]
        note = " " + pen.text("缺一页")
        for name, (asked, arrived) in self.script.corrections.items():
            found.append((asked, 1, f"{pen.key('要求补正')} {pen.name(name, quoted=False)}{note}"))
            found.append((arrived, 1 if arrived == asked else order["accept", name], f"{pen.key('补正')} {pen.name(name, quoted=False)}"))
        for name, when in self.script.refusals.items():
            found.append((when, order["refuse", name], f"{pen.key('不予')} {pen.name(name, quoted=False)}{note}"))
        for kind, finishes in [("work", self.script.finishes), ("joint", self.script.joint_finishes)]:
            for name, when in finishes.items():
                found.append((when, order[kind, name], f"{pen.key('办结')} {pen.name(name, quoted=False)}"))
        for name, when in self.script.supplies.items():
            found.append((when, order["tolerance", name], f"{pen.key('补交')} {pen.name(name)}"))
        found.sort(key=lambda row: row[:2])
        dated = [f"{self.moment(when, pen)} {text}" for when, _, text in found]
        return dated + [f"{pen.key('不补交')} {pen.name(m)}" for m in sorted(self.script.never)]

    def moment(self, instant, pen):
        day, minute = instant
        if minute == CLOSING:
            return str(day)
        return f"{day}{pen.any(' ', '  ')}{minute // 60:02}{pen.any(':', '：')}{minute % 60:02}"

    def expectations(self, pen):
        course, bundle = self.course, self.bundle
        found = [f"{pen.key('结果')} = {pen.key(course.outcome)}"]
        vetoed = any(course.result.get(i) == "不予" and bundle.items[i].veto for i in self.applies)
        if not vetoed:  # what 办结 means then is nowhere written
            found.append(f"{pen.key('办结')} = {course.finish[0]}")
        limit = bundle.promises.get("时限")
        if limit and self.clear_of_rest_days() and not vetoed:
            due = bundle_due(course, self.start, limit, self.script)
            found.append(f"{pen.key('时限')} {pen.key('到')} {due}")
        found.append(f"{pen.key('材料')} = {len(counted_materials(bundle, self.applies))} 份")
        if course.outcome != "不予":  # otherwise nothing is collected
            found.append(f"{pen.key('跑动')} = {trips(bundle)} 次")
        if course.outcome == "办结":
            found.append(f"{pen.key('踏勘')} = {site_visits(bundle, self.applies)} 次")
        for name in bundle.items:
            found += self.about(name, pen)
        for name, end in course.joint_end.items():
            if course.outcome == "办结":
                found.append(f"{name} {pen.key('办结')} = {end[0]}")
        pen.rng.shuffle(found)
        return found

    def about(self, name, pen):
        label, course = pen.name(name, quoted=False), self.course
        if name not in self.applies:
            return [f"{label} {pen.key('结果')} = {pen.key('不适用')}"]
        result = course.result.get(name)
        if result is None:  # the case ended before
            return []
        found = [f"{label} {pen.key('结果')} = {pen.key(result)}"]
        if result == "办结":
            found.append(f"{label} {pen.key('办结')} = {course.ended[name][0]}")
            due = item_due(self.bundle, course, name, self.script)
            found.append(f"{label} {pen.key('时限')} {pen.key('到')} {due}")
        return found

    def clear_of_rest_days(self):
        """Papers that arrive on a day of rest are in dispute: see found/correction-on-a-rest-day.yjs."""
        return all(works(arrived[0]) and arrived[1] <= CLOSING for _, arrived in self.script.corrections.values())

    def written(self, pen):
        rows = []
        if self.answers:
            rows.append(f"{pen.key('令')} " + "，".join(f"{n} = {self.answer(v, pen)}" for n, v in self.answers.items()))
        rows += self.rows(pen)
        expected = self.expectations(pen)
        for at in range(0, len(expected), 3):
            rows.append(f"{pen.key('期望')} " + pen.any("，", ", ").join(expected[at : at + 3]))
        text = "\n".join("        " + row for row in rows)
        return f"{pen.key('测试')} “{self.title}” {{\n{text}\n    }}"

    def answer(self, value, pen):
        return pen.key(plain(value)) if isinstance(value, (bool, str)) else plain(value)


def later(rng, instant, most, working=True):
    """A moment up to `most` working days after this one, at closing or in the morning."""
    day = days_after(day_zero(instant), rng.randint(0, most))
    moment = (day, rng.choice([CLOSING, CLOSING, 600]))
    if not working and rng.random() < 0.3:
        moment = (moment[0] + ONE * rng.randint(1, 3), CLOSING)
    return max(moment, instant)


def propose(rng, test):
    """One more event, or None; decided by how the case goes so far."""
    bundle, course, script = test.bundle, test.course, test.script
    names = sorted(i for i in test.applies if course.result.get(i) == "办结")
    kind = rng.choice(["补正", "补正", "不予", "办结", "联合", "补交", "不补交"])
    if kind in ("补正", "不予", "办结") and names:
        name = rng.choice(names)
        item = bundle.items[name]
        if kind == "补正" and name not in script.corrections:
            asked = later(rng, course.ready[name], min(item.promise, 5))
            script.corrections[name] = (asked, later(rng, asked, 6, working=False))
            return True
        if kind == "不予" and simple(bundle):
            script.refusals[name] = later(rng, course.work_from[name], item.promise)
            return True
        if kind == "办结":
            script.finishes[name] = later(rng, course.work_from[name], item.promise)
            return True
    if kind == "联合" and course.joint_start:
        name = rng.choice(sorted(course.joint_start))
        script.joint_finishes[name] = later(rng, course.joint_start[name], bundle.joints[name].limit)
        return True
    if kind in ("补交", "不补交") and course.tolerance_start:
        name = rng.choice(sorted(course.tolerance_start))
        if kind == "补交" and name not in script.never:
            script.supplies[name] = later(rng, course.tolerance_start[name], bundle.materials[name].tolerance, working=False)
            return True
        if kind == "不补交" and name not in script.supplies and simple(bundle):
            script.never.add(name)
            return True
    return False


def simple(bundle):
    """Whether every product has one producer and is nobody else's burden: what F3 says is then clear."""
    products = [p for i in bundle.items.values() for p in i.produces]
    return len(products) == len(set(products)) and all(bundle.materials[p].source in ("未声明", "前序产出") for p in products)


def script_test(rng, bundle, title):
    """A 测试 with up to four events that the rules speak about."""
    day, minute = random_start(rng)
    test = Test(title, random_answers(rng, bundle), (day, minute), bundle)
    if not test.applies:
        return None
    test.play()
    for _ in range(rng.choice([0, 1, 2, 3, 5])):
        before = copy.deepcopy(test.script)
        if propose(rng, test):
            test.play()
        if not (test.valid() and consistent(test)):
            test.script = before
            test.play()
    days_after(test.course.finish[0], 60)
    return test


def consistent(test):
    """A refused item has no other end written; nothing happens after a veto or to what has been cancelled."""
    script, course = test.script, test.course
    if set(script.refusals) & set(script.finishes):
        return False
    if any(course.ended.get(i) != t for i, t in script.refusals.items()):
        return False
    moments = [t for pair in script.corrections.values() for t in pair] + list(script.supplies.values())
    moments += [t for part in (script.refusals, script.finishes, script.joint_finishes) for t in part.values()]
    asked = [a for a, _ in script.corrections.values()]
    if any(t > course.finish for t in moments) or any(moments.count(t) > 1 for t in asked):
        return False
    return all(i in course.accepted and course.accepted[i] == arrived for i, (_, arrived) in script.corrections.items())


def tests(rng, bundle):
    """A few dated scripts whose every date the calendar has."""
    found = []
    for number in range(6):
        try:
            test = script_test(rng, bundle, f"第{number}种经过")
        except BeyondCalendar:
            continue
        if test:
            found.append(test)
        if len(found) == 3:
            break
    return found
