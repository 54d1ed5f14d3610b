import { parseBuz, showBuz } from '@smartstart/units';
import type { MetricSources } from './engines/analytics/desk/desk.ts';
import type { OwnFigure, OwnSources } from './engines/analytics/reports/own.ts';
import { engagementOf } from './engines/behavior-analyzer/rules/scores.ts';
import { signInFigures } from './services/authentication/index.ts';
import { buzFigures } from './services/buz/index.ts';
import { networkFigures, type Community } from './services/community/index.ts';
import type { Compliance } from './services/compliance/index.ts';
import { feeFigures, readKpis, type Finances } from './services/finances/index.ts';
import type { Buz } from './services/buz/index.ts';
import type { Gamification } from './services/gamification/index.ts';
import { journeyFigures } from './services/journey/index.ts';
import { ledgerFigures } from './services/ledger/index.ts';
import { paperFigures, type Legal } from './services/legal/index.ts';
import { marketFigures, type Opportunities } from './services/opportunities/index.ts';
import { seatFigures, type Subscriptions } from './services/subscriptions/index.ts';
import { teamFigures, type Teams } from './services/teams/index.ts';
import { umbrellaFigures } from './services/umbrella/index.ts';
import { accountFigures } from './services/users/index.ts';
import { ventureFigures, type Ventures } from './services/ventures/index.ts';
import { workFigures } from './services/work/index.ts';
import { Fail } from './kernel/errors.ts';

/** What analytics reads of every module: each counts its own records, and this puts them together. */
export function metricSources({
  compliance,
  gamification,
}: {
  readonly compliance: Compliance;
  readonly gamification: Gamification;
}): MetricSources {
  return {
    accounts: accountFigures,
    signIns: signInFigures,
    seats: seatFigures,
    fees: feeFigures,
    ventures: ventureFigures,
    work: workFigures,
    market: marketFigures,
    umbrella: umbrellaFigures,
    network: networkFigures,
    journey: journeyFigures,
    papers: paperFigures,
    ledger: ledgerFigures,
    buz: buzFigures,
    teams: teamFigures,
    async paperTotals() {
      const { members, fullyCompliant, requiredCopies, requiredInForce } = await compliance.report();
      return { members, compliant: fullyCompliant, required: requiredCopies, inForce: requiredInForce };
    },
    async reputations(db, userIds) {
      const standings = await gamification.standingsOf(db, userIds);
      return new Map([...standings].map(([userId, { reputation }]) => [userId, reputation]));
    },
    engagementOf: (days) => engagementOf(days).score,
  };
}

export interface OwnDeps {
  readonly legal: Legal;
  readonly compliance: Compliance;
  readonly gamification: Gamification;
  readonly subscriptions: Subscriptions;
  readonly buz: Buz;
  readonly ventures: Ventures;
  readonly finances: Finances;
  readonly opportunities: Opportunities;
  readonly teams: Teams;
  readonly community: Community;
}

const stageCount = 7;
const mostToDecide = 100;

/** What people see of their own: as the module that owns it shows it to them. */
export function ownSources(deps: OwnDeps): OwnSources {
  return {
    async ventureFigures(db, reader) {
      const rows = [];
      // Nothing is written: there is no request to note.
      const actor = { ...reader, call: { ip: '', agent: 'report', requestId: 'report' } };
      for (const { ventureId, name, role } of await deps.ventures.partsOf(db, reader)) {
        const board = await readKpis(deps.finances.ground, db, actor, ventureId, { months: 1 }).catch(
          (error: unknown) => {
            if (error instanceof Fail) return null;
            throw error;
          },
        );
        for (const { label, value, unit } of board?.items ?? [])
          rows.push({ venture: name, role, figure: label, value, unit });
      }
      return rows;
    },
    papers: (db, userId) => deps.legal.oversight.papers(db, userId),
    buzByMonth: (db, userId, { from, to }) => ledgerFigures.ownByMonth(db, userId, from, to),
    async widgets(db, reader) {
      const { userId } = reader;
      const score = (await deps.compliance.scoresOfMany(db, [userId])).get(userId) ?? null;
      const seat = (await deps.subscriptions.statesOfMany(db, [userId])).get(userId);
      const wallet = await deps.buz.views.read(db, userId);
      const xp = (await deps.gamification.standingsOf(db, [userId])).get(userId);
      const [journey] = await journeyFigures.progressOf(db, [userId]);
      const { memberships, owned } = await deps.ventures.figuresOf(db, userId);
      const invested = (await deps.ventures.actingIn(db, reader)).filter(({ role }) => role === 'INVESTOR');
      const market = await marketFigures.countOwn(db, userId);
      const toDecide = await deps.opportunities.applicationsToDecide(db, reader, mostToDecide);
      const count = (title: string, value: number, href: string) => ({
        title,
        value,
        text: String(value),
        unit: 'COUNT' as const,
        href,
      });
      const stage = journey?.finishedAt ? stageCount : (journey?.stage ?? 0);
      return new Map<string, OwnFigure>([
        [
          'journey',
          { ...count('Stages of the journey done', stage, '/onboarding'), text: `${stage} of ${stageCount}` },
        ],
        [
          'papers',
          {
            title: 'Required papers in force',
            value: score === null ? null : score / 100,
            text: score === null ? 'no data' : `${score} %`,
            ...(score === null ? { noData: 'No paper is required of you yet.' } : {}),
            unit: 'RATIO',
            href: '/documents',
          },
        ],
        [
          'subscription',
          {
            title: 'Seat',
            value: null,
            text: seat ? seat.toLowerCase().replaceAll('_', ' ') : 'free plan',
            unit: 'COUNT',
            href: '/subscription',
          },
        ],
        [
          'buz',
          {
            title: 'BUZ available',
            value: Number(wallet.available),
            text: `${showBuz(parseBuz(wallet.available))} BUZ`,
            unit: 'BUZ',
            href: '/buz',
          },
        ],
        ['xp', count('XP', xp?.xp ?? 0, '/achievements')],
        ['ventures', count('Ventures you take part in', memberships, '/ventures')],
        ['owned-ventures', count('Ventures you own', owned, '/ventures')],
        ['invested-ventures', count('Ventures you invest in', invested.length, '/ventures')],
        ['applications', count('Your open applications', market.applications, '/opportunities')],
        ['matches', count('Matches for you', market.matches, '/opportunities')],
        ['applications-to-decide', count('Applications to decide', toDecide.length, '/approvals')],
        ['teams', count('Teams', await deps.teams.countTeams(db, userId), '/teams')],
        [
          'connections',
          count('Connections', await deps.community.countConnections(db, userId), '/connections'),
        ],
      ]);
    },
  };
}
