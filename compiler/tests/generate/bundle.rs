//! Valid bundles: every name is declared, every condition typed, every limit lawful. To add a word of the surface, add a
//! line to the list of rows of its block; the properties in `generator.rs` then hold for it too.

use super::dice::Dice;

/// What has been declared, for the rows that refer to it.
#[derive(Default)]
struct World {
    departments: Vec<String>,
    /// Conditions that may be written, without 且 and 或.
    atoms: Vec<String>,
    /// Materials of the applicant.
    materials: Vec<String>,
    joints: Vec<String>,
    items: Vec<String>,
    rows: Vec<String>,
}

/// A bundle that compiles without an error.
pub fn bundle(bytes: &[u8]) -> String {
    let mut dice = Dice::new(bytes);
    let mut world = World::default();
    head(&mut dice, &mut world);
    departments(&mut dice, &mut world);
    questions(&mut dice, &mut world);
    rules(&mut dice, &mut world);
    materials(&mut dice, &mut world);
    joints(&mut dice, &mut world);
    items(&mut dice, &mut world);
    flow(&mut dice, &mut world);
    let version = if dice.one_in(4) { "语言 1\n\n" } else { "" };
    let doc = if dice.one_in(3) { "/// 一段说明。\n" } else { "" };
    format!("{version}{doc}一件事 生成的事 {{\n{}\n}}\n", world.rows.join("\n"))
}

fn head(dice: &mut Dice<'_>, world: &mut World) {
    let rows = [
        "编码 “SC-001”",
        "适用 荆州市",
        "服务对象 自然人、法人",
        "依据 “行政许可法 第二十六条”",
        "改革前 { 材料 90 份；跑动 9 次 }",
    ];
    world.rows.extend(rows.iter().filter(|_| dice.one_in(2)).map(|row| (*row).to_owned()));
    let also = *dice.pick(&["", "；材料 60 份", "；跑动 9 次；踏勘 9 次"]);
    world.rows.push(format!("承诺 {{ 时限 90 工作日{also} }}"));
}

fn departments(dice: &mut Dice<'_>, world: &mut World) {
    for at in 0..=dice.below(3) {
        let name = format!("部门{}", letter(at));
        let block = *dice.pick(&["", " { 简称 简 }", " { 窗口 3 }"]);
        let block = if block.contains("简称") {
            format!(" {{ 简称 简{} }}", letter(at))
        } else {
            block.to_owned()
        };
        world.rows.push(format!("部门 {name}{block}"));
        world.departments.push(name);
    }
}

/// Questions of every type, some asked only after others.
fn questions(dice: &mut Dice<'_>, world: &mut World) {
    let mut rows = Vec::new();
    for at in 0..dice.below(6) {
        let name = format!("问题{}", letter(at));
        let (kind, atoms) = question(dice, &name);
        let when = if !world.atoms.is_empty() && dice.one_in(3) {
            format!(" 当 {}", condition(dice, world))
        } else {
            String::new()
        };
        let ask = if dice.one_in(2) { " 问 “怎么样？”" } else { "" };
        rows.push(format!("    {name}: {kind}{when}{ask}"));
        world.atoms.extend(atoms);
    }
    if !rows.is_empty() {
        world.rows.push(format!("情形 {{\n{}\n}}", rows.join("\n")));
    }
}

fn question(dice: &mut Dice<'_>, name: &str) -> (String, Vec<String>) {
    let number = 1 + dice.below(9);
    let atoms = |list: &[&str]| list.iter().map(|rest| format!("{name}{rest}")).collect();
    match dice.below(7) {
        0 => ("是否".into(), atoms(&["", " = 否", " 是"])),
        1 => ("甲 | 乙 | 《丙（一）》".into(), atoms(&[" = 甲", " ≠ 乙", " 属于 甲、《丙（一）》"])),
        2 => {
            let bound = format!(" {number} ㎡ 以上 {} ㎡ 以下", number * 10);
            let under = format!(" 不满 {number} 公顷");
            ("面积".into(), atoms(&[&bound, &under, " ≥ 2.5 ㎡", " 超过 3 ㎡"]))
        }
        3 => {
            ("金额 1 元 ～ 1 亿元".into(), atoms(&[" < 30 万元", " 5000 元 以内", " 满 1 万元 不满 2 万元"]))
        }
        4 => ("人数".into(), atoms(&[" = 3", " ≥ 2 人", " 5 人 以外"])),
        5 => {
            let age = format!(" 满 {number} 年");
            let range = *dice.pick(&["日期", "日期 从 2000-01-01 到 2030-12-31"]);
            let since = format!(" 距今 {number} 个月 以内");
            (range.into(), atoms(&[&age, &since, " 不晚于 2010-06-30", " = 2008-02-29", " 早于 提交日"]))
        }
        _ => ("多选 甲 | 乙 | 丁".into(), atoms(&[" 含 甲", " 含 丁"])),
    }
}

/// A condition of what may be spoken of.
fn condition(dice: &mut Dice<'_>, world: &World) -> String {
    let mut atom = |world: &World| {
        let atom = dice.pick(&world.atoms).clone();
        if dice.one_in(4) { format!("非 ({atom})") } else { atom }
    };
    let (one, two, three) = (atom(world), atom(world), atom(world));
    match dice.below(4) {
        0 | 1 => one,
        2 => format!("{one} 且 {two}"),
        _ => format!("{one} 且 ({two} 或 {three})"),
    }
}

fn maybe_when(dice: &mut Dice<'_>, world: &World) -> String {
    if world.atoms.is_empty() || !dice.one_in(2) {
        return String::new();
    }
    format!("；当 {}", condition(dice, world))
}

/// Tables that are complete by 否则, and without overlap by 优先.
fn rules(dice: &mut Dice<'_>, world: &mut World) {
    if world.atoms.is_empty() {
        return;
    }
    for at in 0..dice.below(3) {
        let name = format!("规则{}", letter(at));
        let rows: Vec<String> = (0..=dice.below(2))
            .map(|_| format!("    当 {} → {}", condition(dice, world), dice.pick(&["简易", "一般"])))
            .collect();
        world.rows.push(format!(
            "规则 {name} {{\n    输出 简易、一般、重大\n    命中 优先\n{}\n    否则 → 重大\n}}",
            rows.join("\n")
        ));
        world.atoms.extend([format!("{name} = 简易"), format!("{name} 属于 一般、重大")]);
    }
}

fn materials(dice: &mut Dice<'_>, world: &mut World) {
    for at in 0..1 + dice.below(4) {
        let name = format!("《材料{}（表）》", letter(at));
        let rows =
            ["来源 申请人", "来源 申请人；份数 2", "来源 共享 公安.居民身份证", "来源 申请人；容缺 2 工作日"];
        let row = *dice.pick(&rows);
        let when = if row.contains("容缺") { String::new() } else { maybe_when(dice, world) };
        world.rows.push(format!("材料 {name} {{ {row}{when} }}"));
        world.materials.push(name);
    }
}

fn joints(dice: &mut Dice<'_>, world: &mut World) {
    for at in 0..dice.below(3) {
        let (name, days) = (format!("联合{}", letter(at)), 1 + dice.below(2));
        let kind = *dice.pick(&["", " 是 踏勘", " 是 验收"]);
        let lead = dice.pick(&world.departments).clone();
        world.rows.push(format!("联合 {name}{kind} {{ 牵头 {lead}；时限 {days} 工作日 }}"));
        world.joints.push(name);
    }
}

fn items(dice: &mut Dice<'_>, world: &mut World) {
    let mut product: Option<String> = None;
    for at in 0..2 + dice.below(4) {
        let name = format!("事项{}", letter(at));
        let promised = 3 + dice.below(6);
        let kind = *dice.pick(&["", " 是 行政许可", " 是 其他行政权力"]);
        let mut rows = vec![format!("承办 {}", dice.pick(&world.departments))];
        rows.push(format!("法定 {} 工作日", promised + dice.below(9)));
        rows.push(format!("承诺 {promised} 工作日"));
        let when = maybe_when(dice, world);
        // What depends on answers passes nothing on: its product would be missing elsewhere.
        if !when.is_empty() {
            rows.push(when.trim_start_matches('；').to_owned());
        }
        rows.push(format!("需要 {}", dice.some(&world.materials).join("、")));
        if let Some(earlier) = product.as_ref().filter(|_| dice.one_in(2)) {
            rows.push(format!("需要 {earlier}"));
        }
        if when.is_empty() && dice.one_in(2) {
            let made = format!("《证照{}》", letter(at));
            rows.push(format!("产出 {made}"));
            product = Some(made);
        }
        let more = ["踏勘 1 次", "办件类型 承诺件", "依据 “某法 第一条”"];
        if dice.one_in(3) {
            rows.push(dice.pick(&["不予 一票否决", "不予 独立"]).to_string());
        }
        rows.extend(more.iter().filter(|_| dice.one_in(4)).map(|row| (*row).to_owned()));
        // One participant each: of two, one must not stand behind the other.
        if !world.joints.is_empty() && dice.one_in(2) {
            rows.push(format!("参加 {}", world.joints.remove(0)));
        } else if dice.one_in(3) {
            rows.push("环节 初审 { 时限 1 工作日；角色 窗口 }".to_owned());
            rows.push("环节 复核 { 时限 1 工作日 }".to_owned());
        }
        let text = if dice.one_in(3) { format!("    {}\n", rows.join("\n    ")) } else { rows.join("；") };
        let open = if text.contains('\n') { "{\n" } else { "{ " };
        world.rows.push(format!("事项 {name}{kind} {open}{text} }}"));
        world.items.push(name);
    }
}

/// Items in written order, some side by side, so that products always come first.
fn flow(dice: &mut Dice<'_>, world: &mut World) {
    if dice.one_in(3) {
        return;
    }
    let mut steps = Vec::new();
    if dice.one_in(2) {
        steps.push(dice.pick(&["一窗受理", "一窗受理 { 渠道 网上 }"]).to_string());
    }
    let mut left = world.items.iter();
    while let Some(item) = left.next() {
        match dice.below(5) {
            0 => match left.next() {
                Some(next) => steps.push(format!("{item} → {next}")),
                None => steps.push(item.clone()),
            },
            1 => steps.push(format!("里程碑 时刻{item} → {item}")),
            2 => steps.push(format!("并联 {{ {item} }}")),
            _ => steps.push(item.clone()),
        }
    }
    if dice.one_in(2) {
        steps.push(
            dice.pick(&["统一出件 { 方式 邮寄 }", "统一出件 { 方式 窗口；时限 1 工作日 }"]).to_string(),
        );
    }
    world.rows.push(format!("流程 {{ {} }}", steps.join(" → ")));
}

fn letter(at: usize) -> char {
    ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'].get(at).copied().unwrap_or('壬')
}
