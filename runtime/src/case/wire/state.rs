//! The state of a case as people and programs read it: names instead of indices, nothing left out. What is written here
//! reads back as the same state, byte for byte.

use super::words::Words;
use super::write::nameless;
use super::{WireError, error, read_answer};
use crate::case::index::Index;
use crate::case::{
    Discussed, Engine, Hands, Holder, LimitState, NodeState, Rating, Said, Says, ScopeState, Signers, State,
    StopKind, StopRecord, Watch, state::STATE_VERSION,
};
use crate::plan::{Answer, LimitIx, NodeIx, ProcedureIx, ScopeIx, hex};
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The state of a case, by names. Rows stand in the order of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireState {
    /// `lianban-state/2`.
    pub format: String,
    /// Content hash of the plan, `sha256:…`.
    pub plan: String,
    /// Name of the bundle.
    pub bundle: String,
    /// Where the case stands: `受理`.
    pub status: String,
    /// Time of the last event; absent before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// Number of accepted events.
    pub sequence: u64,
    /// Head of the event chain, 64 hexadecimal digits (rule D5).
    pub head: String,
    /// Answers by question; absent before the submission. What is not asked is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Map<String, Value>>,
    /// Every node of the plan.
    pub nodes: Vec<WireNode>,
    /// The bundle, its stages, items, steps and joint actions.
    pub scopes: Vec<WireScope>,
    /// The ledger (rule T9).
    pub limits: Vec<WireLimit>,
    /// 补正, 特别程序, 中止, 整改.
    pub stops: Vec<WireStop>,
    /// Who said what, who signs, who works.
    pub hands: WireHands,
    /// 好差评.
    #[serde(default)]
    pub ratings: Vec<WireRating>,
    /// Papers (文书) so far: the number of the last one.
    #[serde(default)]
    pub papers: u32,
}

/// A rating of the case or of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireRating {
    /// The item; empty for the case.
    pub scope: String,
    /// `满意` …
    pub rating: String,
    /// When.
    pub at: String,
    /// 回访.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_back: Option<String>,
    /// 整改完成.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedied: Option<String>,
    /// 不计入.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded: Option<String>,
}

/// Where a node stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireNode {
    /// Its name.
    pub name: String,
    /// `未开始`, `在办`, `办结` …
    pub phase: String,
    /// Predecessors that apply.
    pub applying: u32,
    /// Of these, ended.
    pub ended: u32,
    /// Of these, cancelled.
    pub gone: u32,
    /// When it started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
}

/// What became of an item, a joint action, a step, a stage or the bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireScope {
    /// Its name.
    pub name: String,
    /// `事项`, `联合` …
    pub kind: String,
    /// `未决`, `准予` …
    pub outcome: String,
    /// A correction has been asked.
    pub asked: bool,
}

/// One record of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireLimit {
    /// `食品经营许可 承诺时限`.
    pub name: String,
    /// Whose it is.
    pub scope: String,
    /// `承诺时限` …
    pub kind: String,
    /// `进行`, `按期`, `逾期` …
    pub phase: String,
    /// `正常`, `预警`, `黄牌`, `红牌`.
    pub level: String,
    /// When it began to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// When it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Units added by 延期.
    pub extended: u32,
    /// The next instant after which something happens by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm: Option<String>,
}

/// A stretch during which clocks may stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireStop {
    /// `补正`, `特别程序`, `中止`, `整改`.
    pub kind: String,
    /// The 特别程序.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// Where the 特别程序 is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The item, joint action, step or bundle.
    pub scope: String,
    /// Its beginning.
    pub from: String,
    /// Its end; absent while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Others that wait for this one.
    #[serde(default)]
    pub also: Vec<String>,
    /// 依据 of a 中止.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// Its own limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watch: Option<WireWatch>,
}

/// The limit of a 特别程序 that an event began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireWatch {
    /// When it is due.
    pub due: String,
    /// Its level.
    pub level: String,
    /// The next instant after which something happens by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm: Option<String>,
}

/// Who said what, who signs, who works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireHands {
    /// 到场, 缺席, 同意, 不同意.
    #[serde(default)]
    pub said: Vec<WireSaid>,
    /// Where 加签 or 减签 changed who signs.
    #[serde(default)]
    pub signers: Vec<WireSigners>,
    /// 转办, 委派.
    #[serde(default)]
    pub holders: Vec<WireHolder>,
    /// 集体讨论.
    #[serde(default)]
    pub discussed: Vec<WireDiscussed>,
}

/// 集体讨论 of a step or decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireDiscussed {
    /// The step or decision.
    pub node: String,
    /// When.
    pub at: String,
    /// The number of the minutes.
    pub record: String,
}

/// One voice at one node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireSaid {
    /// The joint action or step.
    pub node: String,
    /// A department or role: a name, or an object of `department` or `role`.
    pub who: Value,
    /// `到场`, `缺席`, `同意`, `不同意`.
    pub said: String,
    /// When.
    pub at: String,
}

/// The signers of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireSigners {
    /// The step.
    pub node: String,
    /// Departments and roles, in order.
    pub who: Vec<Value>,
}

/// Work that was given to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireHolder {
    /// The step or decision.
    pub node: String,
    /// `department`, `role`, `name`, as far as they are stated.
    pub to: Value,
    /// 转办, else 委派.
    pub instead: bool,
}

/// Writes a state.
struct Writer<'e> {
    engine: &'e Engine,
}

impl WireState {
    /// The state of a case of this plan.
    ///
    /// # Errors
    /// [`WireError`] if the state is none of this plan, or speaks of something that cannot be named.
    pub fn of(state: &State, engine: &Engine) -> Result<Self, WireError> {
        let plan = engine.plan();
        let rows = (state.nodes.len(), state.scopes.len(), state.limits.len());
        if state.plan != *engine.plan_hash()
            || rows != (plan.nodes.len(), plan.scopes.len(), plan.limits.len())
        {
            return other_plan();
        }
        let writer = Writer { engine };
        Ok(Self {
            format: format!("lianban-state/{STATE_VERSION}"),
            plan: engine.plan_hash_text(),
            bundle: plan.name.clone(),
            status: state.status.zh().to_owned(),
            now: writer.maybe(state.now),
            sequence: state.sequence,
            head: hex(&state.head),
            answers: writer.answers(&state.answers)?,
            nodes: (0_u32..).zip(&state.nodes).map(|(at, row)| writer.node(NodeIx(at), row)).collect(),
            scopes: (0_u32..).zip(&state.scopes).map(|(at, row)| writer.scope(ScopeIx(at), row)).collect(),
            limits: (0_u32..).zip(&state.limits).map(|(at, row)| writer.limit(LimitIx(at), row)).collect(),
            stops: state.stops.iter().map(|stop| writer.stop(stop)).collect::<Result<_, _>>()?,
            hands: writer.hands(&state.hands)?,
            ratings: state.ratings.iter().map(|rating| writer.rating(rating)).collect::<Result<_, _>>()?,
            papers: state.papers,
        })
    }

    /// Reads the state back.
    ///
    /// # Errors
    /// [`WireError`] that says what is wrong. Whether a case can come to stand so is another question.
    pub fn resolve(&self, engine: &Engine) -> Result<State, WireError> {
        if self.format != format!("lianban-state/{STATE_VERSION}") {
            return error(
                format!("format：“{}”，这里只认识 lianban-state/{STATE_VERSION}", self.format),
                format!("format: `{}`, this one knows lianban-state/{STATE_VERSION}", self.format),
            );
        }
        let plan = engine.plan();
        let rows = (self.nodes.len(), self.scopes.len(), self.limits.len());
        if self.plan != engine.plan_hash_text()
            || rows != (plan.nodes.len(), plan.scopes.len(), plan.limits.len())
        {
            return other_plan();
        }
        let reader = Reader { engine };
        let mut state = engine.new_case();
        state.status = Words::called(&self.status)?;
        state.now = reader.maybe(self.now.as_deref())?;
        state.sequence = self.sequence;
        state.head = head(&self.head)?;
        state.answers = reader.answers(self.answers.as_ref())?;
        state.nodes = (0_u32..)
            .zip(&self.nodes)
            .map(|(at, row)| reader.node(NodeIx(at), row))
            .collect::<Result<_, _>>()?;
        state.scopes = (0_u32..)
            .zip(&self.scopes)
            .map(|(at, row)| reader.scope(ScopeIx(at), row))
            .collect::<Result<_, _>>()?;
        state.limits = (0_u32..)
            .zip(&self.limits)
            .map(|(at, row)| reader.limit(LimitIx(at), row))
            .collect::<Result<_, _>>()?;
        state.stops = self.stops.iter().map(|stop| reader.stop(stop)).collect::<Result<_, _>>()?;
        state.hands = reader.hands(&self.hands)?;
        state.ratings = self.ratings.iter().map(|rating| reader.rating(rating)).collect::<Result<_, _>>()?;
        state.papers = self.papers;
        state.index = Index::default();
        Ok(state)
    }
}

fn other_plan<T>() -> Result<T, WireError> {
    error("办件状态属于另一个方案".to_owned(), "the state belongs to another plan".to_owned())
}

impl Writer<'_> {
    fn moment(&self, at: Instant) -> String {
        at.format(self.engine.plan().calendar.utc_offset_minutes)
    }

    fn maybe(&self, at: Option<Instant>) -> Option<String> {
        at.map(|at| self.moment(at))
    }

    fn answers(&self, answers: &[Answer]) -> Result<Option<Map<String, Value>>, WireError> {
        let questions = &self.engine.plan().questions;
        if answers.is_empty() && !questions.is_empty() {
            return Ok(None);
        }
        super::write::write_answers(questions, answers).map(Some)
    }

    fn node(&self, at: NodeIx, row: &NodeState) -> WireNode {
        WireNode {
            name: self.engine.node_name(at).to_owned(),
            phase: row.phase.zh().to_owned(),
            applying: row.applying,
            ended: row.ended,
            gone: row.gone,
            start: self.maybe(row.start),
            end: self.maybe(row.end),
        }
    }

    fn scope(&self, at: ScopeIx, row: &ScopeState) -> WireScope {
        WireScope {
            name: self.engine.scope_name(at).to_owned(),
            kind: self.engine.scope(at).kind.zh().to_owned(),
            outcome: row.outcome.zh().to_owned(),
            asked: row.asked,
        }
    }

    fn limit(&self, at: LimitIx, row: &LimitState) -> WireLimit {
        let spec = self.engine.limit(at);
        WireLimit {
            name: self.engine.limit_name(at),
            scope: self.engine.scope_name(spec.scope).to_owned(),
            kind: spec.kind.zh().to_owned(),
            phase: row.phase.zh().to_owned(),
            level: row.level.zh().to_owned(),
            from: self.maybe(row.from),
            due: self.maybe(row.due),
            extended: row.extended,
            alarm: self.maybe(row.alarm),
        }
    }

    fn scope_called(&self, at: ScopeIx) -> Result<String, WireError> {
        self.engine.wire_scope(at)
    }

    fn stop(&self, stop: &StopRecord) -> Result<WireStop, WireError> {
        let (mut procedure, mut of) = (None, None);
        if let StopKind::Procedure(at) = stop.kind {
            let Some(found) = self.engine.procedure(at) else { return nameless("特别程序", at.0) };
            procedure = Some(found.name.clone());
            of = Some(self.scope_called(found.scope)?);
        }
        Ok(WireStop {
            kind: stop_word(stop.kind).to_owned(),
            procedure,
            of,
            scope: self.scope_called(stop.scope)?,
            from: self.moment(stop.from),
            to: self.maybe(stop.to),
            also: stop.also.iter().map(|at| self.scope_called(*at)).collect::<Result<_, _>>()?,
            basis: stop.basis.clone(),
            watch: stop.watch.map(|watch| WireWatch {
                due: self.moment(watch.due),
                level: watch.level.zh().to_owned(),
                alarm: self.maybe(watch.alarm),
            }),
        })
    }

    fn rating(&self, rating: &Rating) -> Result<WireRating, WireError> {
        Ok(WireRating {
            scope: self.scope_called(rating.scope)?,
            rating: rating.score.zh().to_owned(),
            at: self.moment(rating.at),
            called_back: self.maybe(rating.called_back),
            remedied: self.maybe(rating.remedied),
            excluded: self.maybe(rating.excluded),
        })
    }

    fn hands(&self, hands: &Hands) -> Result<WireHands, WireError> {
        let node = |at: NodeIx| self.engine.node_name(at).to_owned();
        let said = |said: &Said| {
            Ok(WireSaid {
                node: node(said.node),
                who: self.engine.wire_voice(said.who)?,
                said: said.what.zh().to_owned(),
                at: self.moment(said.at),
            })
        };
        let signers = |signers: &Signers| {
            let who = signers.who.iter().map(|who| self.engine.wire_voice(*who)).collect::<Result<_, _>>()?;
            Ok(WireSigners { node: node(signers.node), who })
        };
        let holder = |holder: &Holder| {
            let to = self.engine.wire_party(&holder.to)?;
            Ok(WireHolder { node: node(holder.node), to, instead: holder.instead })
        };
        let discussed = |discussed: &Discussed| WireDiscussed {
            node: node(discussed.node),
            at: self.moment(discussed.at),
            record: discussed.record.clone(),
        };
        Ok(WireHands {
            said: hands.said.iter().map(said).collect::<Result<_, WireError>>()?,
            signers: hands.signers.iter().map(signers).collect::<Result<_, WireError>>()?,
            holders: hands.holders.iter().map(holder).collect::<Result<_, WireError>>()?,
            discussed: hands.discussed.iter().map(discussed).collect(),
        })
    }
}

/// The word for a stop.
pub(super) const fn stop_word(kind: StopKind) -> &'static str {
    match kind {
        StopKind::Correction => "补正",
        StopKind::Procedure(_) => "特别程序",
        StopKind::Suspension => "中止",
        StopKind::Rework => "整改",
    }
}

/// 64 hexadecimal digits, lower case.
pub(super) fn digest(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0_u8; 32];
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != bytes.len() || !rest.is_empty() {
        return None;
    }
    let digit = |digit: &u8| char::from(*digit).to_digit(16).filter(|_| !digit.is_ascii_uppercase());
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = u8::try_from(digit(high)? << 4 | digit(low)?).ok()?;
    }
    Some(bytes)
}

fn head(text: &str) -> Result<[u8; 32], WireError> {
    digest(text).map_or_else(
        || {
            error(
                "head：应为 64 个十六进制数字".to_owned(),
                "head: 64 hexadecimal digits are wanted".to_owned(),
            )
        },
        Ok,
    )
}

/// Reads a state.
struct Reader<'e> {
    engine: &'e Engine,
}

impl Reader<'_> {
    fn moment(&self, text: &str) -> Result<Instant, WireError> {
        Instant::parse(text).or_else(|e| error(format!("“{text}”：{}", e.zh()), format!("`{text}`: {e}")))
    }

    fn maybe(&self, text: Option<&str>) -> Result<Option<Instant>, WireError> {
        text.map(|text| self.moment(text)).transpose()
    }

    fn answers(&self, given: Option<&Map<String, Value>>) -> Result<Vec<Answer>, WireError> {
        let Some(given) = given else { return Ok(Vec::new()) };
        let questions = &self.engine.plan().questions;
        if let Some(unknown) = given.keys().find(|name| !questions.iter().any(|q| q.name == **name)) {
            return error(format!("没有名为“{unknown}”的情形"), format!("no question is called `{unknown}`"));
        }
        let answers = questions.iter().map(|question| match given.get(&question.name) {
            None => Ok(Answer::Unasked),
            Some(value) => read_answer(question, value),
        });
        answers.collect()
    }

    /// The row is the one that stands there in the plan.
    fn expect_name(&self, wanted: &str, found: &str) -> Result<(), WireError> {
        if wanted == found {
            return Ok(());
        }
        error(
            format!("这里应是“{wanted}”，不是“{found}”"),
            format!("`{wanted}` is wanted here, not `{found}`"),
        )
    }

    fn node(&self, at: NodeIx, row: &WireNode) -> Result<NodeState, WireError> {
        self.expect_name(self.engine.node_name(at), &row.name)?;
        Ok(NodeState {
            phase: Words::called(&row.phase)?,
            applying: row.applying,
            ended: row.ended,
            gone: row.gone,
            start: self.maybe(row.start.as_deref())?,
            end: self.maybe(row.end.as_deref())?,
        })
    }

    fn scope(&self, at: ScopeIx, row: &WireScope) -> Result<ScopeState, WireError> {
        self.expect_name(self.engine.scope_name(at), &row.name)?;
        self.expect_name(self.engine.scope(at).kind.zh(), &row.kind)?;
        Ok(ScopeState { outcome: Words::called(&row.outcome)?, asked: row.asked })
    }

    fn limit(&self, at: LimitIx, row: &WireLimit) -> Result<LimitState, WireError> {
        self.expect_name(&self.engine.limit_name(at), &row.name)?;
        self.expect_name(self.engine.scope_name(self.engine.limit(at).scope), &row.scope)?;
        self.expect_name(self.engine.limit(at).kind.zh(), &row.kind)?;
        Ok(LimitState {
            phase: Words::called(&row.phase)?,
            level: Words::called(&row.level)?,
            from: self.maybe(row.from.as_deref())?,
            due: self.maybe(row.due.as_deref())?,
            extended: row.extended,
            alarm: self.maybe(row.alarm.as_deref())?,
        })
    }

    fn scope_called(&self, name: &str) -> Result<ScopeIx, WireError> {
        if name.is_empty() {
            return Ok(ScopeIx(0));
        }
        self.engine.scope_named(name).map_or_else(|| unknown(name), Ok)
    }

    fn node_called(&self, name: &str) -> Result<NodeIx, WireError> {
        let found = self.engine.plan().nodes.iter().position(|node| node.name == name);
        found.and_then(|at| u32::try_from(at).ok()).map_or_else(|| unknown(name), |at| Ok(NodeIx(at)))
    }

    fn stop_kind(&self, stop: &WireStop) -> Result<StopKind, WireError> {
        Ok(match stop.kind.as_str() {
            "补正" => StopKind::Correction,
            "中止" => StopKind::Suspension,
            "整改" => StopKind::Rework,
            "特别程序" => {
                let (name, of) =
                    (stop.procedure.as_deref().unwrap_or_default(), stop.of.as_deref().unwrap_or_default());
                let of = self.scope_called(of)?;
                let mut rows = (0_u32..).zip(&self.engine.plan().procedures);
                let found = rows.find(|(_, p)| p.name == name && p.scope == of);
                found.map_or_else(|| unknown(name), |(at, _)| Ok(StopKind::Procedure(ProcedureIx(at))))?
            }
            other => return unknown(other),
        })
    }

    fn stop(&self, stop: &WireStop) -> Result<StopRecord, WireError> {
        let watch = match &stop.watch {
            None => None,
            Some(watch) => Some(Watch {
                due: self.moment(&watch.due)?,
                level: Words::called(&watch.level)?,
                alarm: self.maybe(watch.alarm.as_deref())?,
            }),
        };
        Ok(StopRecord {
            kind: self.stop_kind(stop)?,
            scope: self.scope_called(&stop.scope)?,
            from: self.moment(&stop.from)?,
            to: self.maybe(stop.to.as_deref())?,
            also: stop.also.iter().map(|name| self.scope_called(name)).collect::<Result<_, _>>()?,
            basis: stop.basis.clone(),
            watch,
        })
    }

    fn rating(&self, rating: &WireRating) -> Result<Rating, WireError> {
        Ok(Rating {
            scope: self.scope_called(&rating.scope)?,
            score: Words::called(&rating.rating)?,
            at: self.moment(&rating.at)?,
            called_back: self.maybe(rating.called_back.as_deref())?,
            remedied: self.maybe(rating.remedied.as_deref())?,
            excluded: self.maybe(rating.excluded.as_deref())?,
        })
    }

    fn hands(&self, hands: &WireHands) -> Result<Hands, WireError> {
        let said = |said: &WireSaid| {
            let what: Says = Words::called(&said.said)?;
            let who = self.engine.read_voice(&said.who)?;
            Ok(Said { node: self.node_called(&said.node)?, who, what, at: self.moment(&said.at)? })
        };
        let signers = |signers: &WireSigners| {
            let who = signers.who.iter().map(|who| self.engine.read_voice(who)).collect::<Result<_, _>>()?;
            Ok(Signers { node: self.node_called(&signers.node)?, who })
        };
        let holder = |holder: &WireHolder| {
            let to = self.engine.read_party(&holder.to)?;
            Ok(Holder { node: self.node_called(&holder.node)?, to, instead: holder.instead })
        };
        let discussed = |row: &WireDiscussed| {
            let node = self.node_called(&row.node)?;
            Ok(Discussed { node, at: self.moment(&row.at)?, record: row.record.clone() })
        };
        Ok(Hands {
            said: hands.said.iter().map(said).collect::<Result<_, WireError>>()?,
            signers: hands.signers.iter().map(signers).collect::<Result<_, WireError>>()?,
            holders: hands.holders.iter().map(holder).collect::<Result<_, WireError>>()?,
            discussed: hands.discussed.iter().map(discussed).collect::<Result<_, WireError>>()?,
        })
    }
}

fn unknown<T>(name: &str) -> Result<T, WireError> {
    error(format!("没有“{name}”"), format!("nothing is called `{name}`"))
}
