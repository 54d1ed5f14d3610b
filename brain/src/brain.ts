import { rmSync, mkdirSync, chmodSync } from 'node:fs';
import path from 'node:path';
import { contract } from '@smartstart/contract';
import type { Config } from './config.ts';
import { createSealer, createSecurity, type Sealer, type Security } from './engines/security/index.ts';
import { createHttp, type Http } from './kernel/http.ts';
import type { Db } from './kernel/db.ts';
import { createKernel, type Kernel, type KernelOverrides } from './kernel/kernel.ts';
import { listenMetrics } from './kernel/metrics.ts';
import { mailboxHandler } from './kernel/mailbox.ts';
import {
  accessRoutes,
  addKeySetRoute,
  authenticationRoutes,
  createAccess,
  createAuthentication,
  type Access,
  type Authentication,
} from './services/authentication/index.ts';
import { createBuz, buzRoutes, type Buz } from './services/buz/index.ts';
import { complianceRoutes, createCompliance, type Compliance } from './services/compliance/index.ts';
import { contractReviewRoutes, createContractReview } from './services/contract-review/index.ts';
import { createFiles, fileRoutes, quotas, type Files } from './services/files/index.ts';
import { createFinances, financeRoutes, manualPayouts, type Finances } from './services/finances/index.ts';
import {
  agreementRoutes,
  createLegal,
  guestRoutes,
  legalAdminRoutes,
  legalRoutes,
  sealingRoutes,
} from './services/legal/index.ts';
import { createLedger, type Ledger } from './services/ledger/index.ts';
import { createModels, type Models } from './services/models/index.ts';
import { bindInternal } from './internal.ts';
import {
  createNotifications,
  notificationsRoutes,
  type Notifications,
} from './services/notifications/index.ts';
import { createSealing, type Sealing } from './services/sealing/index.ts';
import {
  createSubscriptions,
  subscriptionRoutes,
  type Subscriptions,
} from './services/subscriptions/index.ts';
import { createSystem, systemRoutes, type System } from './services/system/index.ts';
import { createUsers, userRoutes } from './services/users/index.ts';
import {
  createEquity,
  equityRoutes,
  offerRoutes,
  scenarioRoutes,
  splitRoutes,
  type Equity,
} from './services/equity/index.ts';
import { allVentureRoutes, createVentures, type Ventures } from './services/ventures/index.ts';
import { createWork, workRoutes, type Work } from './services/work/index.ts';

export interface Services {
  readonly files: Files;
  readonly users: ReturnType<typeof createUsers>;
  readonly access: Access;
  readonly authentication: Authentication;
  readonly subscriptions: Subscriptions;
  readonly sealing: Sealing;
  readonly legal: ReturnType<typeof createLegal>;
  readonly ventures: Ventures;
  readonly equity: Equity;
  readonly work: Work;
  readonly finances: Finances;
  readonly compliance: Compliance;
  readonly models: Models;
  readonly contractReview: ReturnType<typeof createContractReview>;
  readonly ledger: Ledger;
  readonly buz: Buz;
  readonly notifications: Notifications;
  readonly system: System;
}

export interface Brain {
  readonly kernel: Kernel;
  readonly http: Http;
  readonly security: Security;
  readonly services: Services;
  /** Opens the socket and starts background work. */
  listen(): Promise<string>;
  /** Finishes what runs, then lets go of everything. */
  close(): Promise<void>;
}

/** The composition root: the one place that knows every module and hands each what it needs. */
export async function createBrain(config: Config, overrides: KernelOverrides = {}): Promise<Brain> {
  const kernel = await createKernel(config, overrides);
  const { database, log, metrics } = kernel;
  const security = createSecurity(kernel);
  const sealer = createSealer(kernel);
  const http = createHttp({
    keys: config.callKeys,
    database,
    gatekeeper: security,
    log,
    metrics,
    ...tlsOf(config),
  });

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
  const subscriptions = createSubscriptions(kernel, { security });
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
  const notifications = createNotifications(kernel, { people: users, security, paperName: legal.paperName });
  const system = createSystem(kernel, { security, sealer, mailbox: mailboxHandler(kernel) });
  const services = {
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
    notifications,
    system,
  };

  addExportSections(services, database.db);
  bindContract(http, kernel, services);
  const internal = bindInternal(http, kernel, {
    mayFollow: (topic, userId) => mayFollow(services, database.db, topic, userId),
  });
  await legal.publish();
  await models.register();
  await ledger.open();
  await buz.publish();
  const parts = { kernel, http, security, sealer, internal, buz, sealing };
  return {
    kernel,
    http,
    security,
    services,
    listen: () => start(parts),
    close: () => stop(parts),
  };
}

function bindContract(http: Http, kernel: Kernel, services: Services): void {
  const { database } = kernel;
  http.bind('files', contract.files, fileRoutes(services.files, database));
  http.bind('users', contract.users, userRoutes(services.users));
  http.bind('authentication', contract.authentication, authenticationRoutes(services.authentication));
  http.bind('access', contract.access, accessRoutes(services.access));
  http.bind('subscriptions', contract.subscriptions, subscriptionRoutes(services.subscriptions, database));
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
  http.bind('notifications', contract.notifications, notificationsRoutes(services.notifications));
  http.bind('system', contract.system, systemRoutes(services.system, database));
  addKeySetRoute(http, services.authentication);
}

/** Everything a person may take along (POST /me/export). */
function addExportSections(
  {
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
  users.addExportSection('buz', (userId) => buz.exportOf(db, userId));
  users.addExportSection('notifications', (userId) => notifications.exportOf(db, userId));
}

/** A person's own topic, and those of ventures they are an active member of. */
function mayFollow({ ventures }: Services, db: Db, topic: string, userId: string): Promise<boolean> {
  const [kind, id = ''] = topic.split(':');
  if (kind === 'user') return Promise.resolve(id === userId);
  return kind === 'venture' && /^[0-9a-f-]{36}$/.test(id)
    ? ventures.mayFollow(db, id, userId)
    : Promise.resolve(false);
}

function tlsOf({ listen }: Config) {
  return 'tls' in listen && listen.tls ? { tls: listen.tls } : {};
}

interface Parts {
  readonly kernel: Kernel;
  readonly http: Http;
  readonly security: Security;
  readonly sealer: Sealer;
  readonly internal: { close(): void };
  readonly buz: Buz;
  readonly sealing: Sealing;
}

async function start({ kernel, http, sealer, buz, sealing }: Parts): Promise<string> {
  const { listen, metrics } = kernel.config;
  await sealing.start();
  buz.start();
  kernel.outbox.start();
  kernel.mailer.start();
  sealer.start();
  await kernel.jobs.start();
  if (metrics) serveFigures(kernel, metrics);
  if (!('socketPath' in listen)) return http.app.listen({ host: listen.host, port: listen.port });
  mkdirSync(path.dirname(listen.socketPath), { recursive: true, mode: 0o700 });
  rmSync(listen.socketPath, { force: true });
  const address = await http.app.listen({ path: listen.socketPath });
  chmodSync(listen.socketPath, 0o600);
  return address;
}

function serveFigures({ metrics, outbox }: Kernel, place: { host: string; port: number }): void {
  const server = listenMetrics(metrics, place, async () => {
    const { waiting, dead } = await outbox.depth();
    metrics.outboxDepth.set(waiting);
    metrics.deadLetters.set(dead);
  });
  server.unref();
}

/** What runs is finished first: requests, jobs, reactions, mails, the audit chain; then the connections go. */
async function stop({ kernel, http, security, sealer, internal, buz, sealing }: Parts): Promise<void> {
  internal.close();
  await http.app.close();
  await kernel.jobs.stop();
  await sealing.close();
  await kernel.outbox.stop();
  await buz.stop();
  await kernel.mailer.stop();
  await sealer.stop();
  await security.close();
  await kernel.dispose();
}
