import { ActivityPage } from '../../../../../../features/work-rhythm/activity-page';
import { readParams, type SearchParams } from '../../../../../../lib/search-params';

interface Props {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: SearchParams;
}

export default async function Page({ params, searchParams }: Props) {
  const { entity, id } = await readParams(searchParams, 'entity', 'id');
  return <ActivityPage ventureId={(await params).id} entity={entity} entityId={id} />;
}
