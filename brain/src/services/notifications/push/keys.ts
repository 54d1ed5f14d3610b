import { createVault } from '../../../kernel/vault.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import webPush from 'web-push';
import * as store from './store.ts';

/** How push services know this installation (RFC 8292). */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
  /** Whom a push service may turn to. */
  readonly subject: string;
}

const owner = 'push-keys';

/**
 * The pair is made when it is first asked for and kept in the database, its private half sealed: every Brain must sign
 * with the same one, since browsers subscribe to this public key.
 */
export function createPushKeys(
  kernel: Pick<Kernel, 'database' | 'clock' | 'encryptionKey' | 'config'>,
): () => Promise<VapidKeys> {
  const { database, clock, config } = kernel;
  const vault = createVault(kernel.encryptionKey, 'push keys');
  const subject = subjectOf(config);
  let known: VapidKeys | undefined;

  return async () => {
    if (known) return known;
    if (!(await store.findKeys(database.db))) {
      const made = webPush.generateVAPIDKeys();
      await store.insertKeys(database.db, {
        public_key: made.publicKey,
        private_key: vault.seal(Buffer.from(made.privateKey), owner),
        created_at: clock.now(),
      });
    }
    const row = (await store.findKeys(database.db))!;
    known = {
      publicKey: row.public_key,
      privateKey: vault.open(row.private_key, owner).toString(),
      subject,
    };
    return known;
  };
}

/** An https origin speaks for itself; a local installation names the sender of its mails. */
function subjectOf({ publicOrigin, mail }: Kernel['config']): string {
  if (publicOrigin.startsWith('https://')) return publicOrigin;
  const address = /<([^>]+)>/.exec(mail.from)?.[1] ?? mail.from;
  return `mailto:${address}`;
}
