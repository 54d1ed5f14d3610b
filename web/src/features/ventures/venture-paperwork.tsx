'use client';

import { Anchor, Button, Card, Code, Group, List, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconMinus, IconSignature } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { signHref } from '../documents/links';
import { usePack } from '../documents/pack';
import type { Venture } from './types';
import { PlainList } from '../documents/plain-list';

/** The papers between submission and activation, each with its state and a way to sign it. `plain`: inside a tab. */
export function VenturePaperwork({ venture, plain = false }: { venture: Venture; plain?: boolean }) {
  const t = useTranslations('ventures.paperwork');
  const pending = venture.status === 'PENDING_CONTRACTS';
  const pack = usePack(pending ? 'ACTIVATE_VENTURE' : null, venture.id);
  const after = `/ventures/${venture.id}`;
  const done = venture.paperwork.filter((paper) => paper.inForce).length;
  const toSign = pack.data?.toSign ?? [];
  // A missing paper that is not among those issued, such as one of the member's own that has expired meanwhile.
  const extra = toSign.filter((paper) => !venture.paperwork.some((issued) => issued.code === paper.code));
  const body = (
    <Stack gap="sm">
      <Text size="sm">
        {pending ? t('text') : venture.status === 'PENDING_APPROVAL' ? t('approvalText') : t('plainText')}
      </Text>
      <Text size="sm" fw={600} role="status">
        {t('progress', { done, total: venture.paperwork.length })}
      </Text>
      <PlainList gap="xs">
        {venture.paperwork.map((paper) => (
          <Group
            key={paper.code}
            component="li"
            justify="space-between"
            gap="xs"
            wrap="nowrap"
            align="flex-start"
          >
            <Group gap="xs" wrap="nowrap" align="flex-start" style={{ minWidth: 0 }}>
              <Mark done={paper.inForce} />
              <div style={{ minWidth: 0 }}>
                {paper.documentId ? (
                  <Anchor component={Link} href={`/documents/${paper.documentId}`} size="sm">
                    {paper.name}
                  </Anchor>
                ) : (
                  <Text size="sm">{paper.name}</Text>
                )}
                <Text size="xs" c="dimmed">
                  {paper.inForce ? t('inForce') : t('open')}
                  {paper.textHash && (
                    <>
                      {' · SHA-256 '}
                      <Code fz="xs" title={paper.textHash}>
                        {paper.textHash.slice(0, 12)}…
                      </Code>
                    </>
                  )}
                </Text>
              </div>
            </Group>
            {!paper.inForce && pending && (
              <SignNow
                href={signHref({ code: paper.code, ventureId: venture.id, pack: 'ACTIVATE_VENTURE', after })}
                name={paper.name}
              />
            )}
          </Group>
        ))}
        {extra.map((paper) => (
          <Group key={paper.code} component="li" justify="space-between" gap="xs">
            <Group gap="xs">
              <Mark done={false} />
              <Text size="sm">{paper.name}</Text>
            </Group>
            <SignNow
              href={signHref({
                ...paper,
                ventureId: paper.ventureId ?? venture.id,
                pack: 'ACTIVATE_VENTURE',
                after,
              })}
              name={paper.name}
            />
          </Group>
        ))}
      </PlainList>
      {toSign.length > 0 && (
        <div>
          <Button
            component={Link}
            href={signHref({ pack: 'ACTIVATE_VENTURE', ventureId: venture.id, after })}
            leftSection={<IconSignature size={18} aria-hidden />}
          >
            {t('signNext')}
          </Button>
        </div>
      )}
      {pack.data && pack.data.conditions.length > 0 && (
        <Lines title={t('conditions')} lines={pack.data.conditions} />
      )}
      {venture.approvalsDue.length > 0 && (
        <Lines
          title={t('approvals')}
          lines={venture.approvalsDue.map((due) => (isApproval(due) ? t(`approval.${due}`) : due))}
        />
      )}
    </Stack>
  );
  if (plain) return body;
  return (
    <Card component="section" aria-labelledby="paperwork">
      <Title order={2} size="h3" id="paperwork" mb="xs">
        {venture.status === 'PENDING_APPROVAL' ? t('approvalTitle') : t('title')}
      </Title>
      {body}
    </Card>
  );
}

const approvals = ['SECURITY', 'LEGAL', 'HUB'] as const;
const isApproval = (value: string): value is (typeof approvals)[number] =>
  (approvals as readonly string[]).includes(value);

function Mark({ done }: { done: boolean }) {
  return (
    <ThemeIcon
      size={22}
      radius="xl"
      color={done ? 'green' : 'gray'}
      variant={done ? 'filled' : 'default'}
      aria-hidden
    >
      {done ? <IconCheck size={14} /> : <IconMinus size={14} />}
    </ThemeIcon>
  );
}

function SignNow({ href, name }: { href: string; name: string }) {
  const t = useTranslations('ventures.paperwork');
  return (
    <Button
      component={Link}
      size="xs"
      variant="default"
      href={href}
      style={{ flexShrink: 0 }}
      aria-label={t('signNamed', { name })}
    >
      {t('sign')}
    </Button>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm">
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </div>
  );
}
