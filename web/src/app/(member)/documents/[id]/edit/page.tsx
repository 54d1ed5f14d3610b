import { ComposerPage } from '../../../../../features/agreements/composer-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ComposerPage documentId={(await params).id} />;
}
