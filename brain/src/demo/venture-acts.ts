import type { Idea } from './ideas.ts';
import { founderPapers, signCopy, signPaper } from './person-acts.ts';
import { emailOf, lastDay, type Act, type InviteePlan, type Joining, type PersonPlan } from './plan.ts';
import { plain, type Stage } from './stage.ts';
import { fictionNote } from './wording.ts';

/** The life of a venture as acts: from the draft to its end, with everybody who is invited. */

export interface VenturePlan {
  readonly idea: Idea;
  readonly owner: PersonPlan;
  readonly createdDay: number;
  /** Null leaves a draft. */
  readonly submittedDay: number | null;
  /** Null leaves the venture waiting for its papers. */
  readonly signedDay: number | null;
  readonly visibility: 'INVITE_ONLY' | 'PRIVATE' | 'PUBLIC';
  readonly rewardKind: 'EQUITY' | 'CASH' | 'HYBRID' | 'UNDECIDED';
  readonly teamSize: number;
  /** An answer that needs an administrator's approval, if any. */
  readonly special: 'HEALTH' | 'TIER' | 'RESIDENCY' | 'HUB' | null;
  readonly team: readonly InviteePlan[];
  readonly ending: { readonly kind: 'pause' | 'close'; readonly day: number; readonly reason: string } | null;
  /** Signs ISEA and VOA for this venture; a trial includes them. */
  readonly ownerSignsAnew: boolean;
}

const joiningPapers = ['PPNA', 'IAA', 'PCA'];
/** Days after which a member who renews signs the addendum again, each before its 90 days are over. */
const renewalDays = 84;

export function ventureActs(venture: VenturePlan, personOf: (key: string) => PersonPlan): Act[] {
  const { owner, submittedDay, signedDay, ending } = venture;
  const lane = owner.key;
  const acts: Act[] = [{ day: venture.createdDay, lane, run: (stage) => draft(stage, venture) }];
  if (submittedDay !== null) acts.push({ day: submittedDay, lane, run: (stage) => submit(stage, venture) });
  if (signedDay !== null)
    acts.push({ day: signedDay, lane, run: (stage) => signOwnerPapers(stage, venture) });
  for (const invitee of venture.team) acts.push(...invitationActs(venture, invitee, personOf));
  if (ending) acts.push({ day: ending.day, lane, run: (stage) => end(stage, venture, ending) });
  return acts;
}

function draft(
  { routes, people, ventures, as }: Stage,
  { idea, owner, ...plan }: VenturePlan,
): Promise<void> {
  return as(people.get(owner.key), async (call) => {
    const body = {
      name: idea.name,
      purpose: idea.purpose,
      description: `${idea.offer}\n\nWe look for partners, not for staff: who joins owns a share of what comes out. ${fictionNote}`,
      industry: idea.industry,
      tags: [...idea.tags],
      teamSizeWanted: plan.teamSize,
      skillsWanted: idea.skills.map((name, index) => ({ name, level: 2 + (index % 3) })),
      rewardKind: plan.rewardKind,
      visibility: plan.visibility,
      ...(plan.special === 'HEALTH' ? { healthData: true, personalData: true } : {}),
      ...(plan.special === 'TIER' ? { tierCeiling: 2 } : {}),
      ...(plan.special === 'RESIDENCY' ? { dataResidency: 'DE' } : {}),
      ...(plan.special === 'HUB' ? { hubServices: true } : {}),
    };
    ventures.set(idea.name, plain(await routes.ventures.create({ body }, call)).id);
  });
}

function submit(stage: Stage, { idea, owner, ownerSignsAnew }: VenturePlan): Promise<void> {
  const { routes, people, ventures, as } = stage;
  return as(people.get(owner.key), async (call) => {
    for (const code of ownerSignsAnew ? founderPapers : []) await signPaper(routes, call, owner.name, code);
    const params = { ventureId: ventures.get(idea.name) };
    await routes.ventures.submit({ params, body: { standingSignature: true } }, call);
  });
}

/** The last of them activates the venture, or hands it to those who must approve. */
function signOwnerPapers(
  { routes, people, ventures, as }: Stage,
  { idea, owner }: VenturePlan,
): Promise<void> {
  return as(people.get(owner.key), async (call) => {
    for (const code of ['SOBA', 'PUSA', 'TCA']) await signPaper(routes, call, owner.name, code);
    await signPaper(routes, call, owner.name, 'PPNA', { ventureId: ventures.get(idea.name) });
  });
}

function invitationActs(
  venture: VenturePlan,
  invitee: InviteePlan,
  personOf: (key: string) => PersonPlan,
): Act[] {
  const lane = venture.owner.key;
  const key = `${venture.idea.name}/${invitee.key}`;
  const { answer } = invitee;
  const acts: Act[] = [
    { day: invitee.invitedDay, lane, run: (stage) => invite(stage, venture, invitee, key) },
  ];
  if (answer.kind === 'DECLINED' || answer.kind === 'CANCELLED') {
    acts.push({ day: answer.day, lane, run: (stage) => refuse(stage, venture, invitee, key) });
  }
  if (answer.kind === 'ACCEPTED') acts.push(...joiningActs(venture, personOf(invitee.key), answer, key));
  return acts;
}

function invite(
  { routes, people, ventures, invitations, as }: Stage,
  { idea, owner }: VenturePlan,
  invitee: InviteePlan,
  key: string,
) {
  return as(people.get(owner.key), async (call) => {
    const params = { ventureId: ventures.get(idea.name) };
    const body = { email: emailOf(invitee.key), role: invitee.role, message: invitee.message };
    invitations.set(key, plain(await routes.ventures.invite({ params, body }, call)).id);
  });
}

function refuse(
  { routes, people, invitations, as }: Stage,
  { owner }: VenturePlan,
  { key: who, answer }: InviteePlan,
  key: string,
) {
  const input = { params: { invitationId: invitations.get(key) }, body: {} };
  return answer.kind === 'DECLINED'
    ? as(people.get(who), (call) => routes.ventures.decline(input, call))
    : as(people.get(owner.key), (call) => routes.ventures.cancel(input, call));
}

function joiningActs(venture: VenturePlan, member: PersonPlan, joining: Joining, key: string): Act[] {
  const lane = venture.owner.key;
  const { day, papers, signedDay, countersignedDay, leavesDay } = joining;
  const acts: Act[] = [{ day, lane, run: (stage) => accept(stage, member, key) }];
  if (papers === 'NONE') return acts;
  const codes = papers === 'SOME' ? joiningPapers.slice(0, 1) : joiningPapers;
  acts.push({ day: signedDay, lane, run: (stage) => signJoining(stage, venture, member, codes, key) });
  if (papers === 'SOME' || countersignedDay === null) return acts;
  acts.push({ day: countersignedDay, lane, run: (stage) => countersign(stage, venture, key) });
  const until = leavesDay ?? venture.ending?.day ?? lastDay;
  for (let again = signedDay + renewalDays; joining.renews && again + 1 < until; again += renewalDays) {
    acts.push({ day: again, lane, run: (stage) => signJoining(stage, venture, member, joiningPapers, key) });
    acts.push({ day: again + 1, lane, run: (stage) => countersign(stage, venture, key) });
  }
  if (leavesDay !== null) acts.push({ day: leavesDay, lane, run: (stage) => leave(stage, venture, member) });
  return acts;
}

function accept({ routes, people, invitations, as }: Stage, member: PersonPlan, key: string) {
  const input = { params: { invitationId: invitations.get(key) }, body: {} };
  return as(people.get(member.key), (call) => routes.ventures.accept(input, call));
}

/** Also renews: what is in force and not about to end is left alone. */
function signJoining(
  { routes, people, ventures, documents, as }: Stage,
  { idea }: VenturePlan,
  member: PersonPlan,
  codes: readonly string[],
  key: string,
) {
  const ventureId = ventures.get(idea.name);
  return as(people.get(member.key), async (call) => {
    for (const code of codes) {
      const id = await signPaper(routes, call, member.name, code, { ventureId });
      if (code === 'PCA') documents.set(key, id);
    }
  });
}

function countersign({ routes, people, documents, as }: Stage, { owner }: VenturePlan, key: string) {
  return as(people.get(owner.key), async (call) => {
    const copy = plain(await routes.legal.document({ params: { documentId: documents.get(key) } }, call));
    if (copy.youAreDue) await signCopy(routes, call, owner.name, copy);
  });
}

function leave({ routes, people, ventures, as }: Stage, { idea }: VenturePlan, member: PersonPlan) {
  const userId = people.get(member.key);
  return as(userId, (call) =>
    routes.ventures.removeMember({ params: { ventureId: ventures.get(idea.name), userId } }, call),
  );
}

function end(
  { routes, people, ventures, as }: Stage,
  { idea, owner }: VenturePlan,
  { kind, reason }: NonNullable<VenturePlan['ending']>,
) {
  const params = { ventureId: ventures.get(idea.name) };
  return as(people.get(owner.key), (call) =>
    kind === 'pause'
      ? routes.ventures.pause({ params, body: {} }, call)
      : routes.ventures.close({ params, body: { reason } }, call),
  );
}
