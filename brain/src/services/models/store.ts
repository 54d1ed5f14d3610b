import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { ModelVersionsTable } from '../../tables.gen.ts';

export type ModelVersionRow = Selectable<ModelVersionsTable>;

export function versions(db: Db): Promise<ModelVersionRow[]> {
  return db.selectFrom('model_versions').selectAll().orderBy('name').orderBy('registered_at').execute();
}

export async function insertVersion(tx: Tx, row: Insertable<ModelVersionsTable>): Promise<void> {
  await tx.insertInto('model_versions').values(row).execute();
}

export function champion(db: Db, name: string): Promise<ModelVersionRow | undefined> {
  return db
    .selectFrom('model_versions as model')
    .innerJoin('model_aliases as alias', (join) =>
      join.onRef('alias.name', '=', 'model.name').onRef('alias.version', '=', 'model.version'),
    )
    .selectAll('model')
    .where('alias.alias', '=', 'champion')
    .where('model.name', '=', name)
    .executeTakeFirst();
}

export async function setChampion(tx: Tx, name: string, version: string, since: Date): Promise<void> {
  await tx
    .insertInto('model_aliases')
    .values({ name, alias: 'champion', version, since })
    .onConflict((conflict) => conflict.columns(['name', 'alias']).doUpdateSet({ version, since }))
    .execute();
}
