'use client';

import {
  Anchor,
  Box,
  Button,
  Card,
  Group,
  List,
  SimpleGrid,
  Stack,
  Text,
  ThemeIcon,
  Title,
} from '@mantine/core';
import { IconCompass, IconFileCheck, IconScale, IconTargetArrow, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { VentureCard } from '../../components/venture-card';
import { api } from '../../lib/api';
import { useSession } from '../../lib/session';
import classes from './landing.module.css';

const steps = [
  { key: 'sign', icon: IconFileCheck },
  { key: 'find', icon: IconUsersGroup },
  { key: 'agree', icon: IconScale },
  { key: 'work', icon: IconTargetArrow },
  { key: 'see', icon: IconCompass },
] as const;
const promises = ['gate', 'evidence', 'yours', 'figures'] as const;
const limits = ['employer', 'investor', 'lawyer'] as const;

/** The front page: what this is, how it goes, and what it is not. */
export function Landing() {
  const t = useTranslations('public.landing');
  const common = useTranslations('common');
  return (
    <Stack gap="4rem">
      <title>{`${common('brand')} · ${t('title')}`}</title>
      <Box className={classes.hero}>
        <Stack gap="lg" maw="38rem">
          <Title order={1} className={classes.claim}>
            {t('claim')}
          </Title>
          <Text size="lg" maw="60ch">
            {t('lead')}
          </Text>
          <Calls />
        </Stack>
        <PaperArt />
      </Box>

      <Stack gap="lg" component="section" aria-labelledby="steps">
        <Title order={2} id="steps">
          {t('stepsTitle')}
        </Title>
        <SimpleGrid component="ol" cols={{ base: 1, xs: 2, md: 5 }} spacing="lg" className={classes.steps}>
          {steps.map(({ key, icon: Icon }, index) => (
            <li key={key}>
              <Stack gap="xs">
                <Group gap="sm">
                  <ThemeIcon variant="light" size={40} radius="xl">
                    <Icon size={22} stroke={1.6} aria-hidden />
                  </ThemeIcon>
                  <Text ff="heading" fw={600} c="dimmed" aria-hidden>
                    {index + 1}
                  </Text>
                </Group>
                <Title order={3} size="h4">
                  {t(`steps.${key}.title`)}
                </Title>
                <Text size="sm">{t(`steps.${key}.text`)}</Text>
              </Stack>
            </li>
          ))}
        </SimpleGrid>
      </Stack>

      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        <Card component="section" aria-labelledby="promises" p={{ base: 'lg', sm: 'xl' }}>
          <Title order={2} id="promises" mb="md">
            {t('promisesTitle')}
          </Title>
          <List spacing="sm">
            {promises.map((key) => (
              <List.Item key={key}>{t(`promises.${key}`)}</List.Item>
            ))}
          </List>
          <Anchor component={Link} href="/verify-document" mt="md" display="inline-block">
            {t('check')}
          </Anchor>
        </Card>
        <Card component="section" aria-labelledby="limits" p={{ base: 'lg', sm: 'xl' }}>
          <Title order={2} id="limits" mb="md">
            {t('limitsTitle')}
          </Title>
          <List spacing="sm">
            {limits.map((key) => (
              <List.Item key={key}>{t(`limits.${key}`)}</List.Item>
            ))}
          </List>
        </Card>
      </SimpleGrid>

      <Teaser />
    </Stack>
  );
}

/** A signed paper, for decoration only. */
function PaperArt() {
  return (
    <svg viewBox="0 0 260 280" className={classes.art} aria-hidden="true" focusable="false">
      <g transform="rotate(5 130 140)">
        <rect x="44" y="22" width="176" height="232" rx="10" className={classes.back} />
      </g>
      <rect x="36" y="26" width="176" height="232" rx="10" className={classes.sheet} />
      <path d="M58 60h92M58 82h132M58 100h132M58 118h104M58 146h132M58 164h118" className={classes.lines} />
      <path d="M58 226h84" className={classes.rule} />
      <path
        d="M62 218c10-22 20-24 18-8s-6 12 4 2 14-22 14-10-4 14 8 4 10-10 14-4 8 4 16-6"
        className={classes.ink}
      />
      <circle cx="186" cy="216" r="20" className={classes.seal} />
      <path d="m177 216 6.5 6.5L196 210" className={classes.tick} />
    </svg>
  );
}

function Calls() {
  const t = useTranslations('public.landing');
  const common = useTranslations('common');
  const { state } = useSession();
  if (state === 'signed-in') {
    return (
      <Group>
        <Button component={Link} href="/dashboard" size="md">
          {t('toDashboard')}
        </Button>
      </Group>
    );
  }
  return (
    <Group>
      <Button component={Link} href="/register" size="md">
        {common('register')}
      </Button>
      <Button component={Link} href="/explore" size="md" variant="default">
        {t('explore')}
      </Button>
    </Group>
  );
}

function Teaser() {
  const t = useTranslations('public.landing');
  const query = useQuery({
    queryKey: ['public', 'ventures', 'teaser'],
    queryFn: ({ signal }) => api.ventures.publicList({ query: { limit: 3 } }, { signal }),
  });
  return (
    <Stack gap="lg" component="section" aria-labelledby="teaser">
      <Title order={2} id="teaser">
        {t('teaserTitle')}
      </Title>
      <QueryView query={query} lines={1}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('teaserEmpty')}</Text>
          ) : (
            <>
              <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
                {items.map((venture) => (
                  <VentureCard
                    key={venture.id}
                    venture={venture}
                    href={`/explore/${venture.slug}`}
                    order={3}
                  />
                ))}
              </SimpleGrid>
              <Group>
                <Button component={Link} href="/explore" variant="default">
                  {t('teaserAll')}
                </Button>
              </Group>
            </>
          )
        }
      </QueryView>
    </Stack>
  );
}
