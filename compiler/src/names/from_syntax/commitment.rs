//! 改革方式 of an item.

use super::reader::{Reader, Row};
use crate::names::place::Spanned;
use crate::names::schema;
use crate::names::surface::{Commitment, Item, Reform, StepRow};
use crate::syntax::keywords::Keyword;
use crate::syntax::units::Dimension;

/// What a mode does to an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Examined, then decided; 优化准入 says what the limits and materials show.
    Examined,
    /// Decided on a commitment.
    Commitment,
    /// No approval any more.
    No(Reform),
}

/// The modes that mean something here.
const MODES: &[(Keyword, Mode)] = &[
    (Keyword::Approval, Mode::Examined),
    (Keyword::Streamlined, Mode::Examined),
    (Keyword::Commitment, Mode::Commitment),
    (Keyword::FiledInstead, Mode::No(Reform::Filed)),
    (Keyword::Abolished, Mode::No(Reform::Abolished)),
];

impl Reader {
    /// `审批`, `优化准入`, `改为备案`, `取消审批`, `告知承诺`, `告知承诺 { 核查 60 工作日；整改 最多 1 次 { … } }`.
    pub fn reform_mode(&mut self, row: Row<'_>, item: &mut Item) -> Option<()> {
        let mut cursor = row.cursor;
        let mode = self.one_of(&mut cursor, MODES)?;
        // A derived bundle writes this row over that of its base.
        (item.commitment, item.reform) = (None, None);
        match mode.value {
            Mode::Examined => return self.end(&cursor),
            Mode::No(reform) => {
                item.reform = Some(Spanned::new(reform, mode.place));
                return self.end(&cursor);
            }
            Mode::Commitment => {}
        }
        let entries = self.optional_block(&mut cursor)?;
        let name = Spanned::new(Keyword::Check.zh().to_owned(), mode.place);
        let mut check = StepRow { check: true, ..StepRow::named(name.clone()) };
        let owner = Spanned::new(Keyword::Commitment.zh().to_owned(), mode.place);
        let whole = self.walk(&schema::COMMITMENT, &owner, entries, |reader, row| {
            reader.commitment_row(&mut check, row).is_some()
        });
        item.commitment = Some(Commitment { place: mode.place, check });
        whole.then_some(())
    }

    fn commitment_row(&mut self, check: &mut StepRow, mut row: Row<'_>) -> Option<()> {
        if let Some(read) = self.limit_rule(&mut check.rules, &mut row) {
            read?;
            return self.end(&row.cursor);
        }
        match row.keyword? {
            Keyword::Check => {
                check.name.place = row.head;
                check.limit = Some(self.founded_amount(&mut row.cursor, &mut check.rules.basis)?);
            }
            Keyword::Rectify => {
                check.rework = Some(self.rework(&mut row.cursor, &check.name.clone())?);
                return Some(());
            }
            Keyword::Staff => check.staff = Some(self.count(&mut row.cursor, Dimension::People)?),
            _ => {
                let role = self.name(&mut row.cursor)?;
                (check.role, check.role_place) = (role.value, role.place);
            }
        }
        self.end(&row.cursor)
    }
}
