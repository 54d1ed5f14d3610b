import { ContributionsPage } from '../../../../../../features/work-rhythm/contributions-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ContributionsPage ventureId={(await params).id} />;
}
