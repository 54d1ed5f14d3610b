import { PlaybookPage } from '../../../../../features/contracts/playbook-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <PlaybookPage key={id} playbookId={id} />;
}
