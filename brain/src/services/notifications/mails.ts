import type { Config } from '../../config.ts';
import { renderMail } from '../../kernel/mail-template.ts';
import { mailsAnHour } from './flow.ts';
import type { Notice, Person } from './telling.ts';
import { types } from './types.ts';

type Origin = Pick<Config, 'publicOrigin' | 'hub'>;

/** A notification as a mail of its own. */
export function noticeMail(
  notice: Pick<Notice, 'type' | 'title' | 'text' | 'link'>,
  person: Pick<Person, 'name'>,
  { publicOrigin, hub }: Origin,
): { text: string; html: string } {
  return renderMail({
    title: notice.title,
    greeting: `Hello ${person.name},`,
    paragraphs: notice.text.split('\n\n'),
    ...(notice.link ? { action: { label: 'Open SmartStart', url: `${publicOrigin}${notice.link}` } } : {}),
    footer: footerOf(notice, { publicOrigin, hub }),
  });
}

function footerOf({ type }: Pick<Notice, 'type'>, { publicOrigin, hub }: Origin): string {
  if (type === 'marketing')
    return `${hub.name} sends you this because you agreed to get news and offers. Withdraw that at any time, with immediate effect: ${publicOrigin}/settings/privacy`;
  return types[type].mandatory
    ? `Messages like this one are always sent, because they concern your account or your papers. ${hub.name}`
    : `You choose what you are told, and how, under Settings, Notifications. ${hub.name}`;
}

export interface DigestItem {
  readonly title: string;
  readonly text: string;
  readonly link: string | null;
}

/** The most that one mail lists in full; whoever has more reads on in the inbox. */
export const listed = 50;

/** One mail for what would have been many: as the person chose, or because too many came within an hour. */
export function digestMail(
  items: readonly DigestItem[],
  total: number,
  { person, chosen }: { person: Pick<Person, 'name'>; chosen: boolean },
  { publicOrigin, hub }: Origin,
): { subject: string; text: string; html: string } {
  const messages = total === 1 ? '1 message' : `${total} messages`;
  const subject = chosen ? `Your day on SmartStart: ${messages}` : `SmartStart: ${messages} gathered for you`;
  const rest = total - items.length;
  const content = renderMail({
    title: subject,
    greeting: `Hello ${person.name},`,
    paragraphs: [
      chosen
        ? 'This is what happened since your last summary.'
        : 'So much happened within an hour that it comes in one mail.',
    ],
    sections: items.map(({ title, text, link }) => ({
      title,
      text: text.split('\n\n').join('\n'),
      ...(link ? { url: `${publicOrigin}${link}` } : {}),
    })),
    ...(rest > 0
      ? { closing: rest === 1 ? 'And 1 more in your inbox.' : `And ${rest} more in your inbox.` }
      : {}),
    action: { label: 'Open your inbox', url: `${publicOrigin}/notifications` },
    footer: chosen
      ? `You chose one summary a day under Settings, Notifications. Urgent messages are sent at once. ${hub.name}`
      : `After ${mailsAnHour} e-mails an hour the rest is gathered. You choose what you are told, and how, under Settings, Notifications. ${hub.name}`,
  });
  return { subject, ...content };
}
