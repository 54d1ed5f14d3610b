import { RisksPage } from '../../../../../../features/work-rhythm/risks-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <RisksPage ventureId={(await params).id} />;
}
