import { randomUUID } from 'node:crypto';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { ApiError, type agreementWire, type Problem } from '@smartstart/contract';
import { testKeys } from '@smartstart/testkit';
import type { z } from 'zod';
import type { Guest } from './ground.ts';
import { act, markOf, type Deed } from './signing/signing.ts';
import { createParties, type Parties } from './test-parties.ts';

export type RecipientInput = z.input<typeof agreementWire.recipientInput>;
export type StepInput = z.input<typeof agreementWire.stepRule>;

export interface Wish {
  readonly title?: string;
  readonly steps?: StepInput[];
  readonly validityDays?: number | null;
  readonly noticeDays?: number;
  readonly deadlineDays?: number;
}

const consents = { terms: true, privacy: true, electronicSignature: true } as const;
const purpose = 'See whether we want to build a lantern together.';

/** For tests: people who make agreements from a template, and short ways to act in one. */
export async function createAgreements() {
  const parties = await createParties();
  const { as, member, openAndSign, security, transact, world } = parties;

  /** A member with a seat, who can make agreements. */
  async function maker(name = 'Mara Maker'): Promise<string> {
    const userId = await member(name);
    await transact((tx) => security.replace(tx, userId, 'SEAT', 'ACTIVE'));
    for (const code of ['PTSA', 'SOBA']) await openAndSign(userId, code);
    return userId;
  }

  /** The maker as discloser, and somebody who receives. */
  const between = (makerId: string, ...others: RecipientInput[]): RecipientInput[] => [
    { userId: makerId, role: 'Discloser', kind: 'SIGNER', step: 1 },
    ...others,
  ];
  const signer = (userId: string, step = 1, role = 'Recipient'): RecipientInput => ({
    userId,
    role,
    kind: 'SIGNER',
    step,
  });
  const guestSigner = (email: string, step = 1, name = 'Gus Guest'): RecipientInput => ({
    name,
    email,
    role: 'Recipient',
    kind: 'SIGNER',
    step,
  });

  function draft(makerId: string, recipients: RecipientInput[], wish: Wish = {}) {
    const { title = 'Lantern NDA', deadlineDays: _, ...rest } = wish;
    const body = { templateCode: 'NDA1', title, values: { purpose }, recipients, ...rest };
    return as(makerId).agreements.create({ body }, { idempotencyKey: randomUUID() });
  }

  async function approved(makerId: string, recipients: RecipientInput[], wish: Wish = {}) {
    const { id } = await draft(makerId, recipients, wish);
    return as(makerId).agreements.submit({ params: { documentId: id }, body: {} });
  }

  async function send(makerId: string, recipients: RecipientInput[], wish: Wish = {}) {
    const { id } = await approved(makerId, recipients, wish);
    const body = wish.deadlineDays ? { deadlineDays: wish.deadlineDays } : {};
    return as(makerId).agreements.openSigning({ params: { documentId: id }, body });
  }

  const read = (userId: string, documentId: string) =>
    as(userId).agreements.agreement({ params: { documentId } });

  async function sign(userId: string, documentId: string, textHash?: string) {
    const hash = textHash ?? (await as(userId).legal.document({ params: { documentId } })).textHash;
    return parties.sign(userId, { id: documentId, textHash: hash });
  }

  async function approve(userId: string, documentId: string, note?: string) {
    const { textHash } = await as(userId).legal.document({ params: { documentId } });
    return as(userId).agreements.approve({
      params: { documentId },
      body: { textHash, readToEnd: true, ...(note ? { note } : {}) },
    });
  }

  /** What a guest does after link and code; the pages of guests lead to the same call. */
  async function asGuest(documentId: string, position: number, deed: Deed): Promise<void> {
    const guest: Guest = {
      position,
      sessionId: randomUUID(),
      disclosureHash: 'd'.repeat(64),
      call: { ip: '10.0.0.7', agent: 'guest', requestId: randomUUID() },
    };
    await transact((tx) => act(ground(), tx, documentId, { kind: 'GUEST', ...guest }, deed));
  }

  async function guestSigns(documentId: string, position: number, textHash: string): Promise<void> {
    const mark = markOf({ textHash, kind: 'TYPED', typedName: 'Gus Guest', consents });
    const stepUp = { at: parties.clock.now(), factor: 'EMAIL_CODE' };
    await asGuest(documentId, position, { act: 'SIGN', given: { ...mark, stepUp } });
  }

  /** A file as it leaves the Brain. */
  async function download(userId: string, documentId: string, what: 'pdf' | 'bundle'): Promise<Uint8Array> {
    const target = `/api/v1/legal/documents/${documentId}/${what}`;
    const [key] = parseCallKeys(testKeys);
    const claims = {
      requestId: randomUUID(),
      userId,
      sessionId: randomUUID(),
      ip: '127.0.0.1',
      agent: 'test',
      origin: 'http://localhost:3000',
    };
    const request = { method: 'GET', target, body: new Uint8Array() } as const;
    const { rawPayload, statusCode } = await world.brain.http.app.inject({
      method: 'GET',
      url: target,
      headers: { [callTokenHeader]: signCall(key!, claims, request, randomUUID()) },
    });
    if (statusCode !== 200) throw new ApiError(JSON.parse(rawPayload.toString('utf8')) as Problem);
    return new Uint8Array(rawPayload);
  }

  const ground = () => world.brain.services.legal.operations.ground;
  const seals = () => world.brain.services.legal.operations.seals;

  const typesOf = async (userId: string, documentId: string) =>
    (await as(userId).agreements.events({ params: { documentId } })).items.map(({ type }) => type);

  return {
    ...parties,
    maker,
    between,
    signer,
    guestSigner,
    draft,
    approved,
    send,
    read,
    signPlace: sign,
    approve,
    asGuest,
    guestSigns,
    download,
    ground,
    seals,
    typesOf,
  };
}

export type Agreements = Awaited<ReturnType<typeof createAgreements>> & Parties;
