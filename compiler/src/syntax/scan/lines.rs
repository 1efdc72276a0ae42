//! Which line we are on and how deep it is indented.

/// The current line while scanning.
#[derive(Debug)]
pub struct Lines {
    start: usize,
    indent: usize,
    fresh: bool,
}

impl Default for Lines {
    fn default() -> Self {
        Self { start: 0, indent: 0, fresh: true }
    }
}

impl Lines {
    /// White space was passed; `after` is the byte behind it.
    pub fn pass(&mut self, white: char, after: usize) {
        if matches!(white, '\n' | '\r') {
            *self = Self { start: after, indent: 0, fresh: true };
        } else if self.fresh {
            let columns = match white {
                '\t' => 4,
                '\u{3000}' => 2,
                _ => 1,
            };
            self.indent = self.indent.saturating_add(columns);
        }
    }

    /// First byte of the line.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Columns of white space at its beginning.
    pub fn indent(&self) -> usize {
        self.indent
    }

    /// Nothing visible has been passed on this line.
    pub fn at_start(&self) -> bool {
        self.fresh
    }

    /// Something visible has been passed.
    pub fn leave_start(&mut self) {
        self.fresh = false;
    }
}
