import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import type { Database } from '../../kernel/db.ts';
import type { Files } from './files.ts';
import { toView } from './view.ts';

export function fileRoutes(files: Files, { db }: Pick<Database, 'db'>): Handlers<typeof contract.files> {
  return {
    async uploadLink({ body }, call) {
      const { userId } = callerOf(call);
      const quotaBytes = await files.quotaOf(db, userId);
      return call.transact(async (tx) => {
        const { token, expiresAt } = await files.offerLink(tx, userId, { ...body, quotaBytes });
        return { path: `/api/v1/files/uploads/${token}`, expiresAt: expiresAt.toISOString() };
      });
    },
    upload: ({ params }, call) => files.receive(call, callerOf(call).userId, params.token),
    list: async (_input, call) => ({ items: (await files.list(db, callerOf(call).userId)).map(toView) }),
    download: ({ params }, call) => files.download(db, callerOf(call).userId, params.fileId),
    async remove({ params }, call) {
      let key = '';
      await call.transact(async (tx) => {
        key = await files.remove(tx, call, callerOf(call).userId, params.fileId);
        return {};
      });
      await files.dropBytes([key]);
      return {};
    },
    usage: (_input, call) => files.usage(db, callerOf(call).userId),
  };
}
