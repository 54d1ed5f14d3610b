import { ReaderPage } from '../../../../features/contracts/reader-page';
import { readParams, type SearchParams } from '../../../../lib/search-params';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params;
  return <ReaderPage key={id} readingId={id} {...await readParams(searchParams, 'at')} />;
}
