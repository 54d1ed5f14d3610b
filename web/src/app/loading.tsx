import { Skeleton, Stack } from '@mantine/core';

export default function Loading() {
  return (
    <Stack gap="md" aria-busy="true">
      <Skeleton height={36} width="40%" />
      <Skeleton height={120} />
      <Skeleton height={120} />
    </Stack>
  );
}
