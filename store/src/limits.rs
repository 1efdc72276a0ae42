//! Limits on everything that comes from outside. Each is far above what an office needs, and past it there is a typed
//! error, never a slow death.

/// Longest name of a case, in bytes of UTF-8.
pub const MAX_ID_BYTES: usize = 256;

/// Longest idempotency key, in bytes of UTF-8.
pub const MAX_KEY_BYTES: usize = 2_048;

/// Largest encoded event: key, actor, note and answers together, in bytes.
pub const MAX_EVENT_BYTES: usize = 64 * 1024;

/// Most events of one case. A construction project of ten years has a few thousand.
pub const MAX_EVENTS_OF_CASE: u64 = 1_000_000;

/// Most cases of one store.
pub const MAX_CASES: u64 = 1_000_000_000;

/// Most plans of one store.
pub const MAX_PLANS: u32 = 100_000;

/// Largest body of one commit that is read, in bytes.
pub const MAX_COMMIT_BYTES: usize = 64 * 1024 * 1024;

/// Most findings that `verify` reports before it stops.
pub const MAX_FINDINGS: usize = 1_000;

/// Most alarms of one case that one `tick` fires: levels and silence of every limit, many times over.
pub const MAX_ALARMS_OF_CASE: usize = 100_000;
