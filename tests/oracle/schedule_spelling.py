"""Writes a bundle as a designer might: full-width and half-width, numerals, quotes, word order. Part of schedules.py."""

import re
from fractions import Fraction

DIGITS = "零一二三四五六七八九"
ENGLISH = dict(
    pair.split("=")
    for pair in """一件事=bundle 情形=scenario 部门=department 材料=material 事项=item 联合=joint 流程=flow 测试=test
    承诺=promise 来源=source 份数=copy_count 容缺=tolerate 承办=by 法定=statutory 当=when 需要=needs 产出=produces
    参加=joins 牵头=lead 时限=limit 类型=kind 渠道=channel 方式=method 不予=refuse 到=until 是=is 否=no 申请人=applicant
    共享=shared 前序产出=produced 告知承诺=commitment 即办=immediate 一票否决=veto 网上=online 邮寄=mail 上门=doorstep
    窗口=window 是否=yesno 面积=area 跑动=trips 踏勘=inspection 并联=parallel 一窗受理=intake 统一出件=deliver 且=and 或=or
    非=not 以上=at_least 以下=at_most 以内=within 不满=under 超过=over 令=let 期望=expect 提交=submit 要求补正=ask_correction
    补正=correct 补交=supply 不补交=never_supply 办结=finish 结果=outcome 部分办结=partly_finished 取消=cancelled
    撤销受理=acceptance_revoked 不适用=not_applicable 独立=independent 问=ask""".split()
)


def chinese(number):
    """1…99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones or not tens else "")


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() and c.isascii() else c for c in text)


class Pen:
    """One hand: its habits come from the random generator, what it writes from the bundle."""

    def __init__(self, rng):
        self.rng = rng
        self.english = rng.random() < 0.12
        self.lively = rng.random() < 0.6  # mixes spellings at every turn

    def any(self, *choices):
        return self.rng.choice(choices) if self.lively else choices[0]

    def key(self, word):
        return ENGLISH.get(word, word) if self.english and self.rng.random() < 0.8 else word

    def count(self, number, unit):
        """`10 工作日` in one of its spellings."""
        forms = [f"{number} {unit}", f"{number}{unit}", f"{wide(str(number))} {unit}", f"{wide(str(number))}{unit}"]
        if unit == "工作日":
            forms += [f"{number} 个{unit}"]
            if 0 < number < 100:
                forms += [f"{chinese(number)}个{unit}", f"{chinese(number)} 个{unit}"]
            if self.english:
                forms = [f"{number} workdays"]
        return self.any(*forms)

    def days(self, number):
        return self.key("即办") if number == 0 else self.count(number, "工作日")

    def area(self, value, alone=False):
        text = str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
        forms = [f"{text} ㎡", f"{text}㎡", f"{wide(text)} ㎡", f"{text} 平方米", f"{text}平米", f"{text} m²"]
        hectares = value / 10000
        if value and (hectares * 100).denominator == 1:
            forms.append(f"{float(hectares):g} 公顷")
        return self.any(*forms)

    def name(self, text, quoted=True):
        """A name; one with punctuation in it is always quoted."""
        if re.search("[（）〈〉]", text) or (quoted and self.any(True, False)):
            text = f"《{text}》"
        return text

    def listing(self, names):
        return self.any("、", "，", ", ", "、 ").join(names)

    def text(self, words):
        return self.any(f"“{words}”", f'"{words}"')

    def block(self, rows, depth=1, single=False):
        """`{ … }` on one line or on several; ；and newline both end a property."""
        opening, closing = self.any("{", "{", "｛"), self.any("}", "}", "｝")
        if not rows:
            return f"{opening} {closing}"
        if single or (len(rows) < 5 and self.any(False, True)):
            return f"{opening} {self.any('；', '; ', '；').join(rows)} {closing}"
        pad = "    " * depth
        return opening + "\n" + "\n".join(pad + "    " + r + self.any("", "", "；") for r in rows) + f"\n{pad}{closing}"

    # conditions

    def condition(self, c, inside=None):
        kind = c[0]
        if kind in ("且", "或"):
            text = f" {self.key(kind)} ".join(self.condition(part, kind) for part in c[1])
            return self.group(text) if inside not in (None, kind) or (inside and self.any(False, True)) else text
        if kind == "非":
            inner = c[1]
            text = self.condition(inner, "非")
            if inner[0] == "比":
                text = self.group(text)
            return f"{self.key('非')} {text}"
        return self.comparison(*c[1:])

    def group(self, text):
        return self.any(f"({text})", f"（{text}）", f"( {text} )")

    def comparison(self, question, operator, value):
        if isinstance(value, bool):
            forms = [f"{question} {self.symbol(operator)} {self.key('是' if value else '否')}"]
            if operator == "=":
                forms.append(question if value else f"{self.key('非')} {question}")
                if value:
                    forms.append(f"{question} {self.key('是')}")
            return self.any(*forms)
        if isinstance(value, str):
            forms = [f"{question} {self.symbol(operator)} {value}", f"{question}{self.symbol(operator)}{value}"]
            if operator == "=":
                forms.append(f"{question} {self.key('是')} {value}")
            return self.any(*forms)
        area = self.area(value)
        forms = [f"{question} {self.symbol(operator)} {area}", f"{question}{self.symbol(operator)}{area}"]
        forms += {
            "≥": [f"{question} {area} {self.key('以上')}", f"{question} {area}{'' if area[-1] in '㎡²' else ' '}以上"],
            "≤": [f"{question} {area} {self.key('以下')}", f"{question} {area} {self.key('以内')}"],
            "<": [f"{question} {self.key('不满')} {area}"],
            ">": [f"{question} {self.key('超过')} {area}"],
        }.get(operator, [])
        return self.any(*forms)

    def symbol(self, operator):
        return self.any(*{"≥": "≥ >= ＞＝", "≤": "≤ <= ＜＝", "≠": "≠ != ！＝", "=": "= ＝", ">": "> ＞", "<": "< ＜"}[operator].split())

    # declarations

    def question(self, q):
        if q.kind == "是否":
            kind = self.key("是否")
        elif q.kind == "枚举":
            kind = self.any(" | ", " ｜ ", "|").join(q.choices)
        else:
            kind = self.key("面积")
            if q.low is not None:
                kind += f" {self.area(q.low)} {self.any('～', '~', '～')} {self.area(q.high)}"
        ask = self.any("", f" {self.key('问')} {self.text('怎么样？')}")
        return f"{q.name}{self.any(': ', '：', ':')}{kind}{ask}"

    def material(self, m):
        source = {"共享": f"{self.key('共享')} 公安.居民身份证", "默认": None, "未声明": None}.get(m.source, self.key(m.source))
        rows = []
        if source:
            rows.append(f"{self.key('来源')} {source}")
        if m.copies:
            rows.append(f"{self.key('份数')} {m.copies}")
        if m.tolerance:
            rows.append(f"{self.key('容缺')} {self.days(m.tolerance)}")
        self.rng.shuffle(rows)
        tail = " " + self.block(rows, single=True) if rows else self.any("", " { }")
        return f"{self.key('材料')} {self.name(m.name)}{tail}"

    def item(self, i):
        rows = [f"{self.key('承办')} {i.department}"]
        if i.statutory is not None:
            rows.append(f"{self.key('法定')} {self.days(i.statutory)}")
        if i.written is not None:
            rows.append(f"{self.key('承诺')} {self.days(i.written)}")
        if i.when is not None:
            rows.append(f"{self.key('当')} {self.condition(i.when)}")
        rows += self.names_rows("需要", i.needs) + self.names_rows("产出", i.produces)
        if i.joint:
            rows.append(f"{self.key('参加')} {i.joint}")
        if i.visits:
            rows.append(f"{self.key('踏勘')} {self.count(i.visits, '次')}")
        if i.veto:
            rows.append(f"{self.key('不予')} {self.key('一票否决')}")
        self.rng.shuffle(rows)
        kind = self.any(f" {self.key('是')} 行政许可", "")
        return f"{self.key('事项')} {self.name(i.name, quoted=False)}{kind} {self.block(rows)}"

    def names_rows(self, word, names):
        if len(names) > 1 and self.any(False, True):
            return [f"{self.key(word)} {self.name(n)}" for n in names]
        return [f"{self.key(word)} {self.listing([self.name(n) for n in names])}"] if names else []

    def joint(self, j):
        rows = [f"{self.key('牵头')} {j.lead}", f"{self.key('时限')} {self.days(j.limit)}"]
        if j.kind:
            rows.append(f"{self.key('类型')} {self.key(j.kind)}")
        self.rng.shuffle(rows)
        return f"{self.key('联合')} {j.name} {self.block(rows)}"

    def flow(self, b):
        parts = []
        if b.intake is not None:
            rows = [f"{self.key('渠道')} {self.key(b.intake)}"] if b.intake else []
            parts.append(self.key("一窗受理") + (" " + self.block(rows, single=True) if rows else self.any("", " { }")))
        parts += [self.part(p) for p in b.flow or []]
        if b.deliver is not None:
            rows = [f"{self.key('方式')} {self.key(b.deliver)}"]
            if b.deliver_limit:
                rows.append(f"{self.key('时限')} {self.days(b.deliver_limit)}")
            parts.append(f"{self.key('统一出件')} {self.block(rows, single=True)}")
        return f"{self.key('流程')} {self.block([self.arrows(parts)])}" if parts else None

    def arrows(self, parts):
        return self.any(" → ", " -> ", "→", " －＞ ", "\n            → ").join(parts)

    def part(self, p):
        if p[0] == "item":
            return self.name(p[1], quoted=False)
        return f"{self.key('并联')} {self.block([self.arrows([self.part(x) for x in s]) for s in p[1]], single=True)}"

    def bundle(self, b, tests=()):
        """The whole file."""
        rows = []
        if b.promises:
            units = {"时限": "工作日", "材料": "份", "跑动": "次", "踏勘": "次"}
            figures = [f"{self.key(m)} {self.count(n, units[m])}" for m, n in b.promises.items()]
            rows.append(f"{self.key('承诺')} {self.block(figures)}")
        if b.questions:
            rows.append(f"{self.key('情形')} {self.block([self.question(q) for q in b.questions])}")
        rows.append(f"{self.key('部门')} {self.listing(b.departments)}")
        rows += [self.material(m) for m in b.materials.values() if m.source != "未声明"]
        rows += [self.item(i) for i in b.items.values()]
        rows += [self.joint(j) for j in b.joints.values()]
        rows += [r for r in [self.flow(b)] if r]
        if self.any(False, True):
            self.rng.shuffle(rows)
        rows += tests
        body = "\n".join("    " + r + self.any("", "", "  // 说明", "；") for r in rows)
        return f"{self.key('一件事')} {b.name} {self.any('{', '｛')}\n{body}\n{self.any('}', '｝')}\n"
