import { FilesPage } from '../../../../../../features/equity/files-page';

export default async function FilesRoute({ params }: { params: Promise<{ id: string }> }) {
  return <FilesPage ventureId={(await params).id} />;
}
