#!/usr/bin/env python3
"""Holds the working-day calendar against three outside libraries.

    python3 -m venv .venv && .venv/bin/pip install -r tests/oracle/requirements.txt
    (cd tests/oracle && npm ci --ignore-scripts)          # done by this program when missing
    LIANBAN=target/debug/lianban .venv/bin/python tests/oracle/calendar_days.py

1. Every day 2004-01-01 … 2026-12-31 and every n from 0 to 60: `lianban calendar add -` against PyPI chinesecalendar,
   with rule T2 in a loop of its own (day 0 is the day itself if it is a working day, else the next one; then the n-th
   working day after it). Where the answer lies after 2026, ours has to be `error`, and the exit status 1.
2. Every day 2004–2026: the same for `--unit 日`, n from 0 to 60: the day itself plus n, then the next working day.
3. Working days 2007–2026: ours (the answers for n = 0) against PyPI holidays and npm chinese-days.

Exit status 0 if everything agrees.
"""

import datetime
import os
import pathlib
import subprocess
import sys

import chinese_calendar
import holidays

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ONE = datetime.timedelta(days=1)
FIRST, LAST = datetime.date(2004, 1, 1), datetime.date(2026, 12, 31)
DAYS = [FIRST + ONE * i for i in range((LAST - FIRST).days + 1)]
LONGEST = 60


def lianban(lines, *options):
    """One answer per line from the binary under test, and its exit status."""
    binary = os.environ.get("LIANBAN", str(ROOT / "target/debug/lianban"))
    # Bytes, so that the answers do not depend on the locale.
    run = subprocess.run(
        [binary, "calendar", "add", "-", *options],
        input="".join(line + "\n" for line in lines).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    return run.stdout.decode().split("\n")[:-1], run.returncode


def expected_working(works):
    """Rule T2, walked forward from every day; None beyond the data."""
    for start in range(len(DAYS)):
        at = start
        while at < len(DAYS) and not works[at]:
            at += 1
        answers = []
        for _ in range(LONGEST + 1):
            answers.append(DAYS[at] if at < len(DAYS) else None)
            at += 1
            while at < len(DAYS) and not works[at]:
                at += 1
        yield from answers


def expected_calendar(works):
    """Rule T3 with the default roll; None beyond the data."""
    for start in range(len(DAYS)):
        for n in range(LONGEST + 1):
            at = start + n
            while at < len(DAYS) and not works[at]:
                at += 1
            yield DAYS[at] if at < len(DAYS) else None


def compare(title, expected, *options):
    """Ours against theirs for every day and n; returns ours for n = 0 and whether all agree."""
    questions = [f"{day.isoformat()} {n}" for day in DAYS for n in range(LONGEST + 1)]
    theirs = [day.isoformat() if day else "error" for day in expected]
    ours, status = lianban(questions, *options)
    if len(ours) != len(questions):
        print(f"{title}: {len(questions)} questions, {len(ours)} answers (exit status {status})")
        return {}, False
    wrong = [(q, o, t) for q, o, t in zip(questions, ours, theirs) if o != t]
    for question, our, their in wrong[:10]:
        print(f"{title}: {question}: ours {our}, theirs {their}")
    if status != 1:
        print(f"{title}: exit status {status}, but some lines have no answer: 1 expected")
    agree = not wrong and status == 1
    print(f"{title}: {len(questions)} questions, {len(wrong)} differ, {theirs.count('error')} beyond the data")
    return dict(zip(DAYS, ours[:: LONGEST + 1])), agree


def chinese_days(first, last):
    if not (HERE / "node_modules/chinese-days").is_dir():
        npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(npm, cwd=HERE, check=True)
    script = ["node", str(HERE / "chinese_days.js"), str(first), str(last)]
    return set(subprocess.run(script, check=True, stdout=subprocess.PIPE).stdout.decode().split())


def same_days(title, ours, theirs):
    differ = sorted(ours ^ theirs)
    print(f"{title}: {len(theirs)} working days, {len(differ)} differ {' '.join(differ[:10])}")
    return not differ


def main():
    works = [chinese_calendar.is_workday(day) for day in DAYS]
    day_zero, good = compare("chinesecalendar, 工作日", expected_working(works))
    _, also_good = compare("chinesecalendar, 日", expected_calendar(works), "--unit", "日")
    if not day_zero:
        return False
    days = [day for day in DAYS if day.year >= 2007]
    ours = {day.isoformat() for day in days if day_zero[day] == day.isoformat()}
    china = holidays.country_holidays("CN", years=range(2007, LAST.year + 1))
    with_holidays = same_days("holidays", ours, {day.isoformat() for day in days if china.is_working_day(day)})
    with_chinese_days = same_days("chinese-days", ours, chinese_days(2007, LAST.year))
    return good and also_good and with_holidays and with_chinese_days


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
