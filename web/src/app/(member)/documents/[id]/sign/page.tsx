import { SignDocumentPage } from '../../../../../features/documents/sign-document-page';
import { safeNext } from '../../../../../lib/next-path';

type Query = Record<string, string | string[] | undefined>;

export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Query>;
}) {
  const { then } = await searchParams;
  return (
    <SignDocumentPage
      documentId={(await params).id}
      after={safeNext(typeof then === 'string' ? then : null, '') || undefined}
    />
  );
}
