// Reads BPMN files with bpmn-moddle and bpmnlint. Exit 1 on a warning of the first or an error of the second.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import Linter from 'bpmnlint/lib/linter.js';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';

const folder = process.argv[2];
const moddle = new BpmnModdle();
const counts = { files: 0, moddle: 0, errors: 0, warnings: 0 };
for (const name of readdirSync(folder).filter((name) => name.endsWith('.bpmn')).sort()) {
  counts.files += 1;
  // Rules remember what they saw: a linter for each file.
  const linter = new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver() });
  const { rootElement, warnings } = await moddle.fromXML(readFileSync(join(folder, name), 'utf8'));
  for (const warning of warnings) {
    counts.moddle += 1;
    console.log(`${name}: moddle: ${warning.message}`);
  }
  for (const [rule, reports] of Object.entries(await linter.lint(rootElement))) {
    for (const report of reports) {
      counts[report.category === 'error' ? 'errors' : 'warnings'] += 1;
      console.log(`${name}: ${report.category} ${rule} ${report.id}: ${report.message}`);
    }
  }
}
console.log(JSON.stringify(counts));
process.exit(counts.files > 0 && counts.moddle === 0 && counts.errors === 0 ? 0 : 1);
