import { ReportPage } from '../../../../features/analytics/report-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ReportPage reportId={(await params).id} />;
}
