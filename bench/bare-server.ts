import fastify from 'fastify';
import pg from 'pg';

/** The reference: a bare Fastify that runs the same SQL statements and nothing else. */
const app = fastify();
const pool = new pg.Pool({ ...(JSON.parse(process.argv[2]!) as pg.PoolConfig), max: 20 });
const read = 'select last_seq, unread from notification_counters where user_id = $1';
const write =
  'insert into user_settings_bench (user_id, theme) values ($1, $2) on conflict (user_id) do update set theme = excluded.theme returning theme';

app.get('/hello', () => ({ status: 'ok' }));
app.get<{ Params: { id: string } }>('/read/:id', async (request) => {
  const { rows } = await pool.query<{ last_seq: string; unread: number }>({
    name: 'read',
    text: read,
    values: [request.params.id],
  });
  return { unread: rows[0]?.unread ?? 0, lastSeq: Number(rows[0]?.last_seq ?? 0) };
});
app.put<{ Params: { id: string }; Body: { theme: string } }>('/write/:id', async (request) => {
  const { rows } = await pool.query({
    name: 'write',
    text: write,
    values: [request.params.id, request.body.theme],
  });
  return rows[0];
});
await pool.query(
  'create table if not exists user_settings_bench (user_id uuid primary key, theme text not null)',
);
await app.listen({ host: '127.0.0.1', port: Number(process.argv[3]) });
process.send?.({ ready: true });
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
