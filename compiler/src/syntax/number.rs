//! Numbers as people write them: `10`, `１０`, `4.5`, `十`, `三十五`, `一百二十`, `两`.

/// Numbers are exact decimals, counted in millionths.
pub const MILLION: i64 = 1_000_000;
