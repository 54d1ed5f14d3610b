'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { hasCode } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { useMoneyFormat } from '../../lib/use-money-format';
import { AdminMenu } from '../admin/admin-menu';
import { useHolds } from '../buz-admin/queries';
import { PlainTable } from '../money/plain-table';
import { relationshipQuery } from '../umbrella/queries';
import { RelationshipView } from '../umbrella/relationship-view';
import { journalQuery } from './queries';
import { Closed, umbrellaRungs } from './umbrella-admin-page';

/** `/admin/umbrella/[id]`: one relationship as the hub sees it, down to the postings. */
export function OfficePage({ relationshipId }: { relationshipId: string }) {
  const t = useTranslations('umbrellaAdmin');
  const access = useAccess();
  const holds = useHolds();
  const open = access.data !== undefined && holds(umbrellaRungs);
  const query = useQuery({ ...relationshipQuery(relationshipId), retry: false, enabled: open });
  const title = query.data
    ? t('office.title', { sponsor: query.data.sponsor.name, referred: query.data.referred.name })
    : t('office.plainTitle');
  return (
    <Page
      title={title}
      crumbs={[
        { label: t('admin'), href: '/admin' },
        { label: t('title'), href: '/admin/umbrella' },
      ]}
    >
      <AdminMenu />
      <QueryView query={access}>
        {() => {
          if (!open) return <Closed />;
          if (hasCode(query.error, 'NOT_FOUND', 'MALFORMED'))
            return <Empty title={t('office.goneTitle')} text={t('office.goneText')} />;
          return (
            <QueryView query={query}>
              {(relationship) => (
                <RelationshipView relationship={relationship}>
                  <Journal relationshipId={relationshipId} />
                </RelationshipView>
              )}
            </QueryView>
          );
        }}
      </QueryView>
    </Page>
  );
}

type Entry = { readonly postings: readonly { readonly account: Account; readonly amountMinor: string }[] };
type Account = 'RECEIVABLE' | 'WITHHELD' | 'ACCRUED' | 'HELD' | 'APPROVED';

function Journal({ relationshipId }: { relationshipId: string }) {
  const t = useTranslations('umbrellaAdmin.office');
  const format = useMoneyFormat();
  const { dateTime } = useFormat();
  const query = useInfiniteQuery(journalQuery(relationshipId));
  const debit = ({ postings }: Entry) => postings.find(({ amountMinor }) => !amountMinor.startsWith('-'));
  const credit = ({ postings }: Entry) => postings.find(({ amountMinor }) => amountMinor.startsWith('-'));
  const named = (account: Account | undefined) => (account ? t(`account.${account}`) : '');
  return (
    <Section title={t('journal')} text={t('journalText')}>
      <QueryView query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty title={t('noEntries')} text={t('noEntriesText')} />;
          return (
            <>
              <PlainTable
                label={t('journal')}
                minWidth={760}
                items={items}
                keyOf={({ id }) => id}
                columns={[
                  { head: t('entry'), cell: ({ kind }) => t(`kind.${kind}`) },
                  { head: t('at'), cell: ({ at }) => dateTime(at) },
                  { head: t('by'), cell: ({ actorName }) => actorName ?? t('system') },
                  { head: t('debit'), cell: (entry) => named(debit(entry)?.account) },
                  { head: t('credit'), cell: (entry) => named(credit(entry)?.account) },
                  {
                    head: t('amount'),
                    end: true,
                    cell: (entry) => format.money(debit(entry)?.amountMinor ?? '0', entry.currency),
                  },
                ]}
              />
              <MoreButton query={query} />
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}
