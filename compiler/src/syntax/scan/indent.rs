//! A reading of the braces that believes the indentation: a line that stands no deeper than the line of `{` is not
//! inside its block, and a line that stands deeper without `{` before it is in a block whose `{` was forgotten.

use super::faults::Fault;
use super::header::{begins_declaration, forgotten_brace, goes_on};
use super::{Mark, MarkKind};

#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    /// Indent of the first line inside.
    body: Option<usize>,
    /// More stands behind `{` on its line.
    inline: bool,
}

struct Reading<'a> {
    text: &'a str,
    open: Vec<Open>,
    faults: Vec<Fault>,
    /// First mark of the line before.
    line: Option<Mark>,
    /// End of the last brace passed.
    brace: usize,
}

/// The braces without partner.
pub fn by_indent(text: &str, marks: &[Mark]) -> Vec<Fault> {
    let mut reading = Reading { text, open: Vec::new(), faults: Vec::new(), line: None, brace: 0 };
    let mut rest = marks;
    while let Some((mark, behind)) = rest.split_first() {
        if mark.first {
            reading.leave_blocks(mark);
            reading.enter_block(mark);
            reading.line = Some(*mark);
        }
        match mark.kind {
            MarkKind::OpenBrace => {
                let line = text.get(mark.end..).unwrap_or_default().lines().next().unwrap_or_default().trim();
                let inline = !line.is_empty() && !line.starts_with("//") && !line.starts_with("／／");
                reading.open.push(Open { mark: *mark, body: None, inline });
                reading.brace = mark.end;
            }
            MarkKind::CloseBrace => {
                reading.close(mark, behind.iter().find(|next| next.first));
                reading.brace = mark.end;
            }
            _ => {}
        }
        rest = behind;
    }
    let Reading { open, mut faults, .. } = reading;
    faults.extend(open.into_iter().map(|open| Fault::Unclosed { open: open.mark, insert: text.len() }));
    faults
}

impl Reading<'_> {
    /// The first mark of a line says which blocks have ended without a `}`.
    fn leave_blocks(&mut self, mark: &Mark) {
        let closing = mark.kind == MarkKind::CloseBrace;
        while let Some(top) = self.open.last_mut() {
            let deeper = mark.indent > top.mark.indent;
            let left = match top.body {
                None if !closing => {
                    let flat = mark.indent == top.mark.indent && !top.inline;
                    if deeper
                        || (flat && !begins_declaration(self.text, mark))
                        || top.mark.indent == 0 && flat
                    {
                        top.body = Some(mark.indent);
                        return;
                    }
                    true
                }
                Some(body) if !closing => body > top.mark.indent && !deeper,
                _ => mark.indent < top.mark.indent,
            };
            let outer = self.open.iter().rev().skip(1).any(|outer| outer.mark.indent >= mark.indent);
            if !left || (closing && !outer) {
                return;
            }
            let Some(top) = self.open.pop() else { return };
            self.faults.push(if top.inline && top.body.is_none() {
                Fault::Inline { open: top.mark, insert: mark.after }
            } else {
                Fault::Unclosed { open: top.mark, insert: line_end(self.text, mark.after) }
            });
        }
    }

    /// A line that stands deeper than the one before, which opened no block and does not go on.
    fn enter_block(&mut self, mark: &Mark) {
        let Some(line) = self.line else { return };
        if mark.kind != MarkKind::LineStart || mark.indent <= line.indent || goes_on(self.text, mark) {
            return;
        }
        let top = self.open.last();
        let expected = top.is_some_and(|top| {
            top.mark.line == line.line || top.body.is_some_and(|body| mark.indent <= body)
        });
        if expected {
            return;
        }
        let at = mark.after;
        let ghost = Mark { kind: MarkKind::OpenBrace, start: at, end: at, first: false, ..line };
        self.open.push(Open { mark: ghost, body: Some(mark.indent), inline: false });
        self.faults.push(Fault::Missing { insert: at, lead: false });
    }

    /// A `}`: of the block it stands under, or of one that began on its own line.
    fn close(&mut self, mark: &Mark, next: Option<&Mark>) {
        let Some(top) = self.open.last() else {
            self.faults.push(self.stray(mark));
            return;
        };
        let fits = if mark.first { mark.indent <= top.mark.indent } else { mark.line == top.mark.line };
        if fits {
            let from = self.brace.max(mark.line);
            let inner = if mark.first { None } else { forgotten_brace(self.text, from, mark.start, true) };
            match inner {
                Some((insert, lead)) => self.faults.push(Fault::Missing { insert, lead }),
                None => drop(self.open.pop()),
            }
            return;
        }
        let stray = self.stray(mark);
        let goes_on = next.is_some_and(|next| {
            next.indent > top.mark.indent
                || (next.kind == MarkKind::CloseBrace && next.indent == top.mark.indent)
        });
        if goes_on || matches!(stray, Fault::Missing { .. }) {
            self.faults.push(stray);
        } else {
            self.open.pop();
        }
    }

    /// A `}` without `{`: one of the two is at fault.
    fn stray(&self, mark: &Mark) -> Fault {
        let from = self.brace.max(mark.line);
        let found = if mark.first { None } else { forgotten_brace(self.text, from, mark.start, false) };
        found.map_or(Fault::Extra { close: *mark }, |(insert, lead)| Fault::Missing { insert, lead })
    }
}

/// The end of the line that `at` is on.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at.saturating_add(rest.find(['\n', '\r']).unwrap_or(rest.len()))
}
