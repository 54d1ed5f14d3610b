'use client';

import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import classes from './messages.module.css';
import type { Person } from './types';

const pieces = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}])|(@[a-z0-9-]{2,60})/giu;

/** The words of a message: addresses become links, names of people lead to them; everything else is text. */
export function MessageText({ body, mentions }: { body: string; mentions: readonly Person[] }) {
  const bySlug = new Map(mentions.map((one) => [one.slug.toLowerCase(), one]));
  const parts: ReactNode[] = [];
  let at = 0;
  for (const match of body.matchAll(pieces)) {
    const [text, address] = match;
    const person = address ? undefined : bySlug.get(text.slice(1).toLowerCase());
    if (!address && !person) continue;
    parts.push(body.slice(at, match.index));
    parts.push(
      person ? (
        <Anchor component={Link} href={`/people/${person.userId}`} inherit fw={600}>
          @{person.name}
        </Anchor>
      ) : (
        <Anchor href={address!} target="_blank" rel="noopener noreferrer nofollow ugc" inherit>
          {address}
        </Anchor>
      ),
    );
    at = match.index + text.length;
  }
  parts.push(body.slice(at));
  return (
    <p className={classes['text']}>
      {parts.map((part, index) => (
        <Fragment key={index}>{part}</Fragment>
      ))}
    </p>
  );
}
