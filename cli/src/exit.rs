//! Exit statuses of the outward contract, and failures that carry one.

use crate::output::Context;
use crate::words::Words;
use serde::Serialize;

/// Exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Fine.
    Fine = 0,
    /// The bundle, promise, test or journal is wrong.
    Wrong = 1,
    /// Usage.
    Usage = 2,
    /// Files or environment.
    Environment = 3,
}

/// Why a command could not do its work.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The status the process ends with.
    pub exit: Exit,
    /// What went wrong.
    pub message: Words,
    /// What to do about it.
    pub help: Option<Words>,
    /// A stable code for programs, where there is one.
    pub code: Option<&'static str>,
}

/// `{"error":{…}}`, the document printed with `--format json` when there is nothing else to print.
#[derive(Serialize)]
struct Document<'a> {
    error: Body<'a>,
}

#[derive(Serialize)]
struct Body<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    exit: u8,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

impl Failure {
    /// The bundle, promise, test, event or code is wrong.
    pub fn wrong(message: Words) -> Self {
        Self { exit: Exit::Wrong, message, help: None, code: None }
    }

    /// The command line is wrong.
    pub fn usage(message: Words) -> Self {
        Self { exit: Exit::Usage, message, help: None, code: None }
    }

    /// A file or the environment is wrong.
    pub fn environment(message: Words) -> Self {
        Self { exit: Exit::Environment, message, help: None, code: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: Words) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds a stable code.
    #[must_use]
    pub fn with_code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    /// Prints the failure: to standard error for people, as the one document for programs.
    pub fn report(&self, context: &Context) {
        let message = self.message.get(context.lang);
        let help = self.help.as_ref().map(|help| help.get(context.lang));
        if context.json() {
            let error =
                Body { kind: self.exit.kind(), code: self.code, exit: self.exit as u8, message, help };
            let _already_failing = context.print_json(&Document { error });
            return;
        }
        context.complain(message);
        if let Some(help) = help {
            context.advise(help);
        }
    }
}

impl Exit {
    /// Name used in JSON.
    const fn kind(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Wrong => "wrong",
            Self::Usage => "usage",
            Self::Environment => "environment",
        }
    }
}
