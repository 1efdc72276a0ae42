"""What a bundle says, as plain data, and who comes before whom. Part of the oracle in schedules.py."""

import dataclasses
import itertools
from fractions import Fraction


@dataclasses.dataclass
class Question:
    name: str
    kind: str  # 是否, 枚举 or 面积
    choices: list = dataclasses.field(default_factory=list)
    low: Fraction = None  # 面积: the declared range, both ends included
    high: Fraction = None


@dataclasses.dataclass
class Material:
    name: str
    source: str  # 申请人, 默认 (nothing written), 共享, 前序产出, 告知承诺, or 未声明 (only produced)
    tolerance: int = None
    copies: int = None

    def burdens(self):
        """Rule M1."""
        return self.source in ("申请人", "默认", "告知承诺")


@dataclasses.dataclass
class Joint:
    name: str
    limit: int
    kind: str = None
    lead: str = ""


@dataclasses.dataclass
class Item:
    name: str
    department: str
    promise: int  # what counts: 承诺, or 法定 where no 承诺 is written
    written: int = None  # the 承诺 as written
    statutory: int = None
    when: tuple = None
    needs: list = dataclasses.field(default_factory=list)
    produces: list = dataclasses.field(default_factory=list)
    joint: str = None
    visits: int = 0
    veto: bool = False


@dataclasses.dataclass
class Bundle:
    name: str
    questions: list
    departments: list
    materials: dict
    items: dict
    joints: dict
    flow: list = None  # a sequence of ("item", name) and ("par", [sequence, …])
    intake: str = None  # None (not written), "" (without 渠道), or the channel
    deliver: str = None
    deliver_limit: int = None
    promises: dict = dataclasses.field(default_factory=dict)


def flow_items(sequence):
    for kind, value in sequence or []:
        if kind == "item":
            yield value
        else:
            for branch in value:
                yield from flow_items(branch)


def flow_pairs(sequence):
    """Every (earlier, later) that the flow writes; a sequence is transitive (decision 0001, 1)."""
    sequence = sequence or []
    for first, second in itertools.combinations(sequence, 2):
        yield from itertools.product(flow_items([first]), flow_items([second]))
    for kind, value in sequence:
        if kind == "par":
            for branch in value:
                yield from flow_pairs(branch)


def predecessors(bundle):
    """item → the items it comes behind: as written, or because it needs what they produce."""
    before = {name: set() for name in bundle.items}
    for earlier, later in flow_pairs(bundle.flow):
        before[later].add(earlier)
    for item in bundle.items.values():
        for other in bundle.items.values():
            if other is not item and set(other.produces) & set(item.needs):
                before[item.name].add(other.name)
    return before


def contradictory(bundle):
    """Whether somebody waits for himself: start → joint action → end of every participant, end → start behind."""
    after = {}
    for item in bundle.items.values():
        start, end = ("start", item.name), ("end", item.name)
        after.setdefault(start, set()).add(end)
        if item.joint:
            after[start].add(("joint", item.joint))
            after.setdefault(("joint", item.joint), set()).add(end)
    for later, earlier in predecessors(bundle).items():
        for name in earlier:
            after.setdefault(("end", name), set()).add(("start", later))
    left = set(after) | {n for nodes in after.values() for n in nodes}
    while left:
        free = {n for n in left if not any(n in after.get(other, ()) for other in left)}
        if not free:
            return True
        left -= free
    return False


def holds(condition, answers):
    """A 当 condition under these answers."""
    if condition is None:
        return True
    kind = condition[0]
    if kind == "且":
        return all(holds(c, answers) for c in condition[1])
    if kind == "或":
        return any(holds(c, answers) for c in condition[1])
    if kind == "非":
        return not holds(condition[1], answers)
    _, question, operator, value = condition
    ours = answers[question]
    return {
        "=": ours == value,
        "≠": ours != value,
        "≥": ours >= value,
        "≤": ours <= value,
        ">": ours > value,
        "<": ours < value,
    }[operator] if not isinstance(ours, (str, bool)) else (ours == value) == (operator == "=")


def comparisons(condition):
    if condition is None:
        return
    if condition[0] in ("且", "或"):
        for part in condition[1]:
            yield from comparisons(part)
    elif condition[0] == "非":
        yield from comparisons(condition[1])
    else:
        yield condition


def grid(bundle, question):
    """Answers that between them fall on every side of every threshold, and on it."""
    if question.kind == "是否":
        return [True, False]
    if question.kind == "枚举":
        return list(question.choices)
    marks = {c[3] for i in bundle.items.values() for c in comparisons(i.when) if c[1] == question.name}
    low = question.low if question.low is not None else Fraction(0)
    high = question.high if question.high is not None else max(marks, default=Fraction(0)) + 1000
    points = {low, high} | marks
    points |= {m - 1 for m in marks} | {m + 1 for m in marks}
    ordered = sorted(points)
    points |= {(a + b) / 2 for a, b in zip(ordered, ordered[1:])}
    return sorted(p for p in points if low <= p <= high)


def scenarios(bundle):
    """Every combination of answers of the grid."""
    axes = [grid(bundle, question) for question in bundle.questions]
    for values in itertools.product(*axes):
        yield dict(zip([q.name for q in bundle.questions], values))


def applicable(bundle, answers):
    return frozenset(i.name for i in bundle.items.values() if holds(i.when, answers))
