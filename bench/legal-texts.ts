import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readContracts } from '../brain/src/commands/data-sets.ts';
import {
  categoryOfSource,
  clauseCategories,
} from '../brain/src/engines/legal-processor/clauses/clause-categories.ts';
import { clauseSegments } from '../brain/src/engines/legal-processor/clauses/clause-contracts.ts';

export interface LegalTexts {
  readonly from: string;
  readonly documents: readonly string[];
  /** Segments with the number of a class each: what both classifiers are fitted on, and what they classify. */
  readonly clauses: readonly string[];
  readonly classes: readonly number[];
}

const contractFile = '../shared/data/contracts/cuad.jsonl';
const paperFolder = 'brain/src/services/legal/catalogue/papers';
/** So many contracts keep a run under a few minutes. */
const mostContracts = 80;

/** Contracts with their categories where the data set is there, else the project's own papers, each a class. */
export function legalTexts(): LegalTexts {
  return existsSync(contractFile) ? fromContracts() : fromPapers();
}

function fromContracts(): LegalTexts {
  const clauses: string[] = [];
  const classes: number[] = [];
  const contracts = readContracts(contractFile).slice(0, mostContracts);
  for (const { text, labels } of contracts)
    for (const { text: own, start, end } of clauseSegments(text)) {
      const label = labels.find((label) => label.start < end && label.end > start);
      clauses.push(own);
      classes.push(label ? categoryOfSource(label.category) : clauseCategories.length);
    }
  const documents = contracts.map(({ text }) => text);
  return { from: `${documents.length} contracts of CUAD v1`, documents, clauses, classes };
}

function fromPapers(): LegalTexts {
  const documents = readdirSync(paperFolder)
    .filter((name) => name.endsWith('.html'))
    .map((name) => readFileSync(`${paperFolder}/${name}`, 'utf8').replaceAll(/<[^>]{0,200}>/g, ' '));
  const pieces = documents.map((text) => clauseSegments(text).map(({ text: own }) => own));
  return {
    from: `${documents.length} papers of the project`,
    documents,
    clauses: pieces.flat(),
    classes: pieces.flatMap((own, index) => own.map(() => index)),
  };
}
