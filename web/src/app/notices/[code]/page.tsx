import { Notice } from '../../../features/public/notices';

export default async function NoticePage({ params }: { params: Promise<{ code: string }> }) {
  return <Notice code={(await params).code} />;
}
