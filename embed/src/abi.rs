//! The C ABI of the WASM module: one linear memory, four functions, no imports.
//!
//! A host asks for room with [`lb_alloc`], writes a request (UTF-8 JSON) there, passes it to [`lb_call`], reads the
//! response at the address it returns, and gives both back with [`lb_free`]. `embed/js/lianban.mjs` is such a host.

use std::sync::{Mutex, Once, PoisonError};

/// The last panic's message; a panic ends in a trap, after which only [`lb_panic`] may still be called.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// Room for `len` bytes, zeroed. Never null; with `len` 0 the address must not be read.
#[unsafe(no_mangle)]
pub extern "C" fn lb_alloc(len: u32) -> *mut u8 {
    Box::leak(vec![0_u8; len as usize].into_boxed_slice()).as_mut_ptr()
}

/// Gives back room from [`lb_alloc`] or a response of [`lb_call`].
///
/// # Safety
/// `ptr` and `len` must be exactly such a pair, and not have been given back before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lb_free(ptr: *mut u8, len: u32) {
    let slice = std::ptr::slice_from_raw_parts_mut(ptr, len as usize);
    // SAFETY: by contract the pair came from `Box::leak` of a boxed slice of this length.
    drop(unsafe { Box::from_raw(slice) });
}

/// Answers a request; the result is `address << 32 | length` of the response, which the host gives back.
///
/// # Safety
/// `ptr` must point to `len` initialised bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lb_call(ptr: *const u8, len: u32) -> u64 {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| std::panic::set_hook(Box::new(remember)));
    // SAFETY: by contract `ptr` points to `len` initialised bytes.
    let bytes = unsafe { std::slice::from_raw_parts(ptr, len as usize) };
    leak(crate::call_bytes(bytes))
}

/// The message of the panic that trapped this instance, as `address << 32 | length`; length 0 if there was none.
#[unsafe(no_mangle)]
pub extern "C" fn lb_panic() -> u64 {
    leak(PANIC.try_lock().map_or_else(|_| String::new(), |m| m.clone()))
}

fn remember(info: &std::panic::PanicHookInfo<'_>) {
    *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string();
}

fn leak(text: String) -> u64 {
    let bytes = Box::leak(text.into_bytes().into_boxed_slice());
    ((bytes.as_ptr() as u64) << 32) | bytes.len() as u64
}
