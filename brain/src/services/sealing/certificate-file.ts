import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadSecret } from '../../kernel/signing-key.ts';
import { makeIdentity, type Identity } from './identity.ts';

/** The sealing key in the data directory: a PKCS#12 that only its owner may read, and its password beside it. */

export interface CertificateFile {
  /** Null before the first one was made. */
  read(): Identity | null;
  /** Changes when another program puts another key there. */
  stamp(): string;
  /** Puts a first key there, unless another process was faster. */
  make(hubName: string, now: Date): Promise<void>;
  replace(identity: Identity): void;
  password(): string;
}

export function certificateFile(dataDir: string): CertificateFile {
  const folder = path.join(dataDir, 'keys');
  const file = path.join(folder, 'seal.p12');
  const password = () => loadSecret(null, dataDir, 'seal').toString('base64url');

  /** Complete before it has its name: nobody ever reads half a key. */
  function place(p12: Uint8Array, put: (from: string) => void): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const draft = path.join(folder, `.seal-${randomBytes(8).toString('hex')}.p12`);
    writeFileSync(draft, p12, { mode: 0o600, flag: 'wx' });
    try {
      put(draft);
    } finally {
      rmSync(draft, { force: true });
    }
  }

  const read = () => {
    if (!statSync(file, { throwIfNoEntry: false })) return null;
    return { p12: new Uint8Array(readFileSync(file)), password: password() };
  };

  return {
    read,
    password,
    stamp() {
      const found = statSync(file, { throwIfNoEntry: false });
      return found ? `${found.ino} ${found.mtimeMs} ${found.size}` : '';
    },
    async make(hubName, now) {
      const made = await makeIdentity(hubName, password(), now);
      place(made.p12, (draft) => {
        try {
          linkSync(draft, file);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        }
      });
    },
    replace: (identity) => place(identity.p12, (draft) => renameSync(draft, file)),
  };
}
