import { contract } from '@smartstart/contract';
import { ventureAnalysisRoutes } from './engines/venture-analyzer/index.ts';
import { insightRoutes } from './engines/behavior-analyzer/index.ts';
import type { Http } from './kernel/http.ts';
import type { Db } from './kernel/db.ts';
import type { Kernel } from './kernel/kernel.ts';
import { analyticsRoutes } from './engines/analytics/desk/routes.ts';
import { eventRoutes } from './engines/analytics/index.ts';
import { accessRoutes, addKeySetRoute, authenticationRoutes } from './services/authentication/index.ts';
import { buzRoutes } from './services/buz/index.ts';
import { complianceRoutes } from './services/compliance/index.ts';
import { contractReviewRoutes } from './services/contract-review/index.ts';
import { fileRoutes } from './services/files/index.ts';
import { financeRoutes } from './services/finances/index.ts';
import {
  agreementRoutes,
  guestRoutes,
  legalAdminRoutes,
  legalRoutes,
  sealingRoutes,
} from './services/legal/index.ts';
import { communityRoutes } from './services/community/index.ts';
import { gamificationRoutes } from './services/gamification/index.ts';
import { journeyRoutes } from './services/journey/index.ts';
import { modelRoutes } from './services/models/index.ts';
import { broadcastRoutes, notificationsRoutes, webhookRoutes } from './services/notifications/index.ts';
import {
  applicationRoutes,
  matchingRoutes,
  opportunityRoutes,
  serviceOfferRoutes,
} from './services/opportunities/index.ts';
import { subscriptionRoutes } from './services/subscriptions/index.ts';
import { systemRoutes } from './services/system/index.ts';
import { teamRoutes } from './services/teams/index.ts';
import { umbrellaAdminRoutes, umbrellaRoutes } from './services/umbrella/index.ts';
import { userRoutes } from './services/users/index.ts';
import { equityRoutes, offerRoutes, scenarioRoutes, splitRoutes } from './services/equity/index.ts';
import { allVentureRoutes } from './services/ventures/index.ts';
import { workRoutes } from './services/work/index.ts';
import type { Services } from './composition.ts';

/** Who answers each operation of the contract. */
export function bindContract(http: Http, kernel: Kernel, services: Services): void {
  const { database } = kernel;
  http.bind('files', contract.files, fileRoutes(services.files, database));
  http.bind('users', contract.users, userRoutes(services.users));
  http.bind('authentication', contract.authentication, authenticationRoutes(services.authentication));
  http.bind('access', contract.access, accessRoutes(services.access));
  const seats = subscriptionRoutes(services.subscriptions);
  http.bind('subscriptions', contract.subscriptions, seats.subscriptions);
  http.bind('invoices', contract.invoices, seats.invoices);
  http.bind('subscriptionAdmin', contract.subscriptionAdmin, seats.subscriptionAdmin);
  http.bind('paymentHooks', contract.paymentHooks, seats.paymentHooks);
  http.bind('legal', contract.legal, legalRoutes(services.legal));
  http.bind('agreements', contract.agreements, agreementRoutes(services.legal));
  http.bind('guests', contract.guests, guestRoutes(services.legal.operations));
  http.bind('legalAdmin', contract.legalAdmin, legalAdminRoutes(services.legal));
  http.bind('sealing', contract.sealing, sealingRoutes(services.legal.operations, services.sealing));
  const ofVentures = allVentureRoutes(services.ventures);
  http.bind('ventures', contract.ventures, ofVentures.ventures);
  http.bind('ventureFiles', contract.ventureFiles, ofVentures.ventureFiles);
  http.bind('ventureOversight', contract.ventureOversight, ofVentures.ventureOversight);
  http.bind('ownership', contract.ownership, ofVentures.ownership);
  http.bind('equity', contract.equity, equityRoutes(services.equity));
  http.bind('work', contract.work, workRoutes(services.work));
  http.bind('ventureAnalysis', contract.ventureAnalysis, ventureAnalysisRoutes(services.ventureAnalyzer));
  http.bind('finances', contract.finances, financeRoutes(services.finances));
  http.bind('offers', contract.offers, offerRoutes(services.equity));
  http.bind('scenarios', contract.scenarios, scenarioRoutes(services.equity));
  http.bind('contributionSplits', contract.contributionSplits, splitRoutes(services.equity));
  http.bind('compliance', contract.compliance, complianceRoutes(services.compliance));
  http.bind('contractReview', contract.contractReview, contractReviewRoutes(services.contractReview));
  const { buz, governance, buzAdmin } = buzRoutes(services.buz);
  http.bind('buz', contract.buz, buz);
  http.bind('governance', contract.governance, governance);
  http.bind('buzAdmin', contract.buzAdmin, buzAdmin);
  http.bind('journey', contract.journey, journeyRoutes(services.journey));
  http.bind('opportunities', contract.opportunities, opportunityRoutes(services.opportunities));
  http.bind('matching', contract.matching, matchingRoutes(services.matching.ground));
  http.bind(
    'models',
    contract.models,
    modelRoutes({
      kernel,
      security: services.opportunities.ground.security,
      models: services.models,
    }),
  );
  http.bind('applications', contract.applications, applicationRoutes(services.opportunities));
  http.bind('serviceOffers', contract.serviceOffers, serviceOfferRoutes(services.opportunities));
  http.bind('insights', contract.insights, insightRoutes(services.behavior));
  const xp = gamificationRoutes(services.gamification);
  http.bind('gamification', contract.gamification, xp.own);
  http.bind('gamificationAdmin', contract.gamificationAdmin, xp.admin);
  const talk = communityRoutes(services.community);
  http.bind('channels', contract.channels, talk.channels);
  http.bind('community', contract.community, talk.community);
  http.bind('meetings', contract.meetings, talk.meetings);
  http.bind('network', contract.network, talk.network);
  http.bind('support', contract.support, talk.support);
  const together = teamRoutes(services.teams);
  http.bind('companies', contract.companies, together.companies);
  http.bind('teams', contract.teams, together.teams);
  http.bind('teamInvitations', contract.teamInvitations, together.teamInvitations);
  http.bind('approvals', contract.approvals, together.approvals);
  http.bind('umbrella', contract.umbrella, umbrellaRoutes(services.umbrella));
  http.bind('umbrellaAdmin', contract.umbrellaAdmin, umbrellaAdminRoutes(services.umbrella));
  http.bind('behaviorEvents', contract.behaviorEvents, eventRoutes(kernel, services.analytics.events));
  http.bind('notifications', contract.notifications, notificationsRoutes(services.notifications));
  http.bind('broadcasts', contract.broadcasts, broadcastRoutes(services.notifications));
  http.bind('webhooks', contract.webhooks, webhookRoutes(services.notifications));
  http.bind('analytics', contract.analytics, analyticsRoutes(services.analyticsDesk));
  http.bind('system', contract.system, systemRoutes(services.system, database));
  addKeySetRoute(http, services.authentication);
}

/** Everything a person may take along (POST /me/export). */
export function addExportSections(
  {
    analytics,
    analyticsDesk,
    users,
    authentication,
    subscriptions,
    legal,
    ventures,
    equity,
    work,
    finances,
    compliance,
    contractReview,
    buz,
    umbrella,
    opportunities,
    matching,
    models,
    journey,
    behavior,
    gamification,
    community,
    teams,
    notifications,
  }: Services,
  db: Db,
): void {
  users.addExportSection('sign-in', (userId) => authentication.exportOf(db, userId));
  users.addExportSection('subscription', (userId) => subscriptions.exportOf(db, userId));
  users.addExportSection('legal', (userId) => legal.exportOf(db, userId));
  users.addExportSection('ventures', (userId) => ventures.exportOf(db, userId));
  users.addExportSection('equity', (userId) => equity.exportOf(db, userId));
  users.addExportSection('work', (userId) => work.exportOf(db, userId));
  users.addExportSection('finances', (userId) => finances.exportOf(db, userId));
  users.addExportSection('compliance', (userId) => compliance.people.exportOf(db, userId));
  users.addExportSection('contracts', (userId) => contractReview.exportOf(db, userId));
  users.addExportSection('umbrella', (userId) => umbrella.exportOf(db, userId));
  users.addExportSection('buz', (userId) => buz.exportOf(db, userId));
  users.addExportSection('journey', (userId) => journey.exportOf(db, userId));
  users.addExportSection('opportunities', (userId) => opportunities.exportOf(db, userId));
  users.addExportSection('matching', (userId) => matching.exportOf(db, userId));
  users.addExportSection('insights', (userId) => behavior.exportOf(db, userId));
  users.addExportSection('gamification', (userId) => gamification.exportOf(db, userId));
  users.addExportSection('community', (userId) => community.exportOf(db, userId));
  users.addExportSection('reports', (userId) => analyticsDesk.exportOf(db, userId));
  users.addExportSection('analytics', (userId) => analytics.events.exportOf(db, userId));
  users.addExportSection('predictions', (userId) => models.exportOf(db, userId));
  users.addExportSection('teams', (userId) => teams.exportOf(db, userId));
  users.addExportSection('notifications', (userId) => notifications.exportOf(db, userId));
}

/** A person's own topic, those of ventures they are an active member of, those of channels they may read, of their teams and companies, and the figures of parts they read. */
export function mayFollow(
  { ventures, community, teams, analyticsDesk }: Services,
  db: Db,
  topic: string,
  userId: string,
): Promise<boolean> {
  const [kind, id = ''] = topic.split(':');
  if (kind === 'user') return Promise.resolve(id === userId);
  if (kind === 'figures') return analyticsDesk.live.mayFollow(db, id, userId);
  if (!/^[0-9a-f-]{36}$/.test(id)) return Promise.resolve(false);
  if (kind === 'venture') return ventures.mayFollow(db, id, userId);
  if (kind === 'team' || kind === 'company') return teams.mayFollow(db, kind, id, userId);
  return kind === 'channel' ? community.mayFollow(db, id, userId) : Promise.resolve(false);
}
