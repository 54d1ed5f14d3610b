'use client';

import { Avatar } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { downloadFile } from '../lib/api';

/** A person's photo, or initials. Beside a name it is decoration, so it has no text alternative of its own. */
export function PersonPhoto({ name, fileId, size = 40 }: { name: string; fileId: string | null; size?: number }) {
  const photo = useQuery({
    queryKey: ['files', fileId],
    queryFn: () => downloadFile(fileId!),
    enabled: fileId !== null,
    staleTime: Infinity,
  }).data;
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!photo) return setAddress(null);
    const url = URL.createObjectURL(photo);
    setAddress(url);
    return () => URL.revokeObjectURL(url);
  }, [photo]);
  return <Avatar src={address} alt="" name={name} size={size} radius="50%" color="fir" variant="light" aria-hidden />;
}
