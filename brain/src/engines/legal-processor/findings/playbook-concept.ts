import type { Pattern } from '../terms/patterns.ts';

/** Something a contract may say, and the wordings it is known by. */
export interface Concept {
  readonly id: string;
  readonly name: string;
  readonly find: readonly Pattern[];
  /** Code of the clause category that means the same, where there is one. */
  readonly category?: string | undefined;
  /** Code of the hypothesis about confidentiality agreements that means the same. */
  readonly hypothesis?: string | undefined;
}

export type ConceptRow = readonly [id: string, name: string, find: readonly Pattern[], link?: string];

/** The link names a category code, a hypothesis code (nda-…), or both with a space between. */
export function conceptsOf(rows: readonly ConceptRow[]): Record<string, Concept> {
  return Object.fromEntries(
    rows.map(([id, name, find, link = '']) => {
      const codes = link.split(' ').filter(Boolean);
      const hypothesis = codes.find((code) => code.startsWith('nda-'));
      const category = codes.find((code) => !code.startsWith('nda-'));
      return [id, { id, name, find, ...(category && { category }), ...(hypothesis && { hypothesis }) }];
    }),
  );
}

/** How often wordings were right about whole contracts with gold answers. */
export interface ConceptMeasure {
  /** Of contracts in which the wordings were found, the share that says it; drawn a little to one half. */
  readonly whenFound: number;
  /** Of contracts in which they were not found, the share that does not say it; drawn a little to one half. */
  readonly whenNotFound: number;
  readonly contracts: number;
  /** Share of the contracts that say it in which it was found. */
  readonly recall: number;
  readonly data: string;
}
