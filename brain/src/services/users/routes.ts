import type { contract } from '@smartstart/contract';
import { auditOf } from '../../engines/security/index.ts';
import { callerOf, type Call, type Handlers } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { found } from '../../kernel/errors.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import { changeConsent, settingsTextVersion } from './consents.ts';
import { privacyOf } from './profiles.ts';
import { addSkill, removeSkill } from './skills.ts';
import * as store from './store.ts';
import type { UserOperations } from './users.ts';
import * as views from './views.ts';

type Bound = Handlers<typeof contract.users>;
/** The log is one page; consents change a few times in a life. */
const consentLogLimit = 200;

export function userRoutes({ operations }: { operations: UserOperations }): Bound {
  return {
    ...ownRoutes(operations),
    ...lifeRoutes(operations),
    ...peopleRoutes(operations),
    ...adminRoutes(operations),
  };
}

const me = (call: Call) => callerOf(call).userId;

function ownRoutes({ kernel, security, profiles, exports }: UserOperations) {
  const { db } = kernel.database;
  const own = async (call: Call) => found(await store.find(db, me(call)));
  return {
    async me(_input, call) {
      const row = await own(call);
      call.etag(row.version);
      return views.ownProfile(row, callerOf(call).held);
    },
    async editMe({ body }, call) {
      const answer = await call.transact(async (tx) =>
        views.ownProfile(await profiles.edit(tx, call, me(call), body), callerOf(call).held),
      );
      call.etag(answer.version);
      return answer;
    },
    privacy: async (_input, call) => privacyOf(await own(call)),
    setPrivacy: ({ body }, call) =>
      call.transact(async (tx) => privacyOf(await profiles.setPrivacy(tx, call, me(call), body))),
    settings: async (_input, call) => views.settings(await own(call)),
    setSettings: ({ body }, call) =>
      call.transact(async (tx) => views.settings(await profiles.setSettings(tx, call, me(call), body))),
    consents: async (_input, call) => ({
      items: (await store.consentsOf(db, me(call))).map(views.consent),
      log: (await store.consentLogOf(db, me(call), consentLogLimit)).map(views.consentChange),
    }),
    setConsent: ({ body }, call) =>
      call.transact(async (tx) =>
        views.consent(
          await changeConsent(kernel, security, tx, me(call), {
            ...body,
            version: settingsTextVersion,
            source: 'settings',
          }),
        ),
      ),
    skills: async (_input, call) => ({ items: (await store.skillsOf(db, [me(call)])).map(views.skill) }),
    addSkill: ({ body }, call) =>
      call.transact(async (tx) => views.skill(await addSkill(kernel, security, tx, call, me(call), body))),
    removeSkill: ({ params }, call) =>
      call.transact(async (tx) => {
        await removeSkill(kernel, security, tx, call, me(call), params.skillId);
        return {};
      }),
    exportMe: (_input, call) =>
      call.transact(async (tx) => ({ jobId: await exports.start(tx, call, me(call)) })),
    async activity({ query }, call) {
      const rows = await auditOf(
        db,
        { actorId: me(call) },
        { limit: query.limit + 1, before: readIdCursor(query.cursor) },
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => ({
          id: row.id,
          at: row.at.toISOString(),
          action: row.action,
          entity: row.entity,
          entityId: row.entity_id,
        }),
      );
    },
  } satisfies Partial<Bound>;
}

function lifeRoutes({ security, closing }: UserOperations) {
  const change = (call: Call, step: (tx: Tx, call: Call, userId: string) => Promise<store.UserRow>) =>
    call.transact(async (tx) => {
      const row = await step(tx, call, me(call));
      return views.ownProfile(row, await security.held(tx, row.id));
    });
  return {
    deactivate: (_input, call) => change(call, closing.deactivate),
    reactivate: (_input, call) => change(call, closing.reactivate),
    erase: ({ body }, call) =>
      change(call, (tx, _call, userId) => closing.askErasure(tx, call, userId, body.confirmEmail)),
  } satisfies Partial<Bound>;
}

function peopleRoutes({ kernel, profiles }: UserOperations) {
  const { db } = kernel.database;
  return {
    async search({ query }) {
      const rows = await profiles.search(db, query);
      const skills = await store.skillsOf(
        db,
        rows.slice(0, query.limit).map((row) => row.id),
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.rank, row.sort_name, row.id],
        (row) => views.profile(row, skills),
      );
    },
    async get({ params }, call) {
      const row = await profiles.visible(db, me(call), params.userId);
      return views.profile(row, await store.skillsOf(db, [row.id]));
    },
    async publicProfile({ params }) {
      const row = await profiles.publicCard(db, params.slug);
      return {
        slug: row.slug,
        name: row.name,
        headline: row.headline,
        location: row.location,
        memberSince: row.created_at.toISOString(),
      };
    },
  } satisfies Partial<Bound>;
}

function adminRoutes({ accounts }: UserOperations) {
  const decide =
    (event: 'SUSPEND' | 'REINSTATE' | 'BAN') =>
    (input: { params: { userId: string }; body: { reason: string } }, call: Call) =>
      call.transact(async (tx) => ({
        status: (await accounts.administer(tx, call, me(call), input.params.userId, event, input.body.reason))
          .status,
      }));
  return {
    suspend: decide('SUSPEND'),
    reinstate: decide('REINSTATE'),
    ban: decide('BAN'),
    setIdentityVerified: ({ params, body }, call) =>
      call.transact(async (tx) => {
        await accounts.setIdentityVerified(tx, call, me(call), params.userId, body.verified, body.reason);
        return { identityVerified: body.verified };
      }),
  } satisfies Partial<Bound>;
}
