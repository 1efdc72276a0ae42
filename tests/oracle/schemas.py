"""The published JSON Schemas, held to an outside validator: they are schemas of the draft they name, what the command
line reads and writes fits them, and what is wrong does not.

Needs `LIANBAN`, the binary. Prints what it looked at; exits 1 at the first thing that does not fit.
"""

import copy
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
LIANBAN = os.environ["LIANBAN"]
ANSWERS = ["--answer", "主体类型=企业", "--answer", "经营面积=420", "--answer", "户外招牌=是"]
COURSE = [
    ("10T11:00", "办结", "设立登记", {}),
    ("10T14:00", "办结", "环境影响登记表备案", {}),
    ("11T09:00", "要求补正", "户外招牌设置", {"note": "缺效果图"}),
    ("11T10:00", "补正", "户外招牌设置", {}),
    ("11T15:00", "办结", "户外招牌设置", {}),
    ("12T10:00", "办结", "联合踏勘", {}),
    ("13T09:30", "补交", "从业人员健康证", {}),
    ("13T16:00", "办结", "食品经营许可", {}),
    ("13T17:00", "办结", "营业前消防检查", {}),
]


def schemas():
    found = {}
    for path in sorted((ROOT / "docs/src/schemas").glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        found[path.stem] = Draft202012Validator(schema)
    assert {"event", "effect", "refusal", "ack", "state", "migration"} <= found.keys(), sorted(found)
    return found


def run(folder, *arguments, given=""):
    command = [LIANBAN, "--format", "json", *arguments]
    done = subprocess.run(command, cwd=folder, input=given, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), (command, done.stdout, done.stderr)
    return done.stdout


def fits(validator, value):
    errors = [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(value)]
    assert not errors, (errors[:3], value)


def misfits(validator, value, what):
    assert not validator.is_valid(value), (what, value)


def changes(event):
    """The event with one thing wrong, each time another."""
    for name in ("at", "kind"):
        without = copy.deepcopy(event)
        del without[name]
        yield f"no {name}", without
    for name, value in (
        ("kind", "飞走"),
        ("kind", 3),
        ("at", "明天"),
        ("at", "2026-03-10T11:00:00"),
        ("data", []),
        ("data", {"note": 5, "answers": 5, "material": 5}),
        ("actor", "张三"),
        ("surprise", True),
    ):
        wrong = copy.deepcopy(event)
        wrong[name] = value
        # A kind that holds nothing in `data` lets anything stand there.
        if name == "data" and value and event["kind"] not in ("提交", "要求补正", "补交"):
            continue
        yield f"{name} = {value!r}", wrong


def main():
    known = schemas()
    bundle = str(ROOT / "bundles/我要开餐馆")
    looked_at = {"event": 0, "effect": 0, "misfit": 0, "migration": 0}
    with tempfile.TemporaryDirectory() as folder:
        run(folder, "case", "start", bundle, "--id", "A", "--at", "2026-03-09T09:30", *ANSWERS)
        lines = []
        for number, (at, kind, node, data) in enumerate(COURSE):
            lines.append({"key": str(number), "at": f"2026-03-{at}:00+08:00", "kind": kind, "node": node, "data": data})
        for line in lines:
            fits(known["event"], line)
        given = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
        for text in run(folder, "case", "event", "A", given=given).splitlines():
            answer = json.loads(text)
            assert "error" not in answer, answer
            for effect in answer["effects"]:
                fits(known["effect"], effect)
                looked_at["effect"] += 1
                for name in ("at", "kind", "code"):
                    without = {key: value for key, value in effect.items() if key != name}
                    misfits(known["effect"], without, f"no {name}")
                    looked_at["misfit"] += 1
        for text in run(folder, "case", "export").splitlines():
            line = json.loads(text)
            if "kind" not in line:
                continue
            event = {key: value for key, value in line.items() if key not in ("case", "sequence", "head")}
            fits(known["event"], event)
            looked_at["event"] += 1
            for what, wrong in changes(event):
                misfits(known["event"], wrong, what)
                looked_at["misfit"] += 1
        # The same bundle with one more year in its calendar.
        run(folder, "case", "start", bundle, "--id", "B", "--at", "2026-03-09T09:30", *ANSWERS)
        longer = ["--to", bundle, "--assume-weekdays", "2027", "--dry-run", "--case", "B"]
        report = json.loads(run(folder, "case", "migrate", *longer))
        for row in report["cases"]:
            part = {key: value for key, value in row.items() if key not in ("case", "from", "done", "refused")}
            fits(known["migration"], part)
            misfits(known["migration"], {**part, "verdict": "perhaps"}, "verdict")
            looked_at["migration"] += 1
    assert all(looked_at.values()), looked_at
    print(f"schemas: {', '.join(known)}; looked at {looked_at}")


if __name__ == "__main__":
    sys.exit(main())
