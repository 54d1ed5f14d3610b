import { BoardPage } from '../../../../../../features/work/board-page';

export default async function BoardRoute({ params }: { readonly params: Promise<{ id: string }> }) {
  return <BoardPage ventureId={(await params).id} />;
}
