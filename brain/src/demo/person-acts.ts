import type { Call } from '../kernel/call.ts';
import { newId } from '../kernel/ids.ts';
import type { Act, PersonPlan } from './plan.ts';
import { plain, type Stage } from './stage.ts';

/** What a person does for themselves: joining, signing, trying the seat. */

export const memberPapers = ['ESCA', 'PPA', 'PNA', 'MNDA', 'STA'];
const seatPapers = ['PTSA', 'SOBA'];
export const founderPapers = ['ISEA', 'VOA'];
/** With both, what was earned is paid, and the welcome of 100 BUZ comes. */
export const buzPapers = ['BTS', 'BPP'];
/** Some members leave them unsigned, and what they earn waits: those whose names have a length that this divides. */
const withoutBuzLength = 7;
/** Papers signed by somebody who stopped halfway. */
const begunCount = 3;

export function personActs(person: PersonPlan, join?: Pick<Act, 'run' | 'alone'>): Act[] {
  const { key: lane, standing, joinedDay, signedDay, trialDay } = person;
  const acts: Act[] = [{ day: joinedDay, lane, ...(join ?? { run: enrol(person) }) }];
  if (standing === 'UNVERIFIED') return acts;
  acts.push({ day: joinedDay, lane, run: (stage) => describe(stage, person) });
  if (standing === 'GUEST') return acts;
  const papers = standing === 'BEGUN' ? memberPapers.slice(0, begunCount) : allPapersOf(person);
  acts.push({ day: signedDay, lane, run: (stage) => signAll(stage, person, papers) });
  if (trialDay !== null) acts.push({ day: trialDay, lane, run: (stage) => startTrial(stage, person) });
  return acts;
}

export function usesBuz({ name, founds }: PersonPlan): boolean {
  return founds || name.length % withoutBuzLength !== 0;
}

function allPapersOf(person: PersonPlan): readonly string[] {
  return usesBuz(person) ? [...memberPapers, ...buzPapers] : memberPapers;
}

/** An account without a password: nobody can sign in to it. */
function enrol(person: PersonPlan): (stage: Stage) => Promise<void> {
  const userId = newId();
  const { email, name, timeZone, locale, standing } = person;
  return async ({ brain, people }) => {
    const { users } = brain.services;
    await brain.kernel.database.transact(async (tx) => {
      await users.createAccount(tx, { userId, email, name, timeZone, locale });
      if (standing !== 'UNVERIFIED') await users.verifyEmail(tx, userId);
    });
    people.set(person.key, userId);
  };
}

async function describe({ routes, people, as, callBy }: Stage, person: PersonPlan): Promise<void> {
  const userId = people.get(person.key);
  const { users } = routes;
  const { version } = plain(await users.me({}, await callBy(userId)));
  await as(userId, async (call) => {
    const { headline, biography, location, website } = person;
    const body = {
      headline,
      biography,
      location,
      website,
      yearsOfExperience: person.years,
      hoursPerWeek: person.hours,
      interests: [...person.interests],
    };
    await users.editMe({ body }, { ...call, ifMatch: version });
    for (const skill of person.skills) await users.addSkill({ body: skill }, call);
    const flags = { showActivity: true, showReputation: true, shareEquityWithHub: false };
    await users.setPrivacy(
      { body: { profile: person.visibility, showSkills: person.showSkills, ...flags } },
      call,
    );
    if (person.theme !== 'AUTO') {
      const { locale, timeZone, theme } = person;
      await users.setSettings({ body: { locale, timeZone, theme } }, call);
    }
    if (person.analytics)
      await users.setConsent({ body: { kind: 'BEHAVIOUR_ANALYTICS', granted: true } }, call);
  });
}

export function signAll(
  { routes, people, as }: Stage,
  person: PersonPlan,
  codes: readonly string[],
): Promise<void> {
  return as(people.get(person.key), async (call) => {
    for (const code of codes) await signPaper(routes, call, person.name, code);
  });
}

async function startTrial(stage: Stage, person: PersonPlan): Promise<void> {
  await stage.as(stage.people.get(person.key), async (call) => {
    for (const code of seatPapers) await signPaper(stage.routes, call, person.name, code);
    await stage.routes.subscriptions.startTrial({ body: {} }, call);
    for (const code of person.founds ? founderPapers : [])
      await signPaper(stage.routes, call, person.name, code);
  });
}

/** Opens a copy and signs it, if there is anything to sign; answers with the id of the copy. */
export async function signPaper(
  routes: Stage['routes'],
  call: Call,
  name: string,
  code: string,
  where: { ventureId?: string } = {},
): Promise<string> {
  const copy = plain(await routes.legal.openPaper({ params: { code }, body: where }, call));
  if (copy.youAreDue) await signCopy(routes, call, name, copy);
  return copy.id;
}

export async function signCopy(
  routes: Stage['routes'],
  call: Call,
  name: string,
  copy: { id: string; textHash: string },
): Promise<void> {
  const consents = { terms: true, privacy: true, electronicSignature: true } as const;
  const body = {
    textHash: copy.textHash,
    kind: 'TYPED',
    typedName: name,
    readToEnd: true,
    consents,
  } as const;
  await routes.legal.sign({ params: { documentId: copy.id }, body }, call);
}
