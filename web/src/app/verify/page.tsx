import { Verify } from '../../features/auth/verify';
import { readParams, type SearchParams } from '../../lib/search-params';

export default async function VerifyPage({ searchParams }: { searchParams: SearchParams }) {
  const { token, next, invitation } = await readParams(searchParams, 'token', 'next', 'invitation');
  return <Verify token={token} next={invitation ? `/invitation/${encodeURIComponent(invitation)}` : next} />;
}
