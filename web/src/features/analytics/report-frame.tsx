'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useAccess } from '../../lib/session';
import { MembersOnly } from '../people/people-page';
import { AnalyticsFrame } from './analytics-frame';

const ownRoot = '/reports';
const hubRoot = '/admin/analytics/reports';

/** Reports have two homes: among the hub's analytics, and of one's own. A link stays in the one it stands in. */
export function useReportsRoot(): { readonly root: string; readonly isOwn: boolean } {
  const isOwn = !usePathname().startsWith(hubRoot.slice(0, hubRoot.lastIndexOf('/')));
  return { root: isOwn ? ownRoot : hubRoot, isOwn };
}

interface ReportFrameProps {
  /** The title of one report, or of a new one. */
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the pages of reports: every member has reports of their own, and mails lead to them. */
export function ReportFrame(props: ReportFrameProps) {
  return useReportsRoot().isOwn ? <OwnFrame {...props} /> : <AnalyticsFrame page="reports" {...props} />;
}

function OwnFrame({ title, actions, children }: ReportFrameProps) {
  const t = useTranslations('analytics.reports');
  const access = useAccess();
  return (
    <Page
      title={title ?? t('ownTitle')}
      {...(title ? { crumbs: [{ label: t('ownTitle'), href: ownRoot }] } : { lead: t('ownLead') })}
      {...(actions ? { actions } : {})}
    >
      <QueryView query={access}>{({ held }) => (held.includes(1) ? children : <MembersOnly />)}</QueryView>
    </Page>
  );
}
