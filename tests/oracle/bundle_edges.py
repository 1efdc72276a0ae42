"""The restaurant's promise is proved, not declared: every item's limit may grow by exactly its slack, and not a day
more; every promise is exactly met, and one below it is refused with the case and the path. Env LIANBAN = the binary."""

import json
import os
import re
import subprocess
import tempfile

LIANBAN = os.environ.get("LIANBAN", "target/debug/lianban")
BUNDLE = os.path.join(os.path.dirname(__file__), "../../bundles/我要开餐馆/我要开餐馆.yjs")
SOURCE = open(BUNDLE, encoding="utf-8").read()


def run(*arguments):
    done = subprocess.run([LIANBAN, "--format", "json", *arguments], capture_output=True, text=True)
    return done.returncode, json.loads(done.stdout)


def errors(text):
    with tempfile.NamedTemporaryFile("w", suffix=".yjs", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        code, found = run("check", file.name)
    return code, [d for d in found["diagnostics"] if d["severity"] == "error"]


def with_limit(item, days):
    """The bundle in which `item` promises so many working days and has no statutory limit in the way."""
    start = SOURCE.index(f"事项 {item} ")
    end = SOURCE.index("\n    }", start)
    block = re.sub(r"承诺 (\d+ 工作日|即办)", f"承诺 {days} 工作日", SOURCE[start:end])
    return SOURCE[:start] + re.sub(r"\n +法定 .*", "", block) + SOURCE[end:]


def promised(item):
    found = re.search(rf"事项 {item} .*?承诺 (\d+ 工作日|即办)", SOURCE, re.S).group(1)
    return 0 if found == "即办" else int(found.split()[0])


def refused(code, found, words):
    assert code == 1 and [d["code"] for d in found] == ["E0401"], (code, found)
    assert all(word in found[0]["help"] for word in words), found


def main():
    spare = next(p["slack"] for p in run("prove", BUNDLE)[1]["bundles"][0]["promises"] if p["metric"] == "时限")
    items = [n for n in run("timeline", BUNDLE, "--start", "2026-03-09T10:00")[1]["nodes"] if n["kind"] == "事项"]
    assert len(items) == 5, items
    for item in items:
        most = promised(item["name"]) + item["slack_days"] + spare
        assert errors(with_limit(item["name"], most)) == (0, []), item
        refused(*errors(with_limit(item["name"], most + 1)), ["主体类型 = ", item["name"], "→", "共 11 工作日"])
    below = [("时限 10 工作日，", "时限 5 工作日，"), ("材料 7 份；跑动 1", "材料 6 份；跑动 1"),
             ("跑动 1 次；踏勘 1", "跑动 0 次；踏勘 1"), ("踏勘 1 次；字段", "踏勘 0 次；字段")]
    for kept, broken in below:
        assert SOURCE.count(kept) == 1, kept
        refused(*errors(SOURCE.replace(kept, broken)), ["经营面积 = "])
    print(f"{len(items)} items at their edge and one day past it, {len(below)} promises one below: as proved")


if __name__ == "__main__":
    main()
