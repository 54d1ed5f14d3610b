import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import type { VentureFileRow } from './file-store.ts';
import { ventureQuota } from './files.ts';
import type { Ventures } from './index.ts';

export function ventureFileRoutes({ deps, files }: Ventures): Handlers<typeof contract.ventureFiles> {
  const { db } = deps.kernel.database;

  async function views(on: Db, rows: readonly VentureFileRow[], mayRemove: (row: VentureFileRow) => boolean) {
    const described = await deps.files.describe(
      on,
      rows.map((row) => row.file_id),
    );
    const people = await deps.people.byIds(on, [...new Set(rows.map((row) => row.added_by))]);
    return new Map(
      rows.map((row) => {
        const file = described.get(row.file_id);
        return [
          row.file_id,
          {
            id: row.file_id,
            name: file?.name ?? '',
            mediaType: file?.mediaType ?? '',
            sizeBytes: file?.sizeBytes ?? 0,
            tier: row.tier,
            note: row.note,
            addedBy: { id: row.added_by, name: people.get(row.added_by)?.name ?? '' },
            addedAt: row.added_at.toISOString(),
            mayRemove: mayRemove(row),
          },
        ] as const;
      }),
    );
  }

  return {
    async list({ params, query }, call) {
      const page = { before: readIdCursor(query.cursor), limit: query.limit };
      const { rows, closed, mayAddIn, usedBytes, mayRemove } = await files.list(
        db,
        params.ventureId,
        callerOf(call),
        page,
      );
      const shown = await views(db, rows, mayRemove);
      return {
        ...toPage(
          rows,
          query.limit,
          ({ file_id }) => [file_id],
          (row) => shown.get(row.file_id)!,
        ),
        closed,
        mayAddIn,
        usedBytes,
        quotaBytes: ventureQuota,
      };
    },
    add: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const row = await files.add(tx, params.ventureId, callerOf(call), body);
        return (await views(tx, [row], () => true)).get(row.file_id)!;
      }),
    download: ({ params }, call) => files.download(db, params.ventureId, params.fileId, callerOf(call)),
    async remove({ params }, call) {
      let key = '';
      await call.transact(async (tx) => {
        key = await files.remove(tx, params.ventureId, params.fileId, callerOf(call));
        return {};
      });
      await deps.files.dropBytes([key]);
      return {};
    },
  };
}
