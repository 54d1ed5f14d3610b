'use client';

import { Anchor, Badge, Group, List, Stack, Table, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import type { Card, OpportunityInFull, Reward } from './types';
import { useOpportunityWords } from './words';

/** What it is: figures everybody sees, and the details where they are open. */
export function OpportunityFacts({ opportunity }: { opportunity: OpportunityInFull }) {
  const t = useTranslations('opportunities.facts');
  const { details } = opportunity;
  return (
    <Section title={t('title')}>
      {details && (
        <Text size="sm" c="dimmed">
          <Anchor component={Link} href={`/people/${details.creatorId}`} inherit>
            {details.creatorName}
          </Anchor>
          {details.venture && (
            <>
              {' · '}
              <Anchor component={Link} href={`/ventures/${details.venture.id}`} inherit>
                {details.venture.name}
              </Anchor>
            </>
          )}
        </Text>
      )}
      {details?.description && (
        <Text style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }} maw="72ch">
          {details.description}
        </Text>
      )}
      <FactTable card={opportunity} rewards={details?.rewards ?? null} seatRole={details?.seatRole ?? null} />
    </Section>
  );
}

interface FactTableProps {
  readonly card: Card;
  /** Null where only their kinds are open. */
  readonly rewards: readonly Reward[] | null;
  readonly seatRole?: string | null;
}

/** The figures of a card in rows. */
export function FactTable({ card, rewards, seatRole = null }: FactTableProps) {
  const t = useTranslations('opportunities');
  const words = useOpportunityWords();
  const format = useFormat();
  const given = rewards?.map(words.reward) ?? card.rewardKinds.map((kind) => t(`rewards.${kind}`));
  const terms = rewards?.filter((reward) => reward.terms) ?? [];
  const rows: readonly (readonly [string, string | null])[] = [
    [t('facts.type'), card.kind === 'OPPORTUNITY' ? t(`types.${card.type}`) : null],
    [t('facts.engagement'), t(`engagements.${card.engagement}`)],
    [t(card.kind === 'SERVICE' ? 'facts.price' : 'facts.reward'), given.join(', ') || t('facts.notSaid')],
    [
      t('facts.time'),
      [words.hours(card.hoursPerWeek), words.weeks(card.durationWeeks)].filter(Boolean).join(' · '),
    ],
    [t('facts.where'), words.place(card) ?? t('facts.notSaid')],
    [t('facts.timeZone'), card.timeZone],
    [
      t('facts.years'),
      card.yearsNeeded === null ? null : t('facts.yearsNeeded', { count: card.yearsNeeded }),
    ],
    [t('facts.industry'), card.industry && words.industry(card.industry)],
    [t('facts.seat'), seatRole ? t(`seatRoles.${seatRole as 'LEAD'}`) : null],
    [t('facts.visibility'), t(`visibilities.${card.visibility}`)],
    [t('facts.ends'), card.expiresAt && format.date(card.expiresAt)],
  ];
  return (
    <Stack gap="md">
      <Table aria-label={t('facts.title')} layout="auto" verticalSpacing={6}>
        <Table.Tbody>
          {rows
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400} c="dimmed" w="34%">
                  {name}
                </Table.Th>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      {terms.length > 0 && (
        <Stack gap={4}>
          <Title order={3} size="h4">
            {t('facts.terms')}
          </Title>
          <List size="sm">
            {terms.map((reward) => (
              <List.Item key={reward.kind}>
                {t(`rewards.${reward.kind}`)}: {reward.terms}
              </List.Item>
            ))}
          </List>
        </Stack>
      )}
      <SkillList
        title={t(card.kind === 'SERVICE' ? 'facts.offered' : 'facts.required')}
        skills={card.requiredSkills}
      />
      <SkillList title={t('facts.preferred')} skills={card.preferredSkills} />
      {card.tags.length > 0 && (
        <Group gap={6}>
          {card.tags.map((tag) => (
            <Badge key={tag} color="gray" variant="outline">
              {tag}
            </Badge>
          ))}
        </Group>
      )}
    </Stack>
  );
}

function SkillList({ title, skills }: { title: string; skills: Card['requiredSkills'] }) {
  const words = useOpportunityWords();
  if (skills.length === 0) return null;
  return (
    <Stack gap={4}>
      <Title order={3} size="h4">
        {title}
      </Title>
      <Group gap={6}>
        {skills.map((skill) => (
          <Badge key={skill.name}>{words.skill(skill)}</Badge>
        ))}
      </Group>
    </Stack>
  );
}
