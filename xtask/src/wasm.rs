//! Building `lianban.wasm`: compiler, runtime, simulator and drawings as one module with zero imports.
//!
//! Two toolchains can do it. rustup's target `wasm32-unknown-unknown` where it is installed or can be added (some
//! networks let `rustup` hang, so it gets a minute); else Debian's packages, which build the standard library too.
//! `LIANBAN_WASM=rustup|debian` decides by force.

use crate::setup;
use crate::shell::{Cmd, Result, cargo, cmd, environment, root, target, write};
use std::path::{Path, PathBuf};
use std::time::Duration;

const TARGET: &str = "wasm32-unknown-unknown";

/// Packages of the fallback toolchain.
pub const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// Which toolchain builds the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Toolchain {
    Rustup,
    Debian,
}

/// Builds the module and returns its path, `embed/js/lianban.wasm`.
pub fn build() -> Result<PathBuf> {
    let built = match choose()? {
        Toolchain::Rustup => with_rustup()?,
        Toolchain::Debian => with_debian()?,
    };
    let bytes = std::fs::read(&built).map_err(|e| format!("{}: {e}", built.display()))?;
    let imports = imports(&bytes)?;
    if imports != 0 {
        return Err(format!("{} imports {imports} things; the module must import nothing", built.display()));
    }
    let out = root().join("embed/js/lianban.wasm");
    if std::fs::read(&out).ok().as_deref() != Some(&bytes) {
        write(&out, &bytes)?;
    }
    eprintln!("lianban.wasm: {} bytes, no imports", bytes.len());
    Ok(out)
}

fn choose() -> Result<Toolchain> {
    match environment("LIANBAN_WASM").as_deref() {
        Some("rustup") => add_target().then_some(Toolchain::Rustup).ok_or_else(|| {
            format!("LIANBAN_WASM=rustup, but `rustup target add {TARGET}` did not succeed within a minute")
        }),
        Some("debian") => Ok(Toolchain::Debian),
        Some(other) => Err(format!("LIANBAN_WASM={other}: use `rustup` or `debian`")),
        None => Ok(if add_target() { Toolchain::Rustup } else { Toolchain::Debian }),
    }
}

/// Whether the running toolchain has the target, adding it with rustup if need be.
fn add_target() -> bool {
    if has_target() {
        return true;
    }
    eprintln!("adding the target {TARGET} with rustup (at most a minute) …");
    cmd("rustup").args(["target", "add", TARGET]).succeeds_within(Duration::from_secs(60)) && has_target()
}

fn has_target() -> bool {
    let lib = rustc().args(["--print", "target-libdir", "--target", TARGET]).output();
    lib.is_ok_and(|l| holds_core(Path::new(l.trim())))
}

fn rustc() -> Cmd {
    cmd(environment("RUSTC").unwrap_or_else(|| "rustc".to_owned()))
}

fn holds_core(dir: &Path) -> bool {
    std::fs::read_dir(dir).is_ok_and(|mut d| {
        d.any(|e| e.is_ok_and(|e| e.file_name().to_string_lossy().starts_with("libcore-")))
    })
}

fn arguments() -> [&'static str; 7] {
    ["build", "--package", "lianban-embed", "--lib", "--profile", "wasm", "--locked"]
}

fn with_rustup() -> Result<PathBuf> {
    let dir = target().join("wasm-rustup");
    cargo(arguments())
        .args(["--target", TARGET])
        .env("CARGO_TARGET_DIR", &dir)
        .env("RUSTFLAGS", flags(""))
        .run()?;
    Ok(module_in(&dir))
}

fn with_debian() -> Result<PathBuf> {
    setup::apt(DEBIAN_PACKAGES, |_| {
        Path::new("/usr/bin/wasm-ld-19").exists()
            && Path::new("/usr/bin/cargo").exists()
            && Path::new("/usr/bin/rustc").exists()
    })?;
    let path = format!("/usr/bin:{}", environment("PATH").unwrap_or_default());
    let dir = target().join("wasm-debian");
    let mut c = cmd("/usr/bin/cargo")
        .args(arguments())
        .args(["--target", TARGET, "-Zbuild-std=std,panic_abort"])
        .env("PATH", path)
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-19")
        .env("CARGO_TARGET_DIR", &dir)
        .env("RUSTFLAGS", flags("-Clinker-flavor=wasm-ld"));
    for name in ["RUSTUP_TOOLCHAIN", "RUSTDOC", "CARGO", "LD_LIBRARY_PATH"] {
        c = c.env_remove(name);
    }
    c.run()?;
    Ok(module_in(&dir))
}

/// Keeps the paths of this machine out of the module.
fn flags(more: &str) -> String {
    let home = environment("CARGO_HOME")
        .or_else(|| environment("HOME").map(|h| format!("{h}/.cargo")))
        .unwrap_or_else(|| "/nonexistent".to_owned());
    format!("{more} --remap-path-prefix={home}=/cargo --remap-path-prefix={}=/lianban", root().display())
        .trim()
        .to_owned()
}

fn module_in(dir: &Path) -> PathBuf {
    dir.join(TARGET).join("wasm").join("lianban_embed.wasm")
}

/// Number of imports of a module: the entry count of its section 2.
fn imports(module: &[u8]) -> Result<u64> {
    let mut at = module
        .strip_prefix(b"\0asm\x01\0\0\0")
        .ok_or_else(|| "the built file is not a WebAssembly module".to_owned())?;
    while let Some((&section, rest)) = at.split_first() {
        let (size, body) = leb128(rest).ok_or("truncated module")?;
        if section == 2 {
            return leb128(body).map(|(n, _)| n).ok_or_else(|| "truncated module".to_owned());
        }
        let size = usize::try_from(size).map_err(|e| e.to_string())?;
        at = body.get(size..).ok_or("truncated module")?;
    }
    Ok(0)
}

fn leb128(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0u64;
    for (i, &b) in bytes.iter().enumerate().take(9) {
        value |= u64::from(b & 0x7f) << (7 * i);
        if b & 0x80 == 0 {
            return Some((value, bytes.get(i + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::imports;

    #[test]
    fn counts_imports() {
        assert_eq!(imports(b"\0asm\x01\0\0\0"), Ok(0));
        // custom section of 3 bytes, then an import section with one entry
        let one = b"\0asm\x01\0\0\0\x00\x03abc\x02\x08\x01\x01a\x01b\x00\x00\x00";
        assert_eq!(imports(one), Ok(1));
        assert!(imports(b"#!/bin/sh").is_err());
        assert!(imports(b"\0asm\x01\0\0\0\x05\xff").is_err());
    }
}
