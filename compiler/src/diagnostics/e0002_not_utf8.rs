//! E0002: text in another encoding than UTF-8.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0002",
    severity: Severity::Error,
    title: Words::new("文件不是 UTF-8 编码", "the file is not UTF-8"),
    explanation: Words::new(
        "`.yjs` 文件一律用 UTF-8 编码。旧版记事本会存成 GBK（“ANSI”）或 UTF-16（“Unicode”）。用编辑器“另存为 UTF-8”，或用 `iconv` 转换：\n\n```\niconv -f GBK -t UTF-8 old.yjs > new.yjs\n```",
        "`.yjs` files are UTF-8. Old editors save GBK (“ANSI”) or UTF-16 (“Unicode”). Save as UTF-8, or convert:\n\n```\niconv -f GBK -t UTF-8 old.yjs > new.yjs\n```",
    ),
    example: Example::Bytes(
        b"\xD2\xBB\xBC\xFE\xCA\xC2 \xBC\xD7 {\n}\n",
        Words::new("“一件事 甲 { }”，存成了 GBK", "“一件事 甲 { }” saved as GBK"),
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// What the bytes seem to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16, low byte first: “Unicode” in old editors.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, of which GBK and GB 2312 are parts: “ANSI” in a Chinese Windows.
    Gb18030,
    /// Not UTF-8, and nothing else we recognise.
    Unknown,
}

impl Encoding {
    /// The name for `iconv -f`.
    const fn iconv(self) -> &'static str {
        match self {
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GBK",
            Self::Unknown => "GB18030",
        }
    }
}

/// The file is in another encoding; `line` is the first line with foreign bytes (0: the whole file).
#[must_use]
pub fn not_utf8(file: FileId, encoding: Encoding, line: usize) -> Diagnostic {
    let name = encoding.iconv();
    let (zh, en) = match encoding {
        Encoding::Unknown => (
            format!("第 {line} 行有字节不是 UTF-8，也认不出是什么编码"),
            format!("line {line} has bytes that are not UTF-8, in an encoding we do not recognise"),
        ),
        _ if line == 0 => {
            (format!("文件是 {name} 编码，应为 UTF-8"), format!("the file is {name}, it should be UTF-8"))
        }
        _ => (
            format!("文件像是 {name} 编码（从第 {line} 行起），应为 UTF-8"),
            format!("the file looks like {name} (from line {line}), it should be UTF-8"),
        ),
    };
    Diagnostic::new(&INFO, file, Span::default(), zh, en).help(
        format!("用编辑器“另存为 UTF-8”，或运行：iconv -f {name} -t UTF-8 old.yjs > new.yjs"),
        format!("save it as UTF-8 in your editor, or run: iconv -f {name} -t UTF-8 old.yjs > new.yjs"),
    )
}
