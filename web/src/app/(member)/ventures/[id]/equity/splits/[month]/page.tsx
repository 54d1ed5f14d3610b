import { SplitPage } from '../../../../../../../features/equity/split-page';

interface Props {
  readonly params: Promise<{ id: string; month: string }>;
}

export default async function SplitRoute({ params }: Props) {
  const { id, month } = await params;
  return <SplitPage ventureId={id} month={month} />;
}
