// 由 cargo xtask docs 生成，不要手改
(() => {
  const words = new Set(["引入", "import", "一件事", "bundle", "情形", "scenario", "部门", "department", "材料", "material", "阶段", "stage", "事项", "item", "环节", "step", "联合", "joint", "流程", "flow", "测试", "test", "编码", "code", "版本", "version", "适用", "region", "服务对象", "audience", "依据", "basis", "改革前", "before", "承诺", "promise", "问", "ask", "简称", "short", "窗口", "window", "来源", "source", "份数", "copy_count", "任选", "one_of", "容缺", "tolerate", "承办", "by", "法定", "statutory", "当", "when", "需要", "needs", "产出", "produces", "参加", "joins", "牵头", "lead", "角色", "role", "时限", "limit", "办件类型", "case_class", "类型", "kind", "渠道", "channel", "方式", "method", "不予", "refuse", "到", "until", "从", "from", "是", "is", "否", "no", "申请人", "applicant", "共享", "shared", "前序产出", "produced", "告知承诺", "commitment", "替代", "replaces", "即办", "immediate", "即办件", "on_the_spot", "承诺件", "within_promise", "独立", "independent", "一票否决", "veto", "网上", "online", "邮寄", "mail", "上门", "doorstep", "是否", "yesno", "面积", "area", "金额", "money", "人数", "headcount", "长度", "length", "数量", "number", "年限", "duration", "跑动", "trips", "踏勘", "inspection", "并联", "parallel", "择一", "choose", "否则", "otherwise", "任一", "any_of", "至少", "at_least_of", "里程碑", "milestone", "一窗受理", "intake", "统一出件", "deliver", "且", "and", "或", "or", "非", "not", "以上", "at_least", "以下", "at_most", "以内", "within", "不满", "under", "超过", "over", "令", "let", "期望", "expect", "提交", "submit", "受理", "accept", "不予受理", "decline", "要求补正", "ask_correction", "补正", "correct", "补交", "supply", "不补交", "never_supply", "办结", "finish", "撤回", "withdraw", "终止", "terminate", "时间到", "tick", "结果", "outcome", "部分办结", "partly_finished", "取消", "cancelled", "撤销受理", "acceptance_revoked", "不适用", "not_applicable"]);
  const token = /\/\/[^\n]*|“[^”\n]*”|"[^"\n]*"|《[^》\n]*》|\p{N}[\p{N}.:-]*|\p{L}[\p{L}\p{N}_]*/gu;
  const kind = (text) => {
    if (text.startsWith("//")) return "hljs-comment";
    if (/^[“"]/u.test(text)) return "hljs-string";
    if (text.startsWith("《")) return "hljs-title";
    if (/^\p{N}/u.test(text)) return "hljs-number";
    return words.has(text) ? "hljs-keyword" : "";
  };
  for (const block of document.querySelectorAll("code.language-yjs")) {
    const text = block.textContent;
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(token)) {
      parts.push(text.slice(end, match.index));
      end = match.index + match[0].length;
      const span = document.createElement("span");
      span.className = kind(match[0]);
      span.textContent = match[0];
      parts.push(span);
    }
    block.replaceChildren(...parts, text.slice(end));
  }
})();
