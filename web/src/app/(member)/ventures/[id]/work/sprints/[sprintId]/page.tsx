import { SprintPage } from '../../../../../../../features/work/sprint-page';

interface Props {
  readonly params: Promise<{ id: string; sprintId: string }>;
}

export default async function SprintRoute({ params }: Props) {
  const { id, sprintId } = await params;
  return <SprintPage ventureId={id} sprintId={sprintId} />;
}
