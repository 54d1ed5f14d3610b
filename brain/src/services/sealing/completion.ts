import {
  documentFile,
  evidenceFile,
  type Evidence,
  type EvidenceEvent,
  type EvidenceRecipient,
  type EvidenceRecord,
} from '@smartstart/verify';
import { checkDrawing } from './drawing.ts';
import { bold, page, plain, styles, type Cell, type PageFlow } from './page-flow.ts';
import { partOf, type SealRequest } from './request.ts';

/** The certificate of completion: the pages behind the text that say who signed it, how, when, and how to check that. */

type Element = PDFKit.PDFStructureElement;
type Json = Readonly<Record<string, unknown>>;

const drawingBox = { width: 220, height: 70 };
/** Reasons may be long; the evidence has them whole. */
const maxDetail = 200;

export function writeCompletion(flow: PageFlow, root: Element, request: SealRequest): void {
  const { evidence, round } = request;
  const part = flow.doc.struct('Sect');
  root.add(part);
  flow.newPage();
  flow.heading(part, 1, [plain('Certificate of completion')]);
  flow.paragraph(part, [
    plain(
      `These pages belong to the document before them. They say who signed it and how, as ${evidence.installation.name} recorded it.`,
    ),
  ]);
  writeFacts(flow, part, request);
  const people = evidence.recipients.filter((recipient) => recipient.round === round);
  flow.heading(part, 2, [plain('Who took part')]);
  writePeople(flow, part, evidence, people);
  for (const recipient of people) writeSignature(flow, part, evidence, recipient);
  if (evidence.events.length) {
    flow.heading(part, 2, [plain('History')]);
    writeHistory(flow, part, evidence.events);
  }
  writeChecking(flow, part, request);
  part.end();
}

function writeFacts(flow: PageFlow, part: Element, request: SealRequest): void {
  const { evidence, at } = request;
  const { document, installation, texts } = evidence;
  const text = texts[request.round - 1]!;
  const named = partOf(request);
  const rows: [string, string, Cell['style']?][] = [
    ['Title', document.title],
    ...(named ? [['Part', `${named[0]!.toUpperCase()}${named.slice(1)}`] as [string, string]] : []),
    ['Document', document.id, styles.mono],
    ...(document.code
      ? [['Template', `${document.code}, version ${document.version}`] as [string, string]]
      : []),
    ['SHA-256 of the text', text.textHash, styles.mono],
    ['Completed', `${moment(at.toISOString())}`],
    ['Installation', `${installation.name}, ${installation.origin}`],
  ];
  flow.table(
    part,
    [
      { title: 'Fact', share: 1 },
      { title: 'Value', share: 3 },
    ],
    rows.map(([name, value, style]) => [cell(name), { text: [plain(value)], ...(style ? { style } : {}) }]),
  );
}

function writePeople(
  flow: PageFlow,
  part: Element,
  { records }: Evidence,
  people: readonly EvidenceRecipient[],
): void {
  flow.table(
    part,
    [
      { title: 'Name', share: 5 },
      { title: 'Role', share: 3 },
      { title: 'Asked to', share: 2.4 },
      { title: 'Did', share: 3 },
      { title: 'Method', share: 3 },
      { title: 'Date and time (UTC)', share: 3.6 },
      { title: 'Identity', share: 3 },
      { title: 'IP address', share: 3.2 },
    ],
    people.map((recipient) => {
      const record = contentOf(records.find(({ position }) => position === recipient.position));
      return [
        recipient.name,
        recipient.role,
        words(
          recipient.kind === 'COPY'
            ? 'get a copy'
            : recipient.kind === 'SIGNER'
              ? 'sign'
              : recipient.kind === 'APPROVER'
                ? 'approve'
                : 'view',
        ),
        words(recipient.state),
        record ? methodOf(record) : '–',
        recipient.actedAt ? moment(recipient.actedAt).replace(' UTC', '') : '–',
        record ? factorOf(record) : '–',
        typeof record?.['ip'] === 'string' ? record['ip'] : '–',
      ].map(cell);
    }),
  );
}

/** One signature with what was drawn or typed. */
function writeSignature(
  flow: PageFlow,
  part: Element,
  { records }: Evidence,
  recipient: EvidenceRecipient,
): void {
  const entry = records.find(({ position }) => position === recipient.position);
  const record = contentOf(entry);
  if (!entry || !record) return;
  const { name, role, email, state, actedAt } = recipient;
  flow.heading(part, 3, [plain(`${name} (${role})`)]);
  if (entry.drawing !== undefined) {
    const image = Buffer.from(entry.drawing, 'base64');
    const size = checkDrawing(image, name);
    const scale = Math.min(drawingBox.width / size.width, drawingBox.height / size.height, 1);
    const shown = { width: size.width * scale, height: size.height * scale };
    flow.figure(part, image, shown, `Drawn signature of ${name}`);
  }
  if (typeof record['typedName'] === 'string' && record['typedName'])
    flow.paragraph(part, [plain(record['typedName'])], page.left, styles.signature);
  const address = email ? `, ${email}` : '';
  flow.paragraph(part, [
    plain(
      `${words(state)} ${actedAt ? moment(actedAt) : ''}: ${methodOf(record)}${address}. Identity: ${factorOf(record)}.`,
    ),
  ]);
  flow.paragraph(part, [plain(`Record ${entry.recordHash}, key ${entry.keyId}`)], page.left, styles.mono);
}

function writeHistory(flow: PageFlow, part: Element, events: readonly EvidenceEvent[]): void {
  flow.table(
    part,
    [
      { title: 'No.', share: 1 },
      { title: 'Date and time (UTC)', share: 3.4 },
      { title: 'What happened', share: 4.2 },
      { title: 'Who', share: 4 },
      { title: 'SHA-256 of the event', share: 6.4 },
    ],
    events.map(({ seq, record, hash }) => {
      const content = parse(record) ?? {};
      const at = typeof content['at'] === 'string' ? moment(content['at']).replace(' UTC', '') : '–';
      return [
        cell(String(seq)),
        cell(at),
        cell(happeningOf(content)),
        cell(actorOf(content['actor'])),
        { text: [plain(hash)], style: styles.mono },
      ];
    }),
  );
}

function writeChecking(flow: PageFlow, part: Element, { verifyUrl, evidence }: SealRequest): void {
  flow.heading(part, 2, [plain('How to check this document')]);
  const list = [
    [plain('In a browser: '), bold(verifyUrl), plain('. The file is checked on your computer.')],
    [
      plain('Without any server: '),
      bold('npx smartstart-verify FILE'),
      plain(' in the source of SmartStart, with this file or with its evidence bundle.'),
    ],
    [
      plain('The seal alone: '),
      bold(`pdfsig ${documentFile}`),
      plain(', or any reader that shows signatures.'),
    ],
  ];
  flow.blocks(part, [
    {
      kind: 'list',
      ordered: false,
      items: list.map((text) => [{ kind: 'paragraph', text }]),
    },
  ]);
  const notes = [
    `The file ${evidenceFile} inside this PDF carries the signed text, every record and event in full, and the public keys. Letters that these pages show as a box (\u25a1) stand there exactly.`,
    `All hashes are SHA-256. The seal shows that nothing changed since it was set; whose it is shows a comparison of its certificate with those that ${evidence.installation.name} publishes.`,
    'Neither the document nor this certificate is legal advice.',
  ];
  for (const note of notes) flow.paragraph(part, [plain(note)]);
}

function contentOf(entry: EvidenceRecord | undefined): Json | null {
  return entry ? parse(entry.record) : null;
}

function parse(text: string): Json | null {
  const value: unknown = JSON.parse(text);
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : null;
}

const methods: Readonly<Record<string, string>> = {
  CLICK: 'by click',
  TYPED: 'typed name',
  DRAWN: 'drawn',
  PASSKEY: 'by passkey',
  STANDING: 'given in advance',
};
const factors: Readonly<Record<string, string>> = {
  PASSWORD: 'password',
  TOTP: 'authenticator code',
  PASSKEY: 'passkey',
  EMAIL_CODE: 'code by e-mail',
};

function methodOf(record: Json): string {
  const kind = String(record['kind'] ?? record['act'] ?? '');
  return methods[kind] ?? words(kind);
}

function factorOf(record: Json): string {
  const stepUp = record['stepUp'] as { factor?: unknown } | null | undefined;
  const factor = stepUp?.factor;
  return typeof factor === 'string' ? (factors[factor] ?? words(factor)) : '–';
}

function actorOf(actor: unknown): string {
  if (typeof actor === 'string') return actor;
  const known = actor as { name?: unknown; id?: unknown } | null | undefined;
  const name = known?.name ?? known?.id;
  return typeof name === 'string' ? name : 'the platform';
}

function happeningOf({ type, detail }: Json): string {
  const what = words(String(type ?? ''));
  return typeof detail === 'string' && detail
    ? `${what}: ${detail.slice(0, maxDetail).toWellFormed()}`
    : what;
}

/** `SIGNATURE_REJECTED` or `document.signed` as words. */
function words(code: string): string {
  return code.replace(/[._-]+/g, ' ').toLowerCase();
}

function cell(text: string): Cell {
  return { text: [plain(text)] };
}

/** 2026-11-22 14:05:09 UTC */
function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
