import type { Answer, contract } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import { standingFor, type Ground } from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import { currentRound, noSums, sumsOf } from '../funding/funding-store.ts';
import { formula, partsOf, scoreOf, tenths } from '../rules/readiness-rule.ts';

type Readiness = Answer<typeof contract.finances.readiness>;

/** The papers each member has for the venture; the owner has them as the other side. */
const papersOfMember = ['PPNA', 'IAA', 'PCA'];

/** How ready a venture is (domain rules, section 13.2), for those who see its money: it tells how much was raised. */
export async function readReadiness(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
): Promise<Readiness> {
  const { ownerId } = await standingFor(ground, db, ventureId, actor, 'see-money');
  return readinessOf(ground, db, ventureId, ownerId);
}

/** The same, whoever asks. */
export async function readinessOf(
  ground: Ground,
  db: Db,
  ventureId: string,
  ownerId: string,
): Promise<Readiness> {
  const members = [...(await ground.ventures.rolesIn(db, ventureId)).keys()];
  const round = await currentRound(db, ventureId);
  const sums = round ? ((await sumsOf(db, [round.id])).get(round.id) ?? noSums) : null;
  const papers = await papersOf(ground, db, ventureId, ownerId, members);
  const parts = partsOf({
    members: members.length,
    raisedMinor: sums?.raisedMinor ?? null,
    targetMinor: round?.target_minor ?? null,
    ...papers,
    reviewHundredths: (await ground.work?.ideaRatingHundredths?.(db, ventureId)) ?? null,
    evidence: (await ground.work?.evidenceItems(db, ventureId)) ?? null,
  });
  const score = scoreOf(parts);
  return {
    score: score === null ? null : tenths(score),
    formula,
    parts: parts.map(({ part, label, weightPercent, millionths, known }) => ({
      part,
      label,
      weightPercent,
      value: millionths === null ? null : tenths(millionths / 1_000n),
      known,
    })),
    gaps: parts
      .filter(({ millionths }) => millionths === null)
      .map(({ label, known }) => `${label}: ${known}`),
  };
}

async function papersOf(
  ground: Ground,
  db: Db,
  ventureId: string,
  ownerId: string,
  members: readonly string[],
) {
  let [papersInForce, papersRequired] = [0, 0];
  for (const userId of members) {
    const codes = userId === ownerId ? ['PPNA'] : papersOfMember;
    const papers = await ground.papers.paperwork(
      db,
      userId,
      codes.map((code) => ({ code, ventureId })),
    );
    papersRequired += papers.length;
    papersInForce += papers.filter(({ inForce }) => inForce).length;
  }
  return { papersInForce, papersRequired };
}
