/** Who of a document's recipients is due, released, or done (domain rules, section 3.4). Pure. */

/** One recipient's place in a round. Those of one step act in parallel; a step begins when the one before is done. */
export interface Place {
  readonly position: number;
  readonly step: number;
  readonly kind: string;
  readonly state: string;
}

/** How many signatures and approvals of a step are enough; a step without a rule needs all of them. */
export interface StepRule {
  readonly step: number;
  readonly needed: number;
}

/** Positions that change now. */
export interface Turns {
  readonly due: readonly number[];
  /** Not needed any more: enough others of their step have acted. */
  readonly released: readonly number[];
  readonly complete: boolean;
}

/** Somebody else stands in place of these. */
const gone: ReadonlySet<string> = new Set(['REPLACED', 'DELEGATED']);
const done: Readonly<Record<string, string>> = { SIGNER: 'SIGNED', APPROVER: 'APPROVED', VIEWER: 'VIEWED' };

/** Whose turn it is, from the places of one round. Asked again after its own answer is carried out, it changes nothing. */
export function turnsOf(places: readonly Place[], rules: readonly StepRule[]): Turns {
  const released: number[] = [];
  for (const [step, here] of stepsOf(places)) {
    if (!isSatisfied(here, neededIn(step, here, rules)))
      return { due: positions(here, ['WAITING']), released, complete: false };
    released.push(...positions(here.filter(decides), ['WAITING', 'DUE']));
  }
  return { due: [], released, complete: true };
}

/** Can every step still be satisfied, with those who declined left out? */
export function isReachable(places: readonly Place[], rules: readonly StepRule[]): boolean {
  return stepsOf(places).every(([step, here]) => {
    const willing = here.filter((place) => place.state !== 'DECLINED');
    const viewersAgree = here.filter((place) => !decides(place)).every((place) => place.state !== 'DECLINED');
    return viewersAgree && willing.filter(decides).length >= neededIn(step, here, rules);
  });
}

/** Nobody else stands in this place. */
export function isLive(place: Pick<Place, 'state'>): boolean {
  return !gone.has(place.state);
}

/** The person was asked, or received a copy: from then on a party, who may read. */
export function wasAsked(place: { readonly state: string; readonly asked_at: Date | null }): boolean {
  if (place.state === 'WAITING' || place.state === 'REPLACED') return false;
  return place.state !== 'RELEASED' || place.asked_at !== null;
}

export function hasActed(place: Pick<Place, 'kind' | 'state'>): boolean {
  return done[place.kind] === place.state;
}

/** The state of a place whose person has done what the place asks for. */
export function doneState(kind: string): 'SIGNED' | 'APPROVED' | 'VIEWED' {
  return kind === 'SIGNER' ? 'SIGNED' : kind === 'APPROVER' ? 'APPROVED' : 'VIEWED';
}

/** A recipient as the maker of an agreement names it: a member, or anybody by name and address. */
export interface Named {
  readonly userId?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly kind: string;
  readonly step: number;
}

/** What is wrong with recipients and steps, as a sentence; null when they can be sent to. */
export function problemOf(recipients: readonly Named[], rules: readonly StepRule[]): string | null {
  if (!recipients.some((recipient) => recipient.kind === 'SIGNER')) return 'Name at least one signer.';
  const nameless = recipients.some(({ userId, name, email }) => !userId && (!name?.trim() || !email));
  if (nameless) return 'Name every recipient: a member, or somebody by name and e-mail address.';
  if (new Set(rules.map((rule) => rule.step)).size < rules.length) return 'A step has two rules.';
  for (const { step, needed } of rules) {
    const deciding = recipients.filter((recipient) => recipient.step === step && decides(recipient)).length;
    if (!deciding) return `Step ${step} has a rule, and nobody who signs or approves.`;
    if (needed > deciding)
      return `Step ${step} asks for ${needed} signatures of ${deciding} ${deciding === 1 ? 'person' : 'people'}.`;
  }
  return leastSignatures(recipients, rules) > 0
    ? null
    : 'With these rules nobody would have to sign. Raise the number of a step.';
}

/** The address, or the account, that occurs twice. */
export function twice(people: readonly { userId: string | null; email: string }[]): string | null {
  const seen = new Set<string>();
  for (const { userId, email } of people) {
    const address = email.toLowerCase();
    if (seen.has(address) || (userId && seen.has(userId))) return address;
    seen.add(address);
    if (userId) seen.add(userId);
  }
  return null;
}

function leastSignatures(recipients: readonly Named[], rules: readonly StepRule[]): number {
  const steps = new Set(recipients.map((recipient) => recipient.step));
  let least = 0;
  for (const step of steps) {
    const here = recipients.filter((recipient) => recipient.step === step);
    const signers = here.filter((recipient) => recipient.kind === 'SIGNER').length;
    const approvers = here.filter((recipient) => recipient.kind === 'APPROVER').length;
    const needed = rules.find((rule) => rule.step === step)?.needed ?? signers + approvers;
    least += Math.max(0, needed - approvers);
  }
  return least;
}

function decides(place: { readonly kind: string }): boolean {
  return place.kind === 'SIGNER' || place.kind === 'APPROVER';
}

/** Live places in the order of their steps. Copies wait for nobody, and nobody for them. */
function stepsOf(places: readonly Place[]): [step: number, here: Place[]][] {
  const acting = places.filter((place) => isLive(place) && place.kind !== 'COPY');
  return [...Map.groupBy(acting, (place) => place.step)].sort(([a], [b]) => a - b);
}

function neededIn(step: number, here: readonly Place[], rules: readonly StepRule[]): number {
  return rules.find((rule) => rule.step === step)?.needed ?? here.filter(decides).length;
}

function isSatisfied(here: readonly Place[], needed: number): boolean {
  const viewers = here.filter((place) => !decides(place));
  return (
    here.filter((place) => decides(place) && hasActed(place)).length >= needed && viewers.every(hasActed)
  );
}

function positions(places: readonly Place[], states: readonly string[]): number[] {
  return places.filter((place) => states.includes(place.state)).map((place) => place.position);
}
