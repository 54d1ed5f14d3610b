import { Register } from '../../features/auth/register';
import { readParams, type SearchParams } from '../../lib/search-params';

export default async function RegisterPage({ searchParams }: { searchParams: SearchParams }) {
  const { invitation, next } = await readParams(searchParams, 'invitation', 'next');
  return <Register invitation={invitation} next={next} />;
}
