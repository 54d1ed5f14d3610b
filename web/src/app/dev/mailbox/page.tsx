import { Mailbox } from '../../../features/auth/mailbox';

export default function MailboxPage() {
  return <Mailbox />;
}
