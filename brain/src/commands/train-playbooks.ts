import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { clauseCategories } from '../engines/legal-processor/clauses/clause-categories.ts';
import type { Concept, ConceptMeasure } from '../engines/legal-processor/findings/playbook-concept.ts';
import { concepts } from '../engines/legal-processor/findings/playbook-concepts.ts';
import { createReader, type Reader } from '../engines/legal-processor/findings/playbook-places.ts';
import { segment } from '../engines/legal-processor/text/segmentation.ts';
import { readContracts, readNdas } from './data-sets.ts';

/**
 * `npm run train -- playbooks [--contracts FILE] [--ndas FILE]`: nothing is fitted. It measures how often the wordings of
 * the playbooks' concepts are right about whole contracts, for those concepts that have gold answers, and writes the
 * figures that findings show as their confidence.
 */
export async function train(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      contracts: { type: 'string', default: '../shared/data/contracts/cuad.jsonl' },
      ndas: { type: 'string', default: '../shared/data/nda-inference/train.json' },
    },
  });
  const measures = measureConcepts(values.contracts, values.ndas);
  const rows = Object.entries(measures).map(([concept, measure]) => ({ concept, ...measure }));
  console.table(rows);
  const hashes = [values.contracts, values.ndas].map((file) =>
    createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16),
  );
  const file = fileURLToPath(
    new URL('../engines/legal-processor/findings/playbook-measures.gen.ts', import.meta.url),
  );
  writeFileSync(
    file,
    `import type { ConceptMeasure } from './playbook-concept.ts';

// Written by \`npm run train -- playbooks\`, measured on CUAD v1 (CC BY 4.0, ${hashes[0]}) and ContractNLI (CC BY 4.0, ${hashes[1]}).
export const measures: Readonly<Record<string, ConceptMeasure>> = ${JSON.stringify(measures, null, 2)};
`,
  );
}

interface Judged {
  readonly reader: Reader;
  /** Whether the contract says it; undefined where there is no answer. */
  says(concept: Concept): boolean | undefined;
}

export function measureConcepts(contractsFile: string, ndasFile: string): Record<string, ConceptMeasure> {
  const sources = new Map(clauseCategories.map(({ code, source }) => [code, source]));
  const contracts = readContracts(contractsFile).map(({ text, labels }): Judged => {
    const held = new Set(labels.map(({ category }) => category));
    return {
      reader: createReader({ text, segments: segment(text) }),
      says: ({ category }) => (category === undefined ? undefined : held.has(sources.get(category) ?? '')),
    };
  });
  const ndas = readNdas(ndasFile).map(({ text, answers }): Judged => ({
    reader: createReader({ text, segments: segment(text) }),
    says: ({ hypothesis }) => {
      const answer = Object.entries(answers).find(([code]) => code === hypothesis);
      return answer && answer[1].label === 'Entailment';
    },
  }));
  const measures: Record<string, ConceptMeasure> = {};
  for (const concept of Object.values(concepts)) {
    if (concept.category) measures[concept.id] = measured(concept, contracts, 'CUAD v1');
    if (concept.hypothesis) measures[concept.id] = measured(concept, ndas, 'ContractNLI');
  }
  return measures;
}

function measured(concept: Concept, judged: readonly Judged[], data: string): ConceptMeasure {
  const counts = { right: 0, wrong: 0, missed: 0, rightlyNot: 0 };
  for (const { reader, says } of judged) {
    const is = says(concept);
    if (is === undefined) continue;
    const found = reader.find(concept.find).length > 0;
    counts[found ? (is ? 'right' : 'wrong') : is ? 'missed' : 'rightlyNot']++;
  }
  const { right, wrong, missed, rightlyNot } = counts;
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  return {
    whenFound: rounded((right + 1) / (right + wrong + 2)),
    whenNotFound: rounded((rightlyNot + 1) / (rightlyNot + missed + 2)),
    contracts: right + wrong + missed + rightlyNot,
    recall: rounded(right / (right + missed || 1)),
    data,
  };
}
