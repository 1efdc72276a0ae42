#!/usr/bin/env python3
"""Wrote `cn.csv`, once. Later years are added by `lianban calendar import` or by hand, with their notice.

    python3 -m venv .venv && .venv/bin/pip install chinesecalendar==1.11.0
    .venv/bin/python stdlib/calendar/generate.py > stdlib/calendar/cn.csv

The days come from PyPI chinesecalendar 1.11.0 (MIT). The notices are those that the source of that library
(`chinese_calendar/scripts/data.py`) names for each year, except for 2026; document numbers are given where the document
or a document that quotes it was read, nowhere else.
"""

import datetime

from chinese_calendar.constants import holidays, workdays

FIRST, LAST = 2004, 2026

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}

# The notice on the arrangement of a year; 元旦 days in December belong to the notice of the next year.
NOTICES = {
    2004: "国务院办公厅关于2004年部分节假日安排的通知 https://zh.wikisource.org/zh-hans/国务院办公厅关于2004年部分节假日安排的通知",
    2005: "国务院办公厅2005年通知（转引自 chinesecalendar 1.11.0）",
    2006: "http://www.gov.cn/jrzg/2005-12/22/content_133837.htm",
    2007: "http://www.gov.cn/fwxx/sh/2006-12/18/content_471877.htm",
    2008: "http://www.gov.cn/zwgk/2007-12/18/content_837184.htm",
    2009: "http://www.gov.cn/zwgk/2008-12/10/content_1174014.htm",
    2010: "http://www.gov.cn/zwgk/2009-12/08/content_1482691.htm",
    2011: "http://www.gov.cn/zwgk/2010-12/10/content_1762643.htm",
    2012: "http://www.gov.cn/zwgk/2011-12/06/content_2012097.htm",
    2013: "http://www.gov.cn/zwgk/2012-12/10/content_2286598.htm",
    2014: "http://www.gov.cn/zwgk/2013-12/11/content_2546204.htm",
    2015: "http://www.gov.cn/zhengce/content/2014-12/16/content_9302.htm",
    2016: "国办发明电〔2015〕18号 http://www.gov.cn/zhengce/content/2015-12/10/content_10394.htm",
    2017: "http://www.gov.cn/zhengce/content/2016-12/01/content_5141603.htm",
    2018: "http://www.gov.cn/zhengce/content/2017-11/30/content_5243579.htm",
    2019: "http://www.gov.cn/xinwen/2018-12/06/content_5346287.htm",
    2020: "http://www.gov.cn/zhengce/content/2019-11/21/content_5454164.htm",
    2021: "http://www.gov.cn/zhengce/content/2020-11/25/content_5564127.htm",
    2022: "http://www.gov.cn/zhengce/content/2021-10/25/content_5644835.htm",
    2023: "http://www.gov.cn/zhengce/content/2022-12/08/content_5730844.htm",
    2024: "https://www.gov.cn/zhengce/content/202310/content_6911527.htm",
    2025: "国办发明电〔2024〕12号 https://www.gov.cn/zhengce/content/202411/content_6986382.htm",
    2026: "国办发明电〔2025〕7号 https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm",
}

# Notices that changed an arrangement after the fact, or added one.
AMENDMENTS = [
    ("2015-09-03", "2015-09-06", "http://www.gov.cn/zhengce/content/2015-05/13/content_9742.htm"),
    ("2019-04-28", "2019-05-05", "http://www.gov.cn/zhengce/content/2019-03/22/content_5375877.htm"),
    ("2020-01-31", "2020-02-02", "http://www.gov.cn/zhengce/content/2020-01/27/content_5472352.htm"),
]

HEADER = """\
# 中国大陆放假与调休日历。每行一天：日期,类型,节日,来源。类型：休 = 放假（含随假期连休的周末），班 = 调休上班的周末。
# 没有列出的周一至周五是工作日，没有列出的周六、周日是休息日。
# 地区: 中国大陆
# 年份: {first}-{last}
# 数据取自 PyPI chinesecalendar 1.11.0（MIT），由 stdlib/calendar/generate.py 生成一次；来源栏为该年国务院办公厅通知。
# 2005-12-31（周六）按 2006 年通知应上班，chinesecalendar 未收，此处从之（宁晚勿早）。
日期,类型,节日,来源"""


def source(day, name):
    text = day.isoformat()
    for start, end, notice in AMENDMENTS:
        if start <= text <= end:
            return notice
    return NOTICES[day.year + 1 if name == "元旦" and day.month == 12 else day.year]


def rows():
    kinds = {day: ("休", NAMES[name]) for day, name in holidays.items()}
    kinds.update({day: ("班", NAMES[name]) for day, name in workdays.items()})
    one = datetime.timedelta(days=1)
    # A weekend day between two days of the same holiday is part of it (2011-06-05, 2012-06-23, 2015-06-21).
    for day, (kind, name) in list(kinds.items()):
        if kind == "休" and day + one not in kinds and kinds.get(day + 2 * one) == ("休", name):
            kinds[day + one] = ("休", name)
    for day in sorted(kinds):
        kind, name = kinds[day]
        yield f"{day.isoformat()},{kind},{name},{source(day, name)}"


if __name__ == "__main__":
    print(HEADER.format(first=FIRST, last=LAST))
    print("\n".join(rows()))
