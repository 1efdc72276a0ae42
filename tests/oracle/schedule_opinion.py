"""The second opinion: what the written rules say about a bundle, computed the plain way. Part of schedules.py.

Time is whatever `add(instant, n)` says: for the proof an instant is a number of working days, for a dated case a
(date, minute) with the working days of chinesecalendar. Rules: T2, T5, T7, T8, F1, F3, F4, M1, M2, M4, S1–S3.
"""

import dataclasses
import datetime
import functools
import heapq
import itertools

import chinese_calendar

from schedule_model import applicable, predecessors, scenarios

CLOSING = 17 * 60 + 30
ONE = datetime.timedelta(days=1)
LAST = datetime.date(2026, 12, 31)


class BeyondCalendar(Exception):
    pass


@functools.cache
def works(day):
    if day > LAST:
        raise BeyondCalendar
    return chinese_calendar.is_workday(day)


def day_zero(instant):
    """Rule T2: the instant's date, or the next working day."""
    day, minute = instant
    if works(day) and minute <= CLOSING:
        return day
    day += ONE
    while not works(day):
        day += ONE
    return day


def days_after(day, count):
    while count:
        day += ONE
        if works(day):
            count -= 1
    return day


def add_dated(instant, count):
    """Rule T2: closing time of the n-th working day after day 0."""
    return days_after(day_zero(instant), count), CLOSING


def working_days(after, until):
    """How many working days lie in (after, until]."""
    count = 0
    while after < until:
        after += ONE
        count += works(after)
    return count


def add_days(instant, count):
    return instant + count


@dataclasses.dataclass
class Script:
    """What happens beyond the regular course. Instants throughout."""

    corrections: dict = dataclasses.field(default_factory=dict)  # item → (asked, arrived)
    refusals: dict = dataclasses.field(default_factory=dict)  # item → when
    finishes: dict = dataclasses.field(default_factory=dict)  # item → when
    joint_finishes: dict = dataclasses.field(default_factory=dict)
    supplies: dict = dataclasses.field(default_factory=dict)  # material → when
    never: set = dataclasses.field(default_factory=set)


@dataclasses.dataclass
class Course:
    """How a case went."""

    ready: dict = dataclasses.field(default_factory=dict)  # item → the last predecessor's end
    accepted: dict = dataclasses.field(default_factory=dict)
    work_from: dict = dataclasses.field(default_factory=dict)  # item → since when its own last stretch runs
    ended: dict = dataclasses.field(default_factory=dict)
    result: dict = dataclasses.field(default_factory=dict)
    joint_start: dict = dataclasses.field(default_factory=dict)
    joint_end: dict = dataclasses.field(default_factory=dict)
    tolerance_start: dict = dataclasses.field(default_factory=dict)
    tolerance_end: dict = dataclasses.field(default_factory=dict)
    not_yet_accepted_when_overdue: bool = False
    log: list = dataclasses.field(default_factory=list)  # scripted events in the order they happened
    finish: object = None
    outcome: str = ""


class Case:
    """One case, event after event in the order of time. `delay` lengthens one item or joint action (for slack)."""

    def __init__(self, bundle, applies, start, add, script=None, delay=None):
        self.bundle, self.applies, self.add = bundle, applies, add
        self.script = script or Script()
        self.delay = delay or {}
        self.before = {i: p & applies for i, p in predecessors(bundle).items() if i in applies}
        self.course = Course()
        self.now = start
        self.queue = []
        self.order = itertools.count()
        self.working, self.done_working, self.arrived = set(), set(), set()
        self.vetoed = False

    def schedule(self, when, scripted, kind, name):
        heapq.heappush(self.queue, (when, scripted, next(self.order), kind, name))

    def run(self):
        self.settle()
        while self.queue and not self.vetoed:
            self.now, scripted, _, kind, name = heapq.heappop(self.queue)
            if scripted:
                self.course.log.append((kind, name))
            getattr(self, "on_" + kind)(name)
            self.settle()
        course = self.course
        course.finish = max(course.ended.values(), default=self.now) if not self.vetoed else self.now
        granted = [i for i in self.applies if course.result.get(i) == "办结"]
        if self.vetoed or (self.applies and not granted):
            course.outcome = "不予"
        else:
            course.outcome = "办结" if len(granted) == len(self.applies) else "部分办结"
        return course

    # what happens

    def on_accept(self, name):
        if name in self.course.ended:
            return
        self.course.accepted[name] = self.now
        for material in self.bundle.items[name].needs:
            limit = self.bundle.materials[material].tolerance
            if limit is None or material in self.course.tolerance_start:
                continue
            # Rule M4: from the acceptance of the first item that needs it.
            self.course.tolerance_start[material] = self.now
            end = self.script.supplies.get(material)
            scripted = end is not None
            self.schedule(end if scripted else self.add(self.now, limit), scripted, "tolerance", material)

    def on_tolerance(self, material):
        self.course.tolerance_end[material] = self.now
        if material not in self.script.never:
            self.arrived.add(material)
            return
        for item in self.bundle.items.values():
            if item.name in self.applies and material in item.needs and item.name not in self.course.ended:
                if item.name not in self.course.accepted:
                    self.course.not_yet_accepted_when_overdue = True
                self.end(item.name, "撤销受理")

    def on_joint(self, name):
        self.course.joint_end[name] = self.now

    def on_work(self, name):
        self.done_working.add(name)

    def on_refuse(self, name):
        self.end(name, "不予")
        if self.bundle.items[name].veto:
            self.vetoed = True

    def end(self, name, result):
        if name in self.course.ended:
            return
        self.course.ended[name] = self.now
        self.course.result[name] = result
        if result == "办结":
            return
        # Rule F3: what depends on the product is cancelled.
        lost = set(self.bundle.items[name].produces)
        for other in self.bundle.items.values():
            if other.name in self.applies and lost & set(other.needs):
                self.end(other.name, "取消")

    # what may happen now

    def settle(self):
        while any([self.start_items(), self.start_joints(), self.start_work(), self.end_items()]):
            pass

    def start_items(self):
        ready = [
            name
            for name in self.bundle.items
            if name in self.applies
            and name not in self.course.ready
            and name not in self.course.ended
            and self.before[name] <= set(self.course.ended)
        ]
        for name in ready:
            self.course.ready[name] = self.now
            if name in self.script.corrections:
                self.schedule(self.script.corrections[name][1], True, "accept", name)
            else:
                self.on_accept(name)
        return bool(ready)

    def start_joints(self):
        started = False
        for joint in self.bundle.joints.values():
            members = [
                i.name
                for i in self.bundle.items.values()
                if i.joint == joint.name and i.name in self.applies and i.name not in self.course.ended
            ]
            if joint.name in self.course.joint_start or not members:
                continue
            if all(m in self.course.accepted for m in members):
                started = True
                self.course.joint_start[joint.name] = self.now
                end = self.script.joint_finishes.get(joint.name)
                scripted = end is not None
                limit = joint.limit + self.delay.get(joint.name, 0)
                self.schedule(end if scripted else self.add(self.now, limit), scripted, "joint", joint.name)
        return started

    def start_work(self):
        started = False
        for name, item in self.bundle.items.items():
            if name in self.working or name not in self.course.accepted or name in self.course.ended:
                continue
            if item.joint and item.joint not in self.course.joint_end:
                continue
            started = True
            self.working.add(name)
            self.course.work_from[name] = self.now
            if name in self.script.refusals:
                self.schedule(self.script.refusals[name], True, "refuse", name)
            elif name in self.script.finishes:
                self.schedule(self.script.finishes[name], True, "work", name)
            else:
                # Rule F4: what follows the joint action takes promise − its limit.
                used = self.bundle.joints[item.joint].limit if item.joint else 0
                self.schedule(self.add(self.now, item.promise - used), False, "work", name)
        return started

    def end_items(self):
        ended = False
        for name in sorted(self.done_working - set(self.course.ended)):
            tolerated = {m for m in self.bundle.items[name].needs if self.bundle.materials[m].tolerance is not None}
            if tolerated <= self.arrived:
                if self.delay.get(name):
                    self.schedule(self.add(self.now, self.delay.pop(name)), False, "work", name)
                    self.done_working.discard(name)
                    continue
                self.end(name, "办结")
                ended = True
        return ended


def counted_materials(bundle, applies):
    """Rule M1."""
    needed = {m for name in applies for m in bundle.items[name].needs}
    return {m for m in needed if bundle.materials[m].burdens()}


def trips(bundle):
    """Rule M2."""
    intake = bundle.intake in (None, "", "窗口")
    return int(intake) + int(bundle.deliver == "窗口")


def site_visits(bundle, applies):
    """Rule M2; a joint action's kind is 踏勘 unless written otherwise (decision 0001, 7)."""
    joints = {bundle.items[name].joint for name in applies} - {None}
    visits = sum(1 for j in joints if bundle.joints[j].kind in (None, "踏勘"))
    return visits + sum(bundle.items[name].visits for name in applies)


def figures(bundle, applies, cache):
    """The four figures where exactly these items apply."""
    if applies not in cache:
        cache[applies] = {
            "时限": Case(bundle, applies, 0, add_days).run().finish,
            "材料": len(counted_materials(bundle, applies)),
            "跑动": trips(bundle),
            "踏勘": site_visits(bundle, applies),
        }
    return cache[applies]


def worst(bundle):
    """Rule S1: the worst of each figure over all answers."""
    cache = {}
    cases = {applicable(bundle, answers) for answers in scenarios(bundle)}
    every = [figures(bundle, applies, cache) for applies in cases]
    return {metric: max(f[metric] for f in every) for metric in ("时限", "材料", "跑动", "踏勘")}


def slack(bundle, applies, name):
    """How many working days later one item or joint action may end without moving 办结."""
    finish = Case(bundle, applies, 0, add_days).run().finish
    late = 0
    while Case(bundle, applies, 0, add_days, delay={name: late + 1}).run().finish == finish:
        late += 1
    return late


def moved(day, limit, stops):
    """Rule T5: due date of a limit with this day 0, moved by the union of the stops (from, to]."""
    due = days_after(day, limit)
    seen = day
    for start, end in sorted(stops):
        if start > due:
            continue
        due = days_after(due, working_days(max(start, seen), end))
        seen = max(seen, end)
    return due


def bundle_due(course, start, limit, script):
    """Due date of the bundle's promise; corrections move it from the item's start (decision 0001, 2)."""
    stops = [(course.ready[i][0], arrived[0]) for i, (_, arrived) in script.corrections.items() if i in course.ready]
    return moved(day_zero(start), limit, stops)


def item_due(bundle, course, name, script):
    """Due date of an item's promise: from its acceptance, moved while a co-participant awaits the applicant (F4)."""
    item = bundle.items[name]
    stops = []
    for other, (_, arrived) in script.corrections.items():
        if item.joint and other != name and other in course.ready and bundle.items[other].joint == item.joint:
            stops.append((course.ready[other][0], arrived[0]))
    return moved(day_zero(course.accepted[name]), item.promise, stops)
