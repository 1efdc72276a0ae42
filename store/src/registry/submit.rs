//! Taking events.

use super::{Dirty, Receipt, Registry};
use crate::backend::{CaseNumber, Store};
use crate::course::{self, Target};
use crate::error::{CaseError, Limit, StoreError};
use crate::limits::{MAX_EVENT_BYTES, MAX_EVENTS_OF_CASE, MAX_KEY_BYTES};
use crate::slot::Slot;
use crate::trail::{self, Step};
use lianban_runtime::case::{Event, EventKind, WireEvent, Workspace, chain};
use lianban_runtime::plan::hex;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::Arc;

/// Keys that are made of the content of an event that came without one begin like this.
const CONTENT: &str = "content/";

impl<S: Store> Registry<S> {
    /// Takes an event as outsiders write it.
    ///
    /// # Errors
    /// [`CaseError::Unreadable`]; otherwise as [`Registry::submit`].
    pub fn submit_wire(&mut self, case: CaseNumber, wire: &WireEvent) -> Result<Receipt, CaseError> {
        let event = self.resolve(case, wire)?;
        self.submit(case, &event)
    }

    /// An event as outsiders write it, by the names of the plan that the case is on; one that has been taken before, of the
    /// plan that the case was on then.
    ///
    /// # Errors
    /// [`CaseError::Unreadable`], [`CaseError::Unknown`], [`CaseError::Store`].
    pub fn resolve(&mut self, case: CaseNumber, wire: &WireEvent) -> Result<Event, CaseError> {
        let earlier = match wire.key.as_str() {
            "" => Vec::new(),
            key => self.slot(case)?.with_key(trail::fingerprint(key)),
        };
        let then = if earlier.is_empty() { None } else { self.engine_then(case, &wire.key, &earlier)? };
        let engine = match then {
            Some(engine) => engine,
            None => self.engine(case)?,
        };
        wire.resolve(&engine).map_err(CaseError::Unreadable)
    }

    /// Takes an event into the current group. Its receipt may be handed out once the group is durable
    /// ([`Registry::commit`]).
    ///
    /// A key that the case has seen with the same content is answered as before. An event without a key gets one made of
    /// its content, so that it too can be sent again.
    ///
    /// # Errors
    /// [`CaseError`]; nothing has changed then.
    pub fn submit(&mut self, case: CaseNumber, event: &Event) -> Result<Receipt, CaseError> {
        self.submit_expecting(case, event, &Expected::default())
    }

    /// The same, of an event that is known to have had a number and a head elsewhere.
    ///
    /// # Errors
    /// [`CaseError::OtherHead`] if it would not have them here; otherwise as [`Registry::submit`].
    pub fn submit_expecting(
        &mut self,
        case: CaseNumber,
        event: &Event,
        expected: &Expected,
    ) -> Result<Receipt, CaseError> {
        let event = keyed(event)?;
        if event.key.starts_with(super::timer::PREFIX) {
            self.check_timer(case, &event)?;
        }
        self.take(case, &event, expected)
    }

    /// Takes an event whose key is known to be in order.
    pub(super) fn take(
        &mut self,
        case: CaseNumber,
        event: &Event,
        expected: &Expected,
    ) -> Result<Receipt, CaseError> {
        let slot = self.slot(case)?;
        let fingerprint = trail::fingerprint(&event.key);
        let (earlier, sequence, head) = (slot.with_key(fingerprint), slot.state.sequence, slot.state.head);
        if !earlier.is_empty()
            && let Some(receipt) = self.answer_again(case, event, &earlier)?
        {
            return expected.check(receipt.sequence, || receipt.head).map(|()| receipt.clone());
        }
        expected.check(sequence.saturating_add(1), || chain(&head, event))?;
        if sequence >= MAX_EVENTS_OF_CASE {
            return Err(StoreError::TooMany(Limit::Events).into());
        }
        let bytes = self.group.encode(event);
        if bytes.is_empty() || bytes.len() > MAX_EVENT_BYTES {
            return Err(CaseError::EventTooLarge);
        }
        let target = self.target(event)?;
        let commit = self.counts.number.saturating_add(u64::from(self.group.is_empty()));
        let at = Step { commit, key: fingerprint };
        let work = &mut self.work;
        let taken = self.cases.slot_mut(case).map(|slot| step(slot, work, event, target, at));
        let receipt = match taken {
            Some(Ok(receipt)) => receipt,
            Some(Err(error)) => {
                self.group.reuse(bytes);
                return Err(error);
            }
            None => return Err(CaseError::Unknown { id: case.0.to_string() }),
        };
        self.begin_group();
        self.group.event(case, receipt.sequence, &bytes, receipt.head);
        self.group.reuse(bytes);
        self.counts.events = self.counts.events.saturating_add(1);
        self.touch(case);
        Ok(receipt)
    }

    /// The plan that the event moves its case to, if it moves it.
    fn target(&mut self, event: &Event) -> Result<Option<Target>, CaseError> {
        let EventKind::Migrate { plan, .. } = &event.kind else { return Ok(None) };
        let target = course::target(&mut self.cases.plans, &self.store, event)?;
        target.map(Some).ok_or(CaseError::UnknownPlan { hash: *plan })
    }

    /// The current group gets its number with the first entry in it.
    pub(super) fn begin_group(&mut self) {
        if self.group.is_empty() {
            self.counts.number = self.counts.number.saturating_add(1);
        }
    }

    /// The row of the case does not have what the current group says of it.
    pub(super) fn touch(&mut self, case: CaseNumber) {
        let since = self.counts.number;
        if let Some(slot) = self.cases.slot_mut(case)
            && slot.dirty_since.is_none()
        {
            slot.dirty_since = Some(since);
            self.dirty.push_back(Dirty { case, since, events: self.counts.events });
        }
    }
}

/// What an event led to elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Its number in the case.
    pub sequence: Option<u64>,
    /// The head behind it.
    pub head: Option<[u8; 32]>,
}

impl Expected {
    fn check(&self, sequence: u64, head: impl FnOnce() -> [u8; 32]) -> Result<(), CaseError> {
        let same_number = self.sequence.is_none_or(|expected| expected == sequence);
        let same_head = same_number && self.head.is_none_or(|expected| expected == head());
        if same_head { Ok(()) } else { Err(CaseError::OtherHead { sequence }) }
    }
}

/// Has the runtime apply an event.
fn step(
    slot: &mut Slot,
    work: &mut Workspace,
    event: &Event,
    target: Option<Target>,
    at: Step,
) -> Result<Receipt, CaseError> {
    let plan = *slot.engine.plan_hash();
    let effects = course::apply(slot, work, event, target)
        .map_err(|refusal| CaseError::refused(refusal, &slot.engine))?;
    slot.note(at);
    Ok(Receipt {
        case: slot.number,
        id: Arc::clone(&slot.id),
        sequence: slot.state.sequence,
        head: slot.state.head,
        duplicate: false,
        plan,
        then: *slot.engine.plan_hash(),
        effects,
        status: slot.state.status,
    })
}

/// The event with a key: its own, or one made of its content.
///
/// # Errors
/// [`CaseError::KeyTooLong`]; [`CaseError::KeyReserved`] if a key looks as if it were made so and is not.
pub fn keyed(event: &Event) -> Result<Cow<'_, Event>, CaseError> {
    if event.key.len() > MAX_KEY_BYTES {
        return Err(CaseError::KeyTooLong);
    }
    if event.key.is_empty() {
        return Ok(Cow::Owned(Event { key: content_key(event), ..event.clone() }));
    }
    if event.key.starts_with(CONTENT) && content_key(event) != event.key {
        return Err(CaseError::KeyReserved { key: event.key.clone() });
    }
    Ok(Cow::Borrowed(event))
}

/// `content/` and the first half of the SHA-256 of the event without its key.
fn content_key(event: &Event) -> String {
    let keyless = Event { key: String::new(), ..event.clone() };
    let digest: [u8; 32] = Sha256::digest(postcard::to_allocvec(&keyless).unwrap_or_default()).into();
    let half = digest.first_chunk::<16>().copied().unwrap_or_default();
    format!("{CONTENT}{}", hex(&half))
}
