//! Who acts, row by row: 角色, 会签, 允许.

use super::rows::Writer;
use super::{name, text};
use lianban_runtime::plan::{DepartmentIx, Entrusted, Needed, Opinions, Panel, PanelKind, Role, Voice};

impl Writer<'_> {
    /// 角色, 到场, 会签, 允许.
    pub fn desk(&mut self) {
        let plan = self.plan;
        let desk = &plan.desk;
        let rows = [
            desk.roles.len(),
            desk.panels.len(),
            desk.allowed.len(),
            desk.discussed.len(),
            desk.mandates.len(),
            desk.forwarded.len(),
        ];
        if rows.iter().any(|rows| *rows > 0) {
            self.blank();
        }
        for role in &desk.roles {
            let properties = self.role(role);
            self.row(&format!("角色 {}", name(&role.name)), &properties);
        }
        for panel in &desk.panels {
            let properties = self.panel(panel);
            let word = match panel.kind {
                PanelKind::Meeting { .. } => "到场",
                PanelKind::Signing { .. } => "会签",
            };
            self.row(&format!("{word} {}", self.node_name(panel.node)), &properties);
        }
        for allowed in &desk.allowed {
            let words: Vec<&str> = allowed.what.iter().map(|what| what.word()).collect();
            self.line(&format!("允许 {} {{ {} }}", self.node_name(allowed.node), words.join("；")));
        }
        for mandate in &desk.mandates {
            let what = match mandate.what {
                Entrusted::Accept => "委托受理",
                Entrusted::Deliver => "委托送达",
            };
            let to = name(self.department_name(mandate.to));
            self.line(&format!("{what} {} → {to}", self.scope_name(mandate.scope)));
        }
        for node in &desk.forwarded {
            self.line(&format!("转报 {}", self.node_name(*node)));
        }
        for node in &desk.discussed {
            self.line(&format!("集体讨论 {}", self.node_name(*node)));
        }
    }

    fn role(&self, role: &Role) -> Vec<String> {
        let departments: Vec<String> =
            role.departments.iter().map(|at| name(self.department_name(*at))).collect();
        let mut rows = Vec::new();
        if !departments.is_empty() {
            rows.push(format!("部门 {}", departments.join("、")));
        }
        if !role.first.is_empty() {
            rows.push(format!("A角 {}", name(&role.first)));
        }
        if !role.second.is_empty() {
            rows.push(format!("B角 {}", name(&role.second)));
        }
        let may: Vec<&str> = role.may.iter().map(|power| power.word()).collect();
        if !may.is_empty() {
            rows.push(format!("权限 {}", may.join("、")));
        }
        rows
    }

    fn panel(&self, panel: &Panel) -> Vec<String> {
        let seats = panel.seats.iter().map(|seat| {
            let who = name(self.voice(seat.who));
            if seat.always { who } else { format!("{who}（事项参加时）") }
        });
        let mut rows = vec![format!("席位 {}", seats.collect::<Vec<_>>().join("、"))];
        rows.push(match panel.needed {
            Needed::All => "须 全部".to_owned(),
            Needed::Majority => "须 过半".to_owned(),
            Needed::AtLeast(k) => format!("须 至少 {k}"),
        });
        match panel.kind {
            PanelKind::Meeting { opinions, absent_consents } => {
                match opinions {
                    Opinions::None => {}
                    Opinions::Each => rows.push("意见 各自出具".to_owned()),
                    Opinions::Lead => rows.push("意见 牵头出具".to_owned()),
                }
                if absent_consents {
                    rows.push("缺席 视为同意".to_owned());
                }
            }
            PanelKind::Signing { in_turn: true } => rows.push("依次 是".to_owned()),
            PanelKind::Signing { in_turn: false } => {}
        }
        if !panel.basis.is_empty() {
            rows.push(format!("依据 {}", text(&panel.basis)));
        }
        rows
    }

    fn department_name(&self, at: DepartmentIx) -> &str {
        self.plan.departments.get(at.index()).map_or("?", |department| &department.name)
    }

    fn voice(&self, who: Voice) -> &str {
        match who {
            Voice::Department(at) => self.department_name(at),
            Voice::Role(at) => self.plan.desk.roles.get(at.index()).map_or("?", |role| &role.name),
        }
    }
}
