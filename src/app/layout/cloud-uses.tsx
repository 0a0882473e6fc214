import { Suspense, type ComponentProps } from 'react';
import type { UsedBuckets as Buckets } from '#features/used-buckets/used-buckets.tsx';
import { lazily } from '#ui/lazily.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { href } from '../href.ts';
import { samplesPath } from '../paths.ts';

const UsedBuckets = lazily(() => import('#features/used-buckets/used-buckets.tsx').then((file) => file.UsedBuckets));

/** What access keys are for in front of a ClearML Server: where debug samples show, and which buckets of its projects have no key yet. */
export const CloudUses = (props: ComponentProps<typeof Buckets>) => (
  <>
    <div>
      The keys also show the <TextLink href={href(samplesPath())}>debug samples of a task</TextLink>.
    </div>
    <Suspense>
      <UsedBuckets {...props} />
    </Suspense>
  </>
);
