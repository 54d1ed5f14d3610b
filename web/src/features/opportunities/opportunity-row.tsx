'use client';

import { Anchor, Badge, Card as Frame, Group, Stack, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ApplicationBadge, OpportunityBadge } from './looks';
import { opportunityHref, type Card, type Opportunity } from './types';
import { useOpportunityWords } from './words';

const skillsShown = 5;

interface OpportunityRowProps {
  readonly card: Card;
  readonly href?: string;
  readonly order?: 2 | 3;
  /** Beside the title. */
  readonly badges?: ReactNode;
  /** Below what everybody sees. */
  readonly children?: ReactNode;
}

/** One opportunity of a list: what it is, when and for what; never more than its card. */
export function OpportunityRow({
  card,
  href = opportunityHref(card.id),
  order = 2,
  badges,
  children,
}: OpportunityRowProps) {
  const t = useTranslations('opportunities');
  const words = useOpportunityWords();
  const until = words.until(card);
  return (
    <Frame component="article" p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Title order={order} size="h3" style={{ overflowWrap: 'anywhere' }} flex="1 1 16rem">
            <Anchor component={Link} href={href} inherit c="inherit">
              {card.title}
            </Anchor>
          </Title>
          {badges && <Group gap="xs">{badges}</Group>}
        </Group>
        <Text size="sm">{words.line(card)}</Text>
        <Skills card={card} />
        <Group gap="xs">
          {card.kind === 'OPPORTUNITY' && <Badge color="gray">{t(`types.${card.type}`)}</Badge>}
          {card.industry && <Badge color="gray">{words.industry(card.industry)}</Badge>}
          {card.ndaRequired && (
            <Badge color="gray" leftSection={<IconLock size={12} aria-hidden />}>
              {t('facts.nda')}
            </Badge>
          )}
          {until && (
            <Text size="sm" c="dimmed">
              {until}
            </Text>
          )}
        </Group>
        {children}
      </Stack>
    </Frame>
  );
}

function Skills({ card }: { card: Card }) {
  const t = useTranslations('opportunities.facts');
  const skills = [...card.requiredSkills, ...card.preferredSkills];
  if (skills.length === 0) return null;
  const shown = skills.slice(0, skillsShown).map(({ name }) => name);
  const rest = skills.length - shown.length;
  return (
    <Text size="sm" c="dimmed">
      {t(card.kind === 'SERVICE' ? 'offers' : 'asks', { skills: shown.join(', ') })}
      {rest > 0 && ` ${t('more', { count: rest })}`}
    </Text>
  );
}

/** Whose it is and how the own application stands, for lists a signed-in person reads. */
export function OwnMarks({ opportunity }: { opportunity: Opportunity }) {
  const t = useTranslations('opportunities.facts');
  const { mine, myApplication, state } = opportunity;
  return (
    <>
      {mine && <Badge>{t('mine')}</Badge>}
      {myApplication && <ApplicationBadge state={myApplication.state} />}
      {state !== 'ACTIVE' && <OpportunityBadge state={state} />}
    </>
  );
}

export function Byline({ opportunity: { details } }: { opportunity: Opportunity }) {
  const t = useTranslations('opportunities.facts');
  if (!details) return null;
  return (
    <Text size="sm" c="dimmed">
      {details.venture
        ? t('byVenture', { name: details.creatorName, venture: details.venture.name })
        : t('by', { name: details.creatorName })}
    </Text>
  );
}
