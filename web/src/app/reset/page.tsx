import { Reset } from '../../features/auth/reset';
import { readParams, type SearchParams } from '../../lib/search-params';

export default async function ResetPage({ searchParams }: { searchParams: SearchParams }) {
  const { token } = await readParams(searchParams, 'token');
  return <Reset token={token} />;
}
