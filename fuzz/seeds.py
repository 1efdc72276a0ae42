"""Fills fuzz/corpus: what earlier runs found worth keeping (corpus.tar.xz), every bundle of tests/corpus and bundles, plans of the shipped bundles, one journal, states of random cases."""

import json
import pathlib
import shutil
import subprocess
import tarfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent

JOURNAL = [
    {"at": "2026-03-09T09:30:00+08:00", "kind": "提交",
     "data": {"answers": {"主体类型": "企业", "经营面积": "420 ㎡", "户外招牌": "是"}}},
    {"at": "2026-03-10T10:00:00+08:00", "kind": "办结", "node": "设立登记"},
    {"at": "2026-03-11T10:00:00+08:00", "kind": "ask_correction", "node": "食品经营许可", "data": {"note": "缺尺寸"}},
    {"at": "2026-03-12T10:00:00+08:00", "kind": "补正", "node": "食品经营许可"},
    {"at": "2026-03-13T10:00:00+08:00", "kind": "补交", "node": "从业人员健康证"},
    {"at": "2026-04-30T10:00:00+08:00", "kind": "时间到"},
]


CONDITIONS = [
    "面积大小 ≥ 300 ㎡ 且 主体 = 企业", "面积大小 300 ㎡ 以上 或 招牌", "非 (招牌 = 是 且 面积大小 不满 500 ㎡)",
    "主体 ≠ 其他", "面积大小 超过 0.5 平方米", "(主体 = 个体 或 招牌 = 否) 且 面积大小 300 ㎡ 以内",
]


def folder(name):
    path = HERE / "corpus" / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def main():
    with tarfile.open(HERE / "corpus.tar.xz") as kept:
        kept.extractall(HERE, filter="data")
    bundles = sorted([*(ROOT / "tests" / "corpus").rglob("*.yjs"), *(ROOT / "bundles").rglob("*.yjs")])
    for number, bundle in enumerate(bundles):
        for target in ("compile", "format"):
            shutil.copy(bundle, folder(target) / f"{number:04}.yjs")
    for number, bundle in enumerate(sorted((ROOT / "bundles").rglob("*.yjs"))):
        plan = folder("plan") / f"{number:04}.plan"
        run = ["cargo", "run", "-q", "-p", "lianban-cli", "--", "build", str(bundle), "-o", str(plan)]
        subprocess.run(run, cwd=ROOT, check=True)
        body = plan.read_bytes()[40:]  # without magic and hash, so that changes are not all refused at once
        plan.with_suffix(".body").write_bytes(body)
    for number, condition in enumerate(CONDITIONS):
        (folder("condition") / f"{number:04}.txt").write_text(condition, encoding="utf-8")
    lines = [json.dumps({"key": str(at), **event}, ensure_ascii=False) for at, event in enumerate(JOURNAL)]
    (folder("events") / "journal.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    states = ["cargo", "run", "-q", "-p", "lianban-trust", "--", "snapshots", str(folder("states"))]
    subprocess.run(states, cwd=ROOT, check=True)


main()
