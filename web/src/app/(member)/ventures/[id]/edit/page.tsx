import { EditVenturePage } from '../../../../../features/ventures/wizard-page';

type Query = Record<string, string | string[] | undefined>;

export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Query>;
}) {
  const { step } = await searchParams;
  return <EditVenturePage ventureId={(await params).id} step={typeof step === 'string' ? step : undefined} />;
}
