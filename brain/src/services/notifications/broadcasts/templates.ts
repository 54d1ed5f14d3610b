import type { broadcastsWire, contract, Input } from '@smartstart/contract';
import type { z } from 'zod';
import type { Security } from '../../../engines/security/index.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { placeholdersIn } from './placeholders.ts';
import * as store from './store.ts';

export type TemplateView = z.infer<typeof broadcastsWire.template>;
type Saved = Input<typeof contract.broadcasts.saveTemplate>['body'];

/** Texts the hub uses again. Every save is a version of its own; none is lost. */
export function createTemplates({ clock }: Pick<Kernel, 'clock'>, security: Pick<Security, 'audit'>) {
  async function list(db: Db): Promise<{ items: TemplateView[] }> {
    return { items: (await store.presentTemplates(db)).map(templateView) };
  }

  async function versions(db: Db, code: string): Promise<{ versions: TemplateView[] }> {
    const rows = await store.versionsOf(db, code);
    found(rows[0]);
    return { versions: rows.map(templateView) };
  }

  async function save(tx: Tx, actorId: string, code: string, saved: Saved): Promise<TemplateView> {
    const { language, name, title, text, link, basedOn } = saved;
    placeholdersIn(title, text);
    const latest = (await store.versionsOf(tx, code)).find((row) => row.language === language);
    if ((latest?.version ?? 0) !== basedOn) throw new Fail('EDIT_CONFLICT');
    const row = await store.insertTemplate(tx, {
      code,
      language,
      version: basedOn + 1,
      name,
      title,
      text,
      link,
      created_by: actorId,
      created_at: clock.now(),
    });
    if (!row) throw new Fail('EDIT_CONFLICT');
    await security.audit(tx, {
      actorId,
      action: 'notification-template.saved',
      entity: 'notification-template',
      entityId: code,
      after: { language, version: row.version },
    });
    return templateView(row);
  }

  return { list, versions, save };
}

function templateView(row: store.TemplateRow): TemplateView {
  return {
    code: row.code,
    language: row.language,
    version: row.version,
    name: row.name,
    title: row.title,
    text: row.text,
    link: row.link,
    placeholders: placeholdersIn(row.title, row.text),
    createdAt: row.created_at.toISOString(),
  };
}
