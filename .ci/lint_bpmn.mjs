// Checks the exported processes as their makers' own tools would: bpmnlint's recommended rules for every dialect, and
// those of Camunda's modeler for its two. Called by .ci/run with the folder of the packages and of the processes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [packages, processes] = process.argv.slice(2);
const require = createRequire(join(resolve(packages), 'index.js'));
const { BpmnModdle } = require('bpmn-moddle');
const Linter = require('bpmnlint/lib/linter');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

const DIALECTS = {
  flowable: { moddle: {}, extends: [] },
  spiff: { moddle: {}, extends: [] },
  camunda7: { moddle: { camunda: 'camunda-bpmn-moddle' }, extends: ['platform-7-24'] },
  camunda8: { moddle: { zeebe: 'zeebe-bpmn-moddle' }, extends: ['cloud-8-6', 'cloud-8-8'] },
};

let failed = 0;
for (const [dialect, { moddle, extends: rules }] of Object.entries(DIALECTS)) {
  // Two vendors' descriptors together parse to nothing, and nothing is then found: each dialect has its own reader,
  // and whatever a reader warns of counts.
  const descriptors = Object.entries(moddle).map(([name, from]) => [name, require(`${from}/resources/${name}.json`)]);
  const reader = new BpmnModdle(Object.fromEntries(descriptors));
  const { rootElement, warnings } = await reader.fromXML(readFileSync(join(processes, `${dialect}.bpmn`), 'utf8'));
  const nodes = rootElement.rootElements.flatMap((element) => element.flowElements ?? []);
  if (nodes.length === 0) warnings.push({ message: 'no process was read' });
  for (const { message } of warnings) { console.log(`${dialect}: reader: ${message}`); failed += 1; }
  const configs = ['bpmnlint:recommended', ...rules.map((rule) => `plugin:camunda-compat/camunda-${rule}`)];
  for (const config of configs) {
    const linter = new Linter({ resolver: new NodeResolver({ require }), config: { extends: config } });
    const found = Object.entries(await linter.lint(rootElement))
      .flatMap(([rule, reports]) => reports.map((report) => ({ rule, ...report })));
    for (const { rule, id, category, message } of found) console.log(`${dialect}: ${rule}: ${category}: ${id}: ${message}`);
    failed += found.length;
    console.log(`${dialect}: ${config}: ${nodes.length} nodes, ${found.length} reports`);
  }
}
process.exit(failed ? 1 : 0);
