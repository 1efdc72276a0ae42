/** What the module answers. The names are those of the command line's JSON. */

export interface Position {
  line: number;
  column: number;
  byte: number;
  /** Offset in UTF-16 units, as CodeMirror counts. */
  utf16: number;
}

export interface Edit {
  file: string;
  start_utf16: number;
  end_utf16: number;
  text: string;
}

export interface Fix {
  title: string;
  edits: Edit[];
}

export interface Diagnostic {
  code: string;
  severity: 'error' | 'warning' | 'hint';
  message: string;
  file: string;
  start: Position;
  end: Position;
  labels: { message: string; file: string; start: Position; end: Position }[];
  help: string | null;
  fixes: Fix[];
}

export interface Check {
  diagnostics: Diagnostic[];
  errors: number;
  warnings: number;
  bundles: { bundle: string; plan: string }[];
}

/** The worst case of one figure; `limit`, `slack` and `holds` are absent where nothing is promised. */
export interface Promised {
  metric: string;
  of?: string;
  from?: string;
  until?: string;
  limit?: number;
  unit: string;
  worst: number;
  slack?: number;
  before?: number;
  reduction_percent?: number;
  holds?: boolean;
  decided: boolean;
  at_most?: number;
  /** Of a 时限: the worst with every round of 整改. */
  with_rounds?: number;
  answers: Record<string, string>;
  start?: string;
  path: { node: string; days: number }[];
  counted?: string[];
  excluded?: string[];
}

/** How long a paper lasts, and how long before submission it may have been issued. */
export interface Validity {
  material: string;
  lasts: string;
  item: string;
  from: '提交' | '补交' | '产出';
  margin_days: number;
  issued_within_days?: number;
  holds: boolean;
  decided: boolean;
  answers: Record<string, string>;
  issued: string;
  expires: string;
  needed: string;
}

export interface Proof {
  bundle: string;
  scenarios: string;
  promises: Promised[];
  figures: Promised[];
  validity?: Validity[];
}

export interface Question {
  name: string;
  text: string;
  kind: 'yes_no' | 'choice' | 'quantity' | 'date' | 'several';
  choices: string[];
  /** Given by whoever runs the bundle, not asked of the applicant. */
  parameter: boolean;
  unit: string;
  min: string;
  max: string;
}

export interface TimelineNode {
  name: string;
  kind: string;
  department: string;
  state: string;
  start: string | null;
  finish: string | null;
  due: string | null;
  limit: string;
  level: string;
  critical: boolean;
  slack_days: number | null;
  after: string[];
}

export interface Timeline {
  bundle: string;
  plan: string;
  answers: Record<string, string>;
  start: string;
  finish: string | null;
  outcome: string;
  working_days: number | null;
  calendar_days: number | null;
  due: string | null;
  level: string;
  materials: string[];
  fields?: string[];
  trips: number;
  site_visits: number;
  nodes: TimelineNode[];
  state_hash: string;
}

export interface TestResult {
  name: string;
  passed: boolean;
  line: number;
  failures: { expected: string; actual: string }[];
}

export interface Version {
  version: string;
  calendar: { id: string; first: string; last: string };
}

/** Everything that is known about one text. `proofs` is null where the text has no plan. */
export interface Analysis {
  check: Check;
  proofs: Proof[] | null;
  questions: { bundle: string; questions: Question[] }[] | null;
  tests: TestResult[] | null;
  milliseconds: number;
}

export interface Drawing {
  timeline: Timeline;
  svg: string;
}
