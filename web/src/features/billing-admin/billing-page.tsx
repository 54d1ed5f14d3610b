'use client';

import { useTranslations } from 'next-intl';
import { AdminParts } from '../admin/admin-parts';
import { Payouts } from './payouts';
import { ReportQueue } from './report-queue';

/** Those who recognise revenue and pay out; the server decides, this leaves out what would be refused. */
export const billingRungs = [9, 12] as const;

/** `/admin/revenue`: reported revenue of all ventures to decide on, and distributions to pay. */
export function BillingPage() {
  const t = useTranslations('billingAdmin');
  const rungs = billingRungs;
  return (
    <AdminParts
      title={t('title')}
      lead={t('lead')}
      parts={[
        { key: 'reports', title: t('parts.reports'), rungs, content: <ReportQueue /> },
        { key: 'payouts', title: t('parts.payouts'), rungs, content: <Payouts /> },
      ]}
      closed={{ title: t('closedTitle'), text: t('closedText') }}
    />
  );
}
