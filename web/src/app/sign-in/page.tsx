import { SignIn } from '../../features/auth/sign-in';
import { readParams, type SearchParams } from '../../lib/search-params';

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { next, email } = await readParams(searchParams, 'next', 'email');
  return <SignIn next={next} email={email} />;
}
