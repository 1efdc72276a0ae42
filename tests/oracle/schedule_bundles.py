"""Random bundles. Part of the oracle in schedules.py."""

from fractions import Fraction

from schedule_model import Bundle, Item, Joint, Material, Question, contradictory, flow_items

ITEMS = """设立登记 食品经营许可 消防检查 招牌设置 环评备案 卫生许可 排水许可 特行许可 税务登记 社保登记 公章刻制 银行开户
非遗认定 十里铺道路占用 以上海为例的登记 或有负债核验 且末路临街许可 三证合一 第3条审查 A类许可 当事人核验 到场确认""".split()
MATERIALS = """申请表 身份证明 场所证明 平面布局图 健康证 管理制度 应急预案 效果图 租赁合同 检测报告 验资证明 章程
十里铺证明 材料1 A表 非关联声明 建设用地规划许可证（划拨） 关于〈办法〉的通知""".split()
PRODUCTS = """营业执照 许可证 意见书 批复 回执 备案表 印章 开户凭证 合格证 核准书 认定书 登记卡 检查表 确认单 复函 证一 证二 证三 证四 证五""".split()
BOOLEANS = "户外招牌 现制饮品 使用明火 非遗项目".split()
ENUMS = [
    ("主体类型", "个体工商户 企业 合作社".split()),
    ("业态", "正餐 快餐 小吃 饮品".split()),
    ("场地性质", "自有 租赁".split()),
]
AREAS = "经营面积 仓储面积 十里铺面积".split()
DEPARTMENTS = "市场监督管理局 消防救援大队 城市管理局 生态环境局 税务局".split()
JOINTS = "联合踏勘 现场核验 联合验收".split()


def condition(rng, questions, depth=0):
    """A random 当 condition."""
    roll = rng.random()
    if depth < 3 and roll < 0.28:
        kind = rng.choice(["且", "或"])
        return (kind, [condition(rng, questions, depth + 1) for _ in range(rng.choice([2, 2, 3]))])
    if depth < 3 and roll < 0.4:
        return ("非", condition(rng, questions, depth + 1))
    question = rng.choice(questions)
    if question.kind == "是否":
        return ("比", question.name, rng.choice("==≠"), rng.random() < 0.6)
    if question.kind == "枚举":
        return ("比", question.name, rng.choice("==≠"), rng.choice(question.choices))
    return ("比", question.name, rng.choice("≥≤><≥<=≠"), rng.choice(question.thresholds))


def questions(rng):
    found = []
    for name in rng.sample(BOOLEANS, rng.choice([0, 1, 1, 2])):
        found.append(Question(name, "是否"))
    for name, choices in rng.sample(ENUMS, rng.choice([0, 1, 1, 2])):
        found.append(Question(name, "枚举", choices=choices[: rng.randint(2, len(choices))]))
    for name in rng.sample(AREAS, rng.choice([0, 1, 1, 1, 2])):
        question = Question(name, "面积")
        pool = [Fraction(n) for n in (0, 1, 30, 50, 51, 100, 299, 300, 301, 500, 5000)] + [Fraction(99, 2), Fraction(1201, 4)]
        question.thresholds = rng.sample(pool, rng.choice([1, 2, 2]))
        if rng.random() < 0.3:
            ends = sorted(rng.sample(pool, 2))
            question.low, question.high = ends
        found.append(question)
    rng.shuffle(found)
    return found


def sequence(rng, names, depth=0):
    """Some of the names, in their order, as a sequence with nested parallel parts."""
    parts, at = [], 0
    while at < len(names):
        left = len(names) - at
        if left >= 2 and depth < 3 and rng.random() < 0.45:
            count = rng.randint(2, min(left, 5))
            taken, at = names[at : at + count], at + count
            branches = [[] for _ in range(rng.randint(1, min(3, count)))]
            for n in taken:
                rng.choice(branches).append(n)
            parts.append(("par", [sequence(rng, b, depth + 1) for b in branches if b]))
        else:
            parts.append(("item", names[at]))
            at += 1
    return parts


def materials(rng):
    found = {}
    for name in rng.sample(MATERIALS, rng.randint(1, 6)):
        source = rng.choice(["申请人", "申请人", "申请人", "默认", "共享", "告知承诺"])
        material = Material(name, source)
        if source in ("申请人", "默认"):
            if rng.random() < 0.4:
                material.tolerance = rng.randint(1, 9)
            if rng.random() < 0.3:
                material.copies = rng.randint(1, 4)
        found[name] = material
    return found


def limits(rng, item):
    item.promise = rng.choice([0, 1, 1, 2, 3, 3, 4, 5, 6, 8, 10])
    item.statutory = item.promise + rng.choice([0, 1, 5, 10]) if rng.random() < 0.7 else None
    if item.statutory == 0:
        item.statutory = None
    item.written = item.promise
    if item.statutory is not None and rng.random() < 0.15:
        item.promise, item.written = item.statutory, None


def items(rng, known, asked, declared):
    names = rng.sample(ITEMS, rng.randint(3, 12))
    products = rng.sample(PRODUCTS, len(PRODUCTS))
    found = {}
    for name in names:
        item = Item(name, rng.choice(known), 0)
        limits(rng, item)
        if asked and rng.random() < 0.5:
            item.when = condition(rng, asked)
        item.needs = rng.sample(sorted(declared), rng.randint(0, min(3, len(declared))))
        earlier = [p for other in found.values() for p in other.produces]
        for product in rng.sample(earlier, min(len(earlier), rng.choice([0, 0, 1, 1, 2]))):
            if product not in item.needs:
                item.needs.append(product)
        if rng.random() < 0.5:
            item.produces = [products.pop() for _ in range(rng.choice([1, 1, 1, 2])) if products]
        elif earlier and rng.random() < 0.08:
            item.produces = [p for p in [rng.choice(earlier)] if p not in item.needs]
        if rng.random() < 0.12:
            item.visits = rng.randint(1, 3)
        item.veto = rng.random() < 0.1
        found[name] = item
    return found


def bundle(rng, number):
    """A random bundle without contradictions, and without promises yet."""
    known = rng.sample(DEPARTMENTS, rng.randint(1, 4))
    asked = questions(rng)
    declared = materials(rng)
    made = items(rng, known, asked, declared)
    for item in made.values():
        for product in item.produces:
            if product not in declared:
                declared[product] = Material(product, "前序产出" if rng.random() < 0.2 else "未声明")
    result = Bundle(f"一例{number}", asked, known, declared, made, {})
    order = list(made)
    if rng.random() < 0.75:
        result.flow = sequence(rng, [n for n in order if rng.random() < 0.7])
    if result.flow and rng.random() < 0.15:
        rng.shuffle(result.flow)
    if contradictory(result):
        result.flow = None
    if contradictory(result):  # a product with two producers, one behind the other
        issued = set()
        for item in made.values():
            item.produces = [p for p in item.produces if p not in issued]
            issued.update(item.produces)
    elsewhere(rng, result)
    joints(rng, result, known)
    return result


def elsewhere(rng, made):
    made.intake = rng.choice([None, "", "窗口", "网上", "邮寄", "上门"])
    if made.flow or made.intake is not None:
        made.deliver = rng.choice([None, None, "窗口", "邮寄", "网上", "上门"])
    if made.deliver and rng.random() < 0.4:
        made.deliver_limit = rng.randint(1, 5)
    if not list(flow_items(made.flow)):
        made.flow = None


def joints(rng, made, known):
    for name in rng.sample(JOINTS, rng.choice([0, 1, 1, 1, 2])):
        made.joints[name] = Joint(name, rng.randint(0, 4), rng.choice([None, None, "踏勘", "验收"]), rng.choice(known))
        for item in made.items.values():
            if item.joint is None and item.promise >= made.joints[name].limit and rng.random() < 0.35:
                item.joint = name
                if contradictory(made):
                    item.joint = None
        if not any(i.joint == name for i in made.items.values()):
            del made.joints[name]


def promise(rng, made, worst):
    """Promises near what the worst case needs; answers whether each is kept."""
    for metric, value in worst.items():
        if rng.random() < 0.85:
            limit = value + rng.choice([-1, 0, 0, 0, 1, 3])
            made.promises[metric] = max(limit, 1 if metric == "时限" else 0)
    return {metric: worst[metric] <= limit for metric, limit in made.promises.items()}
