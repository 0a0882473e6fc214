import { Suspense } from 'react';
import type { CurrentUser } from '#contract/users.ts';
import { Card } from '#ui/card.tsx';
import { lazily } from '#ui/lazily.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { useNear } from '#ui/use-near.ts';
import { useSite } from '../use-site.ts';
import { hasAccount } from './has-account.ts';

const Account = lazily(() => import('./account.tsx').then((file) => file.Account));

/** One's own account. */
export const AccountCard = ({ user }: { readonly user: CurrentUser }) => {
  const [near, place] = useNear();
  const loading = <Skeleton lines={4} height="13.75rem" label="Loading the account" />;
  return (
    hasAccount(useSite().configuration, user) && (
      <Card id="account" heading="Account" description="How you log in, and where you are logged in.">
        <div ref={place}>
          <Suspense fallback={loading}>{near ? <Account user={user} /> : loading}</Suspense>
        </div>
      </Card>
    )
  );
};
