import { RotateCw } from 'lucide-react';
import { Suspense } from 'react';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { Button } from '#ui/button.tsx';
import { FailurePanel } from '#ui/failure-panel.tsx';
import { lazily } from '#ui/lazily.tsx';

const VerdictNotice = lazily(() => import('#ui/verdict-notice.tsx').then((file) => file.VerdictNotice));

interface RefusalProps {
  readonly verdict: ReadVerdict;
  readonly onRetry: () => void;
}

/** Why an object cannot be shown; a success means that the browser cannot play what it got. */
export const Refusal = ({ verdict, onRetry }: RefusalProps) =>
  verdict.name === 'works' ? (
    <FailurePanel
      title="This browser cannot show the object"
      message="It was read, but is damaged or of a kind that this browser does not know. Download it instead."
      onRetry={onRetry}
    />
  ) : (
    <Suspense>
      <VerdictNotice verdict={verdict}>
        <Button icon={<RotateCw aria-hidden="true" />} onClick={onRetry}>
          Retry
        </Button>
      </VerdictNotice>
    </Suspense>
  );
