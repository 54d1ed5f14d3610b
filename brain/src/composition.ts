import { behaviorSources } from './behavior-sources.ts';
import { createAnalyticsDesk } from './engines/analytics/desk/desk.ts';
import { createAnalytics } from './engines/analytics/index.ts';
import { createBehaviorAnalyzer } from './engines/behavior-analyzer/index.ts';
import type { Sealer, Security } from './engines/security/index.ts';
import { createVentureAnalyzer } from './engines/venture-analyzer/index.ts';
import type { Db } from './kernel/db.ts';
import type { Kernel } from './kernel/kernel.ts';
import { mailboxHandler } from './kernel/mailbox.ts';
import { createAccess, createAuthentication } from './services/authentication/index.ts';
import { createBuz } from './services/buz/index.ts';
import { createCompliance } from './services/compliance/index.ts';
import { createContractReview } from './services/contract-review/index.ts';
import { createFiles, quotas } from './services/files/index.ts';
import { createFinances, manualPayouts } from './services/finances/index.ts';
import { createLegal } from './services/legal/index.ts';
import { createCommunity, ventureScope } from './services/community/index.ts';
import { createGamification } from './services/gamification/index.ts';
import { createJourney, type JourneyDeps } from './services/journey/index.ts';
import { createLedger } from './services/ledger/index.ts';
import { createModels } from './services/models/index.ts';
import { createNotifications } from './services/notifications/index.ts';
import { createLearnedOrders, createMatching, createOpportunities } from './services/opportunities/index.ts';
import { createSealing } from './services/sealing/index.ts';
import { createSubscriptions } from './services/subscriptions/index.ts';
import { createSystem } from './services/system/index.ts';
import { createTeams, type Teams } from './services/teams/index.ts';
import { createUmbrella } from './services/umbrella/index.ts';
import { createUsers } from './services/users/index.ts';
import { createEquity, type Equity } from './services/equity/index.ts';
import { createVentures } from './services/ventures/index.ts';
import { createWork, type Work } from './services/work/index.ts';
import { metricSources, ownSources } from './metric-sources.ts';
import { waitingSources } from './waiting.ts';

/** Every module of the Brain, each handed what it needs: the one place that knows them all. */
export type Services = ReturnType<typeof createServices>;

export function createServices(kernel: Kernel, security: Security, sealer: Sealer) {
  const { database } = kernel;

  // Downward calls are arguments; where a lower module asks a question that a higher one answers, it is given a function.
  const files = createFiles(kernel, {
    security,
    quotaOf: async (db, userId) => ((await subscriptions.hasSeat(db, userId)) ? quotas.seat : quotas.free),
    mayViewPhoto: (db, viewerId, ownerId, fileId) => users.mayViewPhoto(db, viewerId, ownerId, fileId),
    mayViewEvidence: async (db, viewerId, fileId) => {
      const held = await security.held(db, viewerId);
      return (
        (held.has(11) && (await legal.breaches.citing(db, fileId)).length > 0) ||
        (await finances.mayReadEvidence(db, { userId: viewerId, held }, fileId))
      );
    },
    whyKept: async (db, file) =>
      (await compliance.holds.whyFileKept(db, file)) ?? (await finances.whyFileKept(db, file.fileId)),
    photosInUse: (db, fileIds) => users.photosInUse(db, fileIds),
  });
  const users = createUsers(kernel, {
    security,
    files,
    blockersOf: async (db, userId) => [
      ...(await ventures.blockersOf(db, userId)),
      ...(await buz.stakes.blockersOf(db, userId)),
      ...(await finances.blockersOf(db, userId)),
      ...(await umbrella.blockersOf(db, userId)),
      ...(await teams.blockersOf(db, userId)),
    ],
    isHeld: (db, userId) => compliance.holds.held(db, { userIds: [userId] }),
  });
  const access = createAccess(kernel, {
    security,
    users,
    paperName: (code) => legal.paperName(code),
    complianceScore: (db, userId) => legal.complianceScore(db, userId),
  });
  const authentication = createAuthentication(kernel, { security, users, access });
  const subscriptions = createSubscriptions(kernel, { security, people: users });
  const sealing = createSealing(kernel);
  const legal = createLegal(kernel, { security, people: users, sealing, ownsFiles: files.ownsAll });
  legal.onStepUp((sessionId) => authentication.stepUpOf(database.db, sessionId));
  const ventures = createVentures({
    kernel,
    security,
    people: users,
    legal,
    files,
    charges: {
      charge: (tx, charge) => buz.charges.charge(tx, charge),
      refundAll: (tx, refund) => buz.charges.refundAll(tx, refund),
    },
    whyKept: async (tx, venture, act) =>
      (await compliance.holds.whyVentureKept(tx, venture, act)) ??
      (act === 'discard' ? null : await equity.whyOpen(tx, venture.ventureId)) ??
      (act === 'close' ? await finances.whyVentureKept(tx, venture.ventureId) : null),
    hub: {
      equity: (db, ventureId, date) => equity.forHub(db, ventureId, date),
      revenue: (db, ventureId) => finances.reportedRevenue(db, ventureId),
    },
  });
  const equity = createEquity({
    kernel,
    security,
    people: users,
    ventures,
    papers: legal,
    work: {
      approvedContributions: (db, ventureId, fromMonth, toMonth) =>
        work.approvedContributions(db, ventureId, fromMonth, toMonth),
    },
    files,
  });
  const work = createWork({
    kernel,
    security,
    people: users,
    ventures,
    papers: legal,
    business: {
      roundIsActive: (db, ventureId) => finances.business.roundIsActive(db, ventureId),
      roundIsCompleted: (db, ventureId) => finances.business.roundIsCompleted(db, ventureId),
      months: (db, ventureId, count) => finances.business.months(db, ventureId, count),
      minorOf: (db, ventureId, units) => finances.business.minorOf(db, ventureId, units),
      revenueMinor: (db, ventureId) => finances.business.revenueMinor(db, ventureId),
    },
  });
  const finances = createFinances({
    kernel,
    security,
    people: users,
    ventures,
    papers: legal,
    ownsFiles: files.ownsAll,
    hasSeat: subscriptions.hasSeat,
    work: { kpis: work.kpis, evidenceItems: work.evidenceItems },
    payouts: manualPayouts,
    withhold: (tx, line) => umbrella.withhold(tx, line),
  });
  const umbrella = createUmbrella({
    kernel,
    security,
    people: users,
    ventures,
    papers: legal,
    revenue: finances,
  });
  const compliance = createCompliance({
    kernel,
    security,
    people: users,
    legal,
    ventures,
    checkAudit: () => sealer.check(),
  });
  const models = createModels(kernel);
  const contractReview = createContractReview(kernel, {
    security,
    files,
    models,
    documentText: legal.texts.ofDocument,
    documentsOf: legal.texts.ofPerson,
    templateText: legal.texts.ofTemplate,
  });
  const ledger = createLedger(kernel);
  const buz = createBuz({
    kernel,
    security,
    ledger,
    people: users,
    ventures,
    stepUpOf: security.stepUpOf,
  });
  const teams = createTeams({
    kernel,
    security,
    people: users,
    files,
    charges: buz.charges,
    ventures,
    work,
    waiting: waitingSources(() => ({
      kernel,
      security,
      users,
      ventures,
      legal,
      equity,
      work,
      umbrella,
      opportunities,
    })),
  });
  const journey = createJourney({
    kernel,
    security,
    people: users,
    paperName: legal.paperName,
    questCounts: questCounts({
      security,
      equity,
      work,
      teams,
      connectionsOf: (db, userId) => community.countConnections(db, userId),
    }),
  });
  const opportunities = createOpportunities({
    kernel,
    security,
    people: users,
    ventures,
    papers: legal,
    charges: buz.charges,
    stagesOf: async (db, ventureIds) => {
      const facts = await ventures.factsOf(db, ventureIds);
      return work.stagesOf(db, new Map([...facts.values()].map(({ id, phase }) => [id, phase])));
    },
    componentsOf: (db, pair) => matching.componentsOf(db, pair),
    related: (question, take) => matching.related(question, take),
  });
  const matching = createMatching({
    posting: opportunities.ground,
    people: users,
    seeking: ventures.seeking,
    learned: createLearnedOrders({ kernel, models }),
  });
  const gamification = createGamification({
    kernel,
    security,
    people: users,
    ventures,
    equity,
    merits: work.merits,
    complianceOf: compliance.recordOf,
    earnedBuz: buz.earnedBy,
    seenSince: authentication.usersSeenSince,
    mayView: async (db, userId) => (await users.privacyOf(db, userId)).profile !== 'PRIVATE',
    skillsAsked: opportunities.record.skillsAsked,
  });
  const community = createCommunity({
    kernel,
    security,
    people: users,
    ventures: ventureScope(ventures),
    teams: teams.scope,
    togetherSince: ventures.togetherSince,
    workSubject: work.subjectOf,
    ventureMeetings: work.meetingsFor,
    hasPrioritySupport: (db, userId) => buz.hasBought(db, userId, 'priority-support'),
  });
  const notifications = createNotifications(kernel, {
    people: users,
    security,
    membersOf: async (db, ventureId) =>
      (await ventures.teamOf(db, ventureId)) ? [...(await ventures.rolesIn(db, ventureId)).keys()] : null,
    paperName: legal.paperName,
  });
  const ventureAnalyzer = createVentureAnalyzer({
    kernel,
    security,
    people: users,
    ventures,
    equity,
    work,
    finances,
    models,
  });
  const analytics = createAnalytics(kernel, { people: users });
  const analyticsDesk = createAnalyticsDesk({
    kernel,
    security,
    analytics,
    people: users,
    sources: metricSources({ compliance, gamification }),
    own: ownSources({
      legal,
      compliance,
      gamification,
      subscriptions,
      buz,
      ventures,
      finances,
      opportunities,
      teams,
      community,
    }),
  });
  const behavior = createBehaviorAnalyzer({
    kernel,
    security,
    people: users,
    sources: behaviorSources({
      security,
      users,
      authentication,
      ventures,
      finances,
      teams,
      subscriptions,
      compliance,
      buz,
      journey,
      matching,
      gamification,
      community,
    }),
    models,
    habits: analytics.events.habits,
    unusualOf: analyticsDesk.watch.openOf,
  });
  const system = createSystem(kernel, { security, sealer, mailbox: mailboxHandler(kernel) });
  return {
    analytics,
    analyticsDesk,
    behavior,
    umbrella,
    files,
    users,
    access,
    authentication,
    subscriptions,
    sealing,
    legal,
    ventures,
    equity,
    work,
    finances,
    compliance,
    models,
    contractReview,
    ledger,
    buz,
    opportunities,
    matching,
    journey,
    gamification,
    community,
    teams,
    notifications,
    ventureAnalyzer,
    system,
  };
}

/** Who knows how far somebody is with the quests of the journey. */
function questCounts({
  security,
  equity,
  work,
  teams,
  connectionsOf,
}: {
  security: Security;
  equity: Equity;
  work: Work;
  teams: Teams;
  connectionsOf: (db: Db, userId: string) => Promise<number>;
}): JourneyDeps['questCounts'] {
  const venturesOf = async (db: Db, userId: string) => {
    const facts = await security.facts(db, userId);
    const refs = (kind: string) => facts.flatMap((fact) => (fact.kind === kind ? [fact.ref] : []));
    return { owned: refs('OWNS_VENTURE'), joined: refs('MEMBER_OF') };
  };
  return {
    SECOND_FACTOR: async (db, userId) =>
      (await security.facts(db, userId)).filter(({ kind }) => kind === 'SECOND_FACTOR' || kind === 'PASSKEY')
        .length,
    FIVE_CONNECTIONS: connectionsOf,
    JOIN_VENTURE: async (db, userId) => (await venturesOf(db, userId)).joined.length,
    CREATE_VENTURE: async (db, userId) => (await venturesOf(db, userId)).owned.length,
    TEAM: teams.countTeams,
    COMPANY: teams.countCompanies,
    HOLD_EQUITY: (db, userId) => equity.venturesHeldIn(db, userId),
    FINISH_LAUNCH: async (db, userId) => {
      const { owned, joined } = await venturesOf(db, userId);
      return work.launchesDecided(db, [...owned, ...joined]);
    },
  };
}
