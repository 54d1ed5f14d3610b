import { SignPaperPage } from '../../../../features/documents/sign-paper-page';
import { safeNext } from '../../../../lib/next-path';

type Query = Record<string, string | string[] | undefined>;

export default async function Page({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const one = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined);
  const tier = one('tier');
  return (
    <SignPaperPage
      code={one('code')}
      ventureId={one('venture')}
      tier={tier && /^[0-3]$/.test(tier) ? Number(tier) : undefined}
      pack={one('pack')}
      after={safeNext(one('then'), '') || undefined}
    />
  );
}
