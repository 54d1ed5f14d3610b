import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isBundle, verifyBundle } from './bundle.ts';
import type { SealReport } from './pdf-seals.ts';
import type { SignerFact } from './record-check.ts';
import { maxPdfBytes, verifyPdf, type PdfReport } from './verify-pdf.ts';

const usage = `usage: smartstart-verify BUNDLE.zip|FILE.pdf [--certificate PEM-FILE]… [--json]

Says who signed what and when, and whether a byte changed since. Needs no server.
--certificate  a certificate that the installation publishes; may be given several times
--json         the whole report for programs
Ends with 0 when all holds, 1 when something does not, 2 when the file cannot be read.`;

/** Both file types together with room to spare. */
const maxFileBytes = 2 * maxPdfBytes;
const exits = { valid: 0, invalid: 1, unreadable: 2 } as const;

/** The command: reads the files, prints what was found, answers the exit code. */
export async function main(
  args: readonly string[],
  say: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
): Promise<number> {
  let asked;
  try {
    asked = readArguments(args);
  } catch (error) {
    say(`${(error as Error).message}\n\n${usage}`);
    return exits.unreadable;
  }
  const { bytes, certificates, json } = asked;
  const report = isBundle(bytes)
    ? await verifyBundle(bytes, certificates)
    : await verifyPdf(bytes, certificates);
  if (json) say(JSON.stringify(report, null, 2));
  else for (const line of describe(report)) say(line);
  if (!report.readable) return exits.unreadable;
  return report.valid ? exits.valid : exits.invalid;
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { certificate: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } },
  });
  const [file, ...more] = positionals;
  if (!file || more.length) throw new Error('Name one file.');
  const pems = values.certificate?.flatMap((name) => {
    const found = read(name)
      .toString('utf8')
      .match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
    if (!found) throw new Error(`${name} holds no certificate in PEM.`);
    return found;
  });
  return { bytes: new Uint8Array(read(file)), certificates: pems, json: values.json };
}

function read(name: string): Buffer {
  const size = statSync(name, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new Error(`There is no file ${name}.`);
  if (size > maxFileBytes) throw new Error(`${name} is too large.`);
  try {
    return readFileSync(name);
  } catch (error) {
    throw new Error(`${name} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function* describe(report: PdfReport): Generator<string> {
  const { document, signers, seals, problems, notes } = report;
  yield verdict(report);
  yield '';
  if (document) {
    const version = document.version ? `, version ${document.version}` : '';
    yield `Document   ${clean(document.title)} (${clean(document.code || document.kind)}${clean(version)})`;
    yield `           ${clean(document.id)}`;
  }
  yield `File       SHA-256 ${report.sha256}, ${report.sizeBytes} bytes`;
  if (signers.length) yield '';
  for (const signer of signers) yield signerLine(signer);
  for (const seal of seals) {
    yield '';
    yield* sealLines(seal);
  }
  if (problems.length) yield '\nNot right';
  for (const { code, sentence } of problems) yield `- ${clean(sentence)} [${code}]`;
  if (notes.length) yield '\nTo know';
  for (const { code, sentence } of notes) yield `- ${clean(sentence)} [${code}]`;
}

function verdict({ valid, readable, complete, trusted }: PdfReport): string {
  if (!readable) return 'UNREADABLE: this is not a document that can be checked.';
  if (!valid) return 'INVALID: do not rely on this document.';
  const whole = complete ? '' : ' Not everybody who was asked has signed.';
  return `VALID: no byte changed since it was sealed${trusted ? ', by a certificate you gave' : ''}.${whole}`;
}

function signerLine({ name, role, action, at, method, factor, round }: SignerFact): string {
  const how = factor ? `${method}, identity proven by ${factor}` : method;
  const part = round > 1 ? `, amendment ${round - 1}` : '';
  return clean(`${action.padEnd(10)} ${at}  ${name}, ${role}${part} (${how})`);
}

function* sealLines(seal: SealReport): Generator<string> {
  const { certificate, timestamp, statedAt, appended } = seal;
  const time = timestamp
    ? `${timestamp.at}, confirmed by ${clean(timestamp.authority.subject)}`
    : `${statedAt ?? 'no time'}, as the installation's clock said`;
  yield `Seal       ${seal.valid ? 'holds' : 'DOES NOT HOLD'}${seal.level ? `, PAdES ${seal.level}` : ''}: ${time}`;
  if (certificate) {
    yield `           by ${clean(certificate.subject)}, serial ${certificate.serial}`;
    yield `           fingerprint ${certificate.fingerprint}${seal.known ? ' (on your list)' : ''}`;
  }
  if (appended)
    yield `           covers the first ${seal.coveredBytes} bytes; ${appended.bytes} bytes with ${appended.pages} pages came later`;
}

/** Names come from the file: nothing in them may steer a terminal. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
