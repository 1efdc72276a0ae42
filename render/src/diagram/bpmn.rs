//! The diagram as BPMN 2.0 with its layout: pool, lanes, a group for each band, explicit gateways.
//!
//! What applies only under a condition stands between two exclusive gateways, so that whoever waits for it goes on
//! where it does not apply (rule F1). What must have ended before something ends is drawn before it: the later order.

use super::Direction;
use super::geometry::{Geometry, Rect};
use super::model::{Model, Node, Shape};
use crate::svg::{escape, text_width};
use lianban_runtime::plan::NodeKind;
use std::fmt::Write;

/// Head of the pool and of its lanes in outside programs.
const HEAD: i32 = 30;

/// The document.
pub(crate) fn bpmn(model: &Model, geometry: &Geometry, bundle: &str) -> String {
    let writer = Writer { model, geometry, bundle };
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bpmn:definitions \
         xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" \
         xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" \
         xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xmlns:color=\"http://www.omg.org/spec/BPMN/non-normative/color/1.0\" id=\"definitions\" \
         targetNamespace=\"https://lianban.invalid/bpmn\" exporter=\"lianban\">\n",
    );
    writer.collaboration(&mut out);
    writer.process(&mut out);
    writer.diagram(&mut out);
    out.push_str("</bpmn:definitions>\n");
    out
}

struct Writer<'a> {
    model: &'a Model,
    geometry: &'a Geometry,
    bundle: &'a str,
}

impl Writer<'_> {
    fn collaboration(&self, out: &mut String) {
        for (at, band) in self.model.bands.iter().enumerate() {
            let _ = writeln!(
                out,
                "  <bpmn:category id=\"C_{at}\"><bpmn:categoryValue id=\"V_{at}\" value=\"{}\"/></bpmn:category>",
                escape(&band.name)
            );
        }
        let _ = writeln!(
            out,
            "  <bpmn:collaboration id=\"collaboration\">\n    <bpmn:participant id=\"pool\" name=\"{}\" processRef=\"process\"/>",
            escape(self.bundle)
        );
        for at in 0..self.model.bands.len() {
            let _ = writeln!(out, "    <bpmn:group id=\"G_{at}\" categoryValueRef=\"V_{at}\"/>");
        }
        out.push_str("  </bpmn:collaboration>\n");
    }

    fn process(&self, out: &mut String) {
        let _ = writeln!(
            out,
            "  <bpmn:process id=\"process\" name=\"{}\" isExecutable=\"false\">\n    <bpmn:laneSet id=\"lanes\">",
            escape(self.bundle)
        );
        for (lane, row) in self.model.lanes.iter().enumerate() {
            let _ = writeln!(out, "      <bpmn:lane id=\"L_{lane}\" name=\"{}\">", escape(&row.name));
            for at in (0..self.model.nodes.len()).filter(|at| self.model.nodes[*at].lane == lane) {
                let _ = writeln!(out, "        <bpmn:flowNodeRef>N_{at}</bpmn:flowNodeRef>");
            }
            out.push_str("      </bpmn:lane>\n");
        }
        out.push_str("    </bpmn:laneSet>\n");
        for (at, node) in self.model.nodes.iter().enumerate() {
            self.node(out, at, node);
        }
        for (at, edge) in self.model.edges.iter().enumerate() {
            let ends = format!("id=\"F_{at}\" sourceRef=\"N_{}\" targetRef=\"N_{}\"", edge.from, edge.to);
            let name = if edge.label.is_empty() {
                String::new()
            } else {
                format!(" name=\"{}\"", escape(&edge.label))
            };
            let from = &self.model.nodes[edge.from];
            if from.shape == Shape::Decision && self.default_of(edge.from) != Some(at) {
                let _ = writeln!(
                    out,
                    "    <bpmn:sequenceFlow {ends}{name}><bpmn:conditionExpression \
                     xsi:type=\"bpmn:tFormalExpression\">{}</bpmn:conditionExpression></bpmn:sequenceFlow>",
                    escape(&format!(
                        "{}{}",
                        from.name.trim_end_matches('？'),
                        if edge.label == "否" { " = 否" } else { "" }
                    ))
                );
            } else {
                let _ = writeln!(out, "    <bpmn:sequenceFlow {ends}{name}/>");
            }
        }
        out.push_str("  </bpmn:process>\n");
    }

    /// The way out of a decision that is taken if no other is: 否 of a condition, 是 of 合格？.
    fn default_of(&self, node: usize) -> Option<usize> {
        let word = if self.model.nodes[node].name == "合格？" { "是" } else { "否" };
        self.model.edges.iter().position(|e| e.from == node && e.label == word)
    }

    fn element(&self, at: usize, node: &Node) -> &'static str {
        let goes_on = self.model.edges.iter().any(|e| e.from == at);
        let (ins, outs) = self.degree(at);
        match node.shape {
            Shape::Start => "startEvent",
            Shape::End if goes_on => "intermediateThrowEvent",
            Shape::End => "endEvent",
            Shape::Step | Shape::Joint if matches!(node.kind, Some(NodeKind::Await | NodeKind::Rectify)) => {
                "manualTask"
            }
            Shape::Step | Shape::Joint => "userTask",
            Shape::System => "serviceTask",
            Shape::Bar if ins < 2 && outs < 2 => "intermediateThrowEvent",
            Shape::Bar if node.join != lianban_runtime::plan::Join::All && ins > 1 => "exclusiveGateway",
            Shape::Bar => "parallelGateway",
            Shape::Decision | Shape::Merge => "exclusiveGateway",
        }
    }

    fn degree(&self, at: usize) -> (usize, usize) {
        let edges = &self.model.edges;
        (edges.iter().filter(|e| e.to == at).count(), edges.iter().filter(|e| e.from == at).count())
    }

    fn node(&self, out: &mut String, at: usize, node: &Node) {
        let element = self.element(at, node);
        let silent = element == "parallelGateway" || node.shape == Shape::Merge;
        let name = if silent { String::new() } else { format!(" name=\"{}\"", escape(&node.name)) };
        let default = match (node.shape, self.default_of(at)) {
            (Shape::Decision, Some(edge)) => format!(" default=\"F_{edge}\""),
            _ => String::new(),
        };
        let _ = writeln!(out, "    <bpmn:{element} id=\"N_{at}\"{name}{default}>");
        if !silent {
            let _ = writeln!(out, "      <bpmn:documentation>{}</bpmn:documentation>", escape(&node.title));
        }
        for (edge, _) in self.model.edges.iter().enumerate().filter(|(_, e)| e.to == at) {
            let _ = writeln!(out, "      <bpmn:incoming>F_{edge}</bpmn:incoming>");
        }
        for (edge, _) in self.model.edges.iter().enumerate().filter(|(_, e)| e.from == at) {
            let _ = writeln!(out, "      <bpmn:outgoing>F_{edge}</bpmn:outgoing>");
        }
        let _ = writeln!(out, "    </bpmn:{element}>");
    }

    fn diagram(&self, out: &mut String) {
        let horizontal = self.geometry.direction == Direction::Right;
        out.push_str(
            "  <bpmndi:BPMNDiagram id=\"diagram\">\n    <bpmndi:BPMNPlane id=\"plane\" bpmnElement=\"collaboration\">\n",
        );
        let (width, height) = (self.geometry.width, self.geometry.height);
        // The lanes begin where the heads of the bands end; the pool's own head stands before them.
        let first = self.geometry.lanes.first().copied().unwrap_or_default();
        let pool = if horizontal {
            Rect { x: -HEAD, y: first.y, width: width + HEAD, height: height - first.y }
        } else {
            Rect { x: first.x, y: -HEAD, width: width - first.x, height: height + HEAD }
        };
        shape(out, "pool", &pool, &format!(" isHorizontal=\"{horizontal}\""), None);
        for (at, lane) in self.geometry.lanes.iter().enumerate() {
            shape(out, &format!("L_{at}"), lane, &format!(" isHorizontal=\"{horizontal}\""), None);
        }
        for (at, node) in self.model.nodes.iter().enumerate() {
            self.node_shape(out, at, node);
        }
        for (at, band) in self.geometry.bands.iter().enumerate() {
            let group = if horizontal {
                Rect { x: band.x + 2, y: first.y - 24, width: band.width - 4, height: height - first.y + 30 }
            } else {
                Rect { x: first.x - 8, y: band.y + 2, width: width - first.x + 16, height: band.height - 4 }
            };
            shape(out, &format!("G_{at}"), &group, "", None);
        }
        for (at, line) in self.geometry.edges.iter().enumerate() {
            let edge = &self.model.edges[at];
            let colour = if edge.critical { " color:border-color=\"#B5121B\"" } else { "" };
            let _ = writeln!(out, "      <bpmndi:BPMNEdge id=\"F_{at}_di\" bpmnElement=\"F_{at}\"{colour}>");
            for (x, y) in &line.points {
                let _ = writeln!(out, "        <di:waypoint x=\"{x}\" y=\"{y}\"/>");
            }
            if let (Some((x, y)), false) = (line.points.first(), edge.label.is_empty()) {
                let side = line.points.get(1).is_some_and(|next| next.1 == *y);
                let left = line.points.get(1).is_some_and(|next| next.0 < *x);
                let place = match (side, left) {
                    (true, true) => (x - 18, y - 17),
                    (true, false) => (x + 4, y - 17),
                    _ if line.points.get(1).is_some_and(|next| next.1 < *y) => (x + 5, y - 18),
                    _ => (x + 5, y + 2),
                };
                label(out, place, &edge.label);
            }
            out.push_str("      </bpmndi:BPMNEdge>\n");
        }
        out.push_str("    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n");
    }

    fn node_shape(&self, out: &mut String, at: usize, node: &Node) {
        let rect = self.geometry.nodes[at];
        let element = self.element(at, node);
        let marker = if element == "exclusiveGateway" { " isMarkerVisible=\"true\"" } else { "" };
        let colour = if node.critical { " color:border-color=\"#B5121B\"" } else { "" };
        let outside = matches!(element, "startEvent" | "endEvent" | "intermediateThrowEvent")
            || node.shape == Shape::Decision;
        let right = self.geometry.direction == Direction::Right;
        let words = outside.then_some((node.name.as_str(), right));
        shape(out, &format!("N_{at}"), &rect, &format!("{marker}{colour}"), words);
    }
}

fn shape(out: &mut String, id: &str, rect: &Rect, more: &str, words: Option<(&str, bool)>) {
    let _ = writeln!(
        out,
        "      <bpmndi:BPMNShape id=\"{id}_di\" bpmnElement=\"{id}\"{more}>\n        <dc:Bounds x=\"{}\" y=\"{}\" \
         width=\"{}\" height=\"{}\"/>",
        rect.x, rect.y, rect.width, rect.height
    );
    if let Some((words, right)) = words {
        // Beside it where the flow runs down, below it where it runs right: there is room between two rows.
        let beside = (rect.right() + 3, rect.y + rect.height - 14);
        let below = (rect.x - 17, rect.bottom() + 2);
        label(out, if right { below } else { beside }, words);
    }
    out.push_str("      </bpmndi:BPMNShape>\n");
}

fn label(out: &mut String, (x, y): (i32, i32), words: &str) {
    let width = text_width(words, 12).min(84);
    let lines = (text_width(words, 12) + 83) / 84;
    let _ = writeln!(
        out,
        "        <bpmndi:BPMNLabel><dc:Bounds x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\"/></bpmndi:BPMNLabel>",
        14 * lines.max(1)
    );
}
