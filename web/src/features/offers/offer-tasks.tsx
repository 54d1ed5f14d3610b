'use client';

import { Alert, Anchor, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconContract } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useAccess } from '../../lib/session';
import { useOfferWords } from './offer-words';
import { useFollowOffers, waitingOffersQuery } from './queries';

/** Offers that wait for the person's answer; nothing at all when there are none. */
export function OfferTasks() {
  const t = useTranslations('offers.tasks');
  const access = useAccess();
  const member = access.data?.held.includes(1) ?? false;
  const offers = useQuery({ ...waitingOffersQuery(), enabled: member });
  const words = useOfferWords();
  useFollowOffers();
  const items = offers.data?.items ?? [];
  if (!items.length) return null;
  return (
    <Alert
      component="section"
      color="yellow"
      icon={<IconContract aria-hidden />}
      title={t('title', { count: items.length })}
    >
      <Stack gap="xs">
        <List size="sm">
          {items.map(({ id, ventureName, terms }) => (
            <List.Item key={id}>
              <Anchor component={Link} href={`/offers/${id}`} size="sm" c="inherit" fw={600}>
                {ventureName}
              </Anchor>
              <Text span size="sm">{`: ${words.reward(terms)}`}</Text>
            </List.Item>
          ))}
        </List>
        <Anchor component={Link} href="/offers" size="sm" c="inherit">
          {t('all')}
        </Anchor>
      </Stack>
    </Alert>
  );
}
