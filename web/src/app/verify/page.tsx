import { Verify } from '../../features/auth/verify';
import { readParams, type SearchParams } from '../../lib/search-params';

export default async function VerifyPage({ searchParams }: { searchParams: SearchParams }) {
  const { token, next } = await readParams(searchParams, 'token', 'next');
  return <Verify token={token} next={next} />;
}
