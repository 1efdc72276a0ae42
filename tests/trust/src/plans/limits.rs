//! Limits of every kind, with levels, silences, extensions and what they do not count; procedures at hand.

use super::{APPROVER, Maker, ROLLS};
use lianban_runtime::plan::{
    Anchor, AnchorPoint, Extension, LimitIx, LimitKind, LimitSpan, NodeIx, NodeKind, Procedure, ProcedureIx,
    ScopeIx, Silence, Threshold, Thresholds, Unanswered,
};
use lianban_runtime::time::{Roll, Span, Unit};

/// Both moments of a node.
const fn whole(node: NodeIx) -> LimitSpan {
    LimitSpan { from: Anchor { node, at: AnchorPoint::Start }, until: Anchor { node, at: AnchorPoint::End } }
}

/// The ends of two nodes.
const fn ends(from: NodeIx, until: NodeIx) -> LimitSpan {
    LimitSpan {
        from: Anchor { node: from, at: AnchorPoint::End },
        until: Anchor { node: until, at: AnchorPoint::End },
    }
}

impl Maker {
    /// 特别程序 of the bundle, or of a stage, begun by events.
    pub(super) fn procedures(&mut self) {
        for at in 0..self.dice.below(3) {
            let scope = match self.stages.first() {
                Some((stage, ..)) if self.dice.percent(30) => *stage,
                _ => ScopeIx(0),
            };
            let budget = self.dice.percent(70).then(|| self.span());
            let stops = self.dice.percent(70);
            let thresholds = budget.map_or_else(Thresholds::default, |budget| self.thresholds(budget));
            self.b.plan.procedures.push(Procedure {
                name: format!("特别{at}"),
                kind: "听证".to_owned(),
                basis: String::new(),
                scope,
                node: None,
                budget,
                thresholds,
                stops,
                told: true,
            });
        }
        // Those at hand stand before the planned ones.
        self.b.plan.procedures.sort_by_key(|procedure| procedure.node.is_some());
    }

    pub(super) fn limits(&mut self) {
        self.of_the_case();
        for at in 0..self.items.len() {
            self.of_an_item(at);
        }
        self.of_work();
        for (stage, begins, complete) in self.stages.clone() {
            if self.dice.percent(70) {
                let budget = Span::work_days(self.dice.small(15));
                let limit = self.add(stage, LimitKind::Stage, ends(begins, complete), budget, Silence::Late);
                self.excludes(limit);
            }
        }
        for _ in 0..self.dice.below(3) {
            let (from, until) = (self.anchor(), self.anchor());
            let budget = self.span();
            let span = LimitSpan { from, until };
            let limit = self.add(ScopeIx(0), LimitKind::Between, span, budget, Silence::Late);
            self.excludes(limit);
        }
        self.corrections();
        for row in 0..self.b.plan.limits.len() {
            self.b.plan.limits[row].thresholds = self.thresholds(self.b.plan.limits[row].budget);
        }
    }

    fn add(
        &mut self,
        scope: ScopeIx,
        kind: LimitKind,
        span: LimitSpan,
        budget: Span,
        silence: Silence,
    ) -> LimitIx {
        let limit = self.b.limit(scope, kind, budget);
        let row = &mut self.b.plan.limits[limit.index()];
        (row.span, row.silence) = (span, silence);
        limit
    }

    fn of_the_case(&mut self) {
        if !self.b.plan.nodes[0].automatic {
            let deemed = self.b.plan.profiles[0].unanswered == Unanswered::DeemedAccepted;
            let silence = if deemed { Silence::DeemedAccepted } else { Silence::Late };
            let budget = self.b.plan.nodes[0].work;
            self.add(ScopeIx(0), LimitKind::Intake, whole(NodeIx(0)), budget, silence);
        }
        if let Some(handover) = self.handover {
            let budget = self.b.plan.nodes[handover.index()].work;
            self.add(ScopeIx(0), LimitKind::Handover, whole(handover), budget, Silence::Late);
        }
        if self.dice.percent(70) {
            let budget =
                if self.dice.percent(85) { Span::work_days(self.dice.small(25)) } else { self.span() };
            let limit =
                self.add(ScopeIx(0), LimitKind::Bundle, ends(NodeIx(0), NodeIx(1)), budget, Silence::Late);
            self.excludes(limit);
            self.extensible(limit);
        }
        let deliver = self.node_of_kind(NodeKind::Deliver);
        if let Some(deliver) = deliver.filter(|_| self.dice.percent(70)) {
            let budget = self.b.plan.nodes[deliver.index()].work;
            self.add(ScopeIx(0), LimitKind::Delivery, whole(deliver), budget, Silence::Late);
        }
    }

    fn node_of_kind(&self, kind: NodeKind) -> Option<NodeIx> {
        let at = self.b.plan.nodes.iter().position(|node| node.kind == kind)?;
        u32::try_from(at).ok().map(NodeIx)
    }

    /// 法定 and 承诺, 后补. What silence means stands on the limit of the law where there is one.
    fn of_an_item(&mut self, at: usize) {
        let item = self.items[at].clone();
        let silence = self.dice.pick(&[
            Silence::Late,
            Silence::Late,
            Silence::Late,
            Silence::Granted,
            Silence::Renewed,
        ]);
        let own = |limit: &lianban_runtime::plan::Limit| {
            limit.scope == item.scope && limit.kind == LimitKind::Promised
        };
        let promised = self.b.plan.limits.iter().position(own).expect("every item has its promise");
        let promised = LimitIx(u32::try_from(promised).expect("few limits"));
        if item.rest != item.decide {
            // 预审: due on the day on which acceptance and preview are both there.
            let row = &mut self.b.plan.limits[promised.index()];
            (row.span, row.budget) = (whole(item.decide), Span::work_days(0));
        } else if self.dice.percent(40) {
            self.extensible(promised);
        }
        if self.dice.percent(35) {
            let budget = Span { amount: item.promised.amount + self.dice.small(10), ..item.promised };
            let span = ends(item.accept, item.decide);
            let law = self.add(item.scope, LimitKind::Statutory, span, budget, silence);
            self.extensible(law);
        } else {
            self.b.plan.limits[promised.index()].silence = silence;
        }
        let late = !self.b.plan.edges.iter().any(|e| e.from == item.decide && e.to == NodeIx(1));
        if late {
            let budget = Span::work_days(self.dice.small(30));
            self.add(item.scope, LimitKind::Supplement, ends(NodeIx(1), item.decide), budget, Silence::Late);
        }
    }

    /// Steps, joint actions and their rounds.
    fn of_work(&mut self) {
        for at in 0..u32::try_from(self.b.plan.nodes.len()).expect("few nodes") {
            let node = self.b.plan.nodes[at as usize].clone();
            let (kind, silence) = match node.kind {
                NodeKind::Step => {
                    (LimitKind::Step, self.dice.pick(&[Silence::Late, Silence::Late, Silence::NoObjection]))
                }
                NodeKind::Joint => {
                    (LimitKind::Joint, self.dice.pick(&[Silence::Late, Silence::Late, Silence::Absent]))
                }
                NodeKind::Rectify => (
                    LimitKind::Rectify,
                    self.dice.pick(&[Silence::Refused, Silence::Withdrawn, Silence::Late]),
                ),
                NodeKind::Recheck => (LimitKind::Recheck, Silence::Late),
                _ => continue,
            };
            if self.dice.percent(85) {
                self.add(node.scope, kind, whole(NodeIx(at)), node.work, silence);
            }
        }
    }

    /// 补正时限 of the case and of items.
    fn corrections(&mut self) {
        if !self.dice.percent(60) {
            return;
        }
        let scopes: Vec<(ScopeIx, NodeIx)> = std::iter::once((ScopeIx(0), NodeIx(0)))
            .chain(self.items.iter().map(|item| (item.scope, item.accept)))
            .collect();
        for (scope, entry) in scopes {
            let silence =
                self.dice.pick(&[Silence::Overdue, Silence::Overdue, Silence::Withdrawn, Silence::Refused]);
            let budget = self.span();
            self.add(scope, LimitKind::Correction, whole(entry), budget, silence);
        }
    }

    /// Any amount in any unit.
    fn span(&mut self) -> Span {
        let dice = &mut self.dice;
        let unit = dice.pick(&[
            Unit::WorkDay,
            Unit::WorkDay,
            Unit::WorkDay,
            Unit::Day,
            Unit::Month,
            Unit::WorkHour,
            Unit::Hour,
        ]);
        match unit {
            Unit::WorkDay => Span::work_days(dice.small(12)),
            Unit::Day => Span { amount: dice.small(30), unit, roll: dice.pick(&ROLLS) },
            Unit::Month => Span { amount: 1 + dice.small(2), unit, roll: dice.pick(&ROLLS) },
            _ => Span { amount: dice.small(40), unit, roll: Roll::None },
        }
    }

    /// Levels as bundles have them: built in (a fifth, a tenth), written as shares, or written as amounts.
    fn thresholds(&mut self, budget: Span) -> Thresholds {
        let dice = &mut self.dice;
        let left = |amount: u32| Some(Threshold::Left(Span { amount, ..budget })).filter(|_| amount > 0);
        let red_after = dice.percent(20).then(|| Span { amount: dice.small(4), ..Span::work_days(0) });
        match dice.below(6) {
            0 => Thresholds { red_after, ..Thresholds::default() },
            1 => {
                let notice = 2 + dice.small(97);
                let yellow = Some(Threshold::Share(1 + dice.small(notice)));
                Thresholds { notice: Some(Threshold::Share(notice)), yellow, red_after }
            }
            2 => {
                let unit = dice.pick(&[Unit::WorkDay, Unit::Day, Unit::WorkHour, Unit::Hour]);
                let yellow = dice.small(3);
                let notice = yellow + dice.small(3);
                let level = |amount| Some(Threshold::Left(Span { amount, unit, roll: Roll::None }));
                Thresholds { notice: level(notice), yellow: level(yellow), red_after }
            }
            3 => Thresholds { notice: left(2), yellow: left(1), red_after },
            _ => Thresholds {
                notice: left(budget.amount / 5),
                yellow: left(budget.amount / 10),
                red_after: None,
            },
        }
    }

    fn extensible(&mut self, limit: LimitIx) {
        if self.dice.percent(50) {
            let amount = 1 + self.dice.small(8);
            let row = &mut self.b.plan.limits[limit.index()];
            let most = Span { amount, ..row.budget };
            row.extension = Some(Extension { most, approver: APPROVER.to_owned(), basis: String::new() });
        }
    }

    /// 不计 of some of the procedures that stop the clock.
    fn excludes(&mut self, limit: LimitIx) {
        let stopping: Vec<ProcedureIx> = (0_u32..)
            .zip(&self.b.plan.procedures)
            .filter(|(_, procedure)| procedure.stops)
            .map(|(at, _)| ProcedureIx(at))
            .collect();
        let chosen = stopping.into_iter().filter(|_| self.dice.percent(50)).collect();
        self.b.plan.limits[limit.index()].excludes = chosen;
    }

    /// A moment that a bundle can name: the two of the intake, of joint actions and of steps, the end of anything else.
    fn anchor(&mut self) -> Anchor {
        let count = u32::try_from(self.b.plan.nodes.len()).expect("few nodes");
        loop {
            let node = NodeIx(self.dice.small(count));
            let at = match self.b.plan.nodes[node.index()].kind {
                NodeKind::Intake | NodeKind::Joint | NodeKind::Step => {
                    self.dice.pick(&[AnchorPoint::Start, AnchorPoint::End])
                }
                NodeKind::Await | NodeKind::Rectify | NodeKind::Recheck | NodeKind::Handover => continue,
                _ => AnchorPoint::End,
            };
            return Anchor { node, at };
        }
    }
}
