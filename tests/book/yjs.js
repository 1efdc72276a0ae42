// 由 cargo xtask docs 生成，不要手改
(() => {
  const words = new Set([/* words */]);
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
