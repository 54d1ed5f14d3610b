import { signsDocument } from './equity-acts.ts';
import { byOwner, type MoneyPlace } from './money-place.ts';
import type { Party } from './money-script.ts';
import type { Act } from './plan.ts';
import { plain, type Stage } from './stage.ts';

/** Who gets which part of the revenue, and distributions from the calculation to the last payment. */

const partOfPercent = 1_000_000;
const whole = 100 * partOfPercent;

export function shareActs(place: MoneyPlace): Act[] {
  return place.script.shares.flatMap(({ key, day, lines, message = '', signed }) => {
    const book = `${place.name} ${key}`;
    return [
      byOwner(place, day, async (stage, call, params) => {
        const { routes, documents } = stage;
        const { version } = plain(await routes.finances.revenueShares({ params }, call));
        const body = { lines: partsOf(stage, place, lines), deadlineDays: 14, message };
        const plan = plain(
          await routes.finances.setRevenueShares({ params, body }, { ...call, ifMatch: version }),
        );
        if (plan.documentId) documents.set(book, plan.documentId);
      }),
      ...signed.flatMap(([party, signedDay]) => {
        const person = place.party(party);
        return person ? [signsDocument(place.lane, person, book, signedDay)] : [];
      }),
    ];
  });
}

/** The share of somebody the venture does not have is retained. */
function partsOf(
  { people }: Stage,
  { party }: MoneyPlace,
  lines: readonly (readonly [Party, number])[],
): { userId: string | null; part: number }[] {
  const own = lines.flatMap(([role, percent]) => {
    const person = role && party(role);
    return person ? [{ userId: people.get(person.key), part: percent * partOfPercent }] : [];
  });
  const retained = whole - own.reduce((sum, { part }) => sum + part, 0);
  return retained > 0 ? [...own, { userId: null, part: retained }] : own;
}

export function distributionActs(place: MoneyPlace): Act[] {
  return place.script.distributions.flatMap(({ key, calculated, paid }) => {
    const book = `${place.name} ${key}`;
    const at = ({ things }: Stage) => ({ params: { distributionId: things.get(book) }, body: {} });
    const acts = [
      byOwner(place, calculated, async (stage, call, params) => {
        const { routes, things } = stage;
        const { id } = plain(await routes.finances.openDistribution({ params, body: {} }, call));
        things.set(book, id);
        await routes.finances.calculate(at(stage), call);
      }),
    ];
    if (!paid) return acts;
    return [
      ...acts,
      byOwner(place, paid.approved, async (stage, call) => {
        const { routes } = stage;
        const { version } = plain(await routes.finances.distribution(at(stage), call));
        await routes.finances.approve(at(stage), { ...call, ifMatch: version });
        await routes.finances.pay(at(stage), call);
      }),
      byOwner(place, paid.settled, async (stage, call) => {
        const { routes } = stage;
        const { params } = at(stage);
        const { lines } = plain(await routes.finances.distribution({ params }, call));
        const open = lines.filter(({ state }) => state === 'PROCESSING');
        for (const [index, { id: lineId }] of open.entries()) {
          const body = { outcome: 'PAID', reference: `${paid.reference}-${index + 1}` } as const;
          await routes.finances.settleLine({ params: { ...params, lineId }, body }, call);
        }
      }),
    ];
  });
}
