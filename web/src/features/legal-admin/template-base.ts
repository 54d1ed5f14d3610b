import { api } from '../../lib/api';
import type { ManagedTemplate } from './queries';
import type { TemplateParts } from './template-form';

/** The text that is written on: the newest version, published or not. */
export interface Base extends TemplateParts {
  /** A paper of the catalogue or a public notice: clauses only, with the placeholders of the platform. */
  readonly paper: boolean;
  /** The version that waits for its publication and is written anew; null where a further one begins. */
  readonly draft: string | null;
}

/** Null for a template without any version. */
export async function loadBase({ code, versions }: ManagedTemplate): Promise<Base | null> {
  const from = versions.at(-1);
  if (!from) return null;
  const text = await api.legalAdmin.templateVersion({ params: { code, version: from.version } });
  const { roles, variables, clauses, paper, state } = text;
  return { roles, variables, clauses, paper, draft: state === 'DRAFT' ? from.version : null };
}
