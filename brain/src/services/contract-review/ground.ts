import type { Security } from '../../engines/security/index.ts';
import type { Db } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Vault } from '../../kernel/vault.ts';
import type { Files } from '../files/index.ts';

export interface ContractReviewDeps {
  readonly security: Security;
  readonly files: Pick<Files, 'list' | 'download'>;
  /** The text of a document for a party of it; NOT_FOUND for anybody else. */
  readonly documentText: (
    db: Db,
    userId: string,
    documentId: string,
  ) => Promise<{ title: string; text: string }>;
  /** Every document a person is a party to, for the search. */
  readonly documentsOf: (
    db: Db,
    userId: string,
  ) => Promise<readonly { id: string; title: string; text: string }[]>;
  /** The standard text of a template, and where its blanks are. */
  readonly templateText: (
    db: Db,
    code: string,
  ) => Promise<{ title: string; text: string; blanks: readonly { start: number; end: number }[] }>;
}

/** What every operation of this service stands on. */
export interface Ground extends ContractReviewDeps {
  readonly kernel: Kernel;
  readonly vault: Vault;
}
