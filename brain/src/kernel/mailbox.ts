import type { contract } from '@smartstart/contract';
import type { Handler } from './call.ts';
import { Fail } from './errors.ts';
import type { Kernel } from './kernel.ts';

/**
 * Shows the mails of an installation that has no SMTP server, so that somebody who tries it out can follow their links.
 * Anywhere else the page does not exist: mails hold links that open accounts.
 */
export function mailboxHandler({
  config,
  database,
  clock,
}: Pick<Kernel, 'config' | 'database' | 'clock'>): Handler<typeof contract.system.mailbox> {
  return async ({ query }) => {
    if (config.mode !== 'local' || config.mail.url !== null) throw new Fail('NOT_FOUND');
    let mails = database.db
      .selectFrom('mails')
      .selectAll()
      .where('state', '=', 'KEPT')
      .where('due_at', '<=', clock.now());
    if (query.to !== undefined)
      mails = mails.where((eb) => eb(eb.fn<string>('lower', ['to_address']), '=', query.to!.toLowerCase()));
    const rows = await mails.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(query.limit).execute();
    return {
      items: rows.map((row) => ({
        id: row.id,
        at: row.due_at.toISOString(),
        to: row.to_address,
        subject: row.subject,
        text: row.text,
        html: row.html,
        links: linksIn(row.text),
      })),
    };
  };
}

/** The web addresses in a text, each once, without the full stop that may end a sentence. */
export function linksIn(text: string): string[] {
  return [
    ...new Set((text.match(/https?:\/\/[^\s<>"]+/g) ?? []).map((url) => url.replace(/[.,;:!?)\]]+$/, ''))),
  ];
}
