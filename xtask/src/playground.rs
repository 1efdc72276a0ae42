//! The web page: build, serve, test in a browser.

use crate::shell::{Result, cmd, root};
use crate::{setup, wasm};

fn npm_run(script: &str) -> Result<()> {
    cmd("npm").args(["run", "--silent", script]).dir(root().join("playground")).run()
}

/// Type check and production build into `playground/dist`. The module must have been built.
pub fn build() -> Result<()> {
    npm_run("check")?;
    npm_run("build")
}

/// The page's tests in headless Chromium, on the production build.
pub fn test(lianban: &std::path::Path) -> Result<()> {
    cmd("npm")
        .args(["run", "--silent", "test"])
        .dir(root().join("playground"))
        .env("CHROMIUM", setup::chromium()?)
        .env("LIANBAN", lianban)
        .run()
}

/// Builds the module and the page and serves it until interrupted.
pub fn serve() -> Result<()> {
    setup::npm("playground")?;
    wasm::build()?;
    npm_run("build")?;
    npm_run("serve")
}
