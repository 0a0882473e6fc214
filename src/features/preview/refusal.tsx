import { Pencil, RotateCw } from 'lucide-react';
import { Suspense, use } from 'react';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { Button } from '#ui/button.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { lazily } from '#ui/lazily.tsx';
import { soon } from '#ui/soon.ts';
import { OnEdit } from './on-edit.ts';

const VerdictNotice = soon(lazily(() => import('#ui/verdict-notice.tsx').then((file) => file.VerdictNotice)));

interface RefusalProps {
  readonly verdict: ReadVerdict;
  readonly onRetry: () => void;
}

/** Why an object cannot be shown, with the way to the keys that it was read with; a success means that the browser cannot play what it got. */
export const Refusal = ({ verdict, onRetry }: RefusalProps) => {
  const onEdit = use(OnEdit);
  if (verdict.name === 'works') {
    return (
      <FailurePanel
        title="This browser cannot show the object"
        message="It was read, but is damaged or of a kind that this browser does not know. Download it instead."
        onRetry={onRetry}
      />
    );
  }
  return (
    <Suspense>
      <VerdictNotice verdict={verdict}>
        <Button icon={<RotateCw aria-hidden="true" />} onClick={onRetry}>
          Retry
        </Button>
        {onEdit !== undefined && (
          <Button icon={<Pencil aria-hidden="true" />} onClick={onEdit}>
            Edit access keys
          </Button>
        )}
      </VerdictNotice>
    </Suspense>
  );
};
