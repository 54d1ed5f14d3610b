import { randomUUID } from 'node:crypto';
import { contract, type Operation, type Rung } from '@smartstart/contract';
import type { Brain } from '../brain.ts';
import { analyticsRoutes } from '../engines/analytics/desk/routes.ts';
import { Download, type Call, type Handler, type Handlers } from '../kernel/call.ts';
import type { MovableClock } from '../kernel/clock.ts';
import type { Tx } from '../kernel/db.ts';
import { newId } from '../kernel/ids.ts';
import { accessRoutes, authenticationRoutes } from '../services/authentication/index.ts';
import { buzRoutes } from '../services/buz/index.ts';
import { communityRoutes } from '../services/community/index.ts';
import { complianceRoutes } from '../services/compliance/index.ts';
import { contractReviewRoutes } from '../services/contract-review/index.ts';
import { equityRoutes, offerRoutes } from '../services/equity/index.ts';
import { fileRoutes } from '../services/files/index.ts';
import { financeRoutes } from '../services/finances/index.ts';
import { gamificationRoutes } from '../services/gamification/index.ts';
import { modelRoutes } from '../services/models/index.ts';
import { agreementRoutes, legalAdminRoutes, legalRoutes } from '../services/legal/index.ts';
import { broadcastRoutes, notificationsRoutes } from '../services/notifications/index.ts';
import {
  applicationRoutes,
  matchingRoutes,
  opportunityRoutes,
  serviceOfferRoutes,
} from '../services/opportunities/index.ts';
import { subscriptionRoutes } from '../services/subscriptions/index.ts';
import { umbrellaAdminRoutes, umbrellaRoutes } from '../services/umbrella/index.ts';
import { teamRoutes } from '../services/teams/index.ts';
import { userRoutes } from '../services/users/index.ts';
import { ventureRoutes } from '../services/ventures/index.ts';
import { workRoutes } from '../services/work/index.ts';

/** Where the people of the demo community act: through the handlers of the public API, several acts in one transaction. */
export type Stage = ReturnType<typeof createStage>;

/** What evidence and audit entries of demo acts say of their origin (an address range kept for documentation, RFC 5737). */
const origin = { ip: '192.0.2.1', agent: 'SmartStart demo community' };

export function createStage(brain: Brain, movable: MovableClock) {
  const { kernel, security, services } = brain;
  const { database, clock } = kernel;
  // Nobody sits at the keyboard, and the evidence says so.
  const stepUpOf = () => Promise.resolve({ at: clock.now(), factor: 'DEMO' });
  const { buz, governance, buzAdmin } = buzRoutes(services.buz);
  const legal = { ...services.legal, operations: { ...services.legal.operations, stepUpOf } };
  const seats = subscriptionRoutes(services.subscriptions);
  const xp = gamificationRoutes(services.gamification);
  const talk = communityRoutes(services.community);
  const together = teamRoutes(services.teams);
  const routes = {
    users: admitted(contract.users, userRoutes(services.users)),
    authentication: admitted(contract.authentication, authenticationRoutes(services.authentication)),
    access: admitted(contract.access, accessRoutes(services.access)),
    subscriptions: admitted(contract.subscriptions, seats.subscriptions),
    invoices: admitted(contract.invoices, seats.invoices),
    subscriptionAdmin: admitted(contract.subscriptionAdmin, seats.subscriptionAdmin),
    paymentHooks: admitted(contract.paymentHooks, seats.paymentHooks),
    legal: admitted(contract.legal, legalRoutes(legal)),
    agreements: admitted(contract.agreements, agreementRoutes(legal)),
    legalAdmin: admitted(contract.legalAdmin, legalAdminRoutes(legal)),
    compliance: admitted(contract.compliance, complianceRoutes(services.compliance)),
    contractReview: admitted(contract.contractReview, contractReviewRoutes(services.contractReview)),
    ventures: admitted(contract.ventures, ventureRoutes(services.ventures)),
    equity: admitted(contract.equity, equityRoutes(services.equity)),
    work: admitted(contract.work, workRoutes(services.work)),
    finances: admitted(contract.finances, financeRoutes(services.finances)),
    files: admitted(contract.files, fileRoutes(services.files, database)),
    offers: admitted(contract.offers, offerRoutes(services.equity)),
    opportunities: admitted(contract.opportunities, opportunityRoutes(services.opportunities)),
    analytics: admitted(contract.analytics, analyticsRoutes(services.analyticsDesk)),
    models: admitted(contract.models, modelRoutes({ kernel, security, models: services.models })),
    matching: admitted(contract.matching, matchingRoutes(services.matching.ground)),
    applications: admitted(contract.applications, applicationRoutes(services.opportunities)),
    serviceOffers: admitted(contract.serviceOffers, serviceOfferRoutes(services.opportunities)),
    buz: admitted(contract.buz, buz),
    governance: admitted(contract.governance, governance),
    buzAdmin: admitted(contract.buzAdmin, buzAdmin),
    gamification: admitted(contract.gamification, xp.own),
    gamificationAdmin: admitted(contract.gamificationAdmin, xp.admin),
    umbrella: admitted(contract.umbrella, umbrellaRoutes(services.umbrella)),
    umbrellaAdmin: admitted(contract.umbrellaAdmin, umbrellaAdminRoutes(services.umbrella)),
    channels: admitted(contract.channels, talk.channels),
    community: admitted(contract.community, talk.community),
    meetings: admitted(contract.meetings, talk.meetings),
    network: admitted(contract.network, talk.network),
    support: admitted(contract.support, talk.support),
    companies: admitted(contract.companies, together.companies),
    teams: admitted(contract.teams, together.teams),
    teamInvitations: admitted(contract.teamInvitations, together.teamInvitations),
    approvals: admitted(contract.approvals, together.approvals),
    notifications: admitted(contract.notifications, notificationsRoutes(services.notifications)),
    broadcasts: admitted(contract.broadcasts, broadcastRoutes(services.notifications)),
  };
  const sessions = new Map<string, string>();

  function callOf(caller: Call['caller'], transact: Call['transact']): Call {
    return {
      caller,
      requestId: randomUUID(),
      ...origin,
      origin: kernel.config.publicOrigin,
      log: kernel.log,
      ifMatch: null,
      idempotency: null,
      sessionCookie: null,
      transact,
      etag: () => undefined,
      setCookie: () => undefined,
      setHeader: () => undefined,
      upload: null,
    };
  }

  function sessionOf(userId: string): string {
    const known = sessions.get(userId) ?? newId();
    sessions.set(userId, known);
    return known;
  }

  /** A call outside any transaction: the handler opens its own. */
  async function callBy(userId: string | null): Promise<Call> {
    const caller = userId && {
      userId,
      sessionId: sessionOf(userId),
      held: await security.held(database.db, userId),
    };
    return callOf(caller || null, (work) => database.transact(work));
  }

  /** One transaction in which the person may do several things; rungs are those held when it begins. */
  function as<T>(userId: string, work: (call: Call, tx: Tx) => Promise<T>): Promise<T> {
    return database.transact(async (tx) => {
      const caller = { userId, sessionId: sessionOf(userId), held: await security.held(tx, userId) };
      return work(
        callOf(caller, (inner) => inner(tx)),
        tx,
      );
    });
  }

  return {
    brain,
    clock: movable,
    routes,
    as,
    callBy,
    /** Ids of what was made, by the keys of the plan. */
    people: createBook(),
    ventures: createBook(),
    invitations: createBook(),
    documents: createBook(),
    /** Of the workspaces and the books of ventures. */
    things: createBook(),
  };
}

function createBook() {
  const ids = new Map<string, string>();
  return {
    set: (key: string, id: string) => void ids.set(key, id),
    get(key: string): string {
      const id = ids.get(key);
      if (!id) throw new Error(`The demo community has no ${key} yet.`);
      return id;
    },
    has: (key: string) => ids.has(key),
    size: () => ids.size,
  };
}

/** The answer of a handler that sends no file. */
export function plain<T>(answer: T | Download): T {
  if (answer instanceof Download) throw new Error('This operation sends a file.');
  return answer;
}

/** The rung that the HTTP layer would ask for before it calls the handler. */
function admitted<M extends Record<string, Operation>>(operations: M, handlers: Handlers<M>): Handlers<M> {
  const guarded = Object.entries(operations).map(([name, operation]) => {
    const handler = handlers[name] as Handler<Operation>;
    return [
      name,
      (input: Parameters<typeof handler>[0], call: Call) => {
        if (!mayCall(operation, call.caller?.held)) {
          throw new Error(`The demo community calls ${name} without the rung ${String(operation.level)}.`);
        }
        return handler(input, call);
      },
    ];
  });
  return Object.fromEntries(guarded) as Handlers<M>;
}

function mayCall({ level }: Operation, held: ReadonlySet<Rung> | undefined): boolean {
  if (level === 'PUBLIC') return true;
  return (typeof level === 'number' ? [level] : level).some((rung) => held?.has(rung));
}
