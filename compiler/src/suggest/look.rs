//! Which characters look alike, and which are the same character in another form.

/// Characters that are taken for each other on a screen or in handwriting.
const ALIKE: &[&str] = &[
    "己已巳",
    "未末",
    "日曰",
    "人入八",
    "土士",
    "天夫无",
    "目日自",
    "千干于",
    "大太犬",
    "刀力刃",
    "王玉主五",
    "田由甲申",
    "见贝",
    "戊戌戍成戎",
    "毋母",
    "折拆析",
    "拔拨",
    "辨辩辫瓣办",
    "即既",
    "幕募慕墓",
    "竟竞",
    "侯候",
    "治冶",
    "冷泠",
    "晴睛",
    "请清情",
    "壁璧",
    "准淮",
    "今令",
    "免兔",
    "子孑孓",
    "士仕",
    "查査杳",
    "住往佳",
    "担但坦",
    "招诏照",
    "标际",
    "牌脾碑",
    "牵芊",
    "头斗",
    "件仵",
    "休体",
    "环坏",
    "场扬",
    "坊防",
    "项顷",
    "许讦",
    "证征",
    "消销",
    "登澄",
    "设没",
    "记纪",
    "食良",
    "品晶",
    "安按",
    "企全",
    "卫丘",
    "生牛",
    "市布",
    "监蓝",
    "督瞥",
    "管营",
    "理埋",
    "局居",
    "承丞",
    "诺若",
    "时肘",
    "限艰",
    "料科",
    "材村财",
    "跑炮",
    "动劝",
    "窗囱",
    "口囗",
    "受爱",
    "统流",
    "并井",
    "联取",
    "期朝",
    "望忘",
    "提堤",
    "交文",
    "补朴",
    "正止",
    "取收",
    "结洁",
    "部陪",
    "门问间",
    "依衣",
    "据居",
    "法去",
    "定走",
    "情清",
    "形刑",
    "适话",
    "用甩",
    "独浊",
    "立位",
    "否杏",
    "票栗",
    "决快",
    "共其",
    "享亨",
    "亏于",
    "专亏",
    "历厉",
    "仓仑",
    "勾匀",
    "丐丏",
    "氏氐",
    "乒乓",
    "鸟乌",
    "衣农",
    "米来",
    "元无",
    "份汾",
    "次欠",
    "小少",
    "万方",
    "工土",
    "年午",
    "月用",
];

/// Traditional or variant characters and the simplified ones they stand for.
const VARIANTS: &str = "項项 實实 證证 許许 審审 辦办 開开 關关 設设 記记 營营 業业 執执 產产 監监 場场 環环 衛卫 \
    門门 統统 壹一 時时 間间 個个 書书 請请 單单 據据 號号 碼码 與与 從从 後后 員员 圖图 區区 國国 學学 \
    醫医 藥药 車车 輛辆 運运 輸输 稅税 務务 費费 貨货 買买 賣卖 價价 報报 備备 規规 劃划 劃划 築筑 \
    樓楼 層层 棟栋 廠厂 庫库 電电 氣气 熱热 網网 絡络 線线 雙双 聯联 並并 結结 續续 終终 過过 還还 進进 \
    達达 遞递 補补 齊齐 當当 為为 無无 萬万 億亿 兩两 幾几 條条 體体 戶户 經经 濟济 檢检 驗验 檔档 權权 責责 \
    轉转 讓让 認认 評评 價价 議议 訴诉 詢询 調调 論论 該该 說说 話话 語语 課课 題题 頁页 順顺 須须 預预 領领 \
    類类 願愿 顧顾 風风 飛飞 飯饭 飲饮 館馆 養养 馬马 驅驱 點点 黨党 龍龙 龐庞 廳厅 廣广 應应 廢废 強强 張张 \
    彈弹 歸归 錄录 總总 執执 擇择 擔担 據据 損损 換换 擬拟 擴扩 攜携 數数 於于 舊旧 暫暂 會会 權权 標标 樣样 \
    機机 歷历 殘残 滅灭 準准 減减 測测 況况 決决 滿满 濃浓 災灾 爭争 獨独 獎奖 現现 瑪玛 畫画 異异 發发 盡尽 \
    確确 禮礼 種种 積积 穩稳 窮穷 競竞 筆笔 節节 範范 簡简 籌筹 糧粮 約约 級级 納纳 紙纸 紅红 組组 細细 給给 \
    繳缴 職职 腦脑 腳脚 舉举 處处 虧亏 術术 製制 複复 見见 觀观 親亲 觸触 訂订 計计 訊讯 討讨 訓训 託托 評评 \
    譯译 護护 財财 貢贡 貧贫 貿贸 資资 質质 贈赠 趙赵 趨趋 軌轨 軍军 軟软 輕轻 農农 遲迟 選选 邊边 郵邮 鄉乡 \
    釋释 針针 鋼钢 錢钱 鎮镇 長长 閉闭 隊队 階阶 際际 陸陆 陽阳 險险 隨随 雜杂 離离 難难 靈灵 靜静 響响 戸户";

/// The character half-width and in lower case.
pub fn plain(character: char) -> char {
    let code = u32::from(character);
    let half = match code {
        0xFF01..=0xFF5E => code.checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(character),
        _ => character,
    };
    half.to_ascii_lowercase()
}

/// Adds the characters that look like this one, and its other forms.
pub fn kin(character: char, found: &mut Vec<char>) {
    let pairs = VARIANTS.split_whitespace();
    for group in ALIKE.iter().copied().chain(pairs).filter(|group| group.contains(character)) {
        found.extend(group.chars());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_forms() {
        assert_eq!("ＩＴＥＭ１Ａ项".chars().map(plain).collect::<String>(), "item1a项");
        assert!(VARIANTS.split_whitespace().all(|pair| pair.chars().count() == 2));
    }

    #[test]
    fn look_alikes_and_variants() {
        let of = |character| {
            let mut found = Vec::new();
            kin(character, &mut found);
            found
        };
        assert!(of('未').contains(&'末') && of('囗').contains(&'口') && of('項').contains(&'项'));
        assert!(!of('许').contains(&'可'));
    }
}
