import { ReportPage } from '../../../../features/legal-admin/report-page';

export default function LegalOfficeRoute() {
  return <ReportPage />;
}
