//! What clap says, in the language of the run: help texts, headings and usage errors.

use crate::args::{CommandLine, LangChoice};
use crate::exit::{Exit, Failure};
use crate::output::Context;
use crate::words::{Words, closest};
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, ValueEnum};

/// Separates the Chinese half of a help text from the English one.
const SEPARATOR: &str = "‖";

/// The command line description with its help texts in one language.
pub fn command(lang: LangChoice) -> Command {
    localize(CommandLine::command().bin_name("lianban"), lang)
}

/// Looks for `--name value` or `--name=value` without parsing the rest: needed before clap can speak.
pub fn peek<T: ValueEnum>(arguments: &[std::ffi::OsString], name: &str, otherwise: T) -> T {
    let mut found = None;
    for (i, argument) in arguments.iter().enumerate() {
        let Some(text) = argument.to_str() else { continue };
        if text == "--" {
            break;
        }
        if text == name {
            found = arguments.get(i + 1).and_then(|next| next.to_str());
        } else if let Some(value) = text.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
            found = Some(value);
        }
    }
    found.and_then(|value| T::from_str(value, true).ok()).unwrap_or(otherwise)
}

/// Keeps one half of every help text and sets the headings.
fn localize(command: Command, lang: LangChoice) -> Command {
    let [options, globals, arguments, commands, usage] = match lang {
        LangChoice::Zh => ["选项", "通用选项", "参数", "命令", "用法："],
        LangChoice::En => ["Options", "Global options", "Arguments", "Commands", "Usage: "],
    };
    let command = command
        .subcommand_help_heading(commands)
        .subcommand_value_name("COMMAND")
        .help_template(format!("{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}"))
        .mut_args(|arg| {
            let help = arg.get_help().map(|text| half(text, lang));
            let heading = match (arg.is_positional(), arg.is_global_set()) {
                (true, _) => arguments,
                (false, true) => globals,
                (false, false) => options,
            };
            let arg = arg.help_heading(heading);
            match help {
                Some(help) => arg.help(help),
                None => arg,
            }
        })
        .mut_subcommands(|sub| localize(sub, lang));
    match command.get_about().map(|text| half(text, lang)) {
        Some(about) => command.about(about),
        None => command,
    }
}

/// One half of a bilingual text.
fn half(text: &StyledStr, lang: LangChoice) -> String {
    let text = text.to_string();
    match (text.split_once(SEPARATOR), lang) {
        (Some((zh, _)), LangChoice::Zh) => zh.to_owned(),
        (Some((_, en)), LangChoice::En) => en.to_owned(),
        (None, _) => text,
    }
}

/// Prints what clap has to say (help, version or a usage error) and gives the exit status.
pub fn report(error: &clap::Error, context: &Context) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render().to_string();
            let text = match context.lang {
                LangChoice::Zh => text.replace("[OPTIONS]", "[选项]").replace("<COMMAND>", "<命令>"),
                LangChoice::En => text,
            };
            match context.print(&text) {
                Ok(()) => Exit::Fine,
                Err(failure) => failure.exit,
            }
        }
        _ => {
            let failure = Failure::usage(message(error)).with_help(Words::new(
                "用 lianban --help 查看全部命令，用 lianban 命令 --help 查看一个命令",
                "lianban --help lists the commands, lianban COMMAND --help explains one",
            ));
            failure.report(context);
            Exit::Usage
        }
    }
}

/// A usage error in both languages. Kinds without a wording of their own keep clap's first line.
fn message(error: &clap::Error) -> Words {
    let get = |kind| error.get(kind).map(text_of).unwrap_or_default();
    let argument = get(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = error.get(ContextKind::SuggestedArg).map(text_of).filter(|near| !near.is_empty());
            let (zh, en) = did_you_mean(near);
            Words::new(
                format!("不认识的选项或多余的参数“{argument}”{zh}"),
                format!("unexpected argument `{argument}`{en}"),
            )
        }
        ErrorKind::InvalidSubcommand => {
            let name = get(ContextKind::InvalidSubcommand);
            let close = error.get(ContextKind::SuggestedSubcommand).map(text_of);
            let close = close.filter(|near| closest(&name, [near.as_str()]).is_some());
            let (zh, en) = did_you_mean(close);
            Words::new(format!("没有“{name}”这个命令{zh}"), format!("no command `{name}`{en}"))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Words::new("没有写要执行的命令", "no command given")
        }
        ErrorKind::MissingRequiredArgument => {
            Words::new(format!("缺少 {argument}"), format!("missing {argument}"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => invalid_value(error, &argument),
        ErrorKind::ArgumentConflict => Words::new(
            format!("{argument} 重复或与别的选项冲突"),
            format!("{argument} given twice or in conflict"),
        ),
        ErrorKind::InvalidUtf8 => {
            Words::new("命令行里有不是 UTF-8 的文字", "the command line is not valid UTF-8")
        }
        _ => Words::same(first_line(error)),
    }
}

/// The end of a sentence that suggests a name; nothing if there is none.
fn did_you_mean(near: Option<String>) -> (String, String) {
    near.map_or_else(Default::default, |near| {
        (format!("，是不是“{near}”？"), format!("; did you mean `{near}`?"))
    })
}

/// A value an option does not take, with the values it takes.
fn invalid_value(error: &clap::Error, argument: &str) -> Words {
    let value = error.get(ContextKind::InvalidValue).map(text_of).unwrap_or_default();
    let valid = error.get(ContextKind::ValidValue).map(text_of).unwrap_or_default();
    if value.is_empty() {
        return Words::new(format!("{argument} 后面要写值"), format!("{argument} needs a value"));
    }
    let (zh, en) = if valid.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("，可以写：{valid}"), format!("; possible values: {valid}"))
    };
    Words::new(format!("{argument} 不能是“{value}”{zh}"), format!("{argument} cannot be `{value}`{en}"))
}

/// A context value as words.
fn text_of(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// clap's own words without `error: ` and without the usage block.
fn first_line(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}
