'use client';

import { Anchor, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { insightsQuery } from './queries';

const most = 5;

/** What would raise the fit, counted from what is open now. Nothing at all while there is nothing to say. */
export function SkillGaps() {
  const t = useTranslations('matching.gaps');
  const insights = useQuery(insightsQuery()).data;
  if (!insights || insights.optedOut || insights.gaps.length === 0) return null;
  return (
    <Section
      title={t('title')}
      text={t('text', { considered: insights.considered, fitting: insights.fitting })}
    >
      <List size="sm" spacing={6}>
        {insights.gaps.slice(0, most).map(({ skill, text }) => (
          <List.Item key={skill}>{text}</List.Item>
        ))}
      </List>
      <Text size="sm">
        <Anchor component={Link} href="/settings/profile" inherit>
          {t('toSkills')}
        </Anchor>
      </Text>
    </Section>
  );
}
