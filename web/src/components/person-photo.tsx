'use client';

import { Avatar } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { downloadFile } from '../lib/api';

/** A person's photo, or initials. Beside a name it is decoration, so it has no text alternative of its own. */
export function PersonPhoto({
  name,
  fileId,
  size = 40,
}: {
  name: string;
  fileId: string | null;
  size?: number;
}) {
  const photo = useQuery({
    queryKey: ['files', fileId],
    // A file never changes under its id: one address serves every place that shows it, as long as the page lives.
    queryFn: async () => URL.createObjectURL(await downloadFile(fileId!)),
    enabled: fileId !== null,
    staleTime: Infinity,
    gcTime: Infinity,
  }).data;
  return (
    <Avatar
      src={photo ?? null}
      alt=""
      name={name}
      size={size}
      radius="50%"
      color="fir"
      variant="light"
      aria-hidden
    />
  );
}
