'use client';

import { Anchor, Badge, Card, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import {
  IconBulb,
  IconChartBar,
  IconConfetti,
  IconFlag,
  IconHeartHandshake,
  IconHelpCircle,
  IconRun,
  IconSpeakerphone,
  type TablerIcon,
} from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { PersonLink } from './byline';
import type { FeedItem, FeedKind } from './types';

const looks: Readonly<Record<FeedKind, { icon: TablerIcon; color: string }>> = {
  WIN: { icon: IconConfetti, color: 'grape' },
  MILESTONE: { icon: IconFlag, color: 'fir' },
  HELP: { icon: IconHelpCircle, color: 'blue' },
  KUDOS: { icon: IconHeartHandshake, color: 'pink' },
  IDEA: { icon: IconBulb, color: 'yellow' },
  POLL: { icon: IconChartBar, color: 'cyan' },
  SPRINT: { icon: IconRun, color: 'gray' },
  ANNOUNCEMENT: { icon: IconSpeakerphone, color: 'orange' },
};

/** One thing that happened, in a sentence, with the way to it. */
export function FeedRow({ item }: { item: FeedItem }) {
  const t = useTranslations('community.feed');
  const format = useFormat();
  const { kind, actor, to, ventureId, ventureName, link, title, text, at } = item;
  const { icon: Icon, color } = looks[kind];
  const sentence = sentenceOf(item);
  const aboutVenture = sentence === 'joined' || sentence === 'activated';
  const venture = ventureId && ventureName && (
    <Anchor component={Link} href={`/ventures/${ventureId}`} inherit c="inherit">
      {ventureName}
    </Anchor>
  );
  const urgent = item.urgencyHours > 0 && (kind === 'HELP' || kind === 'ANNOUNCEMENT');
  return (
    <Card component="article" p="md" aria-label={t(`kinds.${kind}`)}>
      <Group wrap="nowrap" align="flex-start" gap="md">
        <ThemeIcon variant="light" color={color} size={36} radius="xl" aria-hidden>
          <Icon size={20} />
        </ThemeIcon>
        <Stack gap={4} miw={0} flex={1}>
          <Group gap={8}>
            <Text size="sm">
              {t.rich(`said.${sentence}`, {
                actor: () => (actor ? <PersonLink person={actor} /> : t('somebody')),
                to: () => (to ? <PersonLink person={to} /> : t('somebody')),
                venture: () => venture,
              })}
              {venture && !aboutVenture && (
                <>
                  {` ${t('in')} `}
                  {venture}
                </>
              )}
              <Text span c="dimmed" title={format.dateTime(at)}>
                {' · '}
                <time dateTime={at}>{format.relative(at)}</time>
              </Text>
            </Text>
            {urgent && (
              <Badge size="sm" color="orange" variant="light">
                {t(kind === 'HELP' ? 'wanted' : 'read')}
              </Badge>
            )}
          </Group>
          {kind !== 'KUDOS' && !aboutVenture && title && (
            <Anchor component={Link} href={link} fw={600} c="inherit" style={{ overflowWrap: 'anywhere' }}>
              {linkText(item, t('inChannel', { name: title }))}
            </Anchor>
          )}
          {text && (
            <Text size="sm" lineClamp={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {text}
            </Text>
          )}
        </Stack>
      </Group>
    </Card>
  );
}

const messages = new Set<FeedKind>(['HELP', 'ANNOUNCEMENT']);

/** What is said in a channel has no title; the channel is where the link leads. */
function linkText({ kind, code, title }: FeedItem, channel: string): string {
  return messages.has(kind) || code === 'celebrated' ? channel : title;
}

function sentenceOf({ kind, code }: FeedItem) {
  switch (kind) {
    case 'HELP':
      return code === 'answered' ? 'helpDone' : 'help';
    case 'ANNOUNCEMENT':
      return 'announced';
    case 'IDEA':
      return 'idea';
    case 'POLL':
      return code === 'closed' ? 'pollClosed' : 'poll';
    case 'KUDOS':
      return 'kudos';
    case 'SPRINT':
      return code === 'finish' ? 'sprintDone' : 'sprintStarted';
    case 'MILESTONE':
      return code === 'block' ? 'milestoneBlocked' : 'milestone';
    case 'WIN':
      return code === 'joined' ? 'joined' : code === 'activated' ? 'activated' : 'win';
  }
}
